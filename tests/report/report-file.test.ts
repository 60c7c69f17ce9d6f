import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeWhole } from '../../src/report/report-file.ts';
import { temporaryFolder } from '../_sample.ts';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('makes the folder, and replaces a file whole', async () => {
  const path = join(folder, 'reports', 'a.pdf');
  await writeWhole(path, 'one');
  await writeWhole(path, 'two');
  expect(await readFile(path, 'utf8')).toBe('two');
  expect(await readdir(join(folder, 'reports'))).toEqual(['a.pdf']);
});

it('says which file it cannot write, and leaves nothing half done', async () => {
  await writeFile(join(folder, 'reports'), 'a file where a folder should be');
  await expect(writeWhole(join(folder, 'reports', 'a.pdf'), 'one')).rejects.toMatchObject({
    code: 'REPORT_UNWRITABLE',
    message: expect.stringContaining(`${join(folder, 'reports', 'a.pdf')} cannot be written`),
  });
  await mkdir(join(folder, 'b.pdf', 'inner'), { recursive: true });
  await expect(writeWhole(join(folder, 'b.pdf'), 'one')).rejects.toMatchObject({ code: 'REPORT_UNWRITABLE' });
  expect((await readdir(folder)).sort()).toEqual(['b.pdf', 'reports']);
});
