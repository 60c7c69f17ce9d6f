import { describe, expect, it } from 'vitest';
import type { MixRow } from '../../src/analytics/mix.ts';
import { engagement } from '../../src/charts/engagement.ts';
import { draw, matchesGolden, scopeOf, WIDTHS } from './_gallery.ts';
import { larger, mixRows } from './_segment-rows.ts';

const row = (
  segment: MixRow['segment'],
  behavior: MixRow['behavior'],
  mean: number,
  customers = 10,
): MixRow => ({
  segment,
  behavior,
  customers,
  engagement: mean * customers,
  value: 0,
});

describe('what it says', () => {
  const says = (...rows: MixRow[]) => engagement.finding(rows, scopeOf());

  it('names the most and the least engaged', () => {
    expect(engagement.finding(mixRows, scopeOf())).toBe(
      'Most engaged are VIP seasonal buyers, at 79.1 of 100; least At-Risk researchers, at 38.6.',
    );
  });

  it('says nothing of scores that are all zero', () => {
    expect(engagement.isEmpty([row('New', 'loyal', 0), row('VIP', 'loyal', 0)])).toBe(true);
    expect(engagement.isEmpty([row('New', 'loyal', 0), row('VIP', 'loyal', 1)])).toBe(false);
  });

  it('says ties, as they are printed', () => {
    expect(
      says(
        row('VIP', 'loyal', 70.04),
        row('New', 'loyal', 69.96),
        row('New', 'seasonal', 12),
        row('VIP', 'researcher', 50),
      ),
    ).toBe(
      'Most engaged are VIP loyal customers and New loyal customers, at 70.0 of 100; least New seasonal buyers, at 12.0.',
    );
    const alike = (['loyal', 'seasonal', 'researcher', 'bargain_hunter'] as const).map((each) =>
      row('VIP', each, 8),
    );
    expect(says(...alike)).toBe('All 4 groups are equally engaged: 8.0 of 100.');
    expect(says(...alike, row('New', 'loyal', 9))).toBe(
      'Most engaged are New loyal customers, at 9.0 of 100; least 4 groups, at 8.0.',
    );
  });

  it('does not crown a few', () => {
    expect(says(row('VIP', 'loyal', 90, 9), row('New', 'loyal', 70), row('New', 'seasonal', 60))).toBe(
      'Of the groups of 10 customers or more, most engaged are New loyal customers, at 70.0 of 100; least New seasonal buyers, at 60.0.',
    );
    expect(says(row('VIP', 'loyal', 90, 9), row('New', 'loyal', 70))).toBe(
      'Too few customers in each group to compare: fewer than 10.',
    );
  });

  it('says when there is one group', () => {
    expect(says(row('VIP', 'impulse_buyer', 0, 1))).toBe(
      'VIP impulse buyers have a mean engagement of 0.0 of 100.',
    );
  });
});

it('has every pair in its table, the numbers as they are', () => {
  const { body } = engagement.table([row('New', 'loyal', 40.25), row('VIP', 'seasonal', 80, 1)], scopeOf());
  expect(body.map((cells) => cells.map(({ raw }) => raw))).toEqual([
    ['VIP', 'Seasonal', 1, 80],
    ['New', 'Loyal', 10, 40.25],
  ]);
  expect(engagement.table(mixRows, scopeOf()).body).toHaveLength(20);
});

it('draws pairs that nobody is in as empty', () => {
  const svg = draw(engagement, [row('VIP', 'loyal', 70), row('New', 'seasonal', 20)], 544);
  expect(svg.match(/>none</g)).toHaveLength(2);
});

describe.each(WIDTHS)('at %i', (width) => {
  it('draws a shop', () => matchesGolden(`engagement-${width}`, draw(engagement, mixRows, width)));
  it('draws one customer and a million', () => {
    draw(engagement, [row('Returning', 'bargain_hunter', 100, 1)], width);
    draw(engagement, larger(mixRows, 1000), width);
  });
});
