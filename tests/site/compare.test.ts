import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { differences } from '../../src/site/compare-differences.ts';
import { differencesHtml, sideHtml } from '../../src/site/compare-html.ts';
import { SHELF_SIZE, shelfMarks, shelfOf } from '../../src/site/compare-marks.ts';
import { readPair, writePair } from '../../src/site/compare-query.ts';
import { shelfKey } from '../../src/site/compare-shelf.ts';
import { ASPECTS, type Side } from '../../src/site/compare-side.ts';
import { typicalCustomers } from '../../src/site/compare-typical.ts';
import { freshSite, type Site } from '../../src/site/site.ts';
import { siteRow } from './_site-rows.ts';
import { type Inputs, makeInputs } from './_workshop.ts';

fc.configureGlobal({ seed: 7 });

let inputs: Inputs;
let site: Site;
let sides: readonly Side[];
beforeAll(async () => {
  inputs = await makeInputs(60);
  site = await freshSite(inputs.env);
  sides = [...site.shelves.read(0), ...site.shelves.read(1)];
});
afterAll(async () => {
  site.workshop.close();
  await inputs.dispose();
});

describe('the shelves', () => {
  test('hold everybody once, in the order of the rows, as the pages show them', async () => {
    expect(sides.map(({ id }) => id)).toEqual(site.rows.map(({ id }) => id));
    for (const side of sides) {
      const { mail, choices } = await site.view(side.id);
      expect([side.subject, side.preheader, side.htmlBytes]).toEqual([
        mail.subject,
        mail.preheader,
        mail.htmlBytes,
      ]);
      expect(Object.keys(side.aspects)).toEqual(ASPECTS);
      const reasons = choices.filter(({ part }) => part === 'recommendations');
      expect(side.aspects.products.says.map(({ note }) => note)).toEqual(reasons.map((each) => each.because));
    }
  });

  test('are found by id', () => {
    const marks = shelfMarks(site.rows);
    for (const [at, { id }] of site.rows.entries())
      expect(shelfOf(marks, id)).toBe(Math.floor(at / SHELF_SIZE));
    expect(shelfOf(marks, '')).toBe(-1);
    expect(shelfOf([], 'C1')).toBe(-1);
  });

  test('have another key when a page of theirs has, and only then', () => {
    const rows = site.rows.with(55, { ...(site.rows[55] as Site['rows'][number]), pageKey: 'another' });
    expect(shelfKey({ rows }, 0)).toBe(shelfKey(site, 0));
    expect(shelfKey({ rows }, 1)).not.toBe(shelfKey(site, 1));
  });
});

describe('what differs', () => {
  test('is nothing between a mail and itself', () => {
    for (const side of sides) {
      const all = differences(side, side);
      expect(all.every(({ isSame }) => isSame)).toBe(true);
      expect(differencesHtml(all, side, side)).toContain('Nothing: both are made of the same parts.');
    }
  });

  test('is the same seen from the other side', () => {
    for (const [at, left] of sides.entries()) {
      const right = sides.at(at - 1) as Side;
      expect(differences(right, left)).toEqual(
        differences(left, right).map((each) => ({ ...each, left: each.right, right: each.left })),
      );
    }
  });

  test('marks what both say, and calls a list in another order different', () => {
    const [left] = sides as readonly [Side];
    const says = [{ words: 'tea', note: 'one' }, { words: 'lamp' }];
    const right = { ...left, aspects: { ...left.aspects, products: { says, because: '' } } };
    const turned = {
      ...left,
      aspects: { ...left.aspects, products: { says: [...says].reverse(), because: '' } },
    };
    const products = differences(right, turned).find(({ name }) => name === 'products');
    expect(products?.isSame).toBe(false);
    expect(products?.left.says.every(({ isShared }) => isShared)).toBe(true);
  });

  test('is told as text, never as markup', () => {
    const [left, right] = sides as readonly [Side, Side];
    const hostile = { ...left, name: '<b>"Al"</b>', subject: '<script>', locale: '"x' };
    for (const html of [
      sideHtml(hostile, '/c/'),
      differencesHtml(differences(hostile, right), hostile, right),
    ]) {
      expect(html).not.toMatch(/<b>|<script>|lang=""x/);
    }
  });
});

describe('the pair of an address', () => {
  const usual = { a: 'C1', b: 'C2' };

  test.for<[string, string, string]>([
    ['', 'C1', 'C2'],
    ['?a=C7', 'C7', 'C2'],
    ['?b=C7', 'C1', 'C7'],
    ['?a=C2', 'C2', 'C1'],
    ['?b=C1', 'C2', 'C1'],
    ['?a=&b=', 'C1', 'C2'],
    ['?a=vip-loyal&b=vip-loyal', 'vip-loyal', 'vip-loyal'],
  ])('%s', ([search, a, b]) => {
    expect(readPair(search, usual)).toEqual({ a, b });
  });

  test('written is read again', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (a, b) => {
        expect(readPair(writePair({ a, b }), usual)).toEqual({ a, b });
      }),
    );
  });
});

describe('the typical customer of a variant', () => {
  const rows = [
    siteRow({ id: 'C1', htmlBytes: 30 }),
    siteRow({ id: 'C2', htmlBytes: 10 }),
    siteRow({ id: 'C3', htmlBytes: 20 }),
    siteRow({ id: 'C4', htmlBytes: 15, locale: 'hi' }),
    siteRow({ id: 'C5', segment: 'New', locale: 'hi' }),
  ];

  test('reads the language asked for and has a mail of median size', () => {
    expect(typicalCustomers(rows, 'en').map(({ slug, row }) => [slug, row.id])).toEqual([
      ['vip-loyal', 'C3'],
      ['new-loyal', 'C5'],
    ]);
  });

  test('is the same in whatever order the rows come', () => {
    expect(typicalCustomers(rows.toReversed(), 'en').map(({ row }) => row.id)).toEqual(['C3', 'C5']);
  });
});
