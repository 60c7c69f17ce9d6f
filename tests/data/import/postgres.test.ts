import { spawnSync } from 'node:child_process';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { withSqlSources } from '../../../src/data/import-files/sql-source.ts';
import { connectPostgres, type PostgresClient } from '../../../src/store/postgres-client.ts';
import { findPostgres, type PostgresServer, startPostgres } from '../../conformance/_postgres-server.ts';
import { importAll, pick } from './_import.ts';

const found = findPostgres();
let server: PostgresServer | undefined;
let client: PostgresClient | undefined;
beforeAll(async () => {
  if ('missing' in found) return;
  server = await startPostgres();
  const setup = new Client({ connectionString: server.url() });
  await setup.connect();
  await setup.query(`
    CREATE TABLE people (id int, name text, email text, since date, spent numeric(12,2), consent boolean, seen timestamptz);
    INSERT INTO people VALUES
      (1, 'Ann, the "first"', 'ann@example.com', '2020-05-04', 10.50, true, '2025-01-02 03:04:05+00'),
      (2, E'Ben\\nBay', 'ben@example.com', NULL, NULL, false, NULL);
    CREATE TABLE bought (id int, person int, day timestamp, product text, pieces int, price numeric(10,4));
    INSERT INTO bought SELECT n, 1 + n % 2, timestamp '2025-01-01' + n * interval '1 hour', 'Thing ' || n % 7, 1 + n % 3, 1.25
      FROM generate_series(1, 5001) n;`);
  await setup.end();
  client = await connectPostgres(server.url());
});
afterAll(async () => {
  await client?.end();
  await server?.stop();
});

function connected(context: TestContext): PostgresClient {
  if ('missing' in found) context.skip(`${found.missing}: the import from PostgreSQL is not checked`);
  return client as PostgresClient;
}

const PEOPLE =
  'SELECT id AS customer_id, name, email, since AS joined, consent AS newsletter, seen AS last_active FROM people ORDER BY id;';
const ORDERS =
  'SELECT id AS order_id, person AS customer_id, day AS order_date, product, pieces AS quantity, price AS unit_price FROM bought ORDER BY id';

describe('a PostgreSQL', () => {
  it('is read with a cursor, in one read-only transaction', async (context) => {
    const database = connected(context);
    const queries = { '--customers-sql': PEOPLE, '--orders-sql': ORDERS };
    const made = await withSqlSources(database, queries, (sources) => importAll(sources));
    expect(pick(made.customers, 'customer_id', 'name', 'email', 'join_date', 'email_consent')).toEqual([
      ['1', 'Ann, the "first"', 'ann@example.com', '2020-05-04', 'subscribed'],
      ['2', 'Ben Bay', 'ben@example.com', '2025-01-01', 'unknown'],
    ]);
    expect(made.report.totals).toMatchObject({ orders: 5001, customers: 2, rejected: 0 });
    expect(
      pick(made.orders.slice(0, 1), 'order_id', 'customer_id', 'order_date', 'quantity', 'amount'),
    ).toEqual([['1', '2', '2025-01-01', '2', '2.50']]);
  });

  it('is not written to', async (context) => {
    const database = connected(context);
    const drop = 'WITH gone AS (DELETE FROM people RETURNING *) SELECT * FROM gone';
    await expect(
      withSqlSources(database, { '--customers-sql': drop }, (sources) => importAll(sources)),
    ).rejects.toMatchObject({ code: 'IMPORT_SQL_FAILED' });
    expect(await database.query('SELECT id FROM people')).toHaveLength(2);
  });

  it('that gives its rows in another order each time still gives everybody their own', async (context) => {
    const database = connected(context);
    const random = `SELECT n AS customer_id, 'Name ' || n AS name, 'p' || n || '@example.com' AS email,
      CASE WHEN n % 2 = 0 THEN 'yes' ELSE 'no' END AS newsletter FROM generate_series(1, 400) n ORDER BY random()`;
    const made = await withSqlSources(database, { '--customers-sql': random }, (sources) =>
      importAll(sources),
    );
    expect(made.customers).toHaveLength(400);
    for (const { customer_id: id, email, email_consent: consent } of made.customers) {
      expect([email, consent]).toEqual([
        `p${id}@example.com`,
        Number(id) % 2 === 0 ? 'subscribed' : 'unknown',
      ]);
    }
  });

  it('is not written to by what follows a SELECT', async (context) => {
    const database = connected(context);
    const follow =
      "SELECT * FROM people) q; COMMIT; INSERT INTO people VALUES (3, 'x'); SELECT * FROM (SELECT 1";
    await expect(
      withSqlSources(database, { '--customers-sql': follow }, (sources) => importAll(sources)),
    ).rejects.toMatchObject({ code: 'IMPORT_SQL_FAILED' });
    expect(await database.query('SELECT id FROM people')).toHaveLength(2);
  });

  it('tells the command what fails after it is connected', async (context) => {
    connected(context);
    const from = ['--from', server?.url() ?? '', '--customers-sql', 'SELECT 1/0 AS email'];
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'scripts/import.ts', ...from],
      {
        encoding: 'utf8',
      },
    );
    expect([status, stderr]).toEqual([1, expect.stringContaining('division by zero')]);
  });

  it.for([
    ['SELEC 1', 'IMPORT_SQL_FAILED', 'the query of --orders-sql fails: syntax error'],
    ['SELECT * FROM nowhere', 'IMPORT_SQL_FAILED', 'relation "nowhere" does not exist'],
    ['SELECT id FROM people WHERE false', 'IMPORT_EMPTY', 'the query of --orders-sql gives no rows'],
  ] as const)('says what is wrong with a query: %s', async ([sql, code, message], context) => {
    const database = connected(context);
    await expect(
      withSqlSources(database, { '--orders-sql': sql }, (sources) => importAll(sources)),
    ).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });
});
