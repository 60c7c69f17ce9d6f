import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { CUSTOMER_COLUMNS, customerSchema, OPTIONAL_CUSTOMER_COLUMNS } from '../data/customer.ts';
import { readDataset } from '../data/dataset.ts';
import type { Day } from '../data/days.ts';
import { DOMAINS } from '../data/generate/domains.ts';
import { finishSwap } from '../data/import-files/swap.ts';
import { headerProblems, inspectDataset, type Problem, printProblem } from '../data/inspect.ts';
import { ORDER_COLUMNS } from '../data/order.ts';
import { PitchwrightError } from '../errors.ts';
import { CUSTOMER_GATE, ORDER_GATE } from './gate.ts';
import { normalizeCsv, readHeader } from './raw-csv.ts';
import type { Segmentation, StoreFacts } from './store.ts';

/** A dataset that passed every check, as the tables `customers` and `orders` of an embedded DuckDB. */
export interface CheckedDataset {
  readonly connection: DuckDBConnection;
  readonly facts: StoreFacts;
  close(): void;
}

/**
 * Loads `customers.csv`, `orders.csv` and `dataset.json` of a folder. Whatever engine answers the questions, these are
 * the checks. Without `dataset.json` the analysis date is the latest date of the data.
 *
 * @param segmentation puts customers into segments in place of the file.
 * @throws PitchwrightError `DATASET_MISSING` | `DATASET_UNREADABLE` | `DATASET_INVALID` (with every file, line and fix,
 * up to 20).
 */
export async function checkDataset(folder: string, segmentation?: Segmentation): Promise<CheckedDataset> {
  // An import that was killed while files changed places left its last steps to whoever comes next.
  await finishSwap(folder);
  const dataset = await readDataset(join(folder, 'dataset.json'));
  const paths = { customers: join(folder, 'customers.csv'), orders: join(folder, 'orders.csv') };
  const database = await DuckDBInstance.create(':memory:');
  const connection = await database.connect();
  const close = () => {
    connection.closeSync();
    database.closeSync();
  };
  try {
    await loadChecked(connection, paths, dataset?.as_of);
    const asOf = dataset?.as_of ?? (await latestDate(connection));
    await buildTables(connection);
    if (segmentation) await putIntoSegments(connection, segmentation(asOf));
    const facts = {
      customers: Number(await single<bigint>(connection, 'SELECT count(*) FROM customers')),
      orders: Number(await single<bigint>(connection, 'SELECT count(*) FROM orders')),
      asOf,
      isSample: dataset?.sample ?? (await isGenerated(connection)),
    };
    return { connection, facts, close };
  } catch (error) {
    close();
    throw error;
  }
}

type Paths = { readonly customers: string; readonly orders: string };

