import { describe, expect, it } from 'vitest';
import type { MixRow } from '../../src/analytics/mix.ts';
import { mix } from '../../src/charts/mix.ts';
import { draw, matchesGolden, scopeOf, WIDTHS } from './_gallery.ts';
import { larger, mixRows } from './_segment-rows.ts';

const row = (segment: MixRow['segment'], customers: number, value: number): MixRow => ({
  segment,
  behavior: 'loyal',
  customers,
  engagement: 50 * customers,
  value,
});

describe('what it says', () => {
  const says = (...rows: MixRow[]) => mix.finding(rows, scopeOf());

  it('names the segment whose share of value is farthest from its share of customers', () => {
    expect(mix.finding(mixRows, scopeOf())).toBe('VIP are 12 % of customers and 35 % of the lifetime value.');
    expect(says(row('New', 90, 100), row('VIP', 10, 900))).toBe(
      'VIP are 10 % of customers and 90 % of the lifetime value.',
    );
  });

  it('says when there is no difference', () => {
    expect(says(row('VIP', 1, 5), row('New', 2, 10))).toBe(
      'Every segment has about the share of the lifetime value that it has of customers.',
    );
  });

  it('says when nobody has spent anything', () => {
    expect(says(row('VIP', 1, 0), row('New', 3, 0))).toBe(
      'Nobody has spent anything yet; New are 75 % of customers.',
    );
  });

  it('says when there is one segment', () => {
    expect(says(row('VIP', 1, 5))).toBe('All of them are in the segment VIP: 1 customer.');
    expect(says(row('VIP', 1200, 0))).toBe('All of them are in the segment VIP: 1,200 customers.');
  });
});

it('has every pair and every segment in its table', () => {
  const { head, body } = mix.table([row('New', 3, 100), row('VIP', 1, 300)], scopeOf());
  expect(head.map(({ label }) => label)).toEqual([
    'Segment',
    'Behaviour',
    'Customers',
    'Of the segment',
    'Of all customers',
    'Lifetime value',
    'Of all lifetime value',
  ]);
  expect(body.map((cells) => cells.map(({ raw }) => raw))).toEqual([
    ['VIP', 'All', 1, 1, 0.25, 3, 0.75],
    ['VIP', 'Loyal', 1, 1, 0.25, 3, 0.75],
    ['New', 'All', 3, 1, 0.75, 1, 0.25],
    ['New', 'Loyal', 3, 1, 0.75, 1, 0.25],
  ]);
  expect(mix.table(mixRows, scopeOf()).body).toHaveLength(24);
});

it('is empty without customers, and does not mind the order of rows', () => {
  expect(mix.isEmpty([])).toBe(true);
  expect(draw(mix, [...mixRows].reverse(), 544)).toBe(draw(mix, mixRows, 544));
});

describe.each(WIDTHS)('at %i', (width) => {
  it('draws a shop', () => matchesGolden(`mix-${width}`, draw(mix, mixRows, width)));
  it('draws one customer, nothing spent, a million', () => {
    draw(mix, [row('Returning', 1, 0)], width);
    draw(mix, [row('Returning', 1, 0), row('At-Risk', 1, 0)], width);
    draw(mix, larger(mixRows, 1000), width);
  });
});
