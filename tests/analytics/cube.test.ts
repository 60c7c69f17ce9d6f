import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spanOf } from '../../src/analytics/answers.ts';
import { answersFrom } from '../../src/analytics/cube/answers-from.ts';
import { buildCube } from '../../src/analytics/cube/build-cube.ts';
import { type Cube, readCube } from '../../src/analytics/cube/read-cube.ts';
import { ALL, type Filter, noFilter, type Span, wholePeriod } from '../../src/analytics/filter.ts';
import { openDuckDb } from '../../src/store/duckdb.ts';
import { makeSample, type Sample, temporaryFolder } from '../_sample.ts';
import { awkward, nameCategories } from './_awkward.ts';
import { anyPitches, cubeOf, filterOf, storeAnswers } from './_cube.ts';
import { AS_OF, QUARTER, TEN_CUSTOMERS } from './_ten-customers.ts';
import { type Buyer, writeDataset } from './_write-dataset.ts';

const SEED = 11;

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const PRODUCTS = [
  { id: 'lamp', name: 'Lamp', category: 'light' },
  { id: 'cup', name: 'Cup', category: 'table' },
];
const nothing = { products: PRODUCTS, pitches: [] };

/** Opens a dataset, and hands over its cube and the store's own answers. */
async function open(buyers: readonly Buyer[], asOf?: string) {
  count += 1;
  const path = join(folder, String(count));
  await writeDataset(path, buyers, asOf);
  const store = await openDuckDb(path);
  await nameCategories(store);
  const span = await spanOf(store);
  const cube = await cubeOf(store, span, nothing);
  return { store, span, cube, answers: (filter: Filter) => storeAnswers(store, span, filter, nothing) };
}

