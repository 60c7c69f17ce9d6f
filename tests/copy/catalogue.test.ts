import { describe, expect, test } from 'vitest';
import { readCopy } from '../../src/copy/read-copy.ts';
import type { Product } from '../../src/data/product.ts';
import { copyOfContent, lineOf } from './_content.ts';

const { catalogue } = await readCopy('content');

/** Minor units as they stand in the file. */
const units = (minor: number) => minor / 100;

describe('the catalogue', () => {
  const { id, price } = catalogue.products[0] as Product;

  test.each<[string, readonly (string | number)[], unknown, string?]>([
    [
      'a list price below the price',
      ['list_price'],
      units(price - 1),
      `${units(price - 1)} is below the price ${units(price)}; a list price is never lower`,
    ],
    [
      'a product id that is no part of an address',
      ['id'],
      'a/b',
      'use 1 to 64 letters, digits, ".", "_" or "-"',
    ],
    [
      'an interest that nobody can have',
      ['tags'],
      ['cookin'],
      '"cookin" is none of the interests; add it there or remove it',
    ],
    [
      'a category that is not listed',
      ['category'],
      'kitchn',
      `"kitchn" is none of the categories; add it there or use ${catalogue.categories.join(', ')}`,
    ],
    ['a season that is none', ['seasons'], ['spring']],
    ['a colour that is none', ['art', 'color'], 'rouge'],
    ['a price in words', ['price'], 'cheap'],
    ['a price of nothing', ['price'], 0, 'use a price above 0'],
    ['a third decimal', ['price'], 14.965, 'use at most two decimals, such as 14.96'],
  ])('is refused for %s', async (_name, path, value, fact) => {
    const content = await copyOfContent();
    const text = await content.set('catalogue.yaml', ['products', 0, ...path], value);
    const line = lineOf(text, new RegExp(String([value].flat()[0])), lineOf(text, /^products:/m));
    const { code, message } = await content.refusal();
    expect(code).toBe('CONTENT_INVALID');
    expect(message).toMatch(
      `content/catalogue.yaml line ${line}: products › 1 › ${path.map((key) => (typeof key === 'number' ? key + 1 : key)).join(' › ')}`,
    );
    expect(message).toContain(` is not right: ${fact ?? ''}`);
  });

  test('keeps prices in minor units, to the last one', async () => {
    const content = await copyOfContent();
    // 1.15 × 100 is 114.99999999999999, and 4.35 × 100 is 434.99999999999994.
    await content.set('catalogue.yaml', ['products', 0, 'list_price'], 1234567.9);
    for (const [price, minor] of [
      [1.15, 115],
      [4.35, 435],
      [14.96, 1496],
      [0.07, 7],
      [1234567.8, 123456780],
    ] as const) {
      await content.set('catalogue.yaml', ['products', 0, 'price'], price);
      expect((await content.read()).products.get(id)).toMatchObject({ price: minor, list_price: 123456790 });
    }
  });

  test('is refused for a product id used twice', async () => {
    const content = await copyOfContent();
    await content.set('catalogue.yaml', ['products', 1, 'id'], id);
    expect((await content.refusal()).message).toMatch(
      new RegExp(`: products › 2 › id is not right: "${id}" is used twice; give each product its own id\\.$`),
    );
  });

  test('has a label for every interest and every category, in every language', async () => {
    const content = await copyOfContent();
    const [interest] = catalogue.interests;
    await content.set('locales/hi/labels.yaml', ['interests', interest as string], undefined);
    expect(await content.refusal()).toEqual({
      code: 'CONTENT_INVALID',
      message: `content/locales/hi/labels.yaml: interests › ${interest} is missing; add it.`,
      hint: "every one of the catalogue's interests needs its label in every locale",
    });
  });

  test('knows every label', async () => {
    const content = await copyOfContent();
    await content.set('locales/en/labels.yaml', ['categories', 'kitchn'], 'Kitchen');
    expect((await content.refusal()).message).toBe(
      `content/locales/en/labels.yaml: categories › kitchn is not in the catalogue; remove it or correct its spelling.`,
    );
  });
});
