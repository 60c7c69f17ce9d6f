import { type ListColumns, valueAt } from './customer-list.ts';

/** What the list's search looks through, a text for each row. */
export function haystackOf(
  columns: ListColumns,
  ids: readonly string[],
  names: readonly string[],
): readonly string[] {
  return ids.map((id, at) => `${names[at]} ${id} ${valueAt(columns.cities, at)}`.toLowerCase());
}
