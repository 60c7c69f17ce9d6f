import { describe, expect, it } from 'vitest';
import { addMonths } from '../../src/analytics/filter.ts';
import type { MonthRow } from '../../src/analytics/monthly-revenue.ts';
import { monthlyRevenue } from '../../src/charts/monthly-revenue.ts';
import { draw, matchesGolden, scopeOf, WIDTHS } from './_gallery.ts';

const rupees = (amount: number) => amount * 100;

const month = (month: string, revenue: number, year_before = 0): MonthRow => ({
  month,
  revenue: rupees(revenue),
  orders: Math.ceil(revenue / 900),
  year_before: rupees(year_before),
});

/** `count` months up to `last`, in waves. */
const months = (count: number, last = '2026-06') =>
  Array.from({ length: count }, (_, at) =>
    month(
      addMonths(last, at - count + 1),
      90_000 + 4_000 * at + Math.round(30_000 * Math.sin(at / 2)),
      80_000 + 4_000 * at,
    ),
  );

const say = (rows: readonly MonthRow[], scope = scopeOf()) => monthlyRevenue.finding(rows, scope);

describe('what it says', () => {
  it('compares with the same months a year before', () => {
    expect(say([month('2026-05', 100, 80), month('2026-06', 140, 120)])).toBe(
      '₹240 in May 2026 – Jun 2026, 20 % more than the same months a year before.',
    );
    expect(say([month('2026-06', 60, 120)])).toBe(
      '₹60 in Jun 2026, 50 % less than the same month a year before.',
    );
    expect(say([month('2026-06', 120, 120)])).toContain(', as much as the same month');
    expect(say([month('2026-06', 12_001, 12_000)])).toContain(', about as much as the same month');
    expect(say([month('2026-06', 500, 100)])).toContain(', 5.0 times as much as the same month');
  });

  it('names the best month where the data does not reach a year further back', () => {
    expect(say([month('2024-05', 100), month('2024-06', 140), month('2024-07', 90)])).toBe(
      '₹330 in May 2024 – Jul 2024; the best month was Jun 2024 with ₹140.',
    );
  });

  it('says ties', () => {
    expect(say([month('2023-10', 140), month('2023-11', 140), month('2023-12', 3)])).toContain(
      'the best months were Oct 2023 and Nov 2023 with ₹140 each',
    );
    expect(say([month('2023-10', 140), month('2023-11', 140)])).toBe(
      '₹280 in Oct 2023 – Nov 2023, ₹140 every month.',
    );
  });

  it('leaves a month that is not over out of the comparison', () => {
    const scope = scopeOf({ span: { first: '2023-07', asOf: '2026-06-17' } });
    expect(say([month('2026-05', 110, 100), month('2026-06', 10, 500)], scope)).toBe(
      '₹120 in May 2026 – Jun 2026 (so far, to 17 Jun); the complete month brought 10 % more than the same month a year before.',
    );
    expect(say([month('2026-06', 10, 500)], scope)).toBe('₹10 in Jun 2026 (so far, to 17 Jun).');
  });

  it('says that there was nothing', () => {
    expect(say([month('2026-06', 0, 70)])).toBe('No revenue in Jun 2026; a year before it was ₹70.');
    expect(say([month('2024-01', 0), month('2024-02', 0)])).toBe('No revenue in Jan 2024 – Feb 2024.');
    expect(say([month('2026-06', 70, 0)])).toBe('₹70 in Jun 2026.');
  });
});

it('has no numbers where there is no data', () => {
  const { body } = monthlyRevenue.table([month('2024-06', 10), month('2024-07', 12, 10)], scopeOf());
  expect(body.map((cells) => cells.map(({ text }) => text))).toEqual([
    ['Jun 2024', '1', '₹10', 'no data', '–'],
    ['Jul 2024', '1', '₹12', '₹10', '+20 %'],
  ]);
  expect(body[0]?.map(({ raw }) => raw)).toEqual(['2024-06', 1, 10, '', '']);
});

it('is empty without any revenue', () => {
  expect(monthlyRevenue.isEmpty([])).toBe(true);
  expect(monthlyRevenue.isEmpty([month('2026-06', 0)])).toBe(true);
  expect(monthlyRevenue.isEmpty([month('2026-06', 0, 5)])).toBe(false);
});

describe.each(WIDTHS)('at %i', (width) => {
  it('draws twelve months', () =>
    matchesGolden(`monthly-revenue-${width}`, draw(monthlyRevenue, months(12), width)));

  it('draws a last month that is not over', () => {
    const scope = scopeOf({ span: { first: '2023-07', asOf: '2026-06-17' } });
    for (const count of [1, 2, 12, 36]) {
      const svg = draw(monthlyRevenue, months(count), width, scope);
      expect(svg).toContain('to 17 Jun');
      expect(svg).toContain('stroke-dasharray');
    }
  });

  it('draws one month and ten years', () => {
    draw(monthlyRevenue, [month('2026-06', 1)], width);
    draw(monthlyRevenue, [month('2026-06', 0, 9)], width);
    const huge = months(120).map((row) => ({ ...row, revenue: row.revenue * 100_000 }));
    draw(monthlyRevenue, huge, width, scopeOf({ span: { first: '2016-07', asOf: '2026-06-30' } }));
  });
});
