import { describe, expect, it } from 'vitest';
import { RFM_GROUPS, rfmGroup } from '../../src/analytics/rfm-groups.ts';

const SCORES = [1, 2, 3, 4, 5];
const cells = SCORES.flatMap((recency) => SCORES.map((frequency) => rfmGroup(recency, frequency)));

describe('the groups of recency and frequency', () => {
  it('share the whole grid, and each has a part of it', () => {
    expect(cells).toHaveLength(25);
    expect(new Set(cells)).toEqual(new Set(RFM_GROUPS));
  });

  it.each([
    [5, 5, 'Champions'],
    [5, 1, 'First-timers'],
    [4, 1, 'Promising'],
    [3, 5, 'Steady'],
    [3, 3, 'Need attention'],
    [1, 5, 'Cannot lose'],
    [2, 3, 'Slipping'],
    [3, 1, 'About to sleep'],
    [1, 1, 'Hibernating'],
    [5, 3, 'Potential loyalists'],
  ] as const)('recency %i, frequency %i: %s', (recency, frequency, group) => {
    expect(rfmGroup(recency, frequency)).toBe(group);
  });

  it('never get worse when a customer comes back sooner or more often among the recent', () => {
    // A rare visitor who ordered lately is new, so only the frequent halves of the grid are in one order.
    const place = (recency: number, frequency: number) => RFM_GROUPS.indexOf(rfmGroup(recency, frequency));
    for (const frequency of [4, 5]) {
      for (const recency of [3, 4, 5]) {
        expect(place(recency, frequency)).toBeLessThanOrEqual(place(recency - 1, frequency));
      }
    }
    for (const recency of [4, 5]) {
      for (const frequency of [2, 3, 4, 5]) {
        expect(place(recency, frequency)).toBeLessThanOrEqual(place(recency, frequency - 1));
      }
    }
  });
});
