import { describe, expect, it } from 'vitest';
import type { CategoryRow } from '../../src/analytics/categories.ts';
import { categories } from '../../src/charts/categories.ts';
import { draw, LONG_NAME, matchesGolden, scopeOf, WIDTHS } from './_gallery.ts';

const row = (category: string, revenue: number, before = 0): CategoryRow => ({
  category,
  revenue: revenue * 100,
  before: before * 100,
});
const ROWS = [row('kitchen', 4200, 2900), row('home_decor', 4000, 4400), row('garden', 1800, 1800)];
const ALONE = scopeOf({ isComparable: false });

describe('what it says', () => {
  it('names the category that brings the most, and what moved', () => {
    expect(categories.finding(ROWS, scopeOf())).toBe(
      'Kitchen brings the most: ₹4,200, 42 % of the revenue. Against the period before, Kitchen gained most, ₹1,300, and Home decor lost most, ₹400.',
    );
    expect(categories.finding(ROWS, ALONE)).toBe('Kitchen brings the most: ₹4,200, 42 % of the revenue.');
  });

  it('says ties', () => {
    expect(categories.finding([row('garden', 5), row('kitchen', 5)], ALONE)).toBe(
      'Garden and Kitchen bring the most, 50 % of the revenue each.',
    );
    const four = ['a', 'b', 'c', 'd', 'e'].map((name) => row(name, name === 'e' ? 1 : 5));
    expect(categories.finding(four, ALONE)).toBe(
      '4 categories share the lead with 24 % of the revenue each.',
    );
    const moves = [row('kitchen', 9, 8), row('garden', 6, 5)];
    expect(categories.finding(moves, scopeOf())).toBe('Kitchen brings the most: ₹9, 60 % of the revenue.');
  });

  it('says that there is only one, or nothing', () => {
    expect(categories.finding([row('kitchen', 5)], ALONE)).toBe(
      'All revenue of Jul 2025 – Jun 2026, ₹5, is in Kitchen.',
    );
    expect(categories.finding([row('kitchen', 0, 7)], scopeOf())).toBe(
      'No revenue in Jul 2025 – Jun 2026; the period before brought ₹7.',
    );
    expect(categories.finding([row('kitchen', 0, 7)], ALONE)).toBe('No revenue in Jul 2025 – Jun 2026.');
    expect(categories.isEmpty([row('kitchen', 0)])).toBe(true);
  });
});

it('compares in the table only when the data covers the period before', () => {
  const { head, body } = categories.table([row('kitchen', 12, 10), row('garden', 4, 0)], scopeOf());
  expect(head.map(({ label }) => label)).toEqual(['Category', 'Revenue', 'Share', 'Period before', 'Change']);
  expect(body.map((cells) => cells.map(({ text }) => text))).toEqual([
    ['Kitchen', '₹12', '75 %', '₹10', '+20 %'],
    ['Garden', '₹4', '25 %', '₹0', 'none before'],
  ]);
  expect(categories.table(ROWS, ALONE).head).toHaveLength(3);
});

describe.each(WIDTHS)('at %i', (width) => {
  it('draws categories with the period before', () =>
    matchesGolden(`categories-${width}`, draw(categories, ROWS, width)));

  it('draws long names and great sums', () => {
    const svg = draw(categories, [row(LONG_NAME, 5e9, 4e9), row(`${LONG_NAME} `.repeat(6), 1)], width);
    expect(svg).toContain('पर्यावरण');
  });

  it('draws one, and sums up what is beyond twelve', () => {
    draw(categories, [row('kitchen', 1)], width, ALONE);
    draw(categories, [row('kitchen', 0, 3)], width);
    const many = Array.from({ length: 300 }, (_, at) => row(`aisle ${at}`, 1000 - at));
    expect(draw(categories, many, width)).toContain('289 more');
    expect(draw(categories, many.slice(0, 12), width)).not.toContain('more<');
    expect(categories.table(many, ALONE).body).toHaveLength(300);
  });
});
