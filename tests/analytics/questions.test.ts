import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUESTIONS } from '../../src/analytics/answers.ts';
import { people } from '../../src/analytics/engagement-value.ts';
import type { CohortUnit, Filter } from '../../src/analytics/filter.ts';
import { ask, parametersOf, type Question } from '../../src/analytics/question.ts';
import { standings } from '../../src/analytics/standings.ts';
import { openDuckDb } from '../../src/store/duckdb.ts';
import type { Store } from '../../src/store/store.ts';
import { temporaryFolder } from '../_sample.ts';
import { AS_OF, QUARTER, TEN_CUSTOMERS } from './_ten-customers.ts';
import { writeDataset } from './_write-dataset.ts';

let folder: string;
let store: Store;
beforeAll(async () => {
  folder = await temporaryFolder();
  await writeDataset(folder, TEN_CUSTOMERS, AS_OF);
  store = await openDuckDb(folder);
});
afterAll(async () => {
  store.close();
  await rm(folder, { recursive: true, force: true });
});

/** Rows as lists of values, in the order of the columns of the schema. */
async function answer<Row>(
  question: Question<Row>,
  filter: Partial<Filter> = {},
  unit: CohortUnit = 'quarter',
): Promise<readonly unknown[][]> {
  const parameters = { ...parametersOf({ ...QUARTER, ...filter }, AS_OF, unit), most: 3 };
  const rows = await ask(store, question, parameters);
  return rows.map((row) => Object.values(row as object));
}

