import type { Coded, ListColumns } from './customer-list.ts';

export const SORT_KEYS = ['name', 'segment', 'behavior', 'city', 'engagement', 'orders', 'value'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** What the list shows; it lives in the page's address. */
export interface Query {
  readonly text: string;
  readonly segment: string;
  readonly behavior: string;
  /** The order of the file when absent. */
  readonly sort: SortKey | undefined;
  readonly isDescending: boolean;
}

export function readQuery(search: string): Query {
  const values = new URLSearchParams(search);
  const sort = values.get('sort') ?? '';
  const key = sort.replace(/^-/, '') as SortKey;
  const isKnown = SORT_KEYS.includes(key);
  return {
    text: values.get('q') ?? '',
    segment: values.get('segment') ?? '',
    behavior: values.get('behavior') ?? '',
    sort: isKnown ? key : undefined,
    isDescending: isKnown && sort.startsWith('-'),
  };
}

export function writeQuery(path: string, { text, segment, behavior, sort, isDescending }: Query): string {
  const values = new URLSearchParams();
  if (text) values.set('q', text);
  if (segment) values.set('segment', segment);
  if (behavior) values.set('behavior', behavior);
  if (sort) values.set('sort', `${isDescending ? '-' : ''}${sort}`);
  const search = values.toString();
  return search ? `${path}?${search}` : path;
}

/** The rows that hold every word of the text and belong to segment and behaviour. */
export function matching(columns: ListColumns, haystack: readonly string[], query: Query): readonly number[] {
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean);
  const segment = codeOf(columns.segments, query.segment);
  const behavior = codeOf(columns.behaviors, query.behavior);
  const found: number[] = [];
  for (let at = 0; at < columns.total; at += 1) {
    if (segment !== undefined && columns.segments.codes[at] !== segment) continue;
    if (behavior !== undefined && columns.behaviors.codes[at] !== behavior) continue;
    const hay = haystack[at] as string;
    if (words.every((word) => hay.includes(word))) found.push(at);
  }
  return found;
}

/** Sorted by the query's column; equal rows keep the order of the file, in both directions. */
export function byColumn(
  columns: ListColumns,
  names: readonly string[],
  rows: readonly number[],
  { sort, isDescending }: Query,
): readonly number[] {
  if (!sort) return rows;
  const sign = isDescending ? -1 : 1;
  const value = sortValues(columns, names, sort);
  return [...rows].sort((a, b) => sign * ((value[a] as number) - (value[b] as number)) || a - b);
}

function sortValues(columns: ListColumns, names: readonly string[], sort: SortKey): readonly number[] {
  switch (sort) {
    case 'engagement':
      return columns.engagement;
    case 'orders':
      return columns.orders;
    case 'value':
      return columns.lifetimeValue;
    case 'name':
      return ranks(names);
    case 'segment':
      return codedRanks(columns.segments);
    case 'behavior':
      return codedRanks(columns.behaviors);
    case 'city':
      return codedRanks(columns.cities);
  }
}

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** The place of each value in alphabetical order; values that differ in case or accents only share one. */
function ranks(values: readonly string[]): readonly number[] {
  const sorted = [...new Set(values)].sort(collator.compare);
  const places = new Map<string, number>();
  sorted.forEach((value, at) => {
    const before = sorted[at - 1];
    const isEqual = before !== undefined && collator.compare(before, value) === 0;
    places.set(value, isEqual ? (places.get(before) as number) : at);
  });
  return values.map((value) => places.get(value) as number);
}

function codedRanks({ values, codes }: Coded): readonly number[] {
  const places = ranks(values);
  return codes.map((code) => places[code] as number);
}

/** −1, which no row has, for a value that nobody has; `undefined` for no filter. */
function codeOf({ values }: Coded, wanted: string): number | undefined {
  return wanted === '' ? undefined : values.indexOf(wanted);
}
