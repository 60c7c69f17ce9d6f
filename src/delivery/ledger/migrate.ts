import { PitchwrightError } from '../../errors.ts';
import type { Database, Query } from './database.ts';
import { MIGRATIONS } from './schema.ts';

/**
 * Makes the two schemas, or brings them up to date. To be called `alone`.
 * @throws PitchwrightError `DATABASE_REFUSED` when somebody else keeps something in a schema of our name; `LEDGER_NEWER`.
 */
export async function migrate({ query, transaction, place }: Database): Promise<void> {
  // Each is known by a table and a column of it.
  await prepareSchema(query, place, 'pitchwright_ledger', 'version', 'ledger_version');
  await prepareSchema(query, place, 'pitchwright_queue', 'version', 'cron_on');
  await transaction(async (query) => {
    await query(
      'CREATE TABLE IF NOT EXISTS pitchwright_ledger.version (ledger_version integer PRIMARY KEY, since timestamptz NOT NULL)',
    );
    const [row] = await query<{ version: number }>(
      'SELECT coalesce(max(ledger_version), 0) AS version FROM pitchwright_ledger.version',
    );
    const version = row?.version ?? 0;
    if (version > MIGRATIONS.length) throw newer(place, version);
    for (const [at, statements] of MIGRATIONS.entries()) {
      if (at < version) continue;
      for (const statement of statements) await query(statement);
      await query('INSERT INTO pitchwright_ledger.version VALUES ($1, clock_timestamp())', [at + 1]);
    }
  });
}

async function prepareSchema(
  query: Query,
  place: string,
  name: string,
  table: string,
  column: string,
): Promise<void> {
  const [found] = await query<{ is_there: boolean; others: string | null }>(
    `SELECT to_regnamespace($1) IS NOT NULL AS is_there,
       (SELECT string_agg(relname, ', ' ORDER BY relname) FROM pg_class
        WHERE relnamespace = to_regnamespace($1) AND relkind IN ('r', 'v', 'm', 'f', 'p')
          AND NOT EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass($2) AND attname = $3)) AS others`,
    [name, `${name}.${table}`, column],
  );
  // IF NOT EXISTS would ask for the right to make it, also of those who have been given one.
  if (!found?.is_there) await query(`CREATE SCHEMA ${name}`);
  if (!found?.others) return;
  throw new PitchwrightError(
    'DATABASE_REFUSED',
    `the schema ${name} in ${place} holds what is not Pitchwright's: ${found.others}`,
    { hint: 'move it to another schema, or name another database in DATABASE_URL' },
  );
}

function newer(place: string, version: number): PitchwrightError {
  return new PitchwrightError(
    'LEDGER_NEWER',
    `the ledger in ${place} is of version ${version}, and this Pitchwright knows those up to ${MIGRATIONS.length}`,
    { hint: 'use the newer Pitchwright that wrote it' },
  );
}
