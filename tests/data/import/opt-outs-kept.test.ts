import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inspectSource } from '../../../src/data/import/inspect-source.ts';
import { proposeMapping } from '../../../src/data/import/propose-mapping.ts';
import { textSource } from '../../../src/data/import/source.ts';
import { importIntoFolder } from '../../../src/data/import-files/import-into-folder.ts';
import { undoImport } from '../../../src/data/import-files/undo-import.ts';
import { withdrawnBefore } from '../../../src/data/import-files/withdrawn-before.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opt-outs-'));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

async function importText(text: string): Promise<void> {
  const inspected = await inspectSource(textSource('new.csv', text));
  await importIntoFolder([{ inspected, proposal: proposeMapping(inspected) }], {
    folder,
    isRehearsal: false,
    check: async () => {},
    today: '2026-06-30',
    withdrawn: await withdrawnBefore(folder),
  });
}

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
  await writeFile(
    join(folder, 'dataset.json'),
    JSON.stringify({ sample: true, as_of: '2026-01-01', customers: 0, orders: 0 }),
  );
  await rm(join(folder, 'customers.csv'));
  await importText(YES);
  expect(await consents()).toEqual(['unsubscribed', 'subscribed']);
});
