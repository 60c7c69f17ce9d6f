import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  cohortUnit,
  isComparable,
  lastCompleteMonth,
  lastDay,
  lengthOf,
  monthNumber,
  monthOf,
  monthsOf,
  noFilter,
  periodBefore,
  usualPeriod,
  wholePeriod,
} from '../../src/analytics/filter.ts';
import { addDays } from '../../src/data/days.ts';

const month = fc
  .record({ year: fc.integer({ min: 1900, max: 2199 }), month: fc.integer({ min: 1, max: 12 }) })
  .map(({ year, month }) => `${year}-${String(month).padStart(2, '0')}`);
const count = fc.integer({ min: -600, max: 600 });
const period = fc
  .record({ from: month, more: fc.nat(60) })
  .map(({ from, more }) => ({ from, to: addMonths(from, more) }));

describe('months', () => {
  it.each([
    ['2026-01', -1, '2025-12'],
    ['2025-12', 1, '2026-01'],
    ['2026-06', -30, '2023-12'],
    ['2026-06', 0, '2026-06'],
  ])('%s and %i more is %s', (from, more, to) => {
    expect(addMonths(from, more)).toBe(to);
  });

  it.each([
    ['2024-02', '2024-02-29'],
    ['2026-02', '2026-02-28'],
    ['2100-02', '2100-02-28'],
    ['2026-12', '2026-12-31'],
    ['2026-06', '2026-06-30'],
  ])('%s ends on %s', (of, day) => {
    expect(lastDay(of)).toBe(day);
  });

  it('there and back is the same month, as many months away', () => {
    fc.assert(
      fc.property(month, count, (from, more) => {
        const to = addMonths(from, more);
        expect(monthNumber(to) - monthNumber(from)).toBe(more);
        expect(addMonths(to, -more)).toBe(from);
      }),
    );
  });

  it('the day after the last is the first of the next month', () => {
    fc.assert(
      fc.property(month, (of) => {
        expect(addDays(lastDay(of), 1)).toBe(`${addMonths(of, 1)}-01`);
        expect(monthOf(lastDay(of))).toBe(of);
      }),
    );
  });
});

describe('periods', () => {
  it('have both of their ends', () => {
    expect(monthsOf({ from: '2025-11', to: '2026-02' })).toEqual([
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
    ]);
    expect(lengthOf({ from: '2025-11', to: '2026-02' })).toBe(4);
    expect(monthsOf({ from: '2025-11', to: '2025-11' })).toEqual(['2025-11']);
  });

  it('follow the one before without a gap, as long as it', () => {
    fc.assert(
      fc.property(period, (now) => {
        const before = periodBefore(now);
        expect(lengthOf(before)).toBe(lengthOf(now));
        expect(addMonths(before.to, 1)).toBe(now.from);
      }),
    );
    expect(periodBefore({ from: '2026-01', to: '2026-03' })).toEqual({ from: '2025-10', to: '2025-12' });
  });

  it('can be compared when the dataset covers the one before', () => {
    const span = { first: '2025-10', asOf: '2026-06-30' };
    expect(isComparable({ from: '2026-01', to: '2026-03' }, span)).toBe(true);
    expect(isComparable({ from: '2026-01', to: '2026-04' }, span)).toBe(false);
  });

  it.each([
    ['2026-06-30', '2026-06'],
    ['2026-06-29', '2026-05'],
    ['2026-01-01', '2025-12'],
    ['2024-02-28', '2024-01'],
    ['2024-02-29', '2024-02'],
  ])('on %s the last month that is over is %s', (asOf, last) => {
    expect(lastCompleteMonth({ first: '2020-01', asOf })).toBe(last);
  });

  it.each([
    ['24 months: the last 12', '2024-07', '2026-06-30', '2025-07', '2026-06'],
    ['24 months, the last not over: 6', '2024-07', '2026-06-29', '2025-12', '2026-05'],
    ['23 months: 6', '2024-08', '2026-06-30', '2026-01', '2026-06'],
    ['12 months: 6', '2025-07', '2026-06-30', '2026-01', '2026-06'],
    ['11 months: 3', '2025-08', '2026-06-30', '2026-04', '2026-06'],
    ['5 months: 1', '2026-02', '2026-06-30', '2026-06', '2026-06'],
    ['2 months: 1', '2026-05', '2026-06-30', '2026-06', '2026-06'],
    ['1 month: everything', '2026-06', '2026-06-30', '2026-06', '2026-06'],
    ['1 month and a part: everything', '2026-05', '2026-06-15', '2026-05', '2026-06'],
    ['a part of a month: everything', '2026-06', '2026-06-15', '2026-06', '2026-06'],
  ])('usually, of %s', (_, first, asOf, from, to) => {
    expect(usualPeriod({ first, asOf })).toEqual({ from, to });
    expect(noFilter({ first, asOf })).toEqual({
      segment: '*',
      behavior: '*',
      city: '*',
      period: { from, to },
    });
  });

  it('that are usual lie in the dataset, and can be compared unless they are the whole', () => {
    fc.assert(
      fc.property(month, fc.nat(60), fc.integer({ min: 1, max: 31 }), (first, more, day) => {
        const last = addMonths(first, more);
        const asOf = [`${last}-${String(day).padStart(2, '0')}`, lastDay(last)].sort()[0] as string;
        const span = { first, asOf };
        const usual = usualPeriod(span);
        const all = wholePeriod(span);
        expect(usual.from >= first && usual.to <= last && usual.from <= usual.to).toBe(true);
        expect(isComparable(usual, span) || JSON.stringify(usual) === JSON.stringify(all)).toBe(true);
      }),
    );
  });
});

describe('cohorts', () => {
  it.each([
    ['2025-01', '2026-06-30', 'month'],
    ['2024-12', '2026-06-30', 'quarter'],
    ['2024-12', '2026-06-01', 'quarter'],
    ['2026-06', '2026-06-01', 'month'],
  ])('from %s to %s are made by %s', (first, asOf, unit) => {
    expect(cohortUnit({ first, asOf })).toBe(unit);
  });
});
