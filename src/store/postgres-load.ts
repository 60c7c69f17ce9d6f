import { PitchwrightError } from '../errors.ts';
import { type CheckedDataset, checkDataset } from './checked-dataset.ts';
import { fingerprint } from './fingerprint.ts';
import type { PostgresClient } from './postgres-client.ts';
import { copyLineSql, POSTGRES_TABLES, type PostgresTable } from './postgres-tables.ts';
import type { Segmentation, StoreFacts } from './store.ts';

/** What is known of the dataset with this digest; `undefined` when another one is loaded, or none. */
export async function loadedFacts(client: PostgresClient, digest: string): Promise<StoreFacts | undefined> {
  const [found] = await client.query<{ is_there: boolean }>(
    `SELECT to_regclass('pitchwright.dataset') IS NOT NULL AS is_there`,
  );
  if (!found?.is_there) return undefined;
  const [row] = await client.query<StoreFacts>(
    `SELECT customers, orders, CAST(as_of AS VARCHAR) AS "asOf", is_sample AS "isSample"
     FROM pitchwright.dataset WHERE digest = $1`,
    [digest],
  );
  return row;
}

/**
 * Checks the dataset and puts it in the place of the one that is there, all or nothing: until the end of the transaction
 * everybody reads the old tables. Of several processes one loads, the others wait for it.
 */
export async function loadPostgres(
  client: PostgresClient,
  folder: string,
  digest: string,
  segmentation: Segmentation | undefined,
): Promise<StoreFacts> {
  const dataset = await checkDataset(folder, segmentation);
  try {
    await client.query('BEGIN');
    try {
      await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      if (!(await loadedFacts(client, digest))) await replaceTables(client, dataset, digest);
      if ((await fingerprint(folder, segmentation)) !== digest) throw changed(folder);
      await client.query('COMMIT');
    } catch (error) {
      // When the connection is gone there is nothing left to undo, and the first error is the one to tell.
      await client.query('ROLLBACK').catch(() => {});
      throw error;
    }
    return dataset.facts;
  } finally {
    dataset.close();
  }
}

/** Any number, as long as nobody else takes it: "pitch" in ASCII. */
const LOCK = 0x70_69_74_63_68;

async function replaceTables(client: PostgresClient, dataset: CheckedDataset, digest: string): Promise<void> {
  const [schema] = await client.query<{ is_there: boolean }>(
    `SELECT to_regnamespace('pitchwright') IS NOT NULL AS is_there`,
  );
  // IF NOT EXISTS would ask for the right to make it, also of those who have been given one.
  if (!schema?.is_there) await client.query('CREATE SCHEMA pitchwright');
  else await demandOurs(client);
  for (const table of POSTGRES_TABLES) await buildTable(client, dataset, table);
  await client.query(
    `CREATE TABLE pitchwright.dataset_next (digest text NOT NULL, as_of date NOT NULL, is_sample boolean NOT NULL,
       customers integer NOT NULL, orders integer NOT NULL, loaded_at timestamptz NOT NULL DEFAULT now())`,
  );
  const { asOf, isSample, customers, orders } = dataset.facts;
  await client.query(
    `INSERT INTO pitchwright.dataset_next (digest, as_of, is_sample, customers, orders) VALUES ($1, $2, $3, $4, $5)`,
    [digest, asOf, isSample, customers, orders],
  );
  for (const name of [...POSTGRES_TABLES.map((table) => table.name), 'dataset']) {
    await client.query(`DROP TABLE IF EXISTS pitchwright.${name}`);
    await client.query(`ALTER TABLE pitchwright.${name}_next RENAME TO ${name}`);
  }
}

async function buildTable(
  client: PostgresClient,
  { connection }: CheckedDataset,
  table: PostgresTable,
): Promise<void> {
  const next = `pitchwright.${table.name}_next`;
  const columns = Object.entries(table.columns);
  await client.query(`CREATE TABLE ${next} (${columns.map((column) => column.join(' ')).join(', ')})`);
  const rows = await connection.stream(`SELECT ${copyLineSql(table)} FROM ${table.name}`);
  await client.copyIn(next, Object.keys(table.columns), linesOf(rows.yieldRowsJs()));
  await client.query(`ALTER TABLE ${next} ADD PRIMARY KEY (${table.key})`);
  for (const index of table.indexes) await client.query(`CREATE INDEX ON ${next} (${index})`);
  await client.query(`ANALYZE ${next}`);
}

async function* linesOf(batches: AsyncIterable<readonly (readonly unknown[])[]>): AsyncGenerator<string> {
  for await (const rows of batches) yield rows.map(([line]) => `${line}\n`).join('');
}

function changed(folder: string): PitchwrightError {
  return new PitchwrightError('DATASET_CHANGED', `the files in ${folder}/ changed while they were loaded`, {
    hint: 'start again when nobody writes them',
  });
}

/** Nothing that somebody else keeps in a schema of our name is replaced: ours are known by the table `dataset`. */
async function demandOurs(client: PostgresClient): Promise<void> {
  const [found] = await client.query<{ others: string | null }>(
    `SELECT string_agg(relname, ', ' ORDER BY relname) AS others FROM pg_class
     WHERE relnamespace = to_regnamespace('pitchwright') AND relkind IN ('r', 'v', 'm', 'f', 'p')
       AND NOT EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass('pitchwright.dataset') AND attname = 'digest')`,
  );
  if (!found?.others) return;
  throw new PitchwrightError(
    'DATABASE_REFUSED',
    `the schema pitchwright of the database holds what is not Pitchwright's: ${found.others}`,
    { hint: 'move it to another schema, or name another database in DATABASE_URL' },
  );
}
