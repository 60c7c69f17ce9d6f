import { connectPostgres } from './postgres-client.ts';
import { storeOnPostgres } from './postgres-store.ts';
import type { Segmentation, Store } from './store.ts';

/**
 * Opens the dataset of a folder in a PostgreSQL: checks it as DuckDB does and loads it, unless the database holds just
 * this dataset already.
 *
 * @param url as `DATABASE_URL`.
 * @throws PitchwrightError as `connectPostgres` and `storeOnPostgres` do.
 */
export async function openPostgres(folder: string, url: string, segmentation?: Segmentation): Promise<Store> {
  return storeOnPostgres(folder, await connectPostgres(url), segmentation);
}
