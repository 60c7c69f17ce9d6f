import { describe, expect, it } from 'vitest';
import type { RfmRow } from '../../src/analytics/rfm.ts';
import { rfm } from '../../src/charts/rfm.ts';
import { draw, matchesGolden, scopeOf, WIDTHS } from './_gallery.ts';

const row = (recency: number, frequency: number, customers: number, rupees = 0): RfmRow => ({
  recency,
  frequency,
  customers,
  value: rupees * 100,
});

const GRID = [1, 2, 3, 4, 5].flatMap((recency) =>
  [1, 2, 3, 4, 5].map((frequency) =>
    row(
      recency,
      frequency,
      3 + ((recency * 7 + frequency * 5) % 11) * 9,
      recency * frequency * frequency * 1000,
    ),
  ),
);
const say = (...rows: readonly RfmRow[]) => rfm.finding(rows, scopeOf());

describe('what it says', () => {
  it('speaks of champions and of those who have gone quiet', () => {
    expect(say(row(5, 5, 10, 600), row(5, 1, 80, 300), row(1, 3, 6, 50), row(2, 5, 4, 50))).toBe(
      '10 champions (10 %) bring 60 % of the lifetime value; 10 customers bought as often as most, but last no more recently than most (Slipping and Cannot lose).',
    );
    expect(say(row(5, 5, 1, 600), row(1, 5, 1, 200))).toBe(
      '1 champion (50 %) brings 75 % of the lifetime value; 1 customer bought as often as most, but last no more recently than most (Cannot lose).',
    );
  });

  it('names the largest group when there are no champions or nobody paid', () => {
    expect(say(row(5, 1, 8, 600), row(1, 1, 9, 300))).toBe(
      'Hibernating is the largest group: 9 of 17 customers.',
    );
    expect(say(row(5, 5, 4), row(1, 1, 4))).toBe(
      'Champions and Hibernating are the largest groups: 4 of 8 customers each.',
    );
  });

  it('speaks of one customer', () => {
    expect(say(row(4, 1, 1, 9))).toBe('The one customer who ever ordered is in the group Promising.');
    expect(rfm.isEmpty([])).toBe(true);
  });
});

it('has every cell with its group in the table', () => {
  const { body } = rfm.table([row(1, 1, 3, 30), row(5, 4, 1, 10)], scopeOf());
  expect(body.map((cells) => cells.map(({ text }) => text))).toEqual([
    ['Champions', '5', '4', '1', '25 %', '₹10', '25 %'],
    ['Hibernating', '1', '1', '3', '75 %', '₹30', '75 %'],
  ]);
});

describe.each(WIDTHS)('at %i', (width) => {
  it('draws the grid and its groups', () => matchesGolden(`rfm-${width}`, draw(rfm, GRID, width)));

  it('draws one cell, nothing paid, great numbers', () => {
    draw(rfm, [row(3, 3, 1)], width);
    draw(
      rfm,
      GRID.map((each) => ({ ...each, customers: each.customers * 12_345 })),
      width,
    );
  });
});
