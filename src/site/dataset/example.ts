import type { Catalogue } from '../../copy/catalogue.ts';
import { printCsvField } from '../../data/csv-field.ts';
import type { Customer } from '../../data/customer.ts';
import { type CustomerWithOrders, generateCustomers } from '../../data/generate/generate.ts';
import type { Order } from '../../data/order.ts';
import { SAMPLE } from '../sample.ts';

const PEOPLE = { customers: 50, seed: 50, asOf: SAMPLE.asOf };

/** Both files of the example as their texts. */
export interface Example {
  readonly customers: string;
  readonly orders: string;
}

/**
 * 50 made-up customers and their orders as a shop's own program might export them: columns under other names, dates
 * with the day first, amounts with a currency mark, one person without an address, and a few rows as they are in real life. It does not say what an
 * import works out: segments, interests, behaviour, engagement, lifetime values.
 */
export function exampleOf(catalogue: Catalogue): Example {
  const people = [...generateCustomers({ ...PEOPLE, catalogue })];
  const names = new Map(catalogue.products.map(({ id, name }) => [id, name]));
  return {
    customers: print([
      CUSTOMER_HEADER,
      ...people.map(({ customer }, at) => customerRow(at === 11 ? { ...customer, email: '' } : customer)),
      ...strays(people),
    ]),
    orders: print([
      ORDER_HEADER,
      ...people.flatMap(({ orders }) => orders.map((order) => orderRow(order, names))),
      ...afterthoughts(people, names),
    ]),
  };
}

const CUSTOMER_HEADER = [
  'Customer No',
  'Full name',
  'E-mail',
  'Town',
  'Customer since',
  'Newsletter',
  'Language',
];
const ORDER_HEADER = [
  'Order No',
  'Customer No',
  'Ordered on',
  'SKU',
  'Product',
  'Category',
  'Qty',
  'Line total',
];

const CONSENTS = { subscribed: 'yes', unsubscribed: 'no', unknown: '' } as const;

function customerRow(customer: Customer): readonly string[] {
  const { customer_id, name, email, city, join_date, email_consent, locale } = customer;
  return [customer_id, name, email, city, dayFirst(join_date), CONSENTS[email_consent], locale];
}

/** Somebody entered again in capitals, and somebody whose address was mistyped. */
function strays(people: readonly CustomerWithOrders[]): readonly (readonly string[])[] {
  const again = (people[3] as CustomerWithOrders).customer;
  return [
    customerRow({ ...again, email: again.email.toUpperCase() }),
    ['C0000051', 'Ines Fischer', 'ines.fischer@mail', 'Pune', '11/02/2026', 'yes', 'en'],
  ];
}

function orderRow(order: Order, names: ReadonlyMap<string, string>): readonly string[] {
  const { order_id, customer_id, order_date, product_id, category, quantity, amount } = order;
  const name = names.get(product_id) ?? product_id;
  return [
    order_id,
    customer_id,
    dayFirst(order_date),
    product_id,
    name,
    category,
    String(quantity),
    money(amount),
  ];
}

/** A return, postage, a day that does not exist. */
function afterthoughts(
  people: readonly CustomerWithOrders[],
  names: ReadonlyMap<string, string>,
): readonly (readonly string[])[] {
  const bought = people[7]?.orders.at(-1) as Order;
  const [id = '', customer = '', , sku = '', name = '', category = ''] = orderRow(bought, names);
  const back = String(-bought.quantity);
  return [
    [`${id}-R`, customer, dayFirst(bought.order_date), sku, name, category, back, `-${money(bought.amount)}`],
    ['P-1', customer, '30/06/2026', 'POST', 'Postage', 'shipping', '1', money(9900)],
    ['P-2', customer, '31/06/2026', sku, name, category, '1', money(bought.amount)],
  ];
}

const print = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => `${row.map(printCsvField).join(',')}\n`).join('');

const dayFirst = (day: string) => day.split('-').reverse().join('/');

const rupees = new Intl.NumberFormat('en-IN', { minimumFractionDigits: 2 });
const money = (minor: number) => `₹${rupees.format(minor / 100)}`;
