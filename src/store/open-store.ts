import type { Env } from '../env.ts';
import { openDuckDb } from './duckdb.ts';
import { openPostgres } from './postgres.ts';
import type { Store } from './store.ts';

/**
 * Opens the dataset: in PostgreSQL when `DATABASE_URL` is set, else in the built-in DuckDB.
 * @throws PitchwrightError as `openPostgres` and `openDuckDb` do.
 */
export function openStore({
  DATA_DIR,
  DATABASE_URL,
}: Pick<Env, 'DATA_DIR' | 'DATABASE_URL'>): Promise<Store> {
  return DATABASE_URL ? openPostgres(DATA_DIR, DATABASE_URL) : openDuckDb(DATA_DIR);
}
