import { describe, expect, it } from 'vitest';
import type { ContactTimeRow } from '../../src/analytics/contact-times.ts';
import { contactTimes } from '../../src/charts/contact-times.ts';
import { draw, matchesGolden, scopeOf, WIDTHS } from './_gallery.ts';
import { larger, timeRows } from './_segment-rows.ts';

const row = (
  time: ContactTimeRow['time'],
  rate: number,
  segment: ContactTimeRow['segment'] = 'VIP',
  customers = 10,
): ContactTimeRow => ({ time, segment, customers, response: rate * customers });

describe('what it says', () => {
  const says = (...rows: ContactTimeRow[]) => contactTimes.finding(rows, scopeOf());

  it('names the best time and how far it is before the worst', () => {
    expect(contactTimes.finding(timeRows, scopeOf())).toBe(
      'Customers who prefer the morning respond most: 28.8 %, 1.6 percentage points more than those who prefer the afternoon.',
    );
  });

  it('says ties', () => {
    expect(says(row('morning', 0.3), row('afternoon', 0.2), row('evening', 0.3))).toBe(
      'Customers who prefer the morning and the evening respond most: 30.0 %, 10.0 percentage points more than those who prefer the afternoon.',
    );
  });

  it('says that less than a percentage point makes no difference', () => {
    expect(says(row('morning', 0.305), row('afternoon', 0.3), row('evening', 0.296))).toBe(
      'The preferred time makes no difference: the response rate is about 30.5 % at each.',
    );
    expect(says(row('morning', 0), row('afternoon', 0))).toBe(
      'The preferred time makes no difference: the response rate is about 0.0 % at each.',
    );
  });

  it('says when there is one time, or one customer', () => {
    expect(says(row('morning', 0.3), row('morning', 0.1, 'New'))).toBe(
      'All of them prefer the morning; the response rate is 20.0 %.',
    );
    expect(says(row('evening', 0.25, 'VIP', 1))).toBe(
      'The only customer prefers the evening; the response rate is 25.0 %.',
    );
  });
});

it('has every pair and every time in its table, in the order of the day', () => {
  const rows = [row('evening', 0.5), row('morning', 0.25, 'New', 30), row('morning', 0.5)];
  expect(contactTimes.table(rows, scopeOf()).body.map((cells) => cells.map(({ raw }) => raw))).toEqual([
    ['Morning', 'All', 40, 0.3125],
    ['Morning', 'VIP', 10, 0.5],
    ['Morning', 'New', 30, 0.25],
    ['Evening', 'All', 10, 0.5],
    ['Evening', 'VIP', 10, 0.5],
  ]);
});

describe.each(WIDTHS)('at %i', (width) => {
  it('draws a shop', () => matchesGolden(`contact-times-${width}`, draw(contactTimes, timeRows, width)));
  it('draws one customer, gaps, no response, a million', () => {
    draw(contactTimes, [row('evening', 1, 'Returning', 1)], width);
    draw(contactTimes, [row('morning', 0.3), row('evening', 0.2), row('afternoon', 0, 'At-Risk')], width);
    draw(
      contactTimes,
      timeRows.map((each) => ({ ...each, response: 0 })),
      width,
    );
    draw(contactTimes, larger(timeRows, 1000), width);
  });
});
