import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../src/data/days.ts';
import type { Segment } from '../../src/data/vocabulary.ts';
import { SEGMENTS } from '../../src/data/vocabulary.ts';
import { countsOf, type ModelCounts, TREND_DAYS } from '../../src/pitch/counts.ts';
import { createTally } from '../../src/pitch/tally.ts';
import { openDuckDb } from '../../src/store/duckdb.ts';
import { makeSample, type Sample, temporaryFolder } from '../_sample.ts';
import { CUSTOMERS_HEADER, ORDERS_HEADER } from '../e2e/_small-data.ts';

const AS_OF = '2026-06-30';
const CATALOGUE = ['b', 'A', 'a', 'Z9', 'z-1', 'never'];
const LEFT = 'left-the-catalogue';

describe('a tally of rows as they pass by', () => {
  let sample: Sample;
  beforeAll(async () => {
    sample = await makeSample(400);
  });
  afterAll(() => sample.dispose());

  test('counts what the store counts, of a sample', async () => {
    const ids = sample.copy.catalogue.products.map(({ id }) => id);
    const tally = createTally(ids);
    for (const { customer, orders } of sample.records) {
      tally.addCustomer(customer);
      for (const order of orders) tally.addOrder(order);
    }
    const truth = await countsOf(sample.store);
    expect(truth.pairs.length).toBeGreaterThan(20);
    expect(inOrder(tally.counts(sample.store.facts.asOf))).toEqual(inOrder(truth));
  });
});

describe('whatever the rows and their order', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(() => rm(folder, { recursive: true }));

  // Few people and products, so that pairs, repeats and the edges of both windows happen in nearly every run.
  const edges = [0, 1, TREND_DAYS - 1, TREND_DAYS, TREND_DAYS + 1, 2 * TREND_DAYS - 1, 2 * TREND_DAYS].map(
    (days) => addDays(AS_OF, -days),
  );
  const people = fc.array(fc.constantFrom(...SEGMENTS), { minLength: 1, maxLength: 14, size: 'max' });
  const purchases = fc.array(
    fc.record({
      person: fc.nat(),
      product_id: fc.constantFrom(...CATALOGUE.slice(0, -1), LEFT),
      order_date: fc.oneof(
        fc.constantFrom(...edges, '1900-01-01'),
        fc.nat(700).map((days) => addDays(AS_OF, -days)),
      ),
    }),
    { maxLength: 120, size: 'max' },
  );

  test('it counts what SQL counts of the products in the catalogue', async () => {
    let run = 0;
    let pairs = 0;
    await fc.assert(
      fc.asyncProperty(people, purchases, fc.boolean(), fc.nat(), async (segments, bought, isTold, turn) => {
        const orders = bought.map(({ person, ...rest }) => ({
          customer_id: `C${person % segments.length}`,
          ...rest,
        }));
        run += 1;
        const asOf = isTold ? AS_OF : undefined;
        const truth = await storeCounts(join(folder, String(run)), segments, orders, asOf);
        const tally = createTally(CATALOGUE);
        const rows = [
          ...segments.map((segment, index) => () => tally.addCustomer({ ...joined(index), segment })),
          ...orders.map((order) => () => tally.addOrder(order)),
        ];
        for (let at = 0; at < rows.length; at += 1) rows[(at + turn) % rows.length]?.();
        pairs += truth.pairs.length;
        expect(inOrder(tally.counts(asOf))).toEqual(inOrder(known(truth)));
        expect(tally.counts(asOf)).toEqual(tally.counts(asOf));
      }),
      { seed: 42, numRuns: 60 },
    );
    expect(pairs).toBeGreaterThan(50);
  });
});

test('an order of nobody counts for trends, and for no segment', () => {
  const tally = createTally(CATALOGUE);
  tally.addOrder({ customer_id: 'nobody', product_id: 'a', order_date: AS_OF });
  expect(tally.counts()).toEqual({
    asOf: AS_OF,
    customers: 0,
    buyers: [],
    pairs: [],
    trends: [{ product_id: 'a', recent: 1, previous: 0 }],
  });
});

test('nothing at all has the first day of computers as its date, as a store has', () => {
  expect(createTally(CATALOGUE).counts().asOf).toBe('1970-01-01');
});

test('a million orders take little memory', () => {
  const tally = createTally(Array.from({ length: 200 }, (_, index) => `P${index}`));
  const before = process.memoryUsage();
  for (let at = 0; at < 1_000_000; at += 1) {
    tally.addOrder({
      customer_id: `C${at % 100_000}`,
      product_id: `P${(Math.floor(at / 100_000) * 7 + at) % 200}`,
      order_date: addDays(AS_OF, -(at % 400)),
    });
  }
  const { pairs } = tally.counts(AS_OF);
  const after = process.memoryUsage();
  expect(pairs.length).toBeGreaterThan(0);
  expect((after.arrayBuffers - before.arrayBuffers) / 1e6).toBeLessThan(20);
});

type Bought = { customer_id: string; product_id: string; order_date: string };

const joined = (index: number) => ({ customer_id: `C${index}`, join_date: '1900-01-01' });

/** The counts of a store that is opened on such files. */
async function storeCounts(
  folder: string,
  segments: readonly Segment[],
  orders: readonly Bought[],
  asOf: string | undefined,
): Promise<ModelCounts> {
  await mkdir(folder);
  const customers = segments.map((segment, index) => {
    const { customer_id, join_date } = joined(index);
    const spent = orders.filter((order) => order.customer_id === customer_id).length;
    return `${customer_id},N,${customer_id}@shop.example,${segment},,,${join_date},1,morning,,loyal,0,${spent},,,`;
  });
  const rows = orders.map(
    ({ customer_id, order_date, product_id }, at) =>
      `o${at},${customer_id},${order_date},${product_id},x,1,1`,
  );
  await writeFile(join(folder, 'customers.csv'), [CUSTOMERS_HEADER, ...customers, ''].join('\n'));
  await writeFile(join(folder, 'orders.csv'), [ORDERS_HEADER, ...rows, ''].join('\n'));
  if (asOf) await writeFile(join(folder, 'dataset.json'), JSON.stringify({ sample: true, as_of: asOf }));
  const store = await openDuckDb(folder);
  try {
    return await countsOf(store);
  } finally {
    store.close();
  }
}

function known({ buyers, pairs, trends, ...rest }: ModelCounts): ModelCounts {
  const isKnown = (id: string) => id !== LEFT;
  return {
    ...rest,
    buyers: buyers.filter(({ product_id }) => isKnown(product_id)),
    pairs: pairs.filter(({ one, other }) => isKnown(one) && isKnown(other)),
    trends: trends.filter(({ product_id }) => isKnown(product_id)),
  };
}

/** Rows sorted by what they say, because their order means nothing. */
function inOrder({ buyers, pairs, trends, ...rest }: ModelCounts) {
  const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(sortKeys(row))).sort();
  return { ...rest, buyers: sorted(buyers), pairs: sorted(pairs), trends: sorted(trends) };
}

const sortKeys = (row: object) => Object.fromEntries(Object.entries(row).sort());
