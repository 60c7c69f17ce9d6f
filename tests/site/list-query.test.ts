import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_ORDERS, RFM_GROUPS } from '../../src/analytics/rfm-groups.ts';
import { KEYS_AS_NAMES } from '../../src/copy/segment-names.ts';
import { BEHAVIORS, SEGMENTS } from '../../src/data/vocabulary.ts';
import { listColumns, PAGE_SIZE, pageCount, printedRow } from '../../src/site/customer-list.ts';
import {
  byColumn,
  FILTERS,
  matching,
  type Query,
  readQuery,
  SORT_KEYS,
  type SortKey,
  writeQuery,
} from '../../src/site/list-query.ts';
import type { Site } from '../../src/site/site.ts';
import type { SiteRow } from '../../src/site/site-row.ts';
import { siteRow } from './_site-rows.ts';

fc.configureGlobal({ seed: 7 });

/** Few different words, so that rows share them, in scripts and cases that are easily confused. */
const word = fc.constantFrom(
  'asha',
  'Asha',
  'ASHA',
  'Äsha',
  'Rao',
  'rao 10',
  'rao 9',
  'आशा',
  'İnci',
  'ǅ',
  'a  b',
  'x\ty',
  '',
  '1',
  '.',
);
const row: fc.Arbitrary<SiteRow> = fc
  .record({
    id: fc.stringMatching(/^[A-Za-z0-9._-]{1,6}$/),
    name: fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(' ')),
    segment: fc.constantFrom(...SEGMENTS),
    behavior: fc.constantFrom(...BEHAVIORS),
    group: fc.constantFrom(...RFM_GROUPS, NO_ORDERS),
    reach: fc.constantFrom('address', 'none'),
    city: word,
    cityOnFile: word,
    locale: fc.constant('en'),
    engagement: fc.integer({ min: 0, max: 5 }),
    lifetimeValue: fc.integer({ min: 0, max: 5 }),
    orders: fc.integer({ min: 0, max: 5 }),
    picks: fc.constant([]),
    htmlBytes: fc.constant(1),
    sha256: fc.constant(''),
    pageKey: fc.constant(''),
  })
  .map(siteRow);
const GROUPS: readonly string[] = [...RFM_GROUPS, NO_ORDERS];
const rows = fc.array(row, { maxLength: 20 });

const usually = (first: string, ...others: readonly string[]) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(first) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

const query: fc.Arbitrary<Query> = fc
  .record({
    text: fc.oneof(
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
      { weight: 4, arbitrary: fc.array(word, { maxLength: 2 }).map((all) => all.join(' ')) },
    ),
    segment: usually('', ...SEGMENTS, 'Nobody'),
    behavior: usually('', ...BEHAVIORS, 'Nobody'),
    group: usually('', ...RFM_GROUPS, NO_ORDERS, 'Nobody'),
    city: usually('', 'asha', 'Asha', 'आशा', 'Nowhere'),
    reach: usually('', 'address', 'none', 'Nobody'),
    sort: fc.constantFrom(undefined, ...SORT_KEYS),
    isDescending: fc.boolean(),
  })
  // Nothing sorts downwards that does not sort.
  .map((found) => ({ ...found, isDescending: found.isDescending && found.sort !== undefined }));

describe('the address of a list', () => {
  test('says what it shows, and reads back as it was written', () => {
    fc.assert(
      fc.property(query, (wanted) => {
        const address = writeQuery('/customers/', wanted);
        expect(readQuery(new URL(address, 'https://x.example').search)).toEqual(wanted);
      }),
      { numRuns: 500 },
    );
  });

  test('is the plain path for the plain list', () => {
    expect(writeQuery('/customers/', readQuery(''))).toBe('/customers/');
    expect(
      writeQuery('/c/', {
        text: 'asha rao',
        segment: 'At-Risk',
        behavior: '',
        group: 'Slipping',
        city: 'Jaipur',
        reach: 'none',
        sort: 'value',
        isDescending: true,
      }),
    ).toBe('/c/?q=asha+rao&segment=At-Risk&group=Slipping&city=Jaipur&reach=none&sort=-value');
  });

  test.each(['?sort=', '?sort=-', '?sort=height', '?sort=-height', '?sort=--name', '?other=1', '?q=', '?'])(
    'shows the plain list for a hand-written %s',
    (search) => {
      expect(readQuery(search)).toEqual({
        text: '',
        segment: '',
        behavior: '',
        group: '',
        city: '',
        reach: '',
        sort: undefined,
        isDescending: false,
      });
    },
  );
});

