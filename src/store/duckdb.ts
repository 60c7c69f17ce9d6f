import type { DuckDBValue } from '@duckdb/node-api';
import { checkDataset } from './checked-dataset.ts';
import { storeOn } from './records.ts';
import type { Segmentation, SqlValue, Store } from './store.ts';

/**
 * Opens the dataset of a folder in an embedded DuckDB. Everything is validated before the first row is handed out.
 * @throws PitchwrightError as `checkDataset` does.
 */
export async function openDuckDb(folder: string, segmentation?: Segmentation): Promise<Store> {
  const { connection, facts, close } = await checkDataset(folder, segmentation);
  const query = async <Row>(sql: string, values: readonly SqlValue[] = []) => {
    const reader = await connection.runAndReadAll(sql, values as DuckDBValue[]);
    return reader.getRowObjectsJS() as unknown as readonly Row[];
  };
  return storeOn(facts, query, close);
}
