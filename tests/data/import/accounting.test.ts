import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printCsvField } from '../../../src/data/csv-field.ts';
import { customerSchema } from '../../../src/data/customer.ts';
import { parseMoney } from '../../../src/data/fields.ts';
import type { ImportOptions } from '../../../src/data/import/import-dataset.ts';
import { importReportSchema } from '../../../src/data/import/report.ts';
import { orderSchema } from '../../../src/data/order.ts';
import { isPitchwrightError } from '../../../src/errors.ts';
import { type Fields, type Imported, importAll, TODAY } from './_import.ts';

const messy = (values: readonly string[]) =>
  fc.oneof({ weight: 30, arbitrary: fc.constantFrom(...values) }, fc.string({ maxLength: 6 }));

const CUSTOMER_CELLS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'Customer ID': messy(['', '1', '2', '3', "'4", 'a/b', 'A', 'a', '1.2E+9']),
  Name: messy(['Ann', '', 'Ben Bay', '-', '"x', 'नेहा', '=1+1']),
  Email: messy([
    'a@example.com',
    'A@Example.com',
    'b@example.com',
    'c@example.com',
    '',
    'x@@y',
    'N <n@example.com>',
  ]),
  Joined: messy(['2024-01-02', '13/02/2024', '02/14/2024', '03/04/2024', '', '2031-01-01', 'soon']),
  'Email Consent': messy(['yes', 'no', '', 'perhaps', 'NEVER_SUBSCRIBED']),
  Country: messy(['SE', 'India', '']),
  'Total Spent': messy(['1,234.50', '12', '', '1.234,5', 'x']),
};

const ORDER_CELLS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'Order ID': messy(['1', '2', '#3', 'C4', '', '1-2', '1', '2']),
  'Customer ID': messy(['1', '2', '1', '2', '1', '9', 'a/b', '']),
  Email: messy(['', '', '', 'a@example.com', 'd@example.com', 'x@@y']),
  Date: messy([
    '2024-01-02',
    '2024-01-03',
    '2024-05-06 10:00',
    '2024-05-06',
    '13/02/2024',
    '03/04/2024',
    '',
    '2031-01-01',
  ]),
  Product: messy(['Mug', 'Mug', 'Mug', 'Cup', 'POST', '']),
  Category: messy(['Kitchen', '']),
  Quantity: messy(['1', '2', '3', '-1', '-2', '0', '1.5', '']),
  Total: messy(['10.00', '5', '7.77', '-5', '0', '12', '', '1.234', '9,99']),
};

/** A file of such columns, some of its rows ragged or with quotes that go wrong. */
function fileOf(cells: Readonly<Record<string, fc.Arbitrary<string>>>): fc.Arbitrary<string> {
  const row = fc.tuple(...Object.values(cells)).map((values) => values.map(printCsvField).join(','));
  const damaged = fc
    .tuple(row, fc.constantFrom('"', ',,,,,,,,x', '\0', '\r', '\n\n', ',', '"x"y'))
    .map(([text, dirt]) => dirt + text);
  const cut = fc.tuple(row, fc.nat(30)).map(([text, length]) => text.slice(0, length));
  const rows = fc.array(fc.oneof({ weight: 12, arbitrary: row }, damaged, cut), { maxLength: 20 });
  return rows.map((lines) => `${Object.keys(cells).join(',')}\n${lines.join('\n')}`);
}

/** Without it most of such files are refused for dates that nothing proves. */
const SAID: ImportOptions = { dates: 'dmy', decimal: '.' };

/** The dataset, or `undefined` when it is refused in words that a person can read. */
async function tryImport(
  files: Readonly<Record<string, string>>,
  said: ImportOptions = SAID,
): Promise<Imported | undefined> {
  try {
    return await importAll(files, said);
  } catch (error) {
    if (isPitchwrightError(error)) return undefined;
    throw error;
  }
}

