import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { type Answers, answersOf } from '../../src/analytics/answers.ts';
import { coverageRows, type Pitchable } from '../../src/analytics/coverage.ts';
import { buildCube, type CubeOptions } from '../../src/analytics/cube/build-cube.ts';
import type { Pitches } from '../../src/analytics/cube/pitches.ts';
import { type Cube, readCube } from '../../src/analytics/cube/read-cube.ts';
import { ALL, type Filter, monthsOf, type Span, wholePeriod } from '../../src/analytics/filter.ts';
import type { Customer } from '../../src/data/customer.ts';
import { BEHAVIORS, SEGMENTS } from '../../src/data/vocabulary.ts';
import type { Store } from '../../src/store/store.ts';

/** Any filter that the page offers for a cube. */
export function filterOf({ first, asOf, cities }: Cube): fc.Arbitrary<Filter> {
  const months = monthsOf(wholePeriod({ first, asOf }));
  const month = fc.nat(months.length - 1);
  return fc.record({
    segment: fc.constantFrom(ALL, ALL, ...SEGMENTS),
    behavior: fc.constantFrom(ALL, ALL, ...BEHAVIORS),
    city: fc.oneof(fc.constant(ALL), fc.constantFrom(ALL, ...cities)),
    period: fc.tuple(month, month).map((ends) => ({
      from: months[Math.min(...ends)] as string,
      to: months[Math.max(...ends)] as string,
    })),
  });
}

/** What a browser has after fetching and unpacking. */
export async function cubeOf(store: Store, span: Span, options: CubeOptions): Promise<Cube> {
  const { bytes } = await buildCube(store, span, options);
  return readCube(gunzipSync(bytes));
}

/** What the store answers, and what is pitched to the customers whom the filter chooses. */
export async function storeAnswers(
  store: Store,
  span: Span,
  filter: Filter,
  { products, pitches }: { readonly products: readonly Pitchable[]; readonly pitches: readonly Pitches[] },
): Promise<Answers> {
  const pitched = new Map<string, number>();
  for (const { segment, behavior, city, picks } of pitches) {
    const isChosen = [
      [filter.segment, segment],
      [filter.behavior, behavior],
      [filter.city, city],
    ].every(([wanted, own]) => wanted === ALL || wanted === own);
    if (isChosen) for (const id of picks) pitched.set(id, (pitched.get(id) ?? 0) + 1);
  }
  return { ...(await answersOf(store, filter, span)), coverage: coverageRows(products, pitched) };
}

/** Four products for everybody, by no rule worth telling. */
export function anyPitches(
  customers: readonly Customer[],
  products: readonly Pitchable[],
): readonly Pitches[] {
  return customers.map(({ segment, buying_behavior, city }, at) => ({
    segment,
    behavior: buying_behavior,
    city,
    picks: [0, 1, 2, 3].map((step) => products[(at * at + step) % products.length]?.id as string),
  }));
}
