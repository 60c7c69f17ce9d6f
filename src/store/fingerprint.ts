import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readDataset } from '../data/dataset.ts';
import { sha256Of } from '../digest.ts';
import { CUSTOMER_GATE, ORDER_GATE } from './gate.ts';
import { POSTGRES_TABLES } from './postgres-tables.ts';
import { readHeader } from './raw-csv.ts';
import type { Segmentation } from './store.ts';

/**
 * A digest of everything that decides what the database holds: both files, what `dataset.json` says of them, the rules
 * they are checked with, the tables they are loaded into, and who is put into which segment.
 *
 * @throws PitchwrightError as `readHeader` and `readDataset` do.
 */
export async function fingerprint(folder: string, segmentation?: Segmentation): Promise<string> {
  const dataset = await readDataset(join(folder, 'dataset.json'));
  const files = [];
  for (const name of ['customers.csv', 'orders.csv']) {
    await readHeader(join(folder, name));
    files.push(await sha256OfFile(join(folder, name)));
  }
  const rules = JSON.stringify([CUSTOMER_GATE, ORDER_GATE, POSTGRES_TABLES]);
  const asOf = dataset?.as_of ?? '';
  return sha256Of([...files, asOf, String(dataset?.sample ?? false), rules, segmentation?.(asOf) ?? '']);
}

async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
