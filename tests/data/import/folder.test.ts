import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectSource } from '../../../src/data/import/inspect-source.ts';
import { proposeMapping } from '../../../src/data/import/propose-mapping.ts';
import { textSource } from '../../../src/data/import/source.ts';
import { LOCK_FILE, withDatasetLock } from '../../../src/data/import-files/dataset-lock.ts';
import { type IntoFolder, importIntoFolder } from '../../../src/data/import-files/import-into-folder.ts';
import { finishSwap } from '../../../src/data/import-files/swap.ts';
import { undoImport } from '../../../src/data/import-files/undo-import.ts';
import { checkDataset } from '../../../src/store/checked-dataset.ts';
import { temporaryFolder } from '../../_sample.ts';
import { importInto } from './_into-folder.ts';

const OLD =
  'Customer ID,Name,Email,Newsletter\n1,Ann,ann@example.com,unsubscribed\n2,Ben,ben@example.com,yes\n';
const NEW = 'Customer ID,Name,Email,Newsletter\n1,Ann,ann@example.com,yes\n3,Cat,cat@example.com,yes\n';

let home: string;
beforeAll(async () => {
  home = await temporaryFolder();
});
afterAll(() => rm(home, { recursive: true, force: true }));

const importText = (folder: string, text: string, options?: Partial<IntoFolder>) =>
  importInto(folder, [text], options);

/** A folder with a dataset, and with other things that no import may touch. */
async function oldFolder(name: string): Promise<string> {
  const folder = join(home, name);
  await mkdir(join(folder, 'ledger'), { recursive: true });
  await writeFile(join(folder, 'ledger', 'rows'), 'sent');
  await writeFile(join(folder, 'bench.json'), '{}');
  await importText(folder, OLD);
  return folder;
}

const names = async (folder: string) =>
  (await readFile(join(folder, 'customers.csv'), 'utf8'))
    .split('\n')
    .slice(1, -1)
    .map((row) => row.split(',')[1]);

async function isWhole(folder: string): Promise<readonly (string | undefined)[]> {
  (await checkDataset(folder)).close();
  expect(JSON.parse(await readFile(join(folder, 'dataset.json'), 'utf8'))).toMatchObject({
    sample: false,
    customers: 2,
  });
  expect(await readFile(join(folder, 'ledger', 'rows'), 'utf8')).toBe('sent');
  expect(await readFile(join(folder, 'bench.json'), 'utf8')).toBe('{}');
  return names(folder);
}

describe('an import into a folder', () => {
  it('replaces the dataset, keeps the one before, and leaves everything else alone', async () => {
    const folder = await oldFolder('plain');
    await importText(folder, NEW);
    expect(await isWhole(folder)).toEqual(['Ann', 'Cat']);
    expect(await names(join(folder, 'previous'))).toEqual(['Ann', 'Ben']);
    expect((await readdir(folder)).sort()).toEqual([
      '.import.lock',
      'bench.json',
      'customers.csv',
      'dataset.json',
      'import-report.json',
      'ledger',
      'orders.csv',
      'previous',
      'rejected.csv',
      'withdrawn.txt',
    ]);
  });

  it('subscribes nobody again who is unsubscribed in the dataset that is there', async () => {
    const folder = await oldFolder('consent');
    await importText(folder, NEW);
    const text = await readFile(join(folder, 'customers.csv'), 'utf8');
    expect(text.split('\n')[1]).toContain('Ann,ann@example.com');
    expect(text.split('\n')[1]).toContain(',unsubscribed,');
  });

  it('is undone, and undoing that brings it back', async () => {
    const folder = await oldFolder('undo');
    await importText(folder, NEW);
    expect(await undoImport(folder)).toMatchObject({ dataset: { sample: false, customers: 2 } });
    expect(await isWhole(folder)).toEqual(['Ann', 'Ben']);
    await undoImport(folder);
    expect(await isWhole(folder)).toEqual(['Ann', 'Cat']);
  });

  it('takes a catalogue away that is not its own, and undoing brings it back', async () => {
    const folder = await oldFolder('catalogue');
    await writeFile(join(folder, 'catalogue.yaml'), 'mine: true\n');
    await importText(folder, NEW);
    expect(await readdir(folder)).not.toContain('catalogue.yaml');
    await undoImport(folder);
    expect(await readFile(join(folder, 'catalogue.yaml'), 'utf8')).toBe('mine: true\n');
  });

  it('that is only rehearsed changes nothing', async () => {
    const folder = await oldFolder('rehearsal');
    const before = await readdir(folder);
    await importText(folder, NEW, { isRehearsal: true });
    expect(await readdir(folder)).toEqual(before);
    expect(await isWhole(folder)).toEqual(['Ann', 'Ben']);
  });

  it('that does not pass the check changes nothing', async () => {
    const folder = await oldFolder('check');
    const check = () => Promise.reject(new Error('no dataset'));
    await expect(importText(folder, NEW, { check })).rejects.toThrow('no dataset');
    expect(await isWhole(folder)).toEqual(['Ann', 'Ben']);
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([LOCK_FILE]);
  });

  it('into a place that cannot be written says so', async () => {
    await writeFile(join(home, 'file'), '');
    await expect(importText(join(home, 'file', 'data'), NEW)).rejects.toMatchObject({
      code: 'DATASET_UNREADABLE',
    });
    const inspected = await inspectSource(textSource('new.csv', NEW));
    const inputs = [{ inspected, proposal: proposeMapping(inspected) }];
    const into = {
      folder: join(home, 'file', 'data'),
      isRehearsal: false,
      mayReplace: false,
      check: async () => {},
    };
    await expect(importIntoFolder(inputs, into)).rejects.toMatchObject({ code: 'DATASET_UNWRITABLE' });
  });

  it('refuses to run beside another one, or beside an undo', async () => {
    const folder = await oldFolder('busy');
    const busy = { code: 'IMPORT_RUNNING', message: expect.stringContaining('another import or undo') };
    const reading = Promise.withResolvers<void>();
    const other = withDatasetLock(folder, () => reading.promise);
    await expect(importText(folder, NEW)).rejects.toMatchObject(busy);
    await expect(undoImport(folder)).rejects.toMatchObject(busy);
    // What reads the dataset meanwhile does not end the other's swap for it.
    await writeFile(join(folder, '.swap.json'), JSON.stringify({ draft: '.import-1', files: [] }));
    expect(await finishSwap(folder)).toBe(false);
    expect(await names(folder)).toEqual(['Ann', 'Ben']);
    await rm(join(folder, '.swap.json'));
    reading.resolve();
    await other;
    await importText(folder, NEW);
    expect(await isWhole(folder)).toEqual(['Ann', 'Cat']);
  });

  it('is undone by one at a time', async () => {
    const folder = await oldFolder('twice');
    await importText(folder, NEW);
    const [one, two] = await Promise.allSettled([undoImport(folder), undoImport(folder)]);
    expect(one).toMatchObject({ status: 'fulfilled', value: { dataset: { customers: 2 } } });
    expect(two).toMatchObject({ status: 'rejected', reason: { code: 'IMPORT_RUNNING' } });
    expect(await isWhole(folder)).toEqual(['Ann', 'Ben']);
  });

  it('beside a damaged list of what is to be done says which file it is', async () => {
    const folder = await oldFolder('damaged');
    await writeFile(join(folder, '.swap.json'), '{');
    await expect(importText(folder, NEW)).rejects.toMatchObject({
      code: 'DATASET_UNREADABLE',
      message: expect.stringContaining('.swap.json is damaged'),
    });
  });

  it('without an import before it has nothing to undo', async () => {
    await expect(undoImport(join(home, 'nowhere'))).rejects.toMatchObject({ code: 'IMPORT_NOTHING_TO_UNDO' });
  });
});

