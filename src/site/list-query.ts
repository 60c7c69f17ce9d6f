import { NO_ORDERS, RFM_GROUPS } from '../analytics/rfm-groups.ts';
import type { Segment } from '../data/vocabulary.ts';
import { slot } from '../pitch/slot.ts';
import type { Coded, ListColumns } from './customer-list.ts';

export const SORT_KEYS = [
  'name',
  'segment',
  'behavior',
  'group',
  'city',
  'engagement',
  'orders',
  'value',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** What the list shows; it lives in the page's address. */
export interface Query {
  readonly text: string;
  readonly segment: string;
  readonly behavior: string;
  readonly group: string;
  readonly city: string;
  /** `address` or `none`, as `ListColumns` has it. */
  readonly reach: string;
  /** The order of the file when absent. */
  readonly sort: SortKey | undefined;
  readonly isDescending: boolean;
}

/** The filters, each by the name it has in the address and in the form. */
export const FILTERS = ['segment', 'behavior', 'group', 'city', 'reach'] as const;

export function readQuery(search: string): Query {
  const values = new URLSearchParams(search);
  const sort = values.get('sort') ?? '';
  const key = sort.replace(/^-/, '') as SortKey;
  const isKnown = SORT_KEYS.includes(key);
  return {
    text: values.get('q') ?? '',
    segment: values.get('segment') ?? '',
    behavior: values.get('behavior') ?? '',
    group: values.get('group') ?? '',
    // As the list spells it: a link may have the spelling of the file.
    city: slot(values.get('city') ?? ''),
    reach: values.get('reach') ?? '',
    sort: isKnown ? key : undefined,
    isDescending: isKnown && sort.startsWith('-'),
  };
}

export function writeQuery(path: string, query: Query): string {
  const { text, sort, isDescending } = query;
  const values = new URLSearchParams();
  if (text) values.set('q', text);
  for (const name of FILTERS) if (query[name]) values.set(name, query[name]);
  if (sort) values.set('sort', `${isDescending ? '-' : ''}${sort}`);
  const search = values.toString();
  return search ? `${path}?${search}` : path;
}

/** The rows that hold every word of the text and pass every filter. */
export function matching(columns: ListColumns, haystack: readonly string[], query: Query): readonly number[] {
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = [
    [columns.segments, query.segment],
    [columns.behaviors, query.behavior],
    [columns.groups, query.group],
    [columns.cities, query.city],
    [columns.reach, query.reach],
  ] as const;
  const filters = wanted.flatMap(([{ values, codes }, value]) =>
    // −1, which no row has, for a value that nobody has.
    value === '' ? [] : [{ codes, code: values.indexOf(value) }],
  );
  const found: number[] = [];
  for (let at = 0; at < columns.total; at += 1) {
    if (filters.some(({ codes, code }) => codes[at] !== code)) continue;
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
      return codedRanks({
        ...columns.segments,
        values: columns.segments.values.map((key) => columns.segmentNames[key as Segment]),
      });
    case 'behavior':
      return codedRanks(columns.behaviors);
    case 'group':
      return columns.groups.codes.map((code) => GROUP_PLACES.indexOf(columns.groups.values[code] as string));
    case 'city':
      return codedRanks(columns.cities);
  }
}

/** The best group first, those who never ordered last. */
const GROUP_PLACES: readonly string[] = [...RFM_GROUPS, NO_ORDERS];

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
