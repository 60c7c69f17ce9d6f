import { CUSTOMER_COLUMNS, type Customer, customerSchema } from '../../data/customer.ts';
import { readRows } from '../../data/import/read-rows.ts';
import { blobSource } from '../../data/import/source.ts';
import { ORDER_COLUMNS, type Order, orderSchema } from '../../data/order.ts';
import type { Segment } from '../../data/vocabulary.ts';
import type { ModelCounts } from '../../pitch/counts.ts';
import { createTally } from '../../pitch/tally.ts';
import type { CustomerRecord } from '../../store/store.ts';

/** The files of a dataset, as the import writes them. */
export interface DatasetFiles {
  readonly customers: Blob;
  readonly orders: Blob;
}

/** As much of a customer as it takes to choose some to look at. */
export interface Person {
  readonly id: string;
  orders: number;
  /** Columns that were worked out or left empty. */
  readonly gaps: number;
}

export interface Survey {
  readonly people: readonly Person[];
  readonly counts: ModelCounts;
}

/** Goes once over both files. @param products ids of the catalogue that mails recommend from. */
export async function surveyDataset(
  { customers, orders }: DatasetFiles,
  products: readonly string[],
  asOf: string,
): Promise<Survey> {
  const tally = createTally(products);
  const people = new Map<string, Person>();
  const customer = placesOf(CUSTOMER_COLUMNS);
  for await (const cells of cellsOf('customers.csv', customers)) {
    const at = (column: keyof Customer) => cells[customer[column]] ?? '';
    const id = at('customer_id');
    tally.addCustomer({ customer_id: id, segment: at('segment') as Segment, join_date: at('join_date') });
    const empty = cells.filter((cell) => cell === '').length;
    people.set(id, { id, orders: 0, gaps: empty + at('derived').split('|').filter(Boolean).length });
  }
  const order = placesOf(ORDER_COLUMNS);
  for await (const cells of cellsOf('orders.csv', orders)) {
    const at = (column: keyof Order) => cells[order[column]] ?? '';
    const [customer_id, product_id, order_date] = [at('customer_id'), at('product_id'), at('order_date')];
    tally.addOrder({ customer_id, product_id, order_date });
    const buyer = people.get(customer_id);
    if (buyer) buyer.orders += 1;
  }
  return { people: [...people.values()], counts: tally.counts(asOf) };
}

/** Some customers with their orders, in the order of the ids. */
export async function recordsOf(
  { customers, orders }: DatasetFiles,
  ids: readonly string[],
): Promise<readonly CustomerRecord[]> {
  const found = new Map<string, Customer>();
  const own = new Map<string, Order[]>(ids.map((id) => [id, []]));
  const rowOf = (columns: readonly string[], cells: readonly string[]) =>
    Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  const idAt = CUSTOMER_COLUMNS.indexOf('customer_id');
  for await (const cells of cellsOf('customers.csv', customers)) {
    const id = cells[idAt] as string;
    if (own.has(id)) found.set(id, customerSchema.parse(rowOf(CUSTOMER_COLUMNS, cells)));
    if (found.size === ids.length) break;
  }
  const buyerAt = ORDER_COLUMNS.indexOf('customer_id');
  for await (const cells of cellsOf('orders.csv', orders)) {
    own.get(cells[buyerAt] as string)?.push(orderSchema.parse(rowOf(ORDER_COLUMNS, cells)));
  }
  return ids.map((id) => ({ customer: found.get(id) as Customer, orders: own.get(id) as Order[] }));
}

const FORM = {
  delimiter: ',',
  newline: '\n',
  encoding: 'utf-8',
  hasSepLine: false,
  hasHeader: true,
} as const;

async function* cellsOf(name: string, file: Blob): AsyncGenerator<readonly string[]> {
  for await (const rows of readRows(blobSource(name, file), FORM)) for (const { cells } of rows) yield cells;
}

const placesOf = <Column extends string>(columns: readonly Column[]) =>
  Object.fromEntries(columns.map((column, at) => [column, at])) as Readonly<Record<Column, number>>;
