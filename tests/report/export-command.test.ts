import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeSample, type Sample } from '../_sample.ts';
import { runCommand } from '../e2e/_commands.ts';

let sample: Sample;
beforeAll(async () => {
  sample = await makeSample(20);
}, 60_000);
afterAll(() => sample.dispose());

it.each(['customers.csv', 'rejected.csv', 'rejected-2.csv', 'rejected-31.csv'])(
  'npm run export does not write over %s of the dataset',
  async (name) => {
    const path = join(sample.folder, name);
    if (name.startsWith('rejected')) await writeFile(path, 'row\n');
    const before = await readFile(path, 'utf8');
    const { code, stderr } = await runCommand('export', ['--output', path], { DATA_DIR: sample.folder });
    expect(code).toBe(1);
    expect(stderr).toContain(`${path} is a file of the dataset itself`);
    expect(await readFile(path, 'utf8')).toBe(before);
  },
);

it('npm run export writes beside them', async () => {
  const path = join(sample.folder, 'rejected-list.csv');
  const { code } = await runCommand('export', ['--output', path], { DATA_DIR: sample.folder });
  expect(code).toBe(0);
  expect((await readFile(path, 'utf8')).split('\n').length).toBeGreaterThan(20);
});
