import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printCsvField } from '../../src/data/csv-field.ts';
import { CUSTOMER_COLUMNS, type Customer } from '../../src/data/customer.ts';
import type { Day } from '../../src/data/days.ts';
import { printMoney } from '../../src/data/fields.ts';
import { ORDER_COLUMNS } from '../../src/data/order.ts';

/** What an order is for the analysis; the rest of its row is filled in. */
export interface Bought {
  readonly on: Day;
  readonly category: string;
  /** Minor units. */
  readonly amount: number;
}

export type Buyer = Partial<Customer> &
  Pick<Customer, 'customer_id'> & { readonly bought: readonly Bought[] };

/** What is not said of a customer. */
const PLAIN: Omit<Customer, 'customer_id' | 'lifetime_value'> = {
  name: 'Asha Rao',
  email: 'asha@example.com',
  segment: 'Returning',
  interests: [],
  city: '',
  join_date: '2020-01-01',
  engagement_score: 50,
  preferred_contact_time: 'morning',
  pain_points: [],
  buying_behavior: 'loyal',
  response_rate: 0.5,
  locale: 'en',
  time_zone: '',
  email_consent: 'subscribed',
  derived: [],
};

/** Writes the files of a dataset; lifetime values are the exact sums of what was bought. */
export async function writeDataset(folder: string, buyers: readonly Buyer[], asOf?: Day): Promise<void> {
  const customers: (readonly string[])[] = [CUSTOMER_COLUMNS];
  const orders: (readonly string[])[] = [ORDER_COLUMNS];
  for (const { bought, ...known } of buyers) {
    const spent = bought.reduce((sum, { amount }) => sum + amount, 0);
    const customer: Customer = { ...PLAIN, ...known, lifetime_value: spent };
    customers.push(
      CUSTOMER_COLUMNS.map((column) => {
        const value = customer[column];
        if (column === 'lifetime_value') return printMoney(spent);
        return Array.isArray(value) ? value.join('|') : String(value);
      }),
    );
    for (const { on, category, amount } of bought) {
      const id = `O-${orders.length}`;
      orders.push([id, customer.customer_id, on, 'thing', category, '1', printMoney(amount)]);
    }
  }
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'customers.csv'), print(customers));
  await writeFile(join(folder, 'orders.csv'), print(orders));
  if (asOf) await writeFile(join(folder, 'dataset.json'), JSON.stringify({ sample: false, as_of: asOf }));
}

const print = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => `${row.map(printCsvField).join(',')}\n`).join('');
