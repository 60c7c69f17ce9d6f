import { PitchwrightError } from '../errors.ts';
import { fingerprint } from './fingerprint.ts';
import type { PostgresClient } from './postgres-client.ts';
import { loadedFacts, loadPostgres } from './postgres-load.ts';
import { storeOn } from './records.ts';
import type { Segmentation, SqlValue, Store } from './store.ts';

/**
 * The dataset of a folder on an open connection, which belongs to the store from now on. It is loaded into the schema
 * `pitchwright` unless just this dataset is there already.
 *
 * @throws PitchwrightError as `checkDataset` and `databaseError` say, and `DATABASE_ENCODING`. Queries throw
 * `DATASET_REPLACED` once another process has loaded another dataset: no page is made of two.
 */
export async function storeOnPostgres(
  folder: string,
  client: PostgresClient,
  segmentation?: Segmentation,
): Promise<Store> {
  const close = () => void client.end().catch(() => {});
  try {
    await demandUtf8(client);
    for (const [name, value] of SESSION) {
      await client.query('SELECT set_config($1, $2, false)', [name, value]);
    }
    const digest = await fingerprint(folder, segmentation);
    const facts =
      (await loadedFacts(client, digest)) ?? (await loadPostgres(client, folder, digest, segmentation));
    await client.query('SET default_transaction_read_only = on');
    const query = async <Row>(sql: string, values?: readonly SqlValue[]) => {
      const rows = await client.query<Row>(sql, values);
      const [now] = await client.query<{ digest: string }>('SELECT digest FROM pitchwright.dataset');
      if (now?.digest !== digest) throw replaced(client, folder);
      return rows;
    };
    return storeOn(facts, query, close);
  } catch (error) {
    close();
    throw error;
  }
}

/** Nothing of a database's own settings may change an answer. */
const SESSION = [
  ['search_path', 'pitchwright'],
  ['DateStyle', 'ISO'],
  ['TimeZone', 'UTC'],
] as const;

async function demandUtf8(client: PostgresClient): Promise<void> {
  const [row] = await client.query<{ server_encoding: string }>('SHOW server_encoding');
  if (row?.server_encoding === 'UTF8') return;
  throw new PitchwrightError(
    'DATABASE_ENCODING',
    `${client.place} is encoded in ${row?.server_encoding}: it cannot hold every name`,
    { hint: 'make a database that can: createdb --template=template0 --encoding=UTF8 <name>' },
  );
}

function replaced(client: PostgresClient, folder: string): PitchwrightError {
  return new PitchwrightError(
    'DATASET_REPLACED',
    `another process has loaded another dataset into ${client.place} while this one read that of ${folder}/`,
    { hint: 'start again; give every dataset a database of its own' },
  );
}
