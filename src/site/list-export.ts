import { head, number, type Table, text } from '../charts/figure.ts';
import { type ListColumns, valueAt } from './customer-list.ts';

/** Rows of the list for a spreadsheet, in the order given. No addresses: the list does not know them. */
export function listTable(
  columns: ListColumns,
  ids: readonly string[],
  names: readonly string[],
  order: readonly number[],
): Table {
  const plain = (value: number) => number(String(value), value);
  return {
    head: head(
      'customer_id',
      'name',
      'segment',
      'buying_behavior',
      'rfm_group',
      'city',
      '#engagement_score',
      '#orders',
      '#lifetime_value',
    ),
    body: order.map((at) => [
      text(ids[at] as string),
      text(names[at] as string),
      text(valueAt(columns.segments, at)),
      text(valueAt(columns.behaviors, at)),
      text(valueAt(columns.groups, at)),
      text(valueAt(columns.cities, at)),
      plain(columns.engagement[at] as number),
      plain(columns.orders[at] as number),
      plain((columns.lifetimeValue[at] as number) / 100),
    ]),
  };
}
