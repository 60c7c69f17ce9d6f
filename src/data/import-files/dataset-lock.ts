import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PitchwrightError } from '../../errors.ts';

export const LOCK_FILE = '.import.lock';

const held = new AsyncLocalStorage<ReadonlySet<string>>();

/**
 * Runs work that changes the dataset of a folder while nobody else does. The lock is one of the operating system, on an
 * empty SQLite file that always stays: it ends with the process however that ends. Work that has it may ask again.
 *
 * @throws PitchwrightError `IMPORT_RUNNING` | `DATASET_UNWRITABLE`
 */
export async function withDatasetLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const key = resolve(folder);
  const own = held.getStore() ?? new Set<string>();
  if (own.has(key)) return work();
  const file = take(folder);
  try {
    return await held.run(new Set([...own, key]), work);
  } finally {
    file.close();
  }
}

function take(folder: string): DatabaseSync {
  let file: DatabaseSync | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    file = new DatabaseSync(join(folder, LOCK_FILE));
    file.exec('BEGIN EXCLUSIVE');
    return file;
  } catch (cause) {
    file?.close();
    if ((cause as { errcode?: number }).errcode === SQLITE_BUSY) {
      throw new PitchwrightError('IMPORT_RUNNING', `another import or undo is at work in ${folder}`, {
        hint: 'wait for it to end, or end it; nothing was changed',
        cause,
      });
    }
    throw new PitchwrightError(
      'DATASET_UNWRITABLE',
      `${join(folder, LOCK_FILE)} cannot be written: ${(cause as Error).message}`,
      { hint: 'choose a folder that you may write to; the dataset that is there stayed as it was', cause },
    );
  }
}

const SQLITE_BUSY = 5;
