import { describe, expect, it } from 'vitest';
import type { CohortRow } from '../../src/analytics/cohorts.ts';
import { addMonths, monthNumber } from '../../src/analytics/filter.ts';
import { cohorts } from '../../src/charts/cohorts.ts';
import { draw, matchesGolden, scopeOf, WIDTHS } from './_gallery.ts';

/** One cohort from its counts by age; 0 is left out, as the store does. */
const cohort = (month: string, ...counts: readonly number[]): CohortRow[] =>
  counts.flatMap((customers, age) => (customers > 0 ? [{ cohort: month, age, customers }] : []));

const HALF_YEAR = [
  ...cohort('2025-07', 100, 30, 20, 25),
  ...cohort('2025-10', 50, 10, 0),
  ...cohort('2026-01', 80, 16),
  ...cohort('2026-04', 40),
];

/** Quarters since the first month, each a little worse than the one before. */
const many = (first: string, unit: 1 | 3): CohortRow[] => {
  const count = Math.floor((monthNumber('2026-06') - monthNumber(first)) / unit) + 1;
  return Array.from({ length: count }, (_, at) =>
    cohort(
      addMonths(first, at * unit),
      ...Array.from({ length: count - at }, (_, age) =>
        age === 0 ? 12_345 : Math.floor(5000 / (age + (at % 4))),
      ),
    ),
  ).flat();
};

describe('what it says', () => {
  it('looks at the last cohort that had a whole quarter to come back', () => {
    expect(cohorts.finding(HALF_YEAR, scopeOf())).toBe(
      'Of 80 customers who first bought in Q1 2026, 20 % bought again in the next quarter; the average over all cohorts is 24 %.',
    );
  });

  it('leaves out a quarter that is not over', () => {
    const scope = scopeOf({ span: { first: '2023-07', asOf: '2026-06-17' } });
    expect(cohorts.finding(HALF_YEAR, scope)).toBe(
      'Of 50 customers who first bought in Q4 2025, 20 % bought again in the next quarter; the average over all cohorts is 27 %.',
    );
  });

  it('speaks of one cohort, one customer, nobody', () => {
    expect(cohorts.finding(cohort('2026-01', 8, 2), scopeOf())).toBe(
      'Of 8 customers who first bought in Q1 2026, 2 bought again in the next quarter.',
    );
    expect(cohorts.finding(cohort('2026-01', 8), scopeOf())).toContain(
      'Q1 2026, nobody bought again in the next',
    );
    expect(cohorts.finding(cohort('2026-01', 1), scopeOf())).toBe(
      'The one customer who first bought in Q1 2026 did not buy again in the next quarter.',
    );
    expect(cohorts.finding(cohort('2026-04', 1), scopeOf())).toBe(
      '1 customer has bought; no whole quarter has passed yet in which they could have come back.',
    );
    expect(cohorts.isEmpty([])).toBe(true);
  });

  it('knows months', () => {
    const scope = scopeOf({ unit: 'month', span: { first: '2025-12', asOf: '2026-06-30' } });
    expect(cohorts.finding(cohort('2026-05', 10, 3), scope)).toBe(
      'Of 10 customers who first bought in May 2026, 3 bought again in the next month.',
    );
  });
});

it('has 0 % where nobody came back, nothing in the future, and says what is not over', () => {
  const scope = scopeOf({ span: { first: '2023-07', asOf: '2026-06-17' } });
  const { head, body } = cohorts.table(HALF_YEAR, scope);
  expect(head.map(({ label }) => label)).toEqual([
    'First order',
    'Customers',
    'Quarter 1',
    'Quarter 2',
    'Quarter 3',
  ]);
  expect(body.map((cells) => cells.map(({ text }) => text))).toEqual([
    ['Q3 2025', '100', '30 %', '20 %', '25 % so far'],
    ['Q4 2025', '50', '20 %', '0 % so far', ''],
    ['Q1 2026', '80', '20 % so far', '', ''],
    ['Q2 2026', '40', '', '', ''],
    ['All', '270', '27 %', '20 %', ''],
  ]);
});

describe.each(WIDTHS)('at %i', (width) => {
  it('draws three years of quarters', () =>
    matchesGolden(`cohorts-${width}`, draw(cohorts, many('2023-07', 3), width)));

  it('draws eighteen months, the last not over', () => {
    const scope = scopeOf({ unit: 'month', span: { first: '2025-01', asOf: '2026-06-17' } });
    const svg = draw(cohorts, many('2025-01', 1), width, scope);
    expect(svg).toContain('a month that is not over');
    expect(svg).toContain(width < 440 ? 'The last 7 of 18' : 'The last 16 of 18');
  });

  it('draws one cohort and thirty years', () => {
    draw(cohorts, cohort('2026-04', 1), width);
    draw(cohorts, cohort('2026-01', 1, 1), width);
    draw(cohorts, many('1996-07', 3), width, scopeOf({ span: { first: '1996-07', asOf: '2026-06-30' } }));
  });
});
