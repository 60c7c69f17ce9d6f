import type { Reader } from './campaign-recipients.ts';

/** What the list of a campaign's recipients shows. */
export interface MailQuery {
  readonly text: string;
  /** '' for all. */
  readonly segment: string;
  readonly sort: 'plan' | 'due' | 'size' | 'name';
}

/** What a search looks at, row by row. */
export function haystackOf(rows: readonly { readonly id: string; readonly name: string }[]) {
  return rows.map((row) => Object.values(row).join(' ').toLowerCase());
}

/** The rows that hold every word of the text and are of the segment. */
export function matchingRows<Row extends { readonly segment: string }>(
  rows: readonly Row[],
  haystack: readonly string[],
  { text, segment }: Pick<MailQuery, 'text' | 'segment'>,
): readonly Row[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(
    (row, at) =>
      (segment === '' || row.segment === segment) &&
      words.every((word) => (haystack[at] as string).includes(word)),
  );
}

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

const ORDERS: Readonly<Record<Exclude<MailQuery['sort'], 'plan'>, (a: Reader, b: Reader) => number>> = {
  due: (a, b) => Date.parse(a.due) - Date.parse(b.due),
  size: (a, b) => b.mailBytes - a.mailBytes,
  name: (a, b) => collator.compare(a.name, b.name),
};

/** Equal ones keep the order of the plan. */
export function sortedReaders(readers: readonly Reader[], sort: MailQuery['sort']): readonly Reader[] {
  return sort === 'plan' ? readers : readers.toSorted(ORDERS[sort]);
}
