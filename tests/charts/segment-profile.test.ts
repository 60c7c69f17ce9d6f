import { describe, expect, it } from 'vitest';
import type { SegmentProfileRow } from '../../src/analytics/segment-profile.ts';
import { segmentProfile } from '../../src/charts/segment-profile.ts';
import { draw, matchesGolden, scopeOf, WIDTHS } from './_gallery.ts';
import { larger, profileRows } from './_segment-rows.ts';

const row = (
  segment: SegmentProfileRow['segment'],
  own: Partial<SegmentProfileRow> = {},
): SegmentProfileRow => ({
  segment,
  customers: 2,
  engagement: 120,
  response: 0.6,
  known: own.customers ?? 2,
  value: 400_00,
  orders: 4,
  recent: 1,
  ...own,
});
const NONE = { engagement: 0, response: 0, known: 0, value: 0, orders: 0, recent: 0 };

describe('what it says', () => {
  const says = (...rows: SegmentProfileRow[]) => segmentProfile.finding(rows, scopeOf());

  it('names the segment that is best on most measures', () => {
    expect(segmentProfile.finding(profileRows, scopeOf())).toBe(
      'VIP are best on 5 of 6 measures; their lifetime value is 2.9 times the average.',
    );
    expect(says(row('VIP'), row('New', { customers: 4 }))).toBe(
      'VIP are best on all 6 measures; their lifetime value is 1.5 times the average.',
    );
  });

  it('says ties, also where rounding made them', () => {
    expect(
      says(
        row('VIP', { customers: 3, engagement: 0.1 + 0.2 }),
        row('New', { customers: 3, engagement: 0.3 }),
      ),
    ).toBe('The segments are alike on every measure.');
    expect(says(row('VIP'), row('New'), row('Returning', NONE))).toBe(
      'VIP and New are each best on all 6 measures.',
    );
  });

  it('says when there is one segment, or nothing to measure', () => {
    expect(says(row('New'))).toBe(
      'All of them are in the segment New, with a lifetime value of ₹200 on average.',
    );
    expect(says(row('VIP', NONE), row('New', NONE))).toBe('No segment has anything to measure yet.');
  });
});

it('has a dash for response rates that no file says', () => {
  const rates = (...rows: SegmentProfileRow[]) =>
    segmentProfile.table(rows, scopeOf()).body.map((cells) => cells[5]?.text);
  const unknown = { response: 0, known: 0 };
  expect(rates(row('New', unknown), row('VIP', unknown))).toEqual(['–', '–', '–']);
  expect(rates(row('New', { response: 0 }), row('VIP'))).toEqual(['30 %', '0 %', '15 %']);
});

it('averages the response rates that are known, and says how many those are', () => {
  const rates = (...rows: SegmentProfileRow[]) =>
    segmentProfile.table(rows, scopeOf()).body.map((cells) => [cells[5]?.text, cells[8]?.text]);
  const some = row('New', { customers: 10, response: 0.8, known: 2 });
  expect(rates(row('VIP'), some, row('At-Risk', { response: 0, known: 0 }))).toEqual([
    ['30 %', '2'],
    ['40 %', '2'],
    ['–', '0'],
    ['35 %', '4'],
  ]);
});

it('has the true values in its table, and those of all together', () => {
  const { head, body } = segmentProfile.table([row('New', NONE), row('VIP')], scopeOf());
  expect(head.map(({ label }) => label)).toEqual([
    'Segment',
    'Customers',
    'Engagement',
    'Orders each',
    'Lifetime value',
    'Response rate',
    'Order value',
    'Last 90 days',
    'Response rates known',
  ]);
  expect(body.map((cells) => cells.map(({ raw }) => raw))).toEqual([
    ['VIP', 2, 60, 2, 200, 0.3, 100, 0.5, 2],
    ['New', 2, 0, 0, 0, 0, 0, 0, 0],
    ['All', 4, 30, 1, 100, 0.3, 100, 0.25, 2],
  ]);
});

describe.each(WIDTHS)('at %i', (width) => {
  it('draws a shop', () =>
    matchesGolden(`segment-profile-${width}`, draw(segmentProfile, profileRows, width)));
  it('draws one customer, nothing to measure, three segments, a million', () => {
    draw(segmentProfile, [row('Returning', { customers: 1 })], width);
    draw(segmentProfile, [row('Returning', NONE), row('VIP', NONE)], width);
    draw(segmentProfile, profileRows.slice(1), width);
    draw(segmentProfile, larger(profileRows, 1000), width);
    draw(segmentProfile, [row('VIP', { value: 9e15 }), row('New')], width);
  });
});
