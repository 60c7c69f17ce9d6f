import type { ImportFile } from './import-file.ts';

/** What a mark means where the brand's own currency does not have it. */
const MARKS: Readonly<Record<string, string>> = {
  '₹': 'INR',
  '€': 'EUR',
  '£': 'GBP',
  $: 'USD',
  RS: 'INR',
  'RS.': 'INR',
};

const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/**
 * What the amounts of the files are in as the files say it: ISO 4217, the most frequent first. Empty where nothing says
 * it.
 * @param own the brand's currency: its mark means it, also where others share the mark
 */
export function currenciesOf(files: readonly ImportFile[], own: string): readonly string[] {
  const counts = new Map<string, number>();
  const add = (found: ReadonlyMap<string, number>) => {
    for (const [name, count] of found) {
      const code = codeOf(name.toUpperCase(), own);
      if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + count);
    }
  };
  for (const { cells } of files) {
    add(cells.currencies);
    for (const { evidence } of cells.amounts.values()) add(evidence.currencies);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([code]) => code);
}

function codeOf(name: string, own: string): string | undefined {
  if (own !== '' && markOf(own).toUpperCase() === name) return own;
  if (CODES.has(name)) return name;
  return MARKS[name];
}

/** `₹` for INR. */
export function markOf(currency: string): string {
  const parts = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? '';
}