describe('a list', () => {
  test('holds the rows that have every word of the text, and pass every filter', () => {
    let hits = 0;
    fc.assert(
      fc.property(rows, query, (all, wanted) => {
        const { columns, haystack } = indexed(all);
        const words = wanted.text
          .toLowerCase()
          .split(/\s+/)
          .filter((each) => each !== '');
        const naive = all.flatMap((each, at) => {
          if (FILTERS.some((name) => wanted[name] !== '' && wanted[name] !== each[name])) return [];
          return words.every((each) => haystack[at]?.includes(each)) ? [at] : [];
        });
        hits += naive.length;
        expect(matching(columns, haystack, wanted)).toEqual(naive);
      }),
      { numRuns: 500 },
    );
    expect(hits).toBeGreaterThan(200);
  });

  test('is sorted as people sort, and equal rows keep the order of the file in both directions', () => {
    const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });
    const by: Record<SortKey, (a: SiteRow, b: SiteRow) => number> = {
      name: (a, b) => collator.compare(a.name.replace(/\s+/g, ' '), b.name.replace(/\s+/g, ' ')),
      segment: (a, b) => collator.compare(a.segment, b.segment),
      behavior: (a, b) => collator.compare(a.behavior, b.behavior),
      group: (a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group),
      city: (a, b) => collator.compare(a.city, b.city),
      engagement: (a, b) => a.engagement - b.engagement,
      orders: (a, b) => a.orders - b.orders,
      value: (a, b) => a.lifetimeValue - b.lifetimeValue,
    };
    fc.assert(
      fc.property(rows, query, (all, wanted) => {
        const { columns, names } = indexed(all);
        const found = all.map((_, at) => at);
        const { sort, isDescending } = wanted;
        const naive = sort
          ? [...found].sort((a, b) => {
              const order = by[sort](all[a] as SiteRow, all[b] as SiteRow);
              return (isDescending ? -order : order) || a - b;
            })
          : found;
        expect(byColumn(columns, names, found, wanted)).toEqual(naive);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the columns of a list', () => {
  test('hold every row, whatever its fields', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const { columns, ids, names } = indexed(all);
        expect(columns.total).toBe(all.length);
        all.forEach((each, at) => {
          expect(ids[at]).toBe(each.id);
          expect(names[at]).toBe(each.name.replace(/\s+/g, ' '));
          expect(columns.cities.values[columns.cities.codes[at] as number]).toBe(each.city);
          expect(columns.groups.values[columns.groups.codes[at] as number]).toBe(each.group);
          expect(columns.segments.values[columns.segments.codes[at] as number]).toBe(each.segment);
          expect(columns.behaviors.values[columns.behaviors.codes[at] as number]).toBe(each.behavior);
          expect([columns.engagement[at], columns.orders[at], columns.lifetimeValue[at]]).toEqual([
            each.engagement,
            each.orders,
            each.lifetimeValue,
          ]);
        });
      }),
    );
  });

  test('print as the static pages do', () => {
    expect(
      printedRow({ behavior: 'bargain_hunter', engagement: 71.5, lifetimeValue: 12_345_650 }, 'INR'),
    ).toEqual({
      behavior: 'bargain hunter',
      engagement: '71.5',
      lifetimeValue: '₹1,23,457',
    });
  });

  test('fill one page even when there is nobody', () => {
    expect([0, 1, PAGE_SIZE, PAGE_SIZE + 1, 3 * PAGE_SIZE].map(pageCount)).toEqual([1, 1, 1, 2, 3]);
  });
});

/** The columns of rows, taken apart as the browser does it. */
function indexed(all: readonly SiteRow[]) {
  const copy = { brand: { currency: 'INR' }, segments: { names: KEYS_AS_NAMES } };
  const site = { rows: all, workshop: { copy } } as unknown as Site;
  const columns = listColumns(site);
  const [ids, names] = [columns.ids.split('\n'), columns.names.split('\n')];
  const haystack = all.map(({ city }, at) => `${names[at]} ${ids[at]} ${city}`.toLowerCase());
  return { columns, ids, names, haystack };
}
