import { type FileHandle, mkdir, open, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printCatalogue } from '../import/catalogue-of-orders.ts';
import {
  type ImportInput,
  type ImportOptions,
  type ImportResult,
  importDataset,
} from '../import/import-dataset.ts';
import type { Sink, Table } from '../import/sink.ts';
import { type DatasetDelta, datasetDelta, refuseLoss } from './dataset-delta.ts';
import { withDatasetLock } from './dataset-lock.ts';
import { fileTrouble } from './file-trouble.ts';
import { finishSwap, type OnStep, sameFile, swapDataset } from './swap.ts';
import { WITHDRAWN_FILE } from './withdrawn-before.ts';

export interface IntoFolder extends ImportOptions {
  /** `data/`; made when missing. */
  readonly folder: string;
  /** Looks at the finished files before they take their place; throws when they are not a dataset. */
  check(draft: string): Promise<void>;
  /** Everything but the last step: nothing in the folder changes. */
  readonly isRehearsal: boolean;
  /** Whether most of the dataset that is there may go. */
  readonly mayReplace: boolean;
  readonly onStep?: OnStep;
}

const fileOf = (table: Table) => (table === 'withdrawn' ? WITHDRAWN_FILE : `${table}.csv`);

const DRAFT = '.import-';
const STAYED = 'the dataset that is there stayed as it was';

export interface Imported extends ImportResult {
  /** What becomes of the dataset that is there; `undefined` where there is none, or a generated sample. */
  readonly delta: DatasetDelta | undefined;
}

/**
 * Imports into a folder. The new dataset is finished and checked beside the old one before it takes its place; when
 * anything fails, the old one stays as it is.
 *
 * @throws PitchwrightError `IMPORT_REPLACES` | `IMPORT_RUNNING` | `DATASET_UNWRITABLE`, and as `importDataset` and `check` do.
 */
export function importIntoFolder(inputs: readonly ImportInput[], into: IntoFolder): Promise<Imported> {
  return withDatasetLock(into.folder, () => importAlone(inputs, into));
}

async function importAlone(inputs: readonly ImportInput[], into: IntoFolder): Promise<Imported> {
  const { folder } = into;
  const draft = `${DRAFT}${process.pid}`;
  const path = join(folder, draft);
  try {
    await mkdir(folder, { recursive: true });
    await finishSwap(folder);
    await clearAway(folder);
    const result = await writeDraft(inputs, path, into);
    into.onStep?.('check');
    await into.check(path);
    const delta = await datasetDelta(folder, path);
    if (delta && !into.mayReplace && !into.isRehearsal) refuseLoss(folder, delta);
    if (!into.isRehearsal) await swapDataset(folder, draft, into.onStep);
    return { ...result, delta };
  } catch (error) {
    throw fileTrouble(`${folder} cannot be written`, error, STAYED);
  } finally {
    await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}

async function writeDraft(
  inputs: readonly ImportInput[],
  path: string,
  into: IntoFolder,
): Promise<ImportResult> {
  await mkdir(path);
  const handles = new Map<string, FileHandle>();
  const sink: Sink = {
    async write(table, text) {
      let handle = handles.get(table);
      if (!handle) {
        into.onStep?.(`write ${table}`);
        handle = await open(join(path, fileOf(table)), 'w');
        handles.set(table, handle);
      }
      await handle.appendFile(text);
    },
  };
  try {
    const result = await importDataset(inputs, sink, into);
    into.onStep?.('write the report');
    const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
    await writeFile(join(path, 'dataset.json'), json(result.dataset));
    await writeFile(join(path, 'import-report.json'), json(result.report));
    if (result.catalogue) await writeFile(join(path, 'catalogue.yaml'), printCatalogue(result.catalogue));
    else if (result.keepsCatalogue)
      await sameFile(join(into.folder, 'catalogue.yaml'), join(path, 'catalogue.yaml'));
    return result;
  } finally {
    for (const handle of handles.values()) await handle.close();
  }
}

/** Drafts of imports that died. */
async function clearAway(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(name.startsWith(DRAFT) ? name.slice(DRAFT.length) : Number.NaN);
    if (!Number.isNaN(pid) && (pid === process.pid || !isAlive(pid))) {
      await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
