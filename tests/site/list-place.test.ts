import { describe, expect, test } from 'vitest';
import { KEYS_AS_NAMES } from '../../src/copy/segment-names.ts';
import type { ListColumns } from '../../src/site/customer-list.ts';
import { isPlain, placeInList, queryWords } from '../../src/site/list-place.ts';
import { readQuery } from '../../src/site/list-query.ts';

const coded = (...column: readonly string[]) => {
  const values = [...new Set(column)];
  return { values, codes: column.map((value) => values.indexOf(value)) };
};

/** Four people; a is richest, then c, b, d. */
const columns: ListColumns = {
  currency: 'INR',
  total: 4,
  ids: 'a\nb\nc\nd',
  names: 'Tara\nAsha\nMeera\nAsha',
  segments: coded('VIP', 'VIP', 'New', 'VIP'),
  segmentNames: { ...KEYS_AS_NAMES, VIP: 'Gold' },
  behaviors: coded('loyal', 'loyal', 'loyal', 'loyal'),
  groups: coded('Champions', 'Champions', 'Champions', 'Champions'),
  cities: coded('Pune', 'Delhi', 'Pune', 'Pune'),
  reach: coded('address', 'address', 'address', 'none'),
  engagement: [1, 2, 3, 4],
  orders: [1, 1, 1, 1],
  lifetimeValue: [900, 200, 500, 100],
};

const place = (search: string, id: string) => placeInList(columns, readQuery(search), id);

describe('the place of a customer', () => {
  test('counts those that the query leaves, in its order', () => {
    expect(place('?segment=VIP', 'b')).toEqual({ at: 2, of: 3, before: 'a', after: 'd' });
    expect(place('?sort=-value', 'b')).toEqual({ at: 3, of: 4, before: 'c', after: 'd' });
    expect(place('?q=asha', 'd')).toEqual({ at: 2, of: 2, before: 'b', after: undefined });
    expect(place('?city=Pune&sort=-value', 'a')).toEqual({ at: 1, of: 3, before: undefined, after: 'c' });
  });

  test('is none for somebody left out, or not in the list at all', () => {
    expect(place('?segment=New', 'a')).toBeUndefined();
    expect(place('?segment=Nobody', 'a')).toBeUndefined();
    expect(place('?segment=VIP', 'zz')).toBeUndefined();
  });
});

test('a query that says nothing is plain', () => {
  expect(isPlain(readQuery(''))).toBe(true);
  expect(isPlain(readQuery('?utm_source=x&sort=nonsense'))).toBe(true);
  for (const search of ['?q=a', '?segment=VIP', '?reach=none', '?sort=name'])
    expect(isPlain(readQuery(search)), search).toBe(false);
});

test.for([
  ['?segment=VIP&city=Pune', 'Gold, Pune'],
  ['?q=%20asha%20&reach=none', '“asha”, no address'],
  ['?segment=Nobody&behavior=bargain_hunter', 'Nobody, bargain hunter'],
  ['?sort=-value', 'by lifetime value'],
  ['?sort=value', 'by lifetime value turned round'],
  ['?sort=name', 'by name'],
  ['?sort=-name', 'by name turned round'],
] as const)('%s is called %s', ([search, words]) => {
  expect(queryWords(readQuery(search), columns.segmentNames)).toBe(words);
});
