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
  known = customers,
): ContactTimeRow => ({
  time,
  segment,
  customers,
  response: rate * known,
  known,
  squares: known * (rate ** 2 + spread ** 2),
});

const unknown = (time: ContactTimeRow['time']) => row(time, 0, 'VIP', 100, 0, 0);

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
    expect(contactTimes.isEmpty([unknown('morning'), unknown('evening')])).toBe(true);
    expect(contactTimes.isEmpty([row('morning', 0), unknown('evening')])).toBe(false);
    expect(contactTimes.isEmpty([row('morning', 0), row('evening', 0.01)])).toBe(false);
    expect(contactTimes.nothing).toMatch(/^No file says how often customers answer/);
  });

  it('does not compare a few', () => {
    expect(says(row('morning', 0.5, 'VIP', 29), row('evening', 0.1, 'VIP', 500))).toBe(
      'Too few customers to compare the times: response rates are 10.0 % to 50.0 %, at some times known of fewer than 30 customers.',
    );
  });

  it('averages the rates that are known, and says of how many', () => {
    expect(says(row('morning', 0.4, 'VIP', 500, 0.1, 412))).toBe(
      'All of them prefer the morning; the response rate is 40.0 %, of 412 known.',
    );
    expect(says(row('morning', 0.34, 'VIP', 900, 0.1, 100), row('evening', 0.27))).toMatch(
      /^Customers who prefer the morning respond most: 34\.0 %, 7\.0/,
    );
    expect(says(row('morning', 0.5), unknown('evening'))).toMatch(/^Too few customers .* 50\.0 % to 50\.0 %/);
    const { head, body } = contactTimes.table([row('morning', 0.5), unknown('evening')], scopeOf());
    expect(head.at(-1)).toMatchObject({ label: 'Rates known' });
    expect(body.map((cells) => cells.map(({ text }) => text))).toEqual([
      ['Morning', 'All', '100', '50.0 %', '100'],
      ['Morning', 'VIP', '100', '50.0 %', '100'],
      ['Evening', 'All', '100', '–', '0'],
      ['Evening', 'VIP', '100', '–', '0'],
    ]);
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
    ['Morning', 'All', 40, 0.3125, 40],
    ['Morning', 'VIP', 10, 0.5, 10],
    ['Morning', 'New', 30, 0.25, 30],
    ['Evening', 'All', 10, 0.5, 10],
    ['Evening', 'VIP', 10, 0.5, 10],
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