describe('a sample of 400', () => {
  let sample: Sample;
  let span: Span;
  let cube: Cube;
  let input: Parameters<typeof storeAnswers>[3];
  beforeAll(async () => {
    sample = await makeSample(400);
    span = await spanOf(sample.store);
    const { products } = sample.copy.catalogue;
    const customers = sample.records.map(({ customer }) => customer);
    input = { products, pitches: anyPitches(customers, products) };
    cube = await cubeOf(sample.store, span, input);
  });
  afterAll(() => sample.dispose());

  it('answers any filter as the store does', async () => {
    await fc.assert(
      fc.asyncProperty(filterOf(cube), async (filter) => {
        expect(answersFrom(cube, filter)).toEqual(await storeAnswers(sample.store, span, filter, input));
      }),
      {
        seed: SEED,
        numRuns: 40,
        examples: [[noFilter(span)], [{ ...noFilter(span), period: wholePeriod(span) }]],
      },
    );
  });

  it('has the biggest cities, and answers for each', async () => {
    const sizes = Map.groupBy(sample.records, ({ customer }) => customer.city);
    const order = [...sizes.keys()].sort(
      (a, b) => (sizes.get(b)?.length ?? 0) - (sizes.get(a)?.length ?? 0) || (a < b ? -1 : 1),
    );
    expect(cube.cities).toEqual(order.filter((city) => city !== '').slice(0, 40));
    const [first] = cube.cities as [string];
    const filter = { ...noFilter(span), city: first };
    expect(answersFrom(cube, filter)).toEqual(await storeAnswers(sample.store, span, filter, input));
  });

  it('is the same file every time', async () => {
    const [one, other] = [
      await buildCube(sample.store, span, input),
      await buildCube(sample.store, span, { ...input, pitches: input.pitches.toReversed() }),
    ];
    expect(one).toEqual(other);
  });

  it('has fewer cities when it may have fewer bytes, and the same answers', async () => {
    const whole = await buildCube(sample.store, span, input);
    const limit = whole.bytes.length - 4000;
    const smaller = await buildCube(sample.store, span, { ...input, limit });
    expect(smaller.bytes.length).toBeLessThanOrEqual(limit);
    expect(smaller.cities.length).toBeGreaterThan(0);
    expect(smaller.cities.length).toBeLessThan(whole.cities.length);
    expect(smaller.cities).toEqual(whole.cities.slice(0, smaller.cities.length));
    const small = readCube(gunzipSync(smaller.bytes));
    fc.assert(
      fc.property(filterOf(small), (filter) => {
        expect(answersFrom(small, filter)).toEqual(answersFrom(cube, filter));
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  it('has no cities when nothing else fits', async () => {
    const { bytes, cities } = await buildCube(sample.store, span, { ...input, limit: 1 });
    expect(cities).toEqual([]);
    const none = readCube(gunzipSync(bytes));
    expect(answersFrom(none, noFilter(span))).toEqual(answersFrom(cube, noFilter(span)));
    expect(() => answersFrom(none, { ...noFilter(span), city: cube.cities[0] as string })).toThrow(
      RangeError,
    );
  });

  it('refuses a city or a period that it does not have', () => {
    const filter = noFilter(span);
    expect(() => answersFrom(cube, { ...filter, city: 'Atlantis' })).toThrow(
      new RangeError('the city "Atlantis" cannot be chosen in this cube'),
    );
    expect(() => answersFrom(cube, { ...filter, city: '' })).toThrow(RangeError);
    for (const period of [
      { from: '2023-06', to: '2026-06' },
      { from: '2026-01', to: '2026-07' },
      { from: '2026-02', to: '2026-01' },
    ]) {
      expect(() => answersFrom(cube, { ...filter, period }), period.from).toThrow(
        'the cube covers 2023-07 to 2026-06',
      );
    }
  });

  it('does not count a pitch that the catalogue does not have', async () => {
    const stranger = { segment: 'VIP', behavior: 'loyal', city: '', picks: ['gone'] } as const;
    await expect(buildCube(sample.store, span, { ...input, pitches: [stranger] })).rejects.toThrow(
      'gone is pitched, but not a product of the catalogue',
    );
  });
});

it('ten customers are counted as on paper, and one at the edge of a year', async () => {
  const bought = ['2024-12-01', '2025-04-15'].map((on) => ({ on, category: 'a', amount: 100 }));
  const edge: Buyer = { customer_id: 'K', segment: 'VIP', city: 'Pune', join_date: '2024-12-01', bought };
  const { store, cube, answers } = await open([...TEN_CUSTOMERS, edge], AS_OF);
  expect(cube.cities).toEqual(['Pune', 'Delhi', 'Navi, Mumbai']);
  expect(answersFrom(cube, QUARTER)).toEqual(await answers(QUARTER));
  const steps = (city: string) =>
    answersFrom(cube, { ...QUARTER, city }).journey.map((step) => step.customers);
  expect([steps('Pune'), steps('Navi, Mumbai')]).toEqual([
    [6, 4, 3, 2],
    [1, 0, 0, 0],
  ]);
  store.close();
});

describe('an awkward dataset', () => {
  it('without anybody has empty answers', async () => {
    const { store, span, cube, answers } = await open([]);
    expect(answersFrom(cube, noFilter(span))).toEqual(await answers(noFilter(span)));
    expect(cube.cities).toEqual([]);
    store.close();
  });

  it('with one customer of the highest value that a file can state', async () => {
    const bought = [{ on: '2026-03-03', category: 'ship', amount: 999_999_999_999 }];
    const { store, span, cube, answers } = await open([{ customer_id: 'A', bought }], '2026-03-31');
    expect(answersFrom(cube, noFilter(span))).toEqual(await answers(noFilter(span)));
    store.close();
  });

  it('with equal categories has them in the order of the store', async () => {
    const bought = ['f', 'e', 'd', 'a'].map((category) => ({ on: '2026-03-03', category, amount: 700 }));
    const { store, span, cube, answers } = await open([{ customer_id: 'A', bought }], '2026-03-31');
    expect(cube.categories).toEqual(['cups, "fine"', 'tea', '\uFF21', '𝒜']);
    expect(answersFrom(cube, noFilter(span))).toEqual(await answers(noFilter(span)));
    store.close();
  });

  it('with what was paid before joining counts it from then on', async () => {
    const buyer: Buyer = {
      customer_id: 'A',
      join_date: '2026-03-10',
      bought: [
        { on: '2026-01-05', category: 'tea', amount: 500 },
        { on: '2026-04-05', category: 'tea', amount: 30 },
      ],
    };
    const { store, cube } = await open([buyer], '2026-04-30');
    const worth = (month: string) =>
      answersFrom(cube, { segment: ALL, behavior: ALL, city: ALL, period: { from: month, to: month } })
        .kpis[0]?.value;
    expect(['2026-01', '2026-02', '2026-03', '2026-04'].map(worth)).toEqual([0, 0, 500, 530]);
    store.close();
  });

  it('of any kind is answered as the store does', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(awkward, fc.nat(), async ({ buyers, asOf }, seed) => {
        const { store, cube, answers } = await open(buyers, asOf);
        try {
          for (const filter of fc.sample(filterOf(cube), { seed, numRuns: 3 })) {
            expect(answersFrom(cube, filter)).toEqual(await answers(filter));
          }
        } finally {
          store.close();
        }
      }),
      { seed: SEED, numRuns: 20 },
    );
  });
});