describe('of ten customers, January to March 2026', () => {
  it('key figures: customers, value, engagement, response, known, revenue, orders, repeats', async () => {
    expect(await answer(QUESTIONS.kpis)).toEqual([
      ['now', 9, 127507, 401.999999, 2.408334, 9, 35948, 5, 4],
      ['before', 6, 91409, 297, 0.975001, 6, 3661, 3, 2],
    ]);
    expect(await answer(QUESTIONS.kpis, { segment: 'New' })).toEqual([
      ['now', 2, 99, 4.999999, 1.333333, 2, 99, 1, 0],
      ['before', 0, 0, 0, 0, 0, 0, 0, 0],
    ]);
  });

  it('journey: 365 days ago is too long ago, the day after is not', async () => {
    expect(await answer(QUESTIONS.journey)).toEqual([
      ['all', 10],
      ['active', 7],
      ['returning', 5],
      ['vip', 2],
    ]);
  });

  it('journey: the steps keep their order where they are equal', async () => {
    expect(await answer(QUESTIONS.journey, { segment: 'VIP' })).toEqual([
      ['all', 2],
      ['active', 2],
      ['returning', 2],
      ['vip', 2],
    ]);
    expect(await answer(QUESTIONS.journey, { city: 'Nowhere' })).toEqual([
      ['all', 0],
      ['active', 0],
      ['returning', 0],
      ['vip', 0],
    ]);
  });

  it('mix: customers, engagement, value', async () => {
    expect(await answer(QUESTIONS.mix)).toEqual([
      ['At-Risk', 'bargain_hunter', 1, 39.5, 699],
      ['At-Risk', 'loyal', 2, 40, 700],
      ['New', 'impulse_buyer', 1, 4.999999, 99],
      ['New', 'researcher', 1, 0, 0],
      ['New', 'seasonal', 1, 5, 1200],
      ['Returning', 'bargain_hunter', 1, 100, 1000],
      ['Returning', 'loyal', 1, 55, 3000],
      ['VIP', 'loyal', 1, 90, 22010],
      ['VIP', 'researcher', 1, 72.5, 99999],
    ]);
    expect(await answer(QUESTIONS.mix, { segment: 'VIP', behavior: 'loyal', city: 'Delhi' })).toEqual([]);
  });

  it('lifetime value: bands', async () => {
    expect(await answer(QUESTIONS.lifetimeValue)).toEqual([
      ['At-Risk', 0, 1],
      ['At-Risk', 6, 1],
      ['At-Risk', 7, 1],
      ['New', 0, 1],
      ['New', 1, 1],
      ['New', 8, 1],
      ['Returning', 8, 1],
      ['Returning', 11, 1],
      ['VIP', 16, 1],
      ['VIP', 19, 1],
    ]);
  });

  it('engagement and value: 4.999999 is in the first step, 100 in the last', async () => {
    expect(await answer(QUESTIONS.engagementValue)).toEqual([
      [0, 0, 1],
      [0, 1, 1],
      [1, 8, 1],
      [4, 0, 1],
      [4, 7, 1],
      [7, 6, 1],
      [11, 11, 1],
      [14, 19, 1],
      [18, 16, 1],
      [19, 8, 1],
    ]);
    expect(await answer(people)).toEqual([
      ['VIP', 90, 22010],
      ['VIP', 72.5, 99999],
      ['Returning', 55, 3000],
    ]);
    expect(await answer(people, { segment: 'New' })).toEqual([
      ['New', 4.999999, 99],
      ['New', 5, 1200],
      ['New', 0, 0],
    ]);
  });

  it('segment profile: 90 days ago is not recent, the day after is', async () => {
    expect(await answer(QUESTIONS.segmentProfile)).toEqual([
      ['At-Risk', 3, 79.5, 0.100001, 3, 1399, 4, 0],
      ['New', 3, 9.999999, 1.333333, 3, 1299, 2, 1],
      ['Returning', 2, 155, 0.225, 2, 4000, 4, 1],
      ['VIP', 2, 162.5, 0.75, 2, 122009, 7, 2],
    ]);
  });

  it('categories: gone ones and new ones, none without revenue', async () => {
    expect(await answer(QUESTIONS.categories)).toEqual([
      ['tea', 31844, 2010],
      ['cup', 4005, 1501],
      ['soap', 99, 0],
      ['lamp', 0, 150],
    ]);
    expect(await answer(QUESTIONS.categories, { period: { from: '2026-02', to: '2026-02' } })).toEqual([
      ['cup', 0, 3005],
      ['soap', 0, 99],
      ['tea', 0, 1845],
    ]);
    // An empty city is a city like any other.
    expect(await answer(QUESTIONS.categories, { city: '' })).toEqual([
      ['tea', 850, 0],
      ['lamp', 0, 150],
    ]);
  });

  it('monthly revenue: a month without orders, and the same month a year before', async () => {
    expect(await answer(QUESTIONS.monthlyRevenue)).toEqual([
      ['2026-01', 4949, 3, 0],
      ['2026-02', 0, 0, 0],
      ['2026-03', 30999, 2, 70000],
    ]);
    expect(await answer(QUESTIONS.monthlyRevenue, { city: 'Delhi' })).toEqual([
      ['2026-01', 0, 0, 0],
      ['2026-02', 0, 0, 0],
      ['2026-03', 0, 0, 0],
    ]);
  });

  it('cohorts by quarter', async () => {
    expect(await answer(QUESTIONS.cohorts)).toEqual([
      ['2023-04', 0, 2],
      ['2023-04', 8, 1],
      ['2024-01', 0, 1],
      ['2024-01', 5, 1],
      ['2024-01', 7, 1],
      ['2024-01', 8, 1],
      ['2025-01', 0, 1],
      ['2025-01', 4, 1],
      ['2025-04', 0, 2],
      ['2025-04', 2, 1],
      ['2025-10', 0, 1],
      ['2025-10', 1, 1],
      ['2026-01', 0, 1],
      ['2026-04', 0, 1],
    ]);
  });

  it('cohorts by month', async () => {
    expect(await answer(QUESTIONS.cohorts, { segment: 'At-Risk' }, 'month')).toEqual([
      ['2023-06', 0, 2],
      ['2023-06', 22, 1],
      ['2025-04', 0, 1],
    ]);
    expect(await answer(QUESTIONS.cohorts, { segment: 'VIP' }, 'month')).toEqual([
      ['2024-02', 0, 1],
      ['2024-02', 14, 1],
      ['2024-02', 22, 1],
      ['2024-02', 23, 1],
      ['2024-02', 25, 1],
      ['2025-03', 0, 1],
      ['2025-03', 12, 1],
    ]);
  });

  it('recency and frequency: equal customers have equal scores', async () => {
    expect(await answer(QUESTIONS.rfm)).toEqual([
      [1, 2, 1, 0],
      [2, 2, 1, 699],
      [2, 4, 1, 700],
      [3, 2, 1, 99],
      [3, 4, 1, 3000],
      [4, 4, 2, 100999],
      [5, 2, 1, 1200],
      [5, 5, 1, 22010],
    ]);
  });

  it('recency and frequency: a filter chooses customers, it does not change their scores', async () => {
    expect(await answer(QUESTIONS.rfm, { city: 'Navi, Mumbai' })).toEqual([[2, 2, 1, 699]]);
    expect(await answer(QUESTIONS.rfm, { behavior: 'loyal' })).toEqual([
      [1, 2, 1, 0],
      [2, 4, 1, 700],
      [3, 4, 1, 3000],
      [5, 5, 1, 22010],
    ]);
  });

  it('pain points', async () => {
    expect(await answer(QUESTIONS.painPoints)).toEqual([
      ['At-Risk', 'budget', 2, 3],
      ['At-Risk', 'delivery', 1, 3],
      ['At-Risk', 'trust', 1, 3],
      ['New', 'trust', 1, 3],
      ['Returning', 'time', 1, 2],
      ['VIP', 'budget', 2, 2],
      ['VIP', 'time', 1, 2],
    ]);
  });

  it('contact times', async () => {
    expect(await answer(QUESTIONS.contactTimes)).toEqual([
      // Squares of rates of three decimals: 0.333333 counts as 0.333, a millionth as nothing.
      ['afternoon', 'At-Risk', 2, 0.1, 2, 0.005],
      ['afternoon', 'Returning', 1, 0.1, 1, 0.01],
      ['evening', 'New', 2, 0.333333, 2, 0.110889],
      ['evening', 'VIP', 1, 0.25, 1, 0.0625],
      ['morning', 'At-Risk', 1, 0.000001, 1, 0],
      ['morning', 'New', 1, 1, 1, 1],
      ['morning', 'Returning', 1, 0.125, 1, 0.015625],
      ['morning', 'VIP', 1, 0.5, 1, 0.25],
    ]);
  });

  it('standings: of everybody, whatever the filter', async () => {
    const rows = [
      ['A', 5, 5, 5, 2, 2, 0, 1, 1, 1],
      ['B', 4, 4, 5, 2, 2, 1, 0, 0, 0],
      ['C', 3, 4, 4, 2, 2, 1, 0, 0, 1],
      ['D', 4, 4, 3, 2, 2, 0, 0, 1, 0],
      ['E', 3, 2, 2, 3, 3, 1, 1, 1, 1],
      ['F', 5, 2, 4, 3, 3, 2, 1, 2, 0],
      ['G', 0, 0, 0, 3, 3, 0, 0, 0, 2],
      ['H', 2, 4, 3, 3, 3, 2, 2, 0, 1],
      ['I', 1, 2, 1, 3, 3, 0, 0, 0, 1],
      ['J', 2, 2, 2, 3, 3, 1, 0, 2, 0],
    ];
    expect(await answer(standings)).toEqual(rows);
    expect(await answer(standings, { segment: 'New' })).toEqual(rows);
  });
});
