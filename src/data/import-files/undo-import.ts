import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PitchwrightError } from '../../errors.ts';
import { type Dataset, readDataset } from '../dataset.ts';
import { withDatasetLock } from './dataset-lock.ts';
import { fileTrouble } from './file-trouble.ts';
import { datasetFilesIn, finishSwap, type OnStep, PREVIOUS, sameFile, swapDataset } from './swap.ts';
import { withdrawnBefore } from './withdrawn-before.ts';

export interface Undone {
  /** What the restored dataset says of itself; `undefined` where it says nothing, or there is none. */
  readonly dataset: Dataset | undefined;
  /** Whether there was a dataset before the import. */
  readonly hasDataset: boolean;
  /** When the restored dataset was written. */
  readonly writtenAt: Date | undefined;
  /** Addresses that had withdrawn in the dataset that was taken away, and have not in the restored one. */
  readonly takenBack: number;
}

/**
 * Brings back what was there before the last import: the dataset, or none, and the list of those who withdrew. What is
 * there now takes its place, so undoing twice changes nothing.
 *
 * @throws PitchwrightError `IMPORT_NOTHING_TO_UNDO` | `IMPORT_RUNNING` | `DATASET_UNREADABLE` | `DATASET_UNWRITABLE`
 */
export function undoImport(folder: string, onStep?: OnStep): Promise<Undone> {
  return withDatasetLock(folder, () => undoAlone(folder, onStep));
}

async function undoAlone(folder: string, onStep: OnStep = () => {}): Promise<Undone> {
  const draft = `.import-${process.pid}`;
  try {
    await finishSwap(folder);
    const files = await filesBefore(folder);
    const { addresses } = await withdrawnBefore(folder);
    onStep('bring the files');
    await mkdir(join(folder, draft));
    for (const name of files) await sameFile(join(folder, PREVIOUS, name), join(folder, draft, name));
    await swapDataset(folder, draft, onStep);
    const after = await withdrawnBefore(folder);
    const hasDataset = files.includes('customers.csv');
    return {
      dataset: await readDataset(join(folder, 'dataset.json')),
      hasDataset,
      writtenAt: hasDataset ? (await stat(join(folder, 'customers.csv'))).mtime : undefined,
      takenBack: [...addresses].filter((address) => !after.addresses.has(address)).length,
    };
  } catch (error) {
    throw fileTrouble(`${folder} cannot be written`, error, 'the dataset that is there stayed as it was');
  } finally {
    await rm(join(folder, draft), { recursive: true, force: true }).catch(() => {});
  }
}

/** None when the import was the first one. */
async function filesBefore(folder: string): ReturnType<typeof datasetFilesIn> {
  return datasetFilesIn(join(folder, PREVIOUS)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new PitchwrightError(
      'IMPORT_NOTHING_TO_UNDO',
      `${folder}/ holds no dataset from before an import`,
      { hint: 'only what was there before the last import is kept' },
    );
  });
}
