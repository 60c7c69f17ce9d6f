import { describe, expect, it } from 'vitest';
import type { EngagementValueRow } from '../../src/analytics/engagement-value.ts';
import { engagementValue } from '../../src/charts/engagement-value.ts';
import { draw, matchesGolden, scopeOf, WIDTHS } from './_gallery.ts';
import { gridOf, peopleOf } from './_segment-rows.ts';

const row = (step: number, band: number, customers = 5): EngagementValueRow => ({ step, band, customers });
const PEOPLE = peopleOf(800);

describe('what it says', () => {
  const says = (...rows: EngagementValueRow[]) => engagementValue.finding(rows, scopeOf());

  it('compares who has 70 points or more with who has less than 40', () => {
    expect(says(row(14, 28), row(13, 40, 99), row(8, 2, 99), row(7, 22))).toBe(
      'Engaged customers have spent more: the median customer at 70 points or more has spent ₹20K–₹30K, the one below 40 ₹2K–₹3K.',
    );
    expect(says(row(19, 0), row(0, 22))).toBe(
      'Engaged customers have spent less: the median customer at 70 points or more has spent nothing yet, the one below 40 ₹2K–₹3K.',
    );
  });

  it('says ties', () => {
    expect(says(row(19, 22), row(0, 22))).toBe(
      'Engaged customers have not spent more: the median customer at 70 points or more has spent ₹2K–₹3K, and so has the one below 40.',
    );
  });

  it('does not compare a handful', () => {
    expect(says(row(19, 22, 1), row(0, 22, 4))).toBe(
      'Too few to compare: 1 customer at 70 points of engagement or more, 4 below 40.',
    );
    expect(says(row(10, 22))).toBe(
      'Too few to compare: 0 customers at 70 points of engagement or more, 0 below 40.',
    );
  });
});

it('has every cell of the grid in its table, with its edges', () => {
  const { body } = engagementValue.table([row(19, 20, 3), row(0, 0, 1)], scopeOf());
  expect(body.map((cells) => cells.map(({ raw }) => raw))).toEqual([
    [95, 100, 1000, 1500, 3],
    [0, 5, 0, 0.01, 1],
  ]);
});

describe.each(WIDTHS)('at %i', (width) => {
  it('draws a mark for each of a few customers', () => {
    const svg = draw(engagementValue, gridOf(PEOPLE), width, scopeOf({ people: PEOPLE }));
    return matchesGolden(`engagement-value-people-${width}`, svg);
  });

  it('draws how many there are when there are many', () => {
    const svg = draw(engagementValue, gridOf(peopleOf(4000), 250), width);
    expect(svg).toContain('Widest box');
    return matchesGolden(`engagement-value-${width}`, svg);
  });

  it('draws one customer, nobody who spent, all bands', () => {
    const [one] = PEOPLE;
    if (one) draw(engagementValue, gridOf([one]), width, scopeOf({ people: [one] }));
    const poor = PEOPLE.map((person) => ({ ...person, value: 0 }));
    draw(engagementValue, gridOf(poor), width, scopeOf({ people: poor }));
    draw(engagementValue, [row(19, 0, 1)], width);
    const all = Array.from({ length: 60 }, (_, band) => row(band % 20, band, 1_000_000));
    draw(engagementValue, all, width);
  });
});
