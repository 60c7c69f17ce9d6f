import type { Env } from '../env.ts';
import { openDuckDb } from './duckdb.ts';
import { openPostgres } from './postgres.ts';
import type { Segmentation, Store } from './store.ts';

/**
 * Opens the dataset: in PostgreSQL when `DATABASE_URL` is set, else in the built-in DuckDB.
 * @param segmentation of the content in use: all that read one dataset must see the same segments.
 * @throws PitchwrightError as `openPostgres` and `openDuckDb` do.
 */
export function openStore(
  { DATA_DIR, DATABASE_URL }: Pick<Env, 'DATA_DIR' | 'DATABASE_URL'>,
  segmentation: Segmentation | undefined,
): Promise<Store> {
  return DATABASE_URL
    ? openPostgres(DATA_DIR, DATABASE_URL, segmentation)
    : openDuckDb(DATA_DIR, segmentation);
}
