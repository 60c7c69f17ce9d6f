import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readCopy } from '../../src/copy/read-copy.ts';

const product = (id: string, price: number) => `
  - { id: ${id}, name: Thing ${id}, category: garden_tools, price: ${price}, list_price: ${price}, tags: [deep_sea],
      margin: medium, art: { shape: basket, color: "#776655", accent: "#ddccbb" } }`;
const FIVE = [1, 2, 3, 4, 5].map((at) => product(`P${at}`, at * 10 + 0.96)).join('');
const CATALOGUE = `interests: [deep_sea]\ncategories: [garden_tools, Kitchen]\nproducts:${FIVE}\n`;

async function dataFolder(catalogue?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pitchwright-data-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  if (catalogue !== undefined) await writeFile(join(folder, 'catalogue.yaml'), catalogue);
  return folder;
}

test('a dataset without a catalogue is sold from that of the content', async () => {
  const [plain, own] = [await readCopy('content'), await readCopy('content', await dataFolder())];
  expect(own.content.catalogueFile).toBe('content/catalogue.yaml');
  expect(own.digest).toBe(plain.digest);
});

test('a dataset may bring its own, with words that the copy has no labels for', async () => {
  const data = await dataFolder(CATALOGUE.replace('Kitchen', 'kitchen'));
  const copy = await readCopy('content', data);
  expect(copy.content.catalogueFile).toBe(`${data}/catalogue.yaml`);
  expect([...copy.products.values()].map(({ price }) => price)).toEqual([1096, 2096, 3096, 4096, 5096]);
  const { labels } = copy.locales.get('en') ?? expect.fail();
  expect(labels.interests.deep_sea?.({})).toBe('deep sea');
  expect(labels.categories.garden_tools?.({})).toBe('Garden tools');
  expect(labels.categories.kitchen?.({})).toBe('Kitchen');
  expect(copy.digest).not.toBe((await readCopy('content')).digest);
});

test('what is wrong with it is said of that file', async () => {
  const data = await dataFolder(CATALOGUE);
  await expect(readCopy('content', data)).rejects.toMatchObject({
    code: 'CONTENT_INVALID',
    message: `${data}/catalogue.yaml line 2: categories › 2 is not right: use lower-case words such as home_decor.`,
  });
});
