import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readDataset } from '../../../src/data/dataset.ts';
import { undoImport } from '../../../src/data/import-files/undo-import.ts';
import { importInto } from './_into-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opt-outs-'));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

const importText = (text: string) => importInto(folder, [text]);

const consents = async () =>
  (await readFile(join(folder, 'customers.csv'), 'utf8')).match(/(?<=,)(un)?subscribed(?=,)/g);

const YES = 'id,email,name,newsletter\n1,a@example.com,A,yes\n2,b@example.com,B,yes\n';
const NO = 'id,email,name,newsletter\n1,a@example.com,A,no\n2,b@example.com,B,yes\n';

it('undoing an import undoes no opt-out', async () => {
  await importText(YES);
  await importText(NO);
  const kept = ['unsubscribed', 'subscribed'];
  await undoImport(folder);
  expect(await consents()).toEqual(kept);
  await importText(YES);
  expect(await consents()).toEqual(kept);
  await undoImport(folder);
  await undoImport(folder);
  expect(await consents()).toEqual(kept);
});

it('a generated sample in the place of a dataset undoes no opt-out', async () => {
  await importText(NO);
  const args = ['--import', 'tsx', 'scripts/generate.ts', '--customers', '5'];
  const env = { ...process.env, DATA_DIR: folder };
  const generate = (...more: readonly string[]) =>
    spawnSync(process.execPath, [...args, ...more], { env, encoding: 'utf8' });
  expect(generate()).toMatchObject({ status: 1, stderr: expect.stringContaining('--force') });
  expect(generate('--force')).toMatchObject({ status: 0, stderr: '' });
  expect(await readDataset(join(folder, 'dataset.json'))).toMatchObject({ sample: true, customers: 5 });
  await importText(YES);
  expect(await consents()).toEqual(['unsubscribed', 'subscribed']);
});
