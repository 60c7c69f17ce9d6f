import { constants, copyFile, link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isPitchwrightError, PitchwrightError } from '../../errors.ts';
import { withDatasetLock } from './dataset-lock.ts';
import { fileTrouble } from './file-trouble.ts';

/** The files that belong to a dataset; everything else in the folder (ledger, plans, outbox, media) is left alone. */
const DATASET_FILES = [
  'customers.csv',
  'orders.csv',
  'dataset.json',
  'catalogue.yaml',
  'import-report.json',
  'rejected.csv',
  'withdrawn.txt',
] as const;

/** Whether a file of the folder belongs to the dataset. Files of rejected rows after the first one have a number. */
export const isDatasetFile = (name: string) =>
  (DATASET_FILES as readonly string[]).includes(name) || /^rejected-\d+\.csv$/.test(name);

/** The dataset before; `--undo` brings it back. */
export const PREVIOUS = 'previous';
const KEPT = '.previous.tmp';
const JOURNAL = '.swap.json';

const journalSchema = z.strictObject({ draft: z.string(), files: z.array(z.string().refine(isDatasetFile)) });

/** Called before each step, by its name; tests stop there. */
export type OnStep = (step: string) => void;

/**
 * Puts the dataset of a draft folder (inside `folder`) in the place of the one that is there, which goes to `previous`.
 *
 * What is to be done is written down before the first file is touched. A process that dies earlier leaves the old
 * dataset; one that dies later leaves the rest to `finishSwap`, which everything that imports or undoes calls first.
 * When a step fails, the old files come back.
 *
 * @throws PitchwrightError `DATASET_UNWRITABLE`
 */
export function swapDataset(folder: string, draft: string, onStep: OnStep = () => {}): Promise<void> {
  return withDatasetLock(folder, () => swap(folder, draft, onStep));
}

async function swap(folder: string, draft: string, onStep: OnStep): Promise<void> {
  await finishSwap(folder);
  const files = await datasetFilesIn(join(folder, draft));
  onStep('keep the old files');
  await keep(folder);
  const journal = join(folder, JOURNAL);
  onStep('write down what is to be done');
  await writeFile(`${journal}.tmp`, JSON.stringify({ draft, files }));
  onStep('begin');
  await rename(`${journal}.tmp`, journal);
  try {
    await place(folder, { draft, files }, onStep);
  } catch (cause) {
    // Where the old files cannot come back either, the list stays, and whoever comes next ends the swap.
    await putBack(folder).catch((error) => {
      throw fileTrouble(
        `the new dataset cannot take its place, nor the old one again in ${folder}`,
        error,
        NEXT,
      );
    });
    await rm(journal, { force: true });
    throw fileTrouble(
      'the new dataset cannot take its place',
      cause,
      'the dataset before is back in its place',
    );
  }
  await conclude(folder, draft, onStep).catch((cause) => {
    throw fileTrouble(
      `the new dataset is in its place, but ${folder} cannot be tidied up`,
      cause,
      'the next import tidies up',
    );
  });
}

const NEXT = 'the next import, undo or build ends what was begun';

/**
 * Ends a swap that was cut short, so that either the old dataset or the new one is whole. One that another process is
 * about to end is left to it.
 *
 * @returns whether there was one.
 * @throws PitchwrightError `DATASET_UNREADABLE` | `DATASET_UNWRITABLE`
 */
export async function finishSwap(folder: string): Promise<boolean> {
  if ((await journalOf(folder)) === undefined) return false;
  return withDatasetLock(folder, async () => {
    const journal = await journalOf(folder);
    if (journal === undefined) return false;
    try {
      await place(folder, journal, () => {});
      await conclude(folder, journal.draft, () => {});
    } catch (error) {
      throw fileTrouble(`an import into ${folder} was cut short and cannot be ended`, error, NEXT);
    }
    return true;
  }).catch((error) => {
    if (isPitchwrightError(error) && error.code === 'IMPORT_RUNNING') return false;
    throw error;
  });
}

async function journalOf(folder: string): Promise<Journal | undefined> {
  const path = join(folder, JOURNAL);
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return undefined;
    throw new PitchwrightError('DATASET_UNREADABLE', `${path} cannot be read: ${cause.message}`, {
      hint: 'it says how far an import came: mend who may read it, or move it away',
      cause,
    });
  });
  if (text === undefined) return undefined;
  try {
    return journalSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new PitchwrightError('DATASET_UNREADABLE', `${path} is damaged: it cannot be read`, {
      hint: `look whether the files of ${folder} are those you want (those before are in ${KEPT} or ${PREVIOUS}), then remove it`,
      cause,
    });
  }
}

interface Journal {
  readonly draft: string;
  readonly files: readonly string[];
}

/** Every step may have been done already. */
async function place(folder: string, { draft, files }: Journal, onStep: OnStep): Promise<void> {
  const there = (await readdir(folder)).filter(isDatasetFile);
  for (const name of new Set([...DATASET_FILES, ...there, ...files])) {
    onStep(`place ${name}`);
    if (files.includes(name)) await ifThere(rename(join(folder, draft, name), join(folder, name)));
    else await rm(join(folder, name), { force: true });
  }
}

/** Every step may have been done already; the new dataset stands whatever happens here. */
async function conclude(folder: string, draft: string, onStep: OnStep): Promise<void> {
  onStep('keep the dataset before');
  if ((await readdir(folder)).includes(KEPT)) {
    await rm(join(folder, PREVIOUS), { recursive: true, force: true });
    onStep('name it');
    await rename(join(folder, KEPT), join(folder, PREVIOUS));
  }
  onStep('tidy up');
  await rm(join(folder, draft), { recursive: true, force: true });
  onStep('end');
  await rm(join(folder, JOURNAL), { force: true });
}

async function keep(folder: string): Promise<void> {
  await rm(join(folder, KEPT), { recursive: true, force: true });
  await mkdir(join(folder, KEPT));
  for (const name of await datasetFilesIn(folder))
    await sameFile(join(folder, name), join(folder, KEPT, name));
}

async function putBack(folder: string): Promise<void> {
  const files = await datasetFilesIn(join(folder, KEPT));
  const there = await datasetFilesIn(folder);
  for (const name of new Set([...DATASET_FILES, ...there, ...files])) {
    if (files.includes(name)) await sameFile(join(folder, KEPT, name), join(folder, name));
    else await rm(join(folder, name), { force: true });
  }
  await rm(join(folder, KEPT), { recursive: true, force: true });
}

/** A second name for a file, or a copy where the file system has no such thing. Files of a dataset are replaced, never written into. */
export async function sameFile(from: string, to: string): Promise<void> {
  await rm(to, { force: true });
  await link(from, to).catch(() => copyFile(from, to, constants.COPYFILE_FICLONE));
}

/** @throws PitchwrightError `DATASET_UNREADABLE` when a folder has the name of one. */
export async function datasetFilesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const own = entries.filter(({ name }) => isDatasetFile(name));
  const wrong = own.find((entry) => entry.isDirectory());
  if (wrong) {
    throw new PitchwrightError(
      'DATASET_UNREADABLE',
      `${join(folder, wrong.name)} is a folder, where a file of the dataset belongs`,
      { hint: 'move it away; nothing was changed' },
    );
  }
  return own.map(({ name }) => name).sort();
}

async function ifThere(work: Promise<void>): Promise<void> {
  await work.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}