function isValid({ customers, orders, report }: Imported): void {
  importReportSchema.parse(report);
  const spent = new Map<string, number>();
  const folders = new Set<string>();
  const addresses: string[] = [];
  for (const row of customers) {
    const customer = customerSchema.parse(row);
    expect(customer.join_date <= report.as_of && report.as_of <= TODAY).toBe(true);
    folders.add(customer.customer_id.toLowerCase());
    if (customer.email !== '') addresses.push(customer.email);
    spent.set(customer.customer_id, 0);
  }
  expect(folders.size).toBe(customers.length);
  expect(new Set(addresses).size).toBe(addresses.length);
  for (const row of orders) {
    const order = orderSchema.parse(row);
    expect(order.order_date <= report.as_of).toBe(true);
    spent.set(order.customer_id, (spent.get(order.customer_id) as number) + order.amount);
  }
  expect(new Set(orders.map((row) => row.order_id)).size).toBe(orders.length);
  for (const row of customers)
    expect(parseMoney(row.lifetime_value as string)).toBe(spent.get(row.customer_id as string));
}

function addsUp({ report: { files, totals }, rejected, orders, customers }: Imported): void {
  for (const { rows, accepted, merged, rejected: refused, reasons, merges } of files) {
    expect(accepted + merged + refused).toBe(rows);
    expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(refused);
    expect(merges.reduce((sum, { count }) => sum + count, 0)).toBe(merged);
  }
  expect(rejected).toHaveLength(totals.rejected);
  expect(orders).toHaveLength(totals.orders);
  expect(customers).toHaveLength(totals.customers);
  const accepted = files
    .filter(({ kind }) => kind === 'customers')
    .reduce((sum, file) => sum + file.accepted, 0);
  expect(customers).toHaveLength(accepted + totals.made_from_orders);
  expect(totals.subscribed + totals.unsubscribed + totals.unknown).toBe(totals.customers);
}

describe('whatever a file of customers and one of orders hold', () => {
  it('every row is accounted for, and what is written is a dataset', async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(
        fileOf(CUSTOMER_CELLS),
        fileOf(ORDER_CELLS),
        fc.boolean(),
        async (people, orders, isSaid) => {
          const made = await tryImport({ 'people.csv': people, 'orders.csv': orders }, isSaid ? SAID : {});
          if (!made) return;
          taken += 1;
          addsUp(made);
          isValid(made);
        },
      ),
      { numRuns: 400 },
    );
    expect(taken).toBeGreaterThan(200);
  });

  it('orders alone are enough', async () => {
    await fc.assert(
      fc.asyncProperty(fileOf(ORDER_CELLS), async (orders) => {
        const made = await tryImport({ 'orders.csv': orders });
        if (!made) return;
        addsUp(made);
        isValid(made);
      }),
      { numRuns: 200 },
    );
  });

  it('importing what was written writes the same again', async () => {
    await fc.assert(
      fc.asyncProperty(fileOf(CUSTOMER_CELLS), fileOf(ORDER_CELLS), async (people, orders) => {
        const made = await tryImport({ 'people.csv': people, 'orders.csv': orders });
        if (!made) return;
        const again = await importAll(
          { 'customers.csv': made.text.customers, 'orders.csv': made.text.orders },
          { asOf: made.dataset.as_of },
        );
        expect(again.text.customers).toBe(made.text.customers);
        expect(again.text.orders).toBe(made.text.orders);
        expect(again.report.totals).toMatchObject({ merged: 0, rejected: 0 });
      }),
      { numRuns: 200 },
    );
  });

  it('and nobody who withdrew is subscribed again', async () => {
    await fc.assert(
      fc.asyncProperty(fileOf(CUSTOMER_CELLS), fileOf(CUSTOMER_CELLS), async (before, after) => {
        const first = await tryImport({ 'people.csv': before });
        if (!first) return;
        const gone = first.customers.filter(({ email_consent: consent }) => consent === 'unsubscribed');
        const withdrawn = {
          addresses: new Set(first.withdrawn),
          ids: new Set(gone.map((row) => row.customer_id as string)),
        };
        const made = await importAll({ 'people.csv': after }, { withdrawn, ...SAID }).catch(() => undefined);
        for (const { email, customer_id: id } of gone) {
          const found = made?.customers.filter(
            (row: Fields) => (email !== '' && row.email === email) || row.customer_id === id,
          );
          for (const row of found ?? []) expect(row.email_consent).toBe('unsubscribed');
        }
        for (const key of first.withdrawn) if (made) expect(made.withdrawn).toContain(key);
      }),
      { numRuns: 200 },
    );
  });
});
