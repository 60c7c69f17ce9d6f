import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finishSwap, type OnStep } from '../../../src/data/import-files/swap.ts';
import { undoImport } from '../../../src/data/import-files/undo-import.ts';
import { isPitchwrightError } from '../../../src/errors.ts';
import { temporaryFolder } from '../../_sample.ts';
import { importInto } from './_into-folder.ts';

const OLD = 'Customer ID,Name,Email,Newsletter\n1,Ann,ann@example.com,no\n2,Ben,ben@example.com,yes\n';
const NEW = 'Customer ID,Name,Email,Newsletter\n1,Ann,ann@example.com,yes\n3,Cat,cat@example.com,yes\n';

let home: string;
beforeAll(async () => {
  home = await temporaryFolder();
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** A folder with two imports, of which the second one counts. */
async function folderOf(name: string): Promise<string> {
  const folder = join(home, name);
  await importInto(folder, [OLD]);
  await importInto(folder, [NEW]);
  return folder;
}

const customers = async (folder: string) => {
  const rows = (await readFile(join(folder, 'customers.csv'), 'utf8')).split('\n').slice(1, -1);
  return rows.map((row) => row.split(',')[1]);
};

/** What the system says when it cannot write. */
const fault = (code: string) =>
  Object.assign(new Error(`${code}: it cannot be done, write`), { code, syscall: 'write' });

describe('a folder where a file belongs', () => {
  it.each(['customers.csv', 'orders.csv', 'withdrawn.txt', 'catalogue.yaml'])(
    'is named, and nothing is undone: previous/%s',
    async (name) => {
      const folder = await folderOf(`previous-${name}`);
      await rm(join(folder, 'previous', name), { force: true });
      await mkdir(join(folder, 'previous', name));
      await expect(undoImport(folder)).rejects.toMatchObject({
        code: 'DATASET_UNREADABLE',
        message: `${join(folder, 'previous', name)} is a folder, where a file of the dataset belongs`,
        hint: 'move it away; nothing was changed',
      });
      expect(await customers(folder)).toEqual(['Ann', 'Cat']);
    },
  );

  it.each([
    'customers.csv',
    'orders.csv',
    'rejected.csv',
    'withdrawn.txt',
    '.swap.json',
    '.import.lock',
    '.swap.json.tmp',
  ])('is named, and nothing is imported: %s', async (name) => {
    const folder = await folderOf(`own-${name}`);
    await rm(join(folder, name), { force: true });
    await mkdir(join(folder, name));
    const error = await importInto(folder, [OLD]).catch((cause: unknown) => cause);
    expect(error).toMatchObject({
      code: expect.stringMatching(/^DATASET_UN(READ|WRIT)ABLE$/),
      message: expect.stringContaining(join(folder, name)),
    });
    expect((error as { hint?: string }).hint).toBeTruthy();
    expect((await readdir(folder)).filter((each) => /^\.import-/.test(each))).toEqual([]);
  });

  it('and a file where a folder belongs are named too', async () => {
    const folder = await folderOf('file');
    await rm(join(folder, 'previous'), { recursive: true });
    await writeFile(join(folder, 'previous'), '');
    await expect(undoImport(folder)).rejects.toMatchObject({
      code: 'DATASET_UNWRITABLE',
      message: expect.stringContaining(join(folder, 'previous')),
      hint: expect.stringContaining('move it away'),
    });
  });
});

describe('a system that cannot write', () => {
  it.each([
    ['ENOSPC', 'make room on the disk'],
    ['EACCES', 'choose a folder that you may write to'],
    ['EROFS', 'choose a folder that you may write to'],
    ['EBUSY', 'close programs'],
  ])('ends every step of an import and of an undo in words: %s', async (code, fix) => {
    const works: Readonly<Record<string, (folder: string, onStep: OnStep) => Promise<unknown>>> = {
      import: (folder, onStep) => importInto(folder, [OLD], { onStep }),
      undo: undoImport,
    };
    for (const [name, work] of Object.entries(works)) {
      const steps: string[] = [];
      await work(await folderOf(`steps-${code}-${name}`), (step) => void steps.push(step));
      // Each kind of fault stops another part of the steps: together they stop at all of them.
      const offset = ['ENOSPC', 'EACCES', 'EROFS', 'EBUSY'].indexOf(code);
      for (const [at, stop] of steps.entries()) {
        if (at % 4 !== offset) continue;
        const folder = await folderOf(`${code}-${name}-${at}`);
        let seen = 0;
        const error = await work(folder, () => {
          if (seen === at) throw fault(code);
          seen += 1;
        }).catch((cause: unknown) => cause);
        expect(isPitchwrightError(error), stop).toBe(true);
        expect(error, stop).toMatchObject({ code: 'DATASET_UNWRITABLE', hint: expect.stringContaining(fix) });
        // What comes next ends it, one way or the other.
        await finishSwap(folder);
        const stands = steps.indexOf('keep the dataset before') <= at;
        expect(await customers(folder), stop).toEqual(stands ? ['Ann', 'Ben'] : ['Ann', 'Cat']);
      }
    }
  });

  it('says so of a list of what is to be done that nobody may read', async () => {
    const folder = await folderOf('unread');
    await mkdir(join(folder, '.swap.json'));
    await expect(finishSwap(folder)).rejects.toMatchObject({
      code: 'DATASET_UNREADABLE',
      message: expect.stringContaining('.swap.json cannot be read'),
    });
  });
});
