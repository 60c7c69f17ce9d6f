import { describe, expect, it } from 'vitest';
import { type JourneyRow, STEPS } from '../../src/analytics/journey.ts';
import { journey } from '../../src/charts/journey.ts';
import type { Segment } from '../../src/data/vocabulary.ts';
import { draw, matchesGolden, scopeOf, WIDTHS } from './_gallery.ts';

const rowsOf = (...customers: readonly number[]): readonly JourneyRow[] =>
  STEPS.map((step, at) => ({ step, customers: customers[at] as number }));
const says = (...customers: readonly number[]) => journey.finding(rowsOf(...customers), scopeOf());

describe('what it says', () => {
  it('names the narrowest step', () => {
    expect(says(1000, 791, 562, 120)).toBe(
      '56 % of all customers are active and have come back; the narrowest step is to VIP, which 21 % of those before it reach.',
    );
    expect(says(1000, 100, 90, 80)).toBe(
      '9 % of all customers are active and have come back; the narrowest step is to Active, which 10 % of those before it reach.',
    );
  });

  it('says where the journey ends', () => {
    expect(says(10, 0, 0, 0)).toBe('Nobody has ordered in the 365 days that end with the analysis date.');
    expect(says(10, 4, 0, 0)).toBe('40 % of all customers are active, and none of them has come back yet.');
    expect(says(10, 4, 2, 0)).toBe(
      '20 % of all customers are active and have come back; none of them is VIP.',
    );
    expect(says(7, 7, 7, 7)).toBe(
      '100 % of all customers are active and have come back, and every one of them is VIP.',
    );
  });

  it('speaks of the chosen ones under a filter, and of no step that they cannot reach', () => {
    const under = (segment: Segment, ...customers: readonly number[]) =>
      journey.finding(
        rowsOf(...customers),
        scopeOf({
          filter: { segment, behavior: '*', city: '*', period: { from: '2025-07', to: '2026-06' } },
        }),
      );
    expect(under('New', 10, 10, 5, 0)).toBe('50 % of these customers are active and have come back.');
    expect(under('VIP', 10, 10, 5, 5)).toBe(
      '50 % of these customers are active and have come back; 100 % are active.',
    );
  });

  it('never says that all have what almost all have', () => {
    expect(says(100_000, 99_990, 99_990, 1)).toMatch(/^>99 % of all customers/);
  });
});

it('has the steps as its numbers, as shares of the first and of the one before', () => {
  expect(
    journey.table(rowsOf(200, 100, 50, 10), scopeOf()).body.map((row) => row.map(({ raw }) => raw)),
  ).toEqual([
    ['All customers', 200, 1, 1],
    ['Active', 100, 0.5, 0.5],
    ['Returning', 50, 0.25, 0.5],
    ['VIP', 10, 0.05, 0.2],
  ]);
});

it('is empty without customers', () => {
  expect(journey.isEmpty(rowsOf(0, 0, 0, 0))).toBe(true);
  expect(journey.isEmpty(rowsOf(1, 0, 0, 0))).toBe(false);
});

describe.each(WIDTHS)('at %i', (width) => {
  it('draws a shop', async () => {
    await matchesGolden(`journey-${width}`, draw(journey, rowsOf(1000, 791, 562, 120), width));
  });

  it('draws one customer, and a million', () => {
    draw(journey, rowsOf(1, 0, 0, 0), width);
    draw(journey, rowsOf(12_345_678, 12_345_677, 9_999_999, 1), width);
  });
});
