import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CUSTOMER_COLUMNS, customerSchema } from '../../src/data/customer.ts';
import { ORDER_COLUMNS, orderSchema } from '../../src/data/order.ts';
import { CUSTOMER_GATE, ORDER_GATE } from '../../src/store/gate.ts';

const GOOD_CUSTOMER = {
  customer_id: 'A1',
  name: 'Asha Rao',
  email: 'asha@example.com',
  segment: 'VIP',
  interests: 'cooking|reading',
  city: 'Pune',
  join_date: '2024-01-05',
  engagement_score: '81.5',
  preferred_contact_time: 'morning',
  pain_points: 'budget',
  buying_behavior: 'loyal',
  response_rate: '0.42',
  lifetime_value: '1499.50',
  locale: 'en',
  time_zone: 'Asia/Kolkata',
  email_consent: 'subscribed',
  derived: 'segment|interests',
};
const GOOD_ORDER = {
  order_id: 'O-1',
  customer_id: 'A1',
  order_date: '2026-05-01',
  product_id: 'lamp',
  category: 'light',
  quantity: '1',
  amount: '1000',
};

/** Values near the edges of the rules, and plain noise. */
const value = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    '1.',
    '.5',
    '00012',
    '100',
    '100.0',
    '100.000001',
    '1e3',
    '١٢',
    '1,5',
    '99999999999',
    '0.123',
    '1.5',
    '2024-02-29',
    '2023-02-29',
    '2024-13-01',
    '0000-01-01',
    '24-01-01',
    'VIP',
    'vip',
    'New|VIP',
    'budget|budget',
    '|',
    'a|',
    'cooking||x',
    'morning',
    'loyal',
    'hi',
    'hi-IN',
    'h',
    '..',
    '.',
    '../x',
    'a b',
    'a@b.c',
    'a@b',
    '@b.c',
    'a@b.c.',
    'a b@c.d',
    'a@b..c',
    'é@b.c',
    '\u00a0',
    '\u2003',
    '\ufeff',
    '\u202e',
    '😀',
    'x'.repeat(65),
    'y'.repeat(301),
    '\u0000',
    'Ra\u0000o',
    'subscribed',
    'unknown',
    'name',
    'name|name',
    'derived',
    'email',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);

it.each([
  ['customers', CUSTOMER_COLUMNS, GOOD_CUSTOMER, CUSTOMER_GATE, customerSchema],
  ['orders', ORDER_COLUMNS, GOOD_ORDER, ORDER_GATE, orderSchema],
] as const)(
  'the gate of %s lets nothing through that the schema refuses',
  async (_, columns, good, gate, schema) => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(
      `CREATE TABLE rows_text (${columns.map((column) => `${column} VARCHAR`).join(', ')})`,
    );
    // Time zones are checked apart, by Intl.
    const column = fc.constantFrom(...columns.filter((name) => name !== 'time_zone'));
    const changes = fc.sample(fc.tuple(column, value), { numRuns: 20_000, seed: 1 });
    const records = [good, ...changes.map(([name, text]) => ({ ...good, [name]: text }))] as Record<
      string,
      string
    >[];
    const appender = await connection.createAppender('rows_text');
    for (const record of records) {
      for (const name of columns) appender.appendVarchar(record[name] as string);
      appender.endRow();
    }
    appender.closeSync();
    const rule = gate.map((each) => `(${each})`).join(' AND ');
    const passed = await connection.runAndReadAll(
      `SELECT ${columns.join(', ')} FROM rows_text WHERE ${rule}`,
    );
    const rows = passed.getRowObjectsJS() as Record<string, string>[];
    connection.closeSync();
    expect(rows[0]).toEqual(good);
    expect(rows.length).toBeGreaterThan(1000);
    for (const row of rows) expect(schema.safeParse(row).error?.issues ?? []).toEqual([]);
  },
);
