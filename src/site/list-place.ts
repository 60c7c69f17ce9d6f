import type { Segment } from '../data/vocabulary.ts';
import { type ListColumns, REACH } from './customer-list.ts';
import { haystackOf } from './list-haystack.ts';
import { byColumn, FILTERS, matching, type Query, type SortKey } from './list-query.ts';

/** Where a customer stands in the list as somebody searched, filtered and sorted it. */
export interface ListPlace {
  /** From 1. */
  readonly at: number;
  readonly of: number;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Undefined for somebody whom the query leaves out. */
export function placeInList(columns: ListColumns, query: Query, id: string): ListPlace | undefined {
  const ids = columns.ids.split('\n');
  const names = columns.names.split('\n');
  const found = matching(columns, haystackOf(columns, ids, names), query);
  const order = byColumn(columns, names, found, query);
  const at = order.indexOf(ids.indexOf(id));
  if (at < 0) return undefined;
  const idAt = (place: number) => ids[order[place] ?? -1];
  return { at: at + 1, of: order.length, before: idAt(at - 1), after: idAt(at + 1) };
}

/** Whether the query says anything: without it the list is in the order of the file. */
export function isPlain({ text, sort, ...query }: Query): boolean {
  return text === '' && sort === undefined && FILTERS.every((name) => query[name] === '');
}

/** `VIP, Pune, by lifetime value` */
export function queryWords(query: Query, names: ListColumns['segmentNames']): string {
  const { text, segment, behavior, group, city, reach, sort, isDescending } = query;
  return [
    text.trim() && `“${text.trim()}”`,
    segment && (names[segment as Segment] ?? segment),
    behavior.replaceAll('_', ' '),
    group,
    city,
    reach && (REACH[reach as keyof typeof REACH] ?? reach).toLowerCase(),
    sort && `by ${SORT_WORDS[sort]}${isDescending === NUMERIC.has(sort) ? '' : ' turned round'}`,
  ]
    .filter(Boolean)
    .join(', ');
}

const SORT_WORDS: Readonly<Record<SortKey, string>> = {
  name: 'name',
  segment: 'segment',
  behavior: 'behaviour',
  group: 'RFM group',
  city: 'city',
  engagement: 'engagement',
  orders: 'orders',
  value: 'lifetime value',
};
/** Sorted from the highest down as a rule. */
const NUMERIC: ReadonlySet<SortKey> = new Set(['engagement', 'orders', 'value']);
