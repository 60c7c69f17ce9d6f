import { PitchwrightError } from '../../errors.ts';
import type { PostgresClient } from '../../store/postgres-client.ts';
import { printCsvField } from '../csv-field.ts';
import type { Source } from '../import/source.ts';

const ROWS = 2000;

/**
 * The rows of a query, as CSV. All that an import reads of a database it reads in one transaction that may not write and
 * sees one state: `readOnly` begins and ends it.
 *
 * @param name as messages name it: `--customers-sql`.
 */
export function sqlSource(client: PostgresClient, name: string, sql: string): Source {
  const query = sql.trim().replace(/;\s*$/, '');
  const ask = <Row>(statement: string) =>
    client.query<Row>(statement).catch((cause) => {
      throw sqlError(name, cause);
    });
  return {
    name,
    size: undefined,
    isUtf8: true,
    async *open() {
      const [first] = await ask<{ names: string[] }>(
        `SELECT ARRAY(SELECT key FROM json_each(row_to_json(q))) AS names FROM (${query}\n) AS q LIMIT 1`,
      );
      if (!first)
        throw new PitchwrightError('IMPORT_EMPTY', `the query of ${name} gives no rows`, {
          hint: 'try it in psql',
        });
      const encoder = new TextEncoder();
      const print = (cells: readonly (string | null)[]) =>
        `${cells.map((cell) => printCsvField(cell ?? '')).join(',')}\n`;
      yield encoder.encode(print(first.names));
      // json_each_text prints every type as text that needs no knowledge of the column: dates as ISO 8601.
      await ask(
        `DECLARE import_rows NO SCROLL CURSOR FOR
         SELECT ARRAY(SELECT value FROM json_each_text(row_to_json(q))) AS cells FROM (${query}\n) AS q`,
      );
      try {
        for (;;) {
          const rows = await ask<{ cells: (string | null)[] }>(`FETCH ${ROWS} FROM import_rows`);
          if (rows.length === 0) return;
          yield encoder.encode(rows.map(({ cells }) => print(cells)).join(''));
        }
      } finally {
        // After an error the transaction is over, and the cursor with it.
        await client.query('CLOSE import_rows').catch(() => {});
      }
    },
  };
}

/** Runs work in a transaction that reads one state and writes nothing. */
export async function readOnly<T>(client: PostgresClient, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    return await work();
  } finally {
    await client.query('ROLLBACK').catch(() => {});
  }
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
