import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '../../_sample.ts';
import { importInto } from './_into-folder.ts';

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const people = (from: number, to: number, city = 'Graz') =>
  `id,email,city,joined\n${Array.from({ length: to - from }, (_, at) => `${from + at},p${from + at}@example.com,${city},2024-01-02\n`).join('')}`;
const orders = (count: number) =>
  `order_id,customer_id,order_date,product_id,amount\n${Array.from({ length: count }, (_, at) => `o${at},${at % 8},2024-02-03,T1,5.00\n`).join('')}`;

const customers = async () =>
  (await readFile(join(folder, 'customers.csv'), 'utf8')).trim().split('\n').length - 1;

it('an import that would take most of the dataset away stops, unless it is told to', async () => {
  expect((await importInto(folder, [people(0, 60)])).delta).toBeUndefined();
  const small = people(55, 63, 'Linz');
  await expect(importInto(folder, [small])).rejects.toMatchObject({
    code: 'IMPORT_REPLACES',
    message: expect.stringContaining('customers new 3, changed 5, gone 55'),
    hint: expect.stringContaining('--replace'),
  });
  expect(await customers()).toBe(60);
  const { delta } = await importInto(folder, [small], { isRehearsal: true });
  expect(delta?.customers).toEqual({ before: 60, fresh: 3, changed: 5, gone: 55 });
  await importInto(folder, [small], { mayReplace: true });
  expect(await customers()).toBe(8);
});

it('somebody with another id is the same customer by their address', async () => {
  const without = people(55, 63).replace('id,email', 'email').replaceAll(/^\d+,/gm, '');
  const { delta } = await importInto(folder, [without]);
  expect(delta?.customers).toMatchObject({ fresh: 0, gone: 0 });
});

it('orders that would go stop it, too', async () => {
  await importInto(folder, [people(0, 8), orders(20)], { mayReplace: true });
  await expect(importInto(folder, [people(0, 8)])).rejects.toMatchObject({
    code: 'IMPORT_REPLACES',
    message: expect.stringContaining('of 20 order lines in'),
  });
});

it('a generated sample is replaced without a word', async () => {
  await writeFile(join(folder, 'dataset.json'), '{"sample":true,"as_of":"2026-06-30"}');
  expect((await importInto(folder, [people(90, 92)])).delta).toBeUndefined();
  expect(await customers()).toBe(2);
});