describe('between any two steps', () => {
  /** The names of all steps, from an import that is not stopped. */
  async function stepsOf(folder: string, text: string): Promise<readonly string[]> {
    const steps: string[] = [];
    await importText(folder, text, { onStep: (step) => void steps.push(step) });
    return steps;
  }

  it('an error leaves the old dataset, or the new one where it already stands', async () => {
    const steps = await stepsOf(await oldFolder('steps'), NEW);
    expect(steps).toContain('begin');
    for (const [at, stop] of steps.entries()) {
      const folder = await oldFolder(`throw-${at}`);
      let seen = 0;
      const onStep = () => {
        if (seen === at) throw new Error(`stopped before: ${stop}`);
        seen += 1;
      };
      await expect(importText(folder, NEW, { onStep })).rejects.toThrow('stopped before');
      const stands = steps.indexOf('keep the dataset before') <= at;
      expect(await isWhole(folder), stop).toEqual(stands ? ['Ann', 'Cat'] : ['Ann', 'Ben']);
    }
  });

  it('sudden death leaves the old dataset until the swap begins; what follows ends it', async () => {
    const steps = await stepsOf(await oldFolder('death'), NEW);
    const folders = await Promise.all(steps.map((_, at) => oldFolder(`kill-${at}`)));
    for (const [at, folder] of folders.entries()) {
      const step = steps[at] as string;
      die(folder, NEW, at);
      const begun = steps.indexOf('begin') < at;
      if (!begun) expect(await isWhole(folder), step).toEqual(['Ann', 'Ben']);
      expect(await finishSwap(folder), step).toBe(begun);
      expect(await isWhole(folder), step).toEqual(begun ? ['Ann', 'Cat'] : ['Ann', 'Ben']);
      if (begun) expect(await names(join(folder, 'previous'))).toEqual(['Ann', 'Ben']);
      await importText(folder, OLD);
      expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([LOCK_FILE]);
    }
  });

  it('sudden death during an undo leaves either dataset whole', async () => {
    for (let at = 0; at < 14; at += 1) {
      const folder = await oldFolder(`undo-${at}`);
      await importText(folder, NEW);
      if (!die(folder, 'undo', at)) return;
      const begun = await finishSwap(folder);
      expect(await isWhole(folder)).toEqual(begun ? ['Ann', 'Ben'] : ['Ann', 'Cat']);
      expect(await names(join(folder, 'previous'))).toEqual(begun ? ['Ann', 'Cat'] : ['Ann', 'Ben']);
    }
  });

  /** @returns false when it came to its end. */
  function die(folder: string, text: string, at: number): boolean {
    const args = ['--import', 'tsx', 'tests/data/import/_kill-child.ts', folder, text, String(at)];
    const { signal, status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (signal === null) expect([status, stderr]).toEqual([0, '']);
    return signal === 'SIGKILL';
  }
});
