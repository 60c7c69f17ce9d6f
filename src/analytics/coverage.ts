/** How many customers one product of the catalogue is pitched to; 0 for products that nobody is pitched. */
export interface CoverageRow {
  readonly product: string;
  readonly name: string;
  readonly category: string;
  readonly customers: number;
}

/** A product of the catalogue, as far as the analysis needs it. */
export interface Pitchable {
  readonly id: string;
  readonly name: string;
  readonly category: string;
}

/** The whole catalogue, the most pitched first, then by id. Not SQL: what is pitched is chosen, not stored. */
export function coverageRows(
  products: readonly Pitchable[],
  pitched: ReadonlyMap<string, number>,
): readonly CoverageRow[] {
  return products
    .map(({ id, name, category }) => ({ product: id, name, category, customers: pitched.get(id) ?? 0 }))
    .sort((a, b) => b.customers - a.customers || (a.product < b.product ? -1 : 1));
}
