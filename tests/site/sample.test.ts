import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { readCopy } from '../../src/copy/read-copy.ts';
import { writeSample } from '../../src/data/generate/write-sample.ts';
import { guardFolder, hasDataset, SAMPLE } from '../../src/site/sample.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pitchwright-guard-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

describe('a sample may be written', () => {
  test('into a folder that is not there, or is empty', async () => {
    await expect(guardFolder(join(folder, 'none'))).resolves.toBeUndefined();
    await expect(guardFolder(folder)).resolves.toBeUndefined();
    expect(await hasDataset(folder)).toBe(false);
  });

  test('over a sample', async () => {
    const { catalogue } = await readCopy('content');
    await writeSample({ ...SAMPLE, customers: 3, folder, catalogue });
    expect(await hasDataset(folder)).toBe(true);
    await expect(guardFolder(folder)).resolves.toBeUndefined();
  });

  test('beside a ledger and other files that are no dataset', async () => {
    await put('bench.json', '{}');
    await expect(guardFolder(folder)).resolves.toBeUndefined();
  });
});

describe("somebody's own data is kept", () => {
  test('that stands beside the dataset.json of a sample', async () => {
    await put('dataset.json', '{"sample": true, "as_of": "2026-06-30"}');
    await put('customers.csv', 'customer_id,email\n1,asha@mail.example\n2,ravi@shop.test\n');
    await kept();
    await put('customers.csv', 'customer_id,email\n1,asha@mail.example\n2,ravi@example.org\n');
    await expect(guardFolder(folder)).resolves.toBeUndefined();
  });

  const kept = () =>
    expect(guardFolder(folder)).rejects.toMatchObject({
      code: 'DATASET_KEPT',
      message: `${folder}/ holds a dataset of your own; it was left as it is`,
      hint: 'move customers.csv and orders.csv away first, or say --force to replace them',
    });

  test('without dataset.json', async () => {
    await put('customers.csv', 'customer_id\n');
    await put('orders.csv', 'order_id\n');
    await kept();
    expect((await readdir(folder)).sort()).toEqual(['customers.csv', 'orders.csv']);
    expect(await readFile(join(folder, 'customers.csv'), 'utf8')).toBe('customer_id\n');
  });

  test('with a dataset.json that says it is no sample', async () => {
    await put('customers.csv', 'customer_id\n');
    await put('dataset.json', '{"sample": false, "as_of": "2026-06-30"}');
    await kept();
  });

  test.each(['customers.csv', 'orders.csv'])('when there is only %s', async (name) => {
    await put(name, 'x\n');
    await kept();
  });

  test('when dataset.json cannot be understood', async () => {
    await put('customers.csv', 'customer_id\n');
    await put('dataset.json', '{"sample": true}');
    await expect(guardFolder(folder)).rejects.toMatchObject({ code: 'DATASET_INVALID' });
  });
});

async function put(name: string, text: string): Promise<void> {
  await writeFile(join(folder, name), text);
}
