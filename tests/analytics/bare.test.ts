import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answersOf, type StoredAnswers, spanOf } from '../../src/analytics/answers.ts';
import { people } from '../../src/analytics/engagement-value.ts';
import { cohortUnit, lastCompleteMonth, noFilter } from '../../src/analytics/filter.ts';
import { ask, parametersOf } from '../../src/analytics/question.ts';
import { standings } from '../../src/analytics/standings.ts';
import type { Day } from '../../src/data/days.ts';
import { openDuckDb } from '../../src/store/duckdb.ts';
import type { Store } from '../../src/store/store.ts';
import { temporaryFolder } from '../_sample.ts';
import { type Buyer, writeDataset } from './_write-dataset.ts';

let root: string;
let count = 0;
beforeAll(async () => {
  root = await temporaryFolder();
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function opened(buyers: readonly Buyer[], asOf?: Day): Promise<Store> {
  const folder = join(root, String(count++));
  await writeDataset(folder, buyers, asOf);
  return openDuckDb(folder);
}

async function everything(store: Store) {
  const span = await spanOf(store);
  const filter = noFilter(span);
  const parameters = { ...parametersOf(filter, span.asOf, cohortUnit(span)), most: 10 };
  return {
    ...(await answersOf(store, filter, span)),
    people: await ask(store, people, parameters),
    standings: await ask(store, standings, parameters),
  };
}

const NOTHING = {
  customers: 0,
  value: 0,
  engagement: 0,
  response: 0,
  known: 0,
  revenue: 0,
  orders: 0,
  repeats: 0,
};
const NO_STEPS = ['all', 'active', 'returning', 'vip'].map((step) => ({ step, customers: 0 }));

describe('every question has an answer for', () => {
  it.each([undefined, '2026-06-30'])('files that hold only headers, as of %s', async (asOf) => {
    const store = await opened([], asOf);
    const { kpis, journey, monthlyRevenue, ...others } = await everything(store);
    expect(kpis).toEqual([
      { period: 'now', ...NOTHING },
      { period: 'before', ...NOTHING },
    ]);
    expect(journey).toEqual(NO_STEPS);
    const month = (asOf ?? '1970-01-01').slice(0, 7);
    expect(monthlyRevenue).toEqual([{ month, revenue: 0, orders: 0, year_before: 0 }]);
    for (const [name, rows] of Object.entries(others)) expect([name, rows]).toEqual([name, []]);
    store.close();
  });

  it('customers without a single order', async () => {
    const ids = ['a', 'b', 'c'];
    const store = await opened(
      ids.map((customer_id) => ({ customer_id, join_date: '2026-05-10', bought: [] })),
      '2026-06-15',
    );
    const answers = await everything(store);
    // May is the last month that is over, and the first: nothing to compare with.
    expect(answers.monthlyRevenue.map(({ month }) => month)).toEqual(['2026-05', '2026-06']);
    const seen = { ...NOTHING, customers: 3, engagement: 150, response: 1.5, known: 3 };
    expect(answers).toMatchObject<Partial<Record<keyof StoredAnswers | 'people' | 'standings', unknown>>>({
      kpis: [
        { period: 'now', ...seen },
        { period: 'before', ...NOTHING },
      ],
      journey: NO_STEPS.map((row) => (row.step === 'all' ? { ...row, customers: 3 } : row)),
      mix: [{ segment: 'Returning', behavior: 'loyal', customers: 3, engagement: 150, value: 0 }],
      lifetimeValue: [{ segment: 'Returning', band: 0, customers: 3 }],
      engagementValue: [{ step: 10, band: 0, customers: 3 }],
      segmentProfile: [{ segment: 'Returning', customers: 3, value: 0, orders: 0, recent: 0 }],
      categories: [],
      cohorts: [],
      rfm: [],
      painPoints: [],
      contactTimes: [
        { time: 'morning', segment: 'Returning', customers: 3, response: 1.5, known: 3, squares: 0.75 },
      ],
    });
    expect(answers.people).toHaveLength(3);
    expect(
      answers.standings.map(({ customer_id, recency, value_above }) => [customer_id, recency, value_above]),
    ).toEqual(ids.map((id) => [id, 0, 0]));
    store.close();
  });

  it('one customer with one free order', async () => {
    const store = await opened([
      { customer_id: 'a', bought: [{ on: '2026-05-31', category: 'tea', amount: 0 }] },
    ]);
    const answers = await everything(store);
    expect(answers.rfm).toEqual([{ recency: 5, frequency: 5, customers: 1, value: 0 }]);
    expect(answers.categories).toEqual([]);
    expect(answers.cohorts).toEqual([{ cohort: '2026-05', age: 0, customers: 1 }]);
    expect(answers.lifetimeValue).toEqual([{ segment: 'Returning', band: 0, customers: 1 }]);
    store.close();
  });
});

describe('an analysis date in the middle of a month', () => {
  it('leaves that month out of the usual period, and in the whole', async () => {
    const bought = ['2026-03-05', '2026-04-05', '2026-05-05', '2026-06-05'].map((on, at) => ({
      on,
      category: 'tea',
      amount: 10 ** at,
    }));
    const store = await opened([{ customer_id: 'a', bought }], '2026-06-15');
    const span = await spanOf(store);
    expect(span).toEqual({ first: '2026-03', asOf: '2026-06-15' });
    expect(lastCompleteMonth(span)).toBe('2026-05');
    const { kpis, monthlyRevenue } = await everything(store);
    expect(kpis.map(({ period, revenue, value }) => [period, revenue, value])).toEqual([
      ['now', 100, 111],
      ['before', 10, 11],
    ]);
    expect(monthlyRevenue).toEqual([{ month: '2026-05', revenue: 100, orders: 1, year_before: 0 }]);
    const june = { ...noFilter(span), period: { from: '2026-06', to: '2026-06' } };
    expect((await answersOf(store, june, span)).kpis[0]).toMatchObject({ revenue: 1000, value: 1111 });
    store.close();
  });
});
