import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { edgeCases } from '../../src/site/edge-cases.ts';
import type { SiteRow } from '../../src/site/site-row.ts';
import { anyRows, siteRow } from './_site-rows.ts';

fc.configureGlobal({ seed: 7 });

const titles = (rows: readonly SiteRow[]) => edgeCases(rows, 'INR').map(({ title }) => title);
const caseOf = (rows: readonly SiteRow[], title: string) =>
  edgeCases(rows, 'INR').find((each) => each.title === title);

describe('an edge case', () => {
  test('that nobody is in is left out', () => {
    expect(titles([])).toEqual([]);
    expect(titles([siteRow()])).toEqual([]);
    expect(titles([siteRow({ orders: 0, city: '' })])).toEqual(['No city', 'Never ordered']);
  });

  test('of the most is left out where all have as much', () => {
    expect(titles([siteRow({ id: 'C1' }), siteRow({ id: 'C2' })])).toEqual([]);
    expect(titles([siteRow({ id: 'C1' }), siteRow({ id: 'C2', orders: 4 })])).toEqual(['Most orders']);
  });

  test.for<[string, Partial<SiteRow>, string]>([
    ['Longest name', { name: 'Bakula Bhattacharya' }, '19 letters'],
    ['A name in another script', { name: 'मीनाक्षी' }, 'not in Latin letters'],
    ['Longest subject', { subjectLength: 61 }, '61 characters'],
    ['A mail in Hindi', { locale: 'hi' }, 'with the longest subject in this language'],
    ['Biggest mail', { htmlBytes: 30_000 }, '30.0 kB of HTML'],
    ['Smallest mail', { htmlBytes: 9_000 }, '9.0 kB of HTML'],
    ['Most products', { picks: ['a', 'b', 'c', 'd'] }, '4 products'],
    ['Fewest products', { picks: ['a'] }, '1 product'],
    ['Missing data', { lacks: ['city', 'interests'] }, 'no city, no interests'],
    ['No city', { city: '' }, 'the mail names no place'],
    ['Most worked out', { workedOut: 2 }, '2 fields from no file'],
    ['No address', { reach: 'none' }, 'never mailed'],
    ['Unsubscribed', { consent: 'unsubscribed' }, 'left out of every campaign'],
    ['Never ordered', { orders: 0 }, 'no order on file'],
    ['Most orders', { orders: 9 }, '9 orders'],
    ['Highest spend', { lifetimeValue: 250_000 }, '₹2,500'],
    ['Customer for longest', { joined: '2020-02-29' }, 'since 29 Feb 2020'],
    ['Newest customer', { joined: '2026-06-01' }, 'since 1 Jun 2026'],
  ])('“%s” finds the one who is in it', ([title, special, why]) => {
    const rows = [siteRow({ id: 'C1' }), siteRow({ id: 'C2', ...special }), siteRow({ id: 'C3' })];
    const found = caseOf(rows, title);
    expect([found?.row.id, found?.why, found?.count]).toEqual(['C2', why, 1]);
  });

  test('of many shows the most extreme first and counts all, ten by name', () => {
    const rows = Array.from({ length: 14 }, (_, at) =>
      siteRow({ id: `C${10 + at}`, lacks: at === 5 ? ['city', 'interests'] : ['city'] }),
    );
    const found = caseOf(rows, 'Missing data');
    expect(found?.row.id).toBe('C15');
    expect(found?.count).toBe(14);
    expect(found?.others.map(({ id }) => id)).toEqual([
      'C10',
      'C11',
      'C12',
      'C13',
      'C14',
      'C16',
      'C17',
      'C18',
      'C19',
    ]);
  });

  test('counts a letter with its vowel signs as one', () => {
    const rows = [siteRow({ id: 'C1', name: 'मी'.repeat(4) }), siteRow({ id: 'C2', name: 'Asha R' })];
    expect(caseOf(rows, 'Longest name')?.row.id).toBe('C2');
  });

  test('is the same in whatever order the rows come', () => {
    fc.assert(
      fc.property(anyRows(20), (rows) => {
        expect(edgeCases(rows.toReversed(), 'INR')).toEqual(edgeCases(rows, 'INR'));
      }),
    );
  });
});
