import { access, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalogue } from '../copy/catalogue.ts';
import { readDataset } from '../data/dataset.ts';
import { writeSample } from '../data/generate/write-sample.ts';
import { PitchwrightError } from '../errors.ts';

/** The sample that is made when there is no dataset. */
export const SAMPLE = { customers: 1000, seed: 42, asOf: '2026-06-30' };

/** One of the two files is enough: a sample would replace it. */
export async function hasDataset(folder: string): Promise<boolean> {
  return (await exists(join(folder, 'customers.csv'))) || (await exists(join(folder, 'orders.csv')));
}

/**
 * Makes the sample when the folder has no dataset.
 * @returns whether it did.
 */
export async function ensureDataset(folder: string, catalogue: Catalogue): Promise<boolean> {
  if (await hasDataset(folder)) return false;
  await writeSample({ ...SAMPLE, folder, catalogue });
  return true;
}

/**
 * Refuses to generate over somebody's own data.
 * @throws PitchwrightError `DATASET_KEPT`
 */
export async function guardFolder(folder: string): Promise<void> {
  if (!(await hasDataset(folder))) return;
  const dataset = await readDataset(join(folder, 'dataset.json'));
  // Somebody may have put their own files beside the sample's dataset.json.
  if (dataset?.sample && (await hasOnlyReservedAddresses(join(folder, 'customers.csv')))) return;
  throw new PitchwrightError('DATASET_KEPT', `${folder}/ holds a dataset of your own; it was left as it is`, {
    hint: 'move customers.csv and orders.csv away first, or say --force to replace them',
  });
}

/** Looks at the first 64 kB: a generated file has no address outside the domains reserved for examples (RFC 2606). */
async function hasOnlyReservedAddresses(path: string): Promise<boolean> {
  if (!(await exists(path))) return true;
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0);
    const domains = buffer.toString('utf8', 0, bytesRead).matchAll(/@([^\s,;"]+)(?=[,;"\r\n])/g);
    return [...domains].every(([, domain]) => /(^|\.)example(\.(com|net|org))?$/i.test(domain as string));
  } finally {
    await handle.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
