import { describe, expect, it } from 'vitest';
import type { ContactTimeRow } from '../../src/analytics/contact-times.ts';
import { contactTimes } from '../../src/charts/contact-times.ts';
import { draw, matchesGolden, scopeOf, WIDTHS } from './_gallery.ts';
import { larger, timeRows } from './_segment-rows.ts';

const row = (
  time: ContactTimeRow['time'],
  rate: number,
  segment: ContactTimeRow['segment'] = 'VIP',
  customers = 100,
  spread = 0.1,
): ContactTimeRow => ({
  time,
  segment,
  customers,
  response: rate * customers,
  squares: customers * (rate ** 2 + spread ** 2),
});

describe('what it says', () => {
  const says = (...rows: ContactTimeRow[]) => contactTimes.finding(rows, scopeOf());

  it('names the best time and how far it is before the worst', () => {
    expect(says(row('morning', 0.34), row('afternoon', 0.27), row('evening', 0.3))).toBe(
      'Customers who prefer the morning respond most: 34.0 %, 7.0 percentage points more than those who prefer the afternoon.',
    );
  });

  it('says when chance alone could make the difference', () => {
    expect(contactTimes.finding(timeRows, scopeOf())).toMatch(
      /^No time stands out: response rates are 27\.\d % to 28\.8 %, and chance alone could make that difference\.$/,
    );
    const near = [row('morning', 0.33, 'VIP', 100, 0.1), row('afternoon', 0.3, 'VIP', 100, 0.1)] as const;
    expect(says(...near)).toMatch(/^No time stands out/);
    expect(says(row('morning', 0.34, 'VIP', 100, 0.1), near[1])).toMatch(/^Customers who prefer the morning/);
    expect(says(row('morning', 0.3), row('afternoon', 0.3), row('evening', 0.3))).toMatch(
      /^No time stands out/,
    );
  });

  it('compares no response rates where nobody counted answers', () => {
    expect(contactTimes.isEmpty([row('morning', 0), row('evening', 0)])).toBe(true);
    expect(contactTimes.isEmpty([row('morning', 0), row('evening', 0.01)])).toBe(false);
    expect(contactTimes.nothing).toMatch(/^No file says how often customers answer/);
  });

  it('does not compare a few', () => {
    expect(says(row('morning', 0.5, 'VIP', 29), row('evening', 0.1, 'VIP', 500))).toBe(
      'Too few customers to compare the times: response rates are 10.0 % to 50.0 %, at some times from fewer than 30 customers.',
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
  const rows = [
    row('evening', 0.5, 'VIP', 10),
    row('morning', 0.25, 'New', 30),
    row('morning', 0.5, 'VIP', 10),
  ];
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
  it('draws one customer, gaps, a million', () => {
    draw(contactTimes, [row('evening', 1, 'Returning', 1)], width);
    draw(contactTimes, [row('morning', 0.3), row('evening', 0.2), row('afternoon', 0, 'At-Risk')], width);
    draw(contactTimes, larger(timeRows, 1000), width);
  });
});
