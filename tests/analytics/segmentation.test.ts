import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noFilter } from '../../src/analytics/filter.ts';
import { segmentationOf } from '../../src/analytics/segmentation.ts';
import type { Segments } from '../../src/copy/segments.ts';
import { segmentsOf, segmentsSchema } from '../../src/copy/segments.ts';
import {
  BEHAVIORS,
  CONSENTS,
  CONTACT_TIMES,
  PAIN_POINTS,
  SEGMENTS,
  type Segment,
} from '../../src/data/vocabulary.ts';
import { openDuckDb } from '../../src/store/duckdb.ts';
import { pages } from '../../src/store/store.ts';
import { temporaryFolder } from '../_sample.ts';
import { awkward } from './_awkward.ts';
import { plainSegments } from './_segment-oracle.ts';
import { type Buyer, writeDataset } from './_write-dataset.ts';

let root: string;
let count = 0;
beforeAll(async () => {
  root = await temporaryFolder();
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** The dataset of these buyers as it is and by the rules, and by the rules without SQL. */
async function put(buyers: readonly Buyer[], asOf: string, segments: Segments) {
  count += 1;
  const folder = join(root, String(count));
  await writeDataset(folder, buyers, asOf);
  const [plain, own] = [await openDuckDb(folder), await openDuckDb(folder, segmentationOf(segments))];
  const records = [];
  for await (const page of pages(plain, 100)) records.push(...page);
  const found = new Map<string, Segment>();
  for await (const page of pages(own, 100)) {
    for (const { customer } of page) found.set(customer.customer_id, customer.segment);
  }
  plain.close();
  own.close();
  const filter = noFilter({ first: '2020-01', asOf });
  const asked = { records, filter, asOf, unit: 'month', most: 1000 } as const;
  return { found, expected: plainSegments(segments.rules, asked), records };
}

const segmentsFrom = (file: unknown) => segmentsOf(segmentsSchema.parse(file));

/** A range somewhere in the values that the datasets have, or just one of them. */
const range = (values: readonly number[]) =>
  fc.oneof(
    fc.constantFrom(...values),
    fc.constantFrom(...values).map((min) => ({ min })),
    fc.constantFrom(...values).map((max) => ({ max })),
    fc.tuple(fc.constantFrom(...values), fc.constantFrom(...values)).map(([a, b]) => ({
      min: Math.min(a, b),
      max: Math.max(a, b),
    })),
  );
const some = (...values: readonly string[]) =>
  fc.oneof(
    fc.constantFrom(...values),
    fc.subarray([...values], { minLength: 1 }),
    fc.subarray([...values], { minLength: 1 }).map((not) => ({ not })),
  );
const scores = range([1, 2, 3, 4, 5]);
const fields = {
  recency: scores,
  frequency: scores,
  monetary: scores,
  days_since_last_order: range([0, 20, 90, 365]),
  days_since_joining: range([0, 20, 90, 365, 2000]),
  orders: range([0, 1, 2, 3]),
  lifetime_value: range([0, 0.01, 0.99, 1, 1.5, 100, 100.01, 999_999.99, 1_000_000]),
  engagement_score: range([0, 5, 33.333333, 70, 100]),
  response_rate: range([0, 0.05, 0.1, 0.333333, 1]),
  segment: some(...SEGMENTS),
  buying_behavior: some(...BEHAVIORS),
  preferred_contact_time: some(...CONTACT_TIMES),
  email_consent: some(...CONSENTS),
  interests: some('cooking', 'Reading', 'tech'),
  pain_points: some(...PAIN_POINTS),
  city: some(
    'PUNE',
    "l'aquila",
    'St. "John"',
    'पुणे',
    ' navi, mumbai ',
    '*',
    "'; DROP TABLE customers; --",
    '$as_of',
  ),
  locale: some('hi', 'EN', 'hi-IN', 'e'),
};
const group = fc.record(fields, { requiredKeys: [] }).map((all) =>
  // Of seventeen conditions at once hardly anybody has all.
  Object.fromEntries(Object.entries(all).filter((_, at) => at % 6 === Object.keys(all).length % 6)),
);
const asking = group.filter((conditions) => Object.keys(conditions).length > 0);
const when = fc.oneof(
  asking,
  fc.record({ any: fc.array(asking, { minLength: 2, maxLength: 3 }) }),
  fc.tuple(asking, fc.array(asking, { minLength: 2, maxLength: 2 })).map(([all, any]) => ({ ...all, any })),
);
const file = fc
  .tuple(fc.shuffledSubarray([...SEGMENTS], { minLength: 4 }), when, when, when)
  .map(([keys, ...rules]) => Object.fromEntries(keys.map((key, at) => [key, { when: rules[at] }])));

describe('rules of segments.yaml', () => {
  test('put everybody where a plain reading of them does', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        awkward,
        file,
        fc.array(fc.constantFrom('hi', 'hi-IN', 'en', 'EN-gb', ''), { minLength: 40, maxLength: 40 }),
        async ({ buyers, asOf }, rules, locales) => {
          const people = buyers.map((buyer, at) => ({
            ...buyer,
            locale: locales[at] ?? '',
            interests: [['cooking'], ['reading', 'tech'], []][at % 3] as string[],
            email_consent: CONSENTS[at % CONSENTS.length] ?? 'unknown',
          }));
          const { found, expected } = await put(people, asOf, segmentsFrom(rules));
          expect(found).toEqual(expected);
          for (const segment of found.values()) seen.add(segment);
        },
      ),
      { numRuns: 60, seed: 5 },
    );
    expect([...seen].sort()).toEqual([...SEGMENTS].sort());
  });

  test('leave everything else of a customer as it is', async () => {
    const buyers: readonly Buyer[] = [
      {
        customer_id: 'A',
        derived: ['segment'],
        bought: [{ on: '2026-06-01', category: 'tea', amount: 100 }],
      },
      { customer_id: 'B', segment: 'New', email: '', bought: [] },
    ];
    const segments = segmentsFrom({
      VIP: { when: { monetary: 5 } },
      New: { when: { recency: { max: 5 } } },
      'At-Risk': { when: { orders: 0 } },
      Returning: null,
    });
    const { found } = await put(buyers, '2026-06-30', segments);
    // The only buyer has all scores of 5.
    expect([...found]).toEqual([
      ['A', 'VIP'],
      ['B', 'At-Risk'],
    ]);
    const folder = join(root, String(count));
    const [plain, own] = [await openDuckDb(folder), await openDuckDb(folder, segmentationOf(segments))];
    const without = async (store: typeof plain) =>
      (await store.customers('', 10)).map(({ customer: { segment: _, ...rest }, orders }) => [rest, orders]);
    expect(await without(own)).toEqual(await without(plain));
    expect(own.facts).toEqual(plain.facts);
    plain.close();
    own.close();
  });

  test('read words as the audience of a campaign does', async () => {
    const people = [
      { customer_id: 'A', locale: 'hi-IN', city: ' pune ' },
      { customer_id: 'B', locale: 'en', city: 'Pune' },
      { customer_id: 'C', locale: '', city: 'Pune East' },
    ].map((each): Buyer => ({ ...each, bought: [] }));
    const segmentsBy = async (first: object) => {
      const rules = {
        VIP: { when: first },
        New: { when: { orders: 9 } },
        'At-Risk': { when: { orders: 8 } },
        Returning: {},
      };
      const { found } = await put(people, '2026-06-30', segmentsFrom(rules));
      return [...found].filter(([, segment]) => segment === 'VIP').map(([id]) => id);
    };
    expect(await segmentsBy({ locale: 'hi' })).toEqual(['A']);
    expect(await segmentsBy({ locale: 'e' })).toEqual([]);
    expect(await segmentsBy({ locale: { not: 'hi' } })).toEqual(['B', 'C']);
    expect(await segmentsBy({ city: 'PUNE' })).toEqual(['A', 'B']);
  });

  test('are none without rules', () => {
    expect(segmentationOf(segmentsFrom({ VIP: { name: 'Gold' } }))).toBeUndefined();
  });
});
