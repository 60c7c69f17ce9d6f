import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PitchwrightError } from '../../errors.ts';
import { type Dataset, readDataset } from '../dataset.ts';
import { withDatasetLock } from './dataset-lock.ts';
import { fileTrouble } from './file-trouble.ts';
import { datasetFilesIn, finishSwap, type OnStep, PREVIOUS, sameFile, swapDataset } from './swap.ts';
import { withholdConsents } from './withhold-consents.ts';

/**
 * Brings the dataset before the last import back; the one that is there takes its place, so undoing twice changes
 * nothing. Opt-outs are not undone: who withdrew in either of them may not be mailed in the restored one.
 *
 * @returns what the restored dataset says of itself.
 * @throws PitchwrightError `IMPORT_NOTHING_TO_UNDO` | `IMPORT_RUNNING` | `DATASET_UNREADABLE` | `DATASET_UNWRITABLE`
 */
export function undoImport(folder: string, onStep?: OnStep): Promise<Dataset | undefined> {
  return withDatasetLock(folder, () => undoAlone(folder, onStep));
}

async function undoAlone(folder: string, onStep: OnStep = () => {}): Promise<Dataset | undefined> {
  const draft = `.import-${process.pid}`;
  try {
    await finishSwap(folder);
    const files = await filesBefore(folder);
    onStep('bring the files');
    await mkdir(join(folder, draft));
    for (const name of files) await sameFile(join(folder, PREVIOUS, name), join(folder, draft, name));
    onStep('withhold consents');
    await withholdConsents(folder, draft);
    await swapDataset(folder, draft, onStep);
  } catch (error) {
    throw fileTrouble(`${folder} cannot be written`, error, 'the dataset that is there stayed as it was');
  } finally {
    await rm(join(folder, draft), { recursive: true, force: true }).catch(() => {});
  }
  return readDataset(join(folder, 'dataset.json'));
}

async function filesBefore(folder: string): Promise<readonly string[]> {
  const files = await datasetFilesIn(join(folder, PREVIOUS)).catch(
    (error: NodeJS.ErrnoException): string[] => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  if (files.includes('customers.csv')) return files;
  throw new PitchwrightError('IMPORT_NOTHING_TO_UNDO', `${folder}/ holds no dataset from before an import`, {
    hint: 'only the dataset before the last import is kept',
  });
}
