import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDataset } from '../../../src/data/dataset.ts';
import { addressKey } from '../../../src/data/import/address.ts';
import { resubscribe } from '../../../src/data/import-files/resubscribe.ts';
import { undoImport } from '../../../src/data/import-files/undo-import.ts';
import { importInto } from './_into-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opt-outs-'));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

const importText = (text: string) => importInto(folder, [text]);

const consents = async () =>
  (await readFile(join(folder, 'customers.csv'), 'utf8')).match(/(?<=,)((un)?subscribed|unknown)(?=,)/g);

const YES = 'id,email,name,newsletter\n1,a@example.com,A,yes\n2,b@example.com,B,yes\n';
const NO = 'id,email,name,newsletter\n1,a@example.com,A,opted out\n2,b@example.com,B,yes\n';
const NEVER = 'id,email,name,newsletter\n1,a@example.com,A,no\n2,b@example.com,B,yes\n';

it('whoever was never ticked may be subscribed by the next import, and whoever opted out may not', async () => {
  await importText(NEVER);
  expect(await consents()).toEqual(['unknown', 'subscribed']);
  await importText(YES);
  expect(await consents()).toEqual(['subscribed', 'subscribed']);
  await importText(NO);
  await importText(YES);
  expect(await consents()).toEqual(['unsubscribed', 'subscribed']);
});

it('undoing an import takes back what it added to those who withdrew', async () => {
  await importText(YES);
  await importText(NO);
  expect(await undoImport(folder)).toMatchObject({ hasDataset: true, takenBack: 1 });
  expect(await consents()).toEqual(['subscribed', 'subscribed']);
  await undoImport(folder);
  expect(await consents()).toEqual(['unsubscribed', 'subscribed']);
  await undoImport(folder);
  await importText(YES);
  expect(await consents()).toEqual(['subscribed', 'subscribed']);
});

it('undoing the first import leaves no dataset, and those who had withdrawn before it', async () => {
  const before = `${addressKey('z@example.com')}\n`;
  await writeFile(join(folder, 'withdrawn.txt'), before);
  await importText(NO);
  expect(await undoImport(folder)).toMatchObject({ hasDataset: false, takenBack: 1 });
  expect((await readdir(folder)).filter((name) => !name.startsWith('.')).sort()).toEqual([
    'previous',
    'withdrawn.txt',
  ]);
  expect(await readFile(join(folder, 'withdrawn.txt'), 'utf8')).toBe(before);
  expect(await undoImport(folder)).toMatchObject({ hasDataset: true });
  expect(await consents()).toEqual(['unsubscribed', 'subscribed']);
});

describe('somebody who agreed anew', () => {
  const by = { by: 'ann', now: new Date('2026-07-01T08:00:00Z') };

  it('is subscribed in the dataset and taken off the list by every id of theirs, on record', async () => {
    const two =
      'id,email,name,newsletter\n1,a@example.com,A,opted out\n9,A@Example.com,A,yes\n3,c@example.com,C,opted out\n';
    await importText(two);
    expect(await resubscribe(folder, 'A@example.com', by)).toEqual({
      address: 'a@example.com',
      isCustomer: true,
    });
    expect(await consents()).toEqual(['subscribed', 'unsubscribed']);
    await importText('id,email,name,newsletter\n9,a@example.com,A,yes\n3,c@example.com,C,yes\n');
    expect(await consents()).toEqual(['subscribed', 'unsubscribed']);
    expect(await readFile(join(folder, 'resubscribed.csv'), 'utf8')).toBe(
      'at,address,by\n2026-07-01T08:00:00.000Z,a@example.com,ann\n',
    );
  });

  it('who is in no dataset any more is taken off the list', async () => {
    await importText(NO);
    await importText('id,email,name,newsletter\n2,b@example.com,B,yes\n');
    expect(await resubscribe(folder, 'a@example.com', by)).toMatchObject({ isCustomer: false });
    await importText(YES);
    expect(await consents()).toEqual(['subscribed', 'subscribed']);
  });

  it('must have withdrawn before, and have an address', async () => {
    await importText(NO);
    await expect(resubscribe(folder, 'b@example.com', by)).rejects.toMatchObject({
      code: 'IMPORT_NOT_WITHDRAWN',
    });
    await expect(resubscribe(folder, 'b', by)).rejects.toMatchObject({ code: 'ADDRESS_INVALID' });
    expect(await readdir(folder)).not.toContain('resubscribed.csv');
  });
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
