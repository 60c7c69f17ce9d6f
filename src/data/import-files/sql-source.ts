import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PitchwrightError } from '../../errors.ts';
import type { PostgresClient } from '../../store/postgres-client.ts';
import { printCsvField } from '../csv-field.ts';
import type { Source } from '../import/source.ts';
import { fileSource } from './file-source.ts';
import { fileTrouble } from './file-trouble.ts';

const ROWS = 2000;

/**
 * The rows of queries, by the names that messages use for them (`--customers-sql`). A server may give the rows of one
 * query in another order the next time, so every query runs once, into a file of its own that is read instead; all of
 * them see one state of the database, in a transaction that may not write.
 *
 * @param work reads the sources; afterwards they are gone.
 * @throws PitchwrightError `IMPORT_SQL_FAILED` | `IMPORT_EMPTY` | `DATASET_UNWRITABLE`
 */
export async function withSqlSources<T>(
  client: PostgresClient,
  queries: Readonly<Record<string, string>>,
  work: (sources: readonly Source[]) => Promise<T>,
): Promise<T> {
  let folder: string | undefined;
  try {
    folder = await mkdtemp(join(tmpdir(), 'pitchwright-sql-'));
    const sources: Source[] = [];
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    try {
      for (const [at, [name, sql]] of Object.entries(queries).entries()) {
        const path = join(folder, `${at}.csv`);
        await spool(client, name, sql, path);
        sources.push({ ...(await fileSource(path)), name, isUtf8: true });
      }
    } finally {
      await client.query('ROLLBACK').catch(() => {});
    }
    return await work(sources);
  } catch (error) {
    throw fileTrouble(`the rows of the queries cannot be kept in ${tmpdir()}`, error, 'nothing was imported');
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}

/** Writes the rows of a query to a file. */
async function spool(client: PostgresClient, name: string, sql: string, path: string): Promise<void> {
  const query = sql.trim().replace(/;\s*$/, '');
  // The empty list of values makes the server refuse anything but one statement.
  const ask = <Row>(statement: string) =>
    client.query<Row>(statement, []).catch((cause) => {
      throw sqlError(name, cause);
    });
  const [first] = await ask<{ names: string[] }>(
    `SELECT ARRAY(SELECT key FROM json_each(row_to_json(q))) AS names FROM (${query}\n) AS q LIMIT 1`,
  );
  if (!first)
    throw new PitchwrightError('IMPORT_EMPTY', `the query of ${name} gives no rows`, {
      hint: 'try it in psql',
    });
  // json_each_text prints every type as text that needs no knowledge of the column: dates as ISO 8601.
  await ask(
    `DECLARE import_rows NO SCROLL CURSOR FOR
     SELECT ARRAY(SELECT value FROM json_each_text(row_to_json(q))) AS cells FROM (${query}\n) AS q`,
  );
  const print = (cells: readonly (string | null)[]) =>
    `${cells.map((cell) => printCsvField(cell ?? '')).join(',')}\n`;
  const file = await open(path, 'wx', 0o600);
  try {
    await file.appendFile(print(first.names));
    for (;;) {
      const rows = await ask<{ cells: (string | null)[] }>(`FETCH ${ROWS} FROM import_rows`);
      if (rows.length === 0) break;
      await file.appendFile(rows.map(({ cells }) => print(cells)).join(''));
    }
  } finally {
    await file.close();
  }
  await ask('CLOSE import_rows');
}

function sqlError(name: string, cause: unknown): unknown {
  if (cause instanceof PitchwrightError) return cause;
  return new PitchwrightError(
    'IMPORT_SQL_FAILED',
    `the query of ${name} fails: ${(cause as Error).message}`,
    {
      hint: 'it must be one SELECT; try it in psql',
      cause,
    },
  );
}
