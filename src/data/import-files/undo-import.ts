import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PitchwrightError } from '../../errors.ts';
import { type Dataset, readDataset } from '../dataset.ts';
import { datasetFilesIn, finishSwap, type OnStep, PREVIOUS, sameFile, swapDataset } from './swap.ts';
import { withholdConsents } from './withhold-consents.ts';

/**
 * Brings the dataset before the last import back; the one that is there takes its place, so undoing twice changes
 * nothing. Opt-outs are not undone: who withdrew in either of them may not be mailed in the restored one.
 *
 * @returns what the restored dataset says of itself.
 * @throws PitchwrightError `IMPORT_NOTHING_TO_UNDO` | `DATASET_UNWRITABLE`
 */
export async function undoImport(folder: string, onStep?: OnStep): Promise<Dataset | undefined> {
  await finishSwap(folder);
  const files = await datasetFilesIn(join(folder, PREVIOUS)).catch((): readonly string[] => []);
  if (!files.includes('customers.csv')) {
    throw new PitchwrightError(
      'IMPORT_NOTHING_TO_UNDO',
      `${folder}/ holds no dataset from before an import`,
      {
        hint: 'only the dataset before the last import is kept',
      },
    );
  }
  const draft = `.import-${process.pid}`;
  try {
    await mkdir(join(folder, draft));
    for (const name of files) await sameFile(join(folder, PREVIOUS, name), join(folder, draft, name));
    await withholdConsents(folder, draft);
    await swapDataset(folder, draft, onStep);
  } finally {
    await rm(join(folder, draft), { recursive: true, force: true });
  }
  return readDataset(join(folder, 'dataset.json'));
}
