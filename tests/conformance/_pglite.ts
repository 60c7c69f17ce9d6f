import { PGlite } from '@electric-sql/pglite';
import type { PostgresClient } from '../../src/store/postgres-client.ts';

/** PostgreSQL compiled to WebAssembly, in this process, as a client of the store. */
export async function connectPglite(): Promise<PostgresClient> {
  const database = await PGlite.create();
  return {
    place: 'PGlite',
    query: async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await database.query<Row>(sql, [...values])).rows,
    copyIn: async (table, columns, lines) => {
      const texts: string[] = [];
      for await (const text of lines) texts.push(text);
      const blob = new Blob(texts);
      await database.query(`COPY ${table} (${columns.join(', ')}) FROM '/dev/blob'`, [], { blob });
    },
    end: () => database.close(),
  };
}
