import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PitchwrightError } from '../../errors.ts';
import { readDataset } from '../dataset.ts';
import { addressKey, idKey } from '../import/address.ts';
import type { Withdrawn } from '../import/consent.ts';
import { readCsv } from '../read-csv.ts';

/** A key on each line, an id's followed by that of the address of the same person. */
export const WITHDRAWN_FILE = 'withdrawn.txt';

/**
 * Who has withdrawn their consent in the dataset that is there, or in an import before it, also when a generated sample
 * took its place. Made-up people of a sample withdrew nothing.
 */
export async function withdrawnBefore(folder: string): Promise<Withdrawn> {
  const addresses = new Set<string>();
  const ids = new Set<string>();
  const owners = new Map<string, string>();
  for (const line of (await textOf(join(folder, WITHDRAWN_FILE))).split('\n')) {
    const [key = '', owner = ''] = line.split(' ');
    if (key) (key.startsWith('id:') ? ids : addresses).add(key);
    if (owner) owners.set(key, owner);
  }
  const dataset = await readDataset(join(folder, 'dataset.json'));
  if (dataset?.sample) return { addresses, ids, owners };
  const path = join(folder, 'customers.csv');
  let header: readonly string[] | undefined;
  await readCsv(path, ({ fields }) => {
    if (!header) {
      header = fields;
      return;
    }
    const cell = (name: string) => fields[header?.indexOf(name) ?? -1] ?? '';
    if (cell('email_consent') !== 'unsubscribed') return;
    const owner = cell('email') === '' ? '' : addressKey(cell('email'));
    if (owner) addresses.add(owner);
    if (cell('customer_id') === '') return;
    const key = idKey(cell('customer_id'));
    ids.add(key);
    if (owner) owners.set(key, owner);
  }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return;
    throw unreadable(path, cause);
  });
  return { addresses, ids, owners };
}

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return '';
    throw unreadable(path, cause);
  });
}

function unreadable(path: string, cause: Error): PitchwrightError {
  return new PitchwrightError('DATASET_UNREADABLE', `${path} cannot be read: ${cause.message}`, {
    hint: 'it says who may not be mailed any more; without it nothing is imported or undone',
    cause,
  });
}
