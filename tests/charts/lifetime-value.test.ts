import { describe, expect, it } from 'vitest';
import type { LifetimeValueRow } from '../../src/analytics/lifetime-value.ts';
import { lifetimeValue } from '../../src/charts/lifetime-value.ts';
import { draw, matchesGolden, scopeOf, WIDTHS } from './_gallery.ts';
import { larger, lifetimeValueRows } from './_segment-rows.ts';

const row = (segment: LifetimeValueRow['segment'], band: number, customers: number): LifetimeValueRow => ({
  segment,
  band,
  customers,
});

describe('what it says', () => {
  const says = (...rows: LifetimeValueRow[]) => lifetimeValue.finding(rows, scopeOf());

  it('compares the highest median with the lowest', () => {
    expect(lifetimeValue.finding(lifetimeValueRows, scopeOf())).toBe(
      'The median VIP customer has spent ₹10K–₹15K, the median New customer ₹700–₹1K.',
    );
    expect(says(row('VIP', 20, 1), row('Returning', 20, 4), row('New', 0, 3), row('New', 20, 2))).toBe(
      'The median VIP and Returning customer has spent ₹1K–₹1.5K, the median New customer nothing yet.',
    );
  });

  it('says when all are alike', () => {
    expect(says(row('VIP', 20, 1), row('New', 20, 4))).toBe(
      'In every segment the median customer has spent ₹1K–₹1.5K.',
    );
  });

  it('says when there is one segment, or one customer', () => {
    expect(says(row('New', 1, 3), row('New', 20, 2))).toBe('The median New customer has spent less than ₹1.');
    expect(says(row('New', 0, 1))).toBe('The only customer, New, has spent nothing yet.');
  });
});

it('has every band in its table, with its edges', () => {
  const { body } = lifetimeValue.table([row('VIP', 20, 3), row('VIP', 21, 1), row('New', 0, 2)], scopeOf());
  expect(body.map((cells) => cells.map(({ raw }) => raw))).toEqual([
    ['VIP', 1000, 1500, 3, 0.75],
    ['VIP', 1500, 2000, 1, 0.25],
    ['New', 0, 0.01, 2, 1],
  ]);
});

it('sets apart who has spent nothing', () => {
  expect(draw(lifetimeValue, [row('New', 0, 2), row('New', 20, 2)], 544)).toContain('nothing');
  expect(draw(lifetimeValue, lifetimeValueRows, 544)).not.toContain('nothing');
});

describe.each(WIDTHS)('at %i', (width) => {
  it('draws a shop', () =>
    matchesGolden(`lifetime-value-${width}`, draw(lifetimeValue, lifetimeValueRows, width)));
  it('draws one customer, nothing spent, all bands, a million', () => {
    draw(lifetimeValue, [row('Returning', 22, 1)], width);
    draw(lifetimeValue, [row('Returning', 1, 1)], width);
    draw(lifetimeValue, [row('Returning', 0, 1), row('At-Risk', 0, 9)], width);
    const wide = Array.from({ length: 60 }, (_, band) => row('At-Risk', band, 1_000_000));
    draw(lifetimeValue, [...wide, row('VIP', 59, 1), row('New', 0, 1)], width);
    draw(lifetimeValue, larger(lifetimeValueRows, 1000), width);
  });
});