/** Loads both files as text and checks them: fast in SQL, and only when that objects, row by row with the schemas. */
async function loadChecked(connection: DuckDBConnection, paths: Paths, asOf: Day | undefined): Promise<void> {
  const objection = await loadAndCheck(connection, paths, asOf);
  if (objection === undefined) return;
  // The first file may be wrong and the second missing.
  await readHeader(paths.orders);
  const { problems, total } = await inspectDataset(paths, asOf);
  if (total > 0) throw invalid(problems, total);
  // The rows are right and only their form is unusual (mixed line ends, very long names): load a plain copy.
  const folder = await mkdtemp(join(tmpdir(), 'pitchwright-'));
  const copy = { customers: join(folder, 'customers.csv'), orders: join(folder, 'orders.csv') };
  try {
    await normalizeCsv(paths.customers, copy.customers);
    await normalizeCsv(paths.orders, copy.orders);
    await loadText(connection, 'customers', copy.customers, CUSTOMER_COLUMNS);
    await loadText(connection, 'orders', copy.orders, ORDER_COLUMNS);
  } catch (cause) {
    throw new PitchwrightError('DATASET_INVALID', `the dataset cannot be loaded: ${shorten(cause)}`, {
      hint: 'look for a field of many megabytes, and shorten it',
      cause,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const crossed = await crossObjection(connection, asOf);
  if (crossed) {
    throw new PitchwrightError(
      'DATASET_INVALID',
      `the store's check failed (${crossed}) where the rows read well`,
      {
        hint: 'this is a fault of Pitchwright: please report it',
      },
    );
  }
}

/** @returns what the fast check objects to, or `undefined`. */
async function loadAndCheck(
  connection: DuckDBConnection,
  paths: Paths,
  asOf: Day | undefined,
): Promise<string | undefined> {
  for (const [table, columns, optional, gate] of TABLES) {
    const header = await readHeader(paths[table]);
    const first = headerProblems(header, columns, optional)[0];
    if (first) return first[0];
    try {
      await loadText(connection, table, paths[table], columns);
    } catch (error) {
      return String(error);
    }
    const bad = await single<bigint>(
      connection,
      `SELECT count(*) FROM ${table}_text WHERE NOT (${gate.map((rule) => `(${rule})`).join(' AND ')})`,
    );
    if (bad > 0n) return `${bad} rows of ${table}`;
  }
  const zones = await connection.runAndReadAll('SELECT DISTINCT time_zone FROM customers_text');
  for (const [zone] of zones.getRowsJS()) {
    if (!customerSchema.shape.time_zone.safeParse(zone).success) return `time zone ${zone}`;
  }
  return crossObjection(connection, asOf);
}

const TABLES = [
  ['customers', CUSTOMER_COLUMNS, OPTIONAL_CUSTOMER_COLUMNS, CUSTOMER_GATE],
  ['orders', ORDER_COLUMNS, [], ORDER_GATE],
] as const;

/** Loads a file as it is, all columns text, into `<table>_text`. */
async function loadText(
  connection: DuckDBConnection,
  table: 'customers' | 'orders',
  path: string,
  columns: readonly string[],
): Promise<void> {
  const header = await readHeader(path);
  // Every column of the file gets a name of its own; nameless and repeated extra ones are never looked at.
  const names = header.map((name, index) => (columns.includes(name) ? name : `unused ${index}`));
  const spec = names.map((name) => `'${name}': 'VARCHAR'`).join(', ');
  const picks = columns.map((name) =>
    names.includes(name) ? `coalesce(${name}, '') AS ${name}` : `'' AS ${name}`,
  );
  await connection.run(
    `CREATE OR REPLACE TABLE ${table}_text AS SELECT ${picks.join(', ')} FROM read_csv(${quote(path)}, header = true,
      auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {${spec}}, strict_mode = true,
      null_padding = false, max_line_size = 10000000)`,
  );
}

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** The rules that look at more than one row: unique ids, known customers, exact totals, dates not after the analysis date. */
async function crossObjection(
  connection: DuckDBConnection,
  asOf: Day | undefined,
): Promise<string | undefined> {
  const rules: [string, string][] = [
    ['customer_id twice', 'SELECT count(*) - count(DISTINCT lower(customer_id)) FROM customers_text'],
    ['order_id twice', 'SELECT count(*) - count(DISTINCT order_id) FROM orders_text'],
    [
      'order of an unknown customer',
      'SELECT count(*) FROM orders_text o WHERE NOT EXISTS (SELECT 1 FROM customers_text c WHERE c.customer_id = o.customer_id)',
    ],
    [
      'lifetime_value',
      `SELECT count(*) FROM customers_text c LEFT JOIN (SELECT customer_id, sum(amount::DECIMAL(12,2)) AS spent FROM orders_text
         GROUP BY customer_id) o USING (customer_id) WHERE c.lifetime_value::DECIMAL(12,2) <> coalesce(o.spent, 0)`,
    ],
  ];
  if (asOf) {
    rules.push(['order_date', `SELECT count(*) FROM orders_text WHERE order_date > '${asOf}'`]);
    rules.push(['join_date', `SELECT count(*) FROM customers_text WHERE join_date > '${asOf}'`]);
  }
  for (const [name, sql] of rules) if ((await single<bigint>(connection, sql)) > 0n) return name;
  return undefined;
}

async function buildTables(connection: DuckDBConnection): Promise<void> {
  // Reading it, @duckdb/node-api drops a byte order mark at the start of a text: it must not stay in the table either.
  const text = (column: string) => `ltrim(${column}, chr(65279)) AS ${column}`;
  const list = (column: string) =>
    `CASE WHEN ${column} = '' THEN []::VARCHAR[] ELSE string_split(${column}, '|') END AS ${column}`;
  await connection.run(
    `CREATE TABLE customers AS SELECT customer_id, ${text('name')}, email, segment, ${list('interests')}, ${text('city')},
       join_date::DATE AS join_date, engagement_score::DOUBLE AS engagement_score, preferred_contact_time,
       ${list('pain_points')}, buying_behavior, response_rate::DOUBLE AS response_rate,
       lifetime_value::DECIMAL(12,2) AS lifetime_value, locale, time_zone,
       CASE WHEN email_consent = '' THEN 'unknown' ELSE email_consent END AS email_consent, ${list('derived')}
     FROM customers_text ORDER BY customer_id`,
  );
  await connection.run(
    `CREATE TABLE orders AS SELECT order_id, customer_id, order_date::DATE AS order_date, product_id, ${text('category')},
       quantity::INTEGER AS quantity, amount::DECIMAL(12,2) AS amount
     FROM orders_text ORDER BY customer_id, order_date, order_id`,
  );
  await connection.run('DROP TABLE customers_text; DROP TABLE orders_text');
}

async function putIntoSegments(connection: DuckDBConnection, sql: string): Promise<void> {
  await connection.run(
    `CREATE OR REPLACE TABLE customers AS SELECT customers.* REPLACE (own.segment AS segment)
     FROM customers JOIN (${sql}) AS own ON own.customer_id = customers.customer_id ORDER BY customers.customer_id`,
  );
}

/** Without `dataset.json`, the sample's people are known by the domains they are given, which reach nobody. */
async function isGenerated(connection: DuckDBConnection): Promise<boolean> {
  const domains = Object.keys(DOMAINS)
    .map((domain) => `'${domain}'`)
    .join(', ');
  return single<boolean>(
    connection,
    `SELECT count(*) > 0 AND bool_and(split_part(email, '@', 2) IN (${domains})) FROM customers WHERE email <> ''`,
  );
}

async function latestDate(connection: DuckDBConnection): Promise<Day> {
  return single<Day>(
    connection,
    `SELECT coalesce(max(day), '1970-01-01') FROM (SELECT max(order_date) AS day FROM orders_text
       UNION ALL SELECT max(join_date) FROM customers_text)`,
  );
}

const shorten = (error: unknown) => String(error).slice(0, 200);

async function single<T>(connection: DuckDBConnection, sql: string): Promise<T> {
  return (await connection.runAndReadAll(sql)).getRowsJS()[0]?.[0] as T;
}

function invalid(problems: readonly Problem[], total: number): PitchwrightError {
  const more = total > problems.length ? `\n… and ${total - problems.length} more.` : '';
  return new PitchwrightError('DATASET_INVALID', problems.map(printProblem).join('\n') + more, {
    hint: `${total} problem${total === 1 ? '' : 's'} in the dataset; nothing was built`,
  });
}
