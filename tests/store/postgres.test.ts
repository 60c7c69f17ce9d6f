import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDuckDb } from '../../src/store/duckdb.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { connectPostgres } from '../../src/store/postgres-client.ts';
import { storeOnPostgres } from '../../src/store/postgres-store.ts';
import type { Store } from '../../src/store/store.ts';
import { temporaryFolder } from '../_sample.ts';
import { findPostgres, type PostgresServer, startPostgres } from '../conformance/_postgres-server.ts';
import { CUSTOMERS, changed, lines, ORDERS, writeFiles } from './_small-dataset.ts';

const postgres = findPostgres();

let server: PostgresServer;
let root: string;
/** The owner, in the database of the test. */
let admin: Client;
let url: string;
let folder: string;
let count = 0;
const open: Store[] = [];

beforeAll(async () => {
  root = await temporaryFolder();
  if ('native' in postgres) server = await startPostgres();
}, 60_000);
afterAll(async () => {
  await server?.stop();
  await rm(root, { recursive: true, force: true });
});

beforeEach(async ({ skip }) => {
  if ('missing' in postgres) skip(`no PostgreSQL here: ${postgres.missing}`);
  count += 1;
  folder = await writeFiles(join(root, String(count)));
  url = await newDatabase(`test_${count}`);
  admin = new Client(url);
  await admin.connect();
});
afterEach(async () => {
  for (const store of open.splice(0)) store.close();
  await admin?.end();
});

async function newDatabase(name: string, options = ''): Promise<string> {
  const client = new Client(server.url());
  await client.connect();
  await client.query(`CREATE DATABASE ${name} ${options}`);
  await client.end();
  return server.url(name);
}

async function opened(): Promise<Store> {
  const store = await openPostgres(folder, url);
  open.push(store);
  return store;
}

async function rows(sql: string): Promise<readonly unknown[]> {
  return (await admin.query(sql)).rows;
}

/** Another number after every load. */
const loads = () =>
  rows(`SELECT 'pitchwright.customers'::regclass::oid AS table, loaded_at FROM pitchwright.dataset`);

