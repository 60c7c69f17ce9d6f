import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Copy } from '../../src/copy/copy.ts';
import { readCopy } from '../../src/copy/read-copy.ts';
import { isSampleCatalogue, SAMPLE_PRODUCTS } from '../../src/delivery/sample-catalogue.ts';
import { demandOwnShop, shopProblems } from '../../src/delivery/shop-problems.ts';
import { planOf, record } from './_plan-world.ts';

const copy = await readCopy('content');
const { products } = copy.catalogue;
const selling = (chosen: Copy['catalogue']['products']): Copy => ({
  ...copy,
  catalogue: { ...copy.catalogue, products: chosen },
});
const others = products.map((product) => ({ ...product, id: `own-${product.id}` }));
const own = selling(others);

async function folderWith(dataset?: object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pitchwright-shop-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  if (dataset) {
    const json = { sample: false, as_of: '2026-06-30', ...dataset };
    await writeFile(join(folder, 'dataset.json'), JSON.stringify(json));
  }
  return folder;
}

describe('the catalogue of the made-up shop', () => {
  test('is known by its products', () => {
    expect([...SAMPLE_PRODUCTS].sort()).toEqual(products.map(({ id }) => id).sort());
    expect(isSampleCatalogue(copy)).toBe(true);
  });

  test('is known while at least half of a catalogue is from it', () => {
    expect(isSampleCatalogue(selling([...products.slice(0, 5), ...others.slice(0, 5)]))).toBe(true);
    expect(isSampleCatalogue(selling([...products.slice(0, 4), ...others.slice(0, 5)]))).toBe(false);
    expect(isSampleCatalogue(own)).toBe(false);
  });

  test('is refused for real people, with where to write one’s own', async () => {
    await expect(demandOwnShop(copy, await folderWith())).rejects.toMatchObject({
      code: 'CATALOGUE_SAMPLE',
      message: 'these mails pitch the products of the made-up shop, from content/catalogue.yaml',
      hint: 'write your own products into content/catalogue.yaml, or import your orders, from which a catalogue is made, and plan again',
    });
    await demandOwnShop(own, await folderWith());
  });
});

describe('the currency of the amounts', () => {
  test.each([undefined, {}, { currencies: [] }, { currencies: ['INR'] }])(
    'raises no doubt with %j',
    async (dataset) => {
      expect(await shopProblems(own, await folderWith(dataset))).toEqual([]);
    },
  );

  test('must be that of the brand', async () => {
    await expect(demandOwnShop(own, await folderWith({ currencies: ['EUR'] }))).rejects.toMatchObject({
      code: 'CURRENCY_FOREIGN',
      message: 'the amounts of the dataset are in EUR, content/brand.yaml says INR',
      hint: 'set "currency: EUR" in content/brand.yaml, and plan again',
    });
  });

  test('must be one', async () => {
    await expect(demandOwnShop(own, await folderWith({ currencies: ['INR', 'EUR'] }))).rejects.toMatchObject({
      code: 'CURRENCY_MIXED',
      message: 'the amounts of the dataset are in INR and EUR, and are added up as if they were one',
    });
  });
});

test('a plan that can go live says what will be refused; a rehearsal does not', async () => {
  const env = {
    CONTENT_DIR: 'content',
    DATA_DIR: await folderWith({ currencies: ['EUR'] }),
    SITE_URL: undefined,
    UNSUBSCRIBE_SECRET: undefined,
  };
  const people = [record({ customer_id: 'A' })];
  const { notes } = await planOf(people, { channels: ['smtp'] }, { env });
  expect(notes.slice(1)).toEqual([
    'these mails pitch the products of the made-up shop, from content/catalogue.yaml: write your own products into content/catalogue.yaml, or import your orders, from which a catalogue is made; a live send will be refused',
    'the amounts of the dataset are in EUR, content/brand.yaml says INR: set "currency: EUR" in content/brand.yaml; a live send will be refused',
  ]);
  expect((await planOf(people, {}, { env })).notes).toEqual([]);
});
