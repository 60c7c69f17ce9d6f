import fc from 'fast-check';
import { BEHAVIORS, CONSENTS, PAIN_POINTS, SEGMENTS } from '../../src/data/vocabulary.ts';
import type { SiteRow } from '../../src/site/site-row.ts';

/** An ordinary customer; a test says what is special about its own. */
export function siteRow(special: Partial<SiteRow> = {}): SiteRow {
  return {
    id: 'C1',
    name: 'Asha Rao',
    segment: 'VIP',
    behavior: 'loyal',
    reach: 'address',
    city: 'Pune',
    cityOnFile: 'Pune',
    locale: 'en',
    engagement: 50,
    lifetimeValue: 1000,
    group: 'Loyal',
    orders: 3,
    picks: ['a', 'b', 'c'],
    painPoints: [],
    joined: '2025-01-01',
    consent: 'subscribed',
    lacks: [],
    workedOut: 0,
    subjectLength: 30,
    hasFilm: false,
    htmlBytes: 20_000,
    sha256: '',
    pageKey: '',
    ...special,
  } as SiteRow;
}

const anyRow = fc.record({
  id: fc.integer({ min: 1, max: 999 }).map((number) => `C${String(number).padStart(3, '0')}`),
  name: fc.constantFrom('Asha Rao', 'मीनाक्षी त्रिवेदी', 'Li', 'Étienne de la Boétie'),
  segment: fc.constantFrom(...SEGMENTS),
  behavior: fc.constantFrom(...BEHAVIORS),
  reach: fc.constantFrom('address', 'none'),
  city: fc.constantFrom('', 'Pune'),
  locale: fc.constantFrom('en', 'hi'),
  engagement: fc.integer({ min: 0, max: 100 }),
  lifetimeValue: fc.nat(10_000),
  orders: fc.nat(3),
  picks: fc.array(fc.constant('a'), { minLength: 3, maxLength: 5 }),
  painPoints: fc.subarray([...PAIN_POINTS]),
  joined: fc.constantFrom('2024-02-29', '2025-01-01'),
  consent: fc.constantFrom(...CONSENTS),
  lacks: fc.subarray(['city', 'interests']),
  workedOut: fc.nat(4),
  subjectLength: fc.nat(60),
  hasFilm: fc.boolean(),
  htmlBytes: fc.integer({ min: 10_000, max: 40_000 }),
});

/** Rows as a site may have them, ids distinct, in any order. */
export const anyRows = (maxLength: number) =>
  fc
    .uniqueArray(anyRow, { maxLength, selector: ({ id }) => id })
    .map((rows) => rows.map((row) => siteRow(row as Partial<SiteRow>)));
