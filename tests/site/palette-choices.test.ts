import { describe, expect, test } from 'vitest';
import { KEYS_AS_NAMES } from '../../src/copy/segment-names.ts';
import type { ListColumns } from '../../src/site/customer-list.ts';
import { type EdgeCase, NO_ADDRESS } from '../../src/site/edge-cases.ts';
import { edgeEntries, type PaletteFile } from '../../src/site/frame/palette-entries.ts';
import { findChoices, type Offer } from '../../src/site/scripts/palette-choices.ts';
import { customerIndex, findCustomers, MOST_CUSTOMERS } from '../../src/site/scripts/palette-customers.ts';
import { wordsOf } from '../../src/site/scripts/palette-match.ts';
import type { SiteRow } from '../../src/site/site-row.ts';

const NOTHING = { values: [''], codes: [] };

function columnsOf(names: readonly string[]): ListColumns {
  return {
    currency: 'INR',
    total: names.length,
    ids: names.map((_, at) => `C${String(at + 1).padStart(7, '0')}`).join('\n'),
    names: names.join('\n'),
    segments: NOTHING,
    segmentNames: KEYS_AS_NAMES,
    behaviors: NOTHING,
    groups: NOTHING,
    cities: { values: ['Pune', ''], codes: names.map((_, at) => at % 2) },
    reach: NOTHING,
    engagement: [],
    orders: [],
    lifetimeValue: [],
  };
}

const found = (names: readonly string[], query: string) => {
  const index = customerIndex(columnsOf(names));
  return findCustomers(index, wordsOf(query)).map((at) => index.names[at]);
};

describe('customers', () => {
  test('come by how well they fit, then the shorter name, then their place', () => {
    const names = ['Tara Shah', 'Asharani Bhat', 'Meera Asha', 'Asha Rao', 'Asha Nair', 'Asha Das'];
    expect(found(names, 'asha')).toEqual([
      'Asha Rao',
      'Asha Das',
      'Asha Nair',
      'Asharani Bhat',
      'Meera Asha',
    ]);
  });

  test('letters that stand apart fill what places are left', () => {
    expect(found(['Asha Rao', 'Arno Beck'], 'arao')).toEqual(['Asha Rao']);
    expect(found(['Asha Rao', 'Araon Dey'], 'arao')).toEqual(['Araon Dey', 'Asha Rao']);
  });

  test('but not those of a number', () => {
    expect(found(['Asha', 'Tara'], 'c12')).toEqual([]);
  });

  test('are found by the end of an id', () => {
    expect(found(['Asha', 'Tara', 'José'], '0003')).toEqual(['José']);
  });

  test(`are at most ${MOST_CUSTOMERS}, and none without a query or without customers`, () => {
    expect(
      found(
        Array.from({ length: 30 }, (_, at) => `Asha ${at}`),
        'ash',
      ),
    ).toHaveLength(MOST_CUSTOMERS);
    expect(found(['Asha'], ' ')).toEqual([]);
    expect(found([], 'asha')).toEqual([]);
  });
});

describe('what is offered', () => {
  const file: PaletteFile = {
    pages: [
      { label: 'Overview', keywords: 'home', href: '/' },
      { label: 'Pitches', keywords: 'variants', href: '/pitches/' },
    ],
    campaigns: [{ label: 'Win back', hint: 'win-back', href: '/campaigns/win-back/' }],
    variants: [{ label: 'VIP × loyal', hint: '3 customers', href: '/pitches/vip-loyal/' }],
    edgeCases: [{ label: 'The longest name', hint: 'Asha', href: '/customers/a/' }],
  };
  const offer: Offer = {
    file,
    customers: customerIndex(columnsOf(['Vipin Rao', 'Asha Rao'])),
    customer: '/dist/customers/ID/',
    actions: [{ label: 'Print this page', run: () => {} }],
    recent: [{ label: 'Asha Rao', href: '/customers/C0000002/' }],
  };
  const labels = (query: string, from = offer) =>
    findChoices(from, wordsOf(query)).map(({ title, choices }) => [
      title,
      ...choices.map(({ label }) => label),
    ]);

  test('without a query: what was opened last, then pages, actions and edge cases', () => {
    expect(labels('')).toEqual([
      ['Recent', 'Asha Rao'],
      ['Pages', 'Overview', 'Pitches'],
      ['Actions', 'Print this page'],
      ['Edge cases', 'The longest name'],
    ]);
  });

  test('with one: the groups that hold something', () => {
    expect(labels('vip')).toEqual([
      ['Customers', 'Vipin Rao'],
      ['Pitches', 'VIP × loyal'],
    ]);
    expect(labels('p')).toContainEqual(['Pages', 'Pitches']);
    expect(labels('home')).toEqual([['Pages', 'Overview']]);
    expect(labels('riants')).toEqual([]);
    expect(labels('win-back')).toEqual([['Campaigns', 'Win back']]);
    expect(labels('nobody at all')).toEqual([]);
  });

  test('a customer leads to their page, below the base of the site', () => {
    expect(findChoices(offer, ['asha'])[0]?.choices[0]).toEqual({
      label: 'Asha Rao',
      hint: 'C0000002',
      href: '/dist/customers/C0000002/',
    });
    expect(findChoices(offer, ['vipin'])[0]?.choices[0]).toMatchObject({ hint: 'C0000001 · Pune' });
  });

  test('while the files are on their way: what is there already', () => {
    const early = { ...offer, file: undefined, customers: undefined, recent: [] };
    expect(labels('', early)).toEqual([['Actions', 'Print this page']]);
    expect(labels('asha', early)).toEqual([]);
  });
});

describe('edge cases', () => {
  const row = (id: string, name: string) => ({ id, name }) as SiteRow;
  const of = (title: string, count: number, each: SiteRow): EdgeCase => ({
    title,
    about: 'words',
    row: each,
    why: '17 letters',
    count,
    others: [],
  });

  test('lead to the customer, and to the list where it can show them all', () => {
    const cases = [
      of('Longest name', 1, row('c', 'अशोक राव')),
      of('Most orders', 1, row('d', '')),
      of(NO_ADDRESS, 1, row('e', 'Asha Rao')),
      of(NO_ADDRESS, 12, row('e', 'Asha Rao')),
    ];
    expect(edgeEntries(cases).map(({ label, hint, href }) => [label, hint, href])).toEqual([
      ['Longest name', 'अशोक राव · 17 letters', '/customers/c/'],
      ['Most orders', 'd · 17 letters', '/customers/d/'],
      [NO_ADDRESS, 'Asha Rao · 17 letters', '/customers/e/'],
      [NO_ADDRESS, '12', '/customers/?reach=none'],
    ]);
  });
});
