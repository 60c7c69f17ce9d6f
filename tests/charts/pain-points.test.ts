import { describe, expect, it } from 'vitest';
import type { PainRow } from '../../src/analytics/pain-points.ts';
import { painPoints } from '../../src/charts/pain-points.ts';
import { draw, matchesGolden, scopeOf, WIDTHS } from './_gallery.ts';
import { larger, painRows } from './_segment-rows.ts';

const row = (segment: PainRow['segment'], pain: PainRow['pain'], customers: number, of = 10): PainRow => ({
  segment,
  pain,
  customers,
  of,
});
const TWENTY = scopeOf({ customers: 20 });

describe('what it says', () => {
  const says = (...rows: PainRow[]) => painPoints.finding(rows, TWENTY);

  it('names the most frequent, and where segments differ most', () => {
    expect(painPoints.finding(painRows, scopeOf())).toBe(
      'Delivery is named most often, by 25 % of customers; the segments differ most on choice overload, from 12 % of VIP to 25 % of New.',
    );
    expect(says(row('VIP', 'time', 5), row('New', 'time', 5), row('New', 'trust', 4))).toBe(
      'Time is named most often, by 50 % of customers; the segments differ most on trust, from 0 % of VIP to 40 % of New.',
    );
  });

  it('counts everybody, also segments that name nothing', () => {
    expect(says(row('VIP', 'time', 5))).toBe('Time is named most often, by 25 % of customers.');
  });

  it('says ties', () => {
    expect(says(row('VIP', 'time', 5), row('VIP', 'trust', 5))).toBe(
      'Time and Trust are named most often, by 25 % of customers each.',
    );
    const four = (['time', 'trust', 'budget', 'choice_overload'] as const).map((pain) => row('New', pain, 1));
    expect(says(...four)).toBe('4 pain points are named equally often, by 5 % of customers each.');
    expect(says(row('VIP', 'time', 5), row('New', 'time', 1), row('VIP', 'trust', 4))).toBe(
      'Time is named most often, by 30 % of customers.',
    );
  });

  it('keeps quiet about small differences', () => {
    expect(says(row('VIP', 'time', 50, 100), row('New', 'time', 51, 100))).not.toContain('differ');
  });
});

it('has every pair in its table, the most frequent first', () => {
  const { head, body } = painPoints.table([row('VIP', 'trust', 2), row('New', 'time', 5)], TWENTY);
  expect(head.map(({ label }) => label)).toEqual([
    'Pain point',
    'Customers',
    'Of all',
    'VIP',
    'Of VIP',
    'New',
    'Of New',
  ]);
  expect(body.map((cells) => cells.map(({ raw }) => raw))).toEqual([
    ['Time', 5, 0.25, 0, 0, 5, 0.5],
    ['Trust', 2, 0.1, 2, 0.2, 0, 0],
  ]);
});

describe.each(WIDTHS)('at %i', (width) => {
  it('draws a shop', () => matchesGolden(`pain-points-${width}`, draw(painPoints, painRows, width)));
  it('draws one customer and a million', () => {
    draw(painPoints, [row('At-Risk', 'sustainability', 1, 1)], width, scopeOf({ customers: 1 }));
    draw(painPoints, larger(painRows, 1000), width, scopeOf({ customers: 1_000_000 }));
    const all = painRows.map((each) => ({ ...each, customers: each.of }));
    draw(painPoints, all, width);
  });
});
