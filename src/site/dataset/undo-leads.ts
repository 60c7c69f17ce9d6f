import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PREVIOUS } from '../../data/import-files/swap.ts';
import { hasDataset } from '../sample.ts';

/** An undo exchanges the dataset with the one that is kept: after one of them, the kept one is the newer. */
export type UndoLeads = 'back' | 'forth';

export const UNDO_WORDS: Readonly<Record<UndoLeads, string>> = {
  back: 'Bring the dataset before back',
  forth: 'Bring the newer dataset back again',
};

/** @returns `undefined` where no dataset is kept. */
export async function whereUndoLeads(folder: string): Promise<UndoLeads | undefined> {
  const kept = join(folder, PREVIOUS);
  if (!(await hasDataset(kept))) return undefined;
  const [ofKept, ofNow] = await Promise.all([writtenAt(kept), writtenAt(folder)]);
  return ofKept > ofNow ? 'forth' : 'back';
}

/** Files of a dataset keep their time when they are moved. 0 without any. */
async function writtenAt(folder: string): Promise<number> {
  const times = ['customers.csv', 'orders.csv'].map((name) =>
    stat(join(folder, name)).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    ),
  );
  return Math.max(...(await Promise.all(times)));
}