describe('a dataset in PostgreSQL', () => {
  it('is the dataset that DuckDB reads', async () => {
    const [store, duckDb] = [await opened(), await openDuckDb(folder)];
    expect(store.facts).toEqual(duckDb.facts);
    expect(await store.customers('', 10)).toEqual(await duckDb.customers('', 10));
    duckDb.close();
  });

  it('answers SQL with plain values', async () => {
    const store = await opened();
    const answer = await store.query(
      `SELECT customer_id, CAST(sum(amount) AS DOUBLE PRECISION) AS spent, CAST(max(order_date) AS VARCHAR) AS last
       FROM orders WHERE order_date > CAST($1 AS DATE) GROUP BY 1`,
      ['2026-01-01'],
    );
    expect(answer).toEqual([{ customer_id: 'A1', spent: 1499.5, last: '2026-05-01' }]);
  });

  it('answers questions that are asked all at once', async () => {
    const store = await opened();
    const numbers = [1, 2, 3, 4, 5];
    const answers = numbers.map((number) => store.query('SELECT CAST($1 AS INTEGER) AS number', [number]));
    expect((await Promise.all(answers)).flat()).toEqual(numbers.map((number) => ({ number })));
  });

  it('stays alone in its schema', async () => {
    await admin.query('CREATE TABLE customers (name text)');
    await admin.query('CREATE SCHEMA shop CREATE TABLE orders (name text)');
    await admin.query(`INSERT INTO customers VALUES ('somebody')`);
    const store = await opened();
    expect((await store.customers('', 10)).map(({ customer }) => customer.name)).toEqual([
      'Asha Rao',
      'Bose, Ravi',
    ]);
    expect(await rows('SELECT name FROM public.customers')).toEqual([{ name: 'somebody' }]);
    const tables = await rows(
      `SELECT schemaname || '.' || tablename AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    );
    expect(tables).toEqual(
      [
        'pitchwright.customers',
        'pitchwright.dataset',
        'pitchwright.orders',
        'public.customers',
        'shop.orders',
      ].map((name) => ({ name })),
    );
  });

  it('does not depend on how the database is set', async () => {
    await admin.query(`ALTER DATABASE test_${count} SET DateStyle = 'German'`);
    await admin.query(`ALTER DATABASE test_${count} SET extra_float_digits = -3`);
    const [first] = await (await opened()).customers('', 1);
    expect(first?.customer).toMatchObject({ join_date: '2024-01-05', engagement_score: 81.5 });
    expect(first?.orders[0]?.order_date).toBe('2026-03-01');
  });

  it('cannot be written through the store', async () => {
    const store = await opened();
    await expect(store.query('DELETE FROM orders')).rejects.toThrow('is read-only');
  });
});

describe('loading', () => {
  it('is done once for a dataset', async () => {
    await opened();
    const before = await loads();
    const again = await opened();
    expect(await loads()).toEqual(before);
    expect(again.facts).toEqual({ customers: 2, orders: 2, asOf: '2026-06-30', isSample: false });
  });

  it.each([
    ['a customer', () => writeFiles(folder, { customers: changed(CUSTOMERS, 2, 'Asha', 'Usha') })],
    ['an order', () => writeFiles(folder, { orders: changed(ORDERS, 3, 'lamp', 'vase') })],
    [
      'the analysis date',
      () => writeFile(join(folder, 'dataset.json'), '{"sample": false, "as_of": "2026-07-01"}'),
    ],
    [
      'that it is a sample',
      () => writeFile(join(folder, 'dataset.json'), '{"sample": true, "as_of": "2026-06-30"}'),
    ],
  ])('is done again when %s changed', async (_, change) => {
    await opened();
    const before = await loads();
    await change();
    const [store, duckDb] = [await opened(), await openDuckDb(folder)];
    expect(await loads()).not.toEqual(before);
    expect(store.facts).toEqual(duckDb.facts);
    expect(await store.customers('', 10)).toEqual(await duckDb.customers('', 10));
    duckDb.close();
  });

  it('is done by one of those who start together', async () => {
    const stores = await Promise.all([opened(), opened(), opened()]);
    for (const store of stores) expect(await store.customers('', 10)).toHaveLength(2);
    expect(await rows('SELECT customers FROM pitchwright.dataset')).toEqual([{ customers: 2 }]);
  });

  it('needs no right to write when there is nothing to load', async () => {
    await opened();
    await admin.query(`ALTER DATABASE test_${count} SET default_transaction_read_only = on`);
    expect(await (await opened()).customers('', 10)).toHaveLength(2);
  });

  it('refuses a bad dataset in the same words as DuckDB, and leaves the good one', async () => {
    await opened();
    await writeFiles(folder, { customers: changed(CUSTOMERS, 2, 'VIP', 'vipp') });
    await expect(opened()).rejects.toThrow(
      'customers.csv line 2: segment is "vipp"; use VIP, Returning, New or At-Risk.',
    );
    expect(await rows('SELECT segment FROM pitchwright.customers')).toEqual([
      { segment: 'VIP' },
      { segment: 'New' },
    ]);
  });

  it('leaves the old dataset when it breaks off, and can be done again', async () => {
    const old = await opened();
    await writeFiles(folder, { customers: changed(CUSTOMERS, 2, 'Asha', 'Usha') });
    const client = await connectPostgres(url);
    const breaking: typeof client = {
      ...client,
      copyIn: async (table, columns, text) => {
        await client.copyIn(table, columns, text);
        if (table.includes('orders')) throw new Error('the plug was pulled');
      },
    };
    await expect(storeOnPostgres(folder, breaking)).rejects.toThrow('the plug was pulled');
    expect((await old.customers('', 1))[0]?.customer.name).toBe('Asha Rao');
    expect((await (await opened()).customers('', 1))[0]?.customer.name).toBe('Usha Rao');
  });

  it('replaces nothing that somebody else keeps under its name', async () => {
    url = await newDatabase('taken');
    const admin = await connectPostgres(url);
    await admin.query('CREATE SCHEMA pitchwright');
    await admin.query('CREATE TABLE pitchwright.customers (precious text)');
    await expect(opened()).rejects.toThrow(
      "the schema pitchwright of the database holds what is not Pitchwright's: customers",
    );
    expect(await admin.query('SELECT count(*)::int AS count FROM pitchwright.customers')).toEqual([
      { count: 0 },
    ]);
    await admin.end();
  });

  it('refuses a database that cannot hold every name', async () => {
    url = await newDatabase('latin', `ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0`);
    await expect(opened()).rejects.toThrow(
      `database latin on 127.0.0.1:${server.port} is encoded in LATIN1: it cannot hold every name`,
    );
  });
});

it('an open store does not keep the process alive', async () => {
  const code = `
    const { openPostgres } = await import('./src/store/postgres.ts');
    const { facts } = await openPostgres(process.argv[1], process.argv[2]);
    process.stdout.write(String(facts.customers));`;
  const run = promisify(execFile)(process.execPath, [
    '--import',
    'tsx',
    '--input-type=module',
    '-e',
    code,
    folder,
    url,
  ]);
  expect((await run).stdout).toBe('2');
});

it('a store says so when another dataset took the place of its own', async () => {
  const store = await opened();
  await writeFiles(folder, { customers: lines(CUSTOMERS.slice(0, 2)) });
  await opened();
  await expect(store.customers('', 10)).rejects.toMatchObject({
    code: 'DATASET_REPLACED',
    message: `another process has loaded another dataset into database test_${count} on 127.0.0.1:${server.port} while this one read that of ${folder}/`,
  });
});
