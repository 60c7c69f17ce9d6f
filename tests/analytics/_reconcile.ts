import { expect, it, type TestContext } from 'vitest';
import { answersOf, type StoredAnswers, spanOf } from '../../src/analytics/answers.ts';
import {
  cohortUnit,
  EVERYBODY,
  type Filter,
  noFilter,
  type Period,
  periodBefore,
  wholePeriod,
} from '../../src/analytics/filter.ts';
import { type KpiRow, kpis } from '../../src/analytics/kpis.ts';
import type { PainRow } from '../../src/analytics/pain-points.ts';
import { ask, parametersOf } from '../../src/analytics/question.ts';
import { standings } from '../../src/analytics/standings.ts';
import { BEHAVIORS, SEGMENTS } from '../../src/data/vocabulary.ts';
import type { Store } from '../../src/store/store.ts';

/** The columns that say what a row is about; the others are added up. */
const KEYS: { readonly [Name in keyof StoredAnswers]: readonly string[] } = {
  kpis: ['period'],
  journey: ['step'],
  mix: ['segment', 'behavior'],
  lifetimeValue: ['segment', 'band'],
  engagementValue: ['step', 'band'],
  segmentProfile: ['segment'],
  categories: ['category'],
  monthlyRevenue: ['month'],
  cohorts: ['cohort', 'age'],
  rfm: ['recency', 'frequency'],
  painPoints: ['segment', 'pain'],
  contactTimes: ['time', 'segment'],
};

type Row = Readonly<Record<string, unknown>>;

