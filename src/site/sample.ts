import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { readDataset } from '../data/dataset.ts';
import { PitchwrightError } from '../errors.ts';

/** The sample that is made when there is no dataset. */
export const SAMPLE = { customers: 1000, seed: 42, asOf: '2026-06-30' };

/** One of the two files is enough: a sample would replace it. */
export async function hasDataset(folder: string): Promise<boolean> {
  return (await exists(join(folder, 'customers.csv'))) || (await exists(join(folder, 'orders.csv')));
}

/**
 * Refuses to generate over somebody's own data.
 * @throws PitchwrightError `DATASET_KEPT`
 */
export async function guardFolder(folder: string): Promise<void> {
  if (!(await hasDataset(folder))) return;
  const dataset = await readDataset(join(folder, 'dataset.json'));
  if (dataset?.sample) return;
  throw new PitchwrightError('DATASET_KEPT', `${folder}/ holds a dataset of your own; it was left as it is`, {
    hint: 'move customers.csv and orders.csv away first, or say --force to replace them',
  });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