/** The laws between the figures, for any dataset. `open` may skip the test. */
export function itReconciles(open: (context: TestContext) => Store): void {
  it('revenue: by category = by month = key figure = lifetime values, to the last unit', async (context) => {
    const store = open(context);
    const all = await whole(store);
    const revenue = sum(all.categories, 'revenue');
    expect(revenue).toBeGreaterThan(0);
    expect(sum(all.monthlyRevenue, 'revenue')).toBe(revenue);
    expect(sum(all.mix, 'value')).toBe(revenue);
    expect(sum(all.segmentProfile, 'value')).toBe(revenue);
    expect(sum(all.rfm, 'value')).toBe(revenue);
    expect(all.kpis[0]).toMatchObject({ revenue, value: revenue });
    const [row] = await store.query<{ paid: number; spent: number }>(
      `SELECT CAST((SELECT sum(amount) * 100 FROM orders) AS DOUBLE PRECISION) AS paid,
         CAST((SELECT sum(lifetime_value) * 100 FROM customers) AS DOUBLE PRECISION) AS spent`,
    );
    expect(row).toEqual({ paid: revenue, spent: revenue });
  });

  it('customers: every figure counts the same people', async (context) => {
    const store = open(context);
    const all = await whole(store);
    const { customers } = store.facts;
    const figures = [all.mix, all.segmentProfile, all.lifetimeValue, all.engagementValue, all.contactTimes];
    for (const rows of figures) expect(sum(rows, 'customers')).toBe(customers);
    expect(all.kpis[0]?.customers).toBe(customers);
    expect(all.journey[0]).toEqual({ step: 'all', customers });
    const bySegment = Object.fromEntries(all.segmentProfile.map((row) => [row.segment, row.customers]));
    for (const rows of [all.mix, all.lifetimeValue, all.contactTimes]) {
      for (const row of added(rows, ['segment']))
        expect(row.customers).toBe(bySegment[row.segment as string]);
    }
    for (const row of all.painPoints) {
      expect(row.of).toBe(bySegment[row.segment]);
      expect(row.customers).toBeLessThanOrEqual(row.of);
    }
  });

  it('journey: no step grows', async (context) => {
    const { journey } = await whole(open(context));
    const counts = journey.map(({ customers }) => customers);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
  });

  it('orders: by month = by segment = key figure; the first ones are not repeats', async (context) => {
    const all = await whole(open(context));
    const orders = sum(all.monthlyRevenue, 'orders');
    const buyers = sum(
      all.cohorts.filter(({ age }) => age === 0),
      'customers',
    );
    expect(sum(all.segmentProfile, 'orders')).toBe(orders);
    expect(all.kpis[0]).toMatchObject({ orders, repeats: orders - buyers });
    expect(sum(all.rfm, 'customers')).toBe(buyers);
  });

  it('cohorts: each begins with the new buyers of its months, and never grows', async (context) => {
    const store = open(context);
    const span = await spanOf(store);
    const all = await whole(store);
    for (const { cohort, customers } of all.cohorts.filter(({ age }) => age === 0)) {
      const [year, month] = cohort.split('-').map(Number) as [number, number];
      const last = `${year}-${`${cohortUnit(span) === 'month' ? month : month + 2}`.padStart(2, '0')}`;
      const filter = { ...EVERYBODY, period: { from: cohort, to: last } };
      const [now] = await ask(store, kpis, parametersOf(filter, span.asOf, cohortUnit(span)));
      expect([cohort, (now as KpiRow).orders - (now as KpiRow).repeats]).toEqual([cohort, customers]);
      for (const later of all.cohorts.filter((row) => row.cohort === cohort)) {
        expect(later.customers).toBeLessThanOrEqual(customers);
      }
    }
  });

  it('the usual period: what is compared is the answer of the period before', async (context) => {
    const store = open(context);
    const { period } = noFilter(await spanOf(store));
    const now = await under(store, period);
    const before = await under(store, periodBefore(period));
    expect(now.kpis[1]).toEqual({ ...before.kpis[0], period: 'before' });
    for (const { kpis, categories, monthlyRevenue } of [now, before]) {
      expect(sum(categories, 'revenue')).toBe(kpis[0]?.revenue);
      expect(sum(categories, 'before')).toBe(kpis[1]?.revenue);
      expect(sum(monthlyRevenue, 'revenue')).toBe(kpis[0]?.revenue);
      expect(sum(monthlyRevenue, 'orders')).toBe(kpis[0]?.orders);
    }
  });

  it('monthly revenue: the year before is what that month says itself', async (context) => {
    const { monthlyRevenue } = await whole(open(context));
    monthlyRevenue.slice(12).forEach((row, at) => {
      expect([row.month, row.year_before]).toEqual([row.month, monthlyRevenue[at]?.revenue]);
    });
    for (const { year_before } of monthlyRevenue.slice(0, 12)) expect(year_before).toBe(0);
  });

  it('standings: the same scores as the grid, for everybody', async (context) => {
    const store = open(context);
    const rows = await ask(store, standings, {});
    expect(rows).toHaveLength(store.facts.customers);
    const { rfm } = await whole(store);
    const cells = added(
      rows
        .filter(({ recency }) => recency > 0)
        .map(({ recency, frequency }) => ({ recency, frequency, customers: 1 })),
      ['recency', 'frequency'],
    );
    expect(cells).toEqual(
      rfm.map(({ recency, frequency, customers }) => ({ recency, frequency, customers })),
    );
  });

  it.for([
    ['segment', SEGMENTS],
    ['behavior', BEHAVIORS],
  ] as const)('no filter = every %s together', async ([field, values], context) => {
    const store = open(context);
    const filter = noFilter(await spanOf(store));
    const all = await answersUnder(store, filter);
    const parts = await Promise.all(
      values.map((value) => answersUnder(store, { ...filter, [field]: value })),
    );
    for (const name of Object.keys(KEYS) as (keyof StoredAnswers)[]) {
      const rowsOf = (answers: StoredAnswers): readonly Row[] =>
        name === 'painPoints' ? answers[name].map(withoutOf) : answers[name];
      expect([name, added(parts.flatMap(rowsOf), KEYS[name])]).toEqual([
        name,
        added(rowsOf(all), KEYS[name]),
      ]);
    }
  });
}

/** A pair of segment and pain that nobody has is absent, and with it everybody in the segment. */
const withoutOf = ({ segment, pain, customers }: PainRow) => ({ segment, pain, customers });

const answersUnder = async (store: Store, filter: Filter) => answersOf(store, filter, await spanOf(store));
const under = (store: Store, period: Period) => answersUnder(store, { ...EVERYBODY, period });
const whole = async (store: Store) => under(store, wholePeriod(await spanOf(store)));

function sum<Column extends string>(
  rows: readonly Readonly<Record<Column, number>>[],
  column: Column,
): number {
  return rows.reduce((total, row) => total + row[column], 0);
}

/** Rows with equal keys added up, in the order of the keys; sums of scores are rounded to their six decimals. */
function added(rows: readonly Row[], keys: readonly string[]): readonly Row[] {
  const byKey = new Map<string, Record<string, unknown>>();
  for (const row of rows) {
    const name = keys.map((key) => String(row[key]).padStart(4)).join('\n');
    const total = byKey.get(name) ?? {};
    for (const [column, value] of Object.entries(row)) {
      const isKey = keys.includes(column);
      if (isKey) total[column] = value;
      else if (typeof value === 'number') {
        total[column] = Math.round((Number(total[column] ?? 0) + value) * 1e6) / 1e6;
      }
    }
    byKey.set(name, total);
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
