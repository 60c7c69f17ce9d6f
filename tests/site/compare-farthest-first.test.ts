import fc from 'fast-check';
import { expect, test } from 'vitest';
import { farthestFirst } from '../../src/site/compare-farthest-first.ts';

fc.configureGlobal({ seed: 7 });

const away = (one: number, other: number) => Math.abs(one - other);
const isSmaller = (one: number, other: number) => one < other;
const numbers = fc.uniqueArray(fc.nat(1000), { minLength: 1, maxLength: 9 });
const run = (items: readonly number[], count: number) =>
  farthestFirst(items, count, Math.min(...items), away, isSmaller);

test('starts from the one it is given, then takes the farthest from all before', () => {
  expect(run([0, 4, 5, 6, 10], 4)).toEqual([
    { item: 0, nearest: undefined, distance: Number.POSITIVE_INFINITY },
    { item: 10, nearest: 0, distance: 10 },
    { item: 5, nearest: 0, distance: 5 },
    { item: 4, nearest: 5, distance: 1 },
  ]);
});

test('ends when every other equals a pick', () => {
  expect(farthestFirst([3, 3, 3], 10, 3, away, isSmaller)).toHaveLength(1);
});

test('picks nobody twice, and each no farther than the one before', () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 12 }), (items, count) => {
      const picks = run(items, count);
      expect(picks).toHaveLength(Math.min(items.length, count));
      expect(new Set(picks.map(({ item }) => item)).size).toBe(picks.length);
      for (const [at, { item, nearest, distance }] of picks.entries()) {
        if (at === 0) continue;
        expect(distance).toBe(Math.min(...picks.slice(0, at).map((each) => away(item, each.item))));
        expect(distance).toBe(away(item, nearest as number));
        expect(distance).toBeLessThanOrEqual((picks[at - 1] as { distance: number }).distance);
      }
    }),
  );
});

test('does not depend on the order of the items', () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 9 }), (items, count) => {
      expect(run(items.toReversed(), count)).toEqual(run(items, count));
    }),
  );
});

test('leaves nobody more than twice as far from a pick as the best choice would (Gonzalez 1985)', () => {
  fc.assert(
    fc.property(numbers, (items) => {
      const radius = (picks: readonly number[]) =>
        Math.max(...items.map((item) => Math.min(...picks.map((pick) => away(item, pick)))));
      const triples = items.flatMap((a) => items.flatMap((b) => items.map((c) => [a, b, c])));
      const best = Math.min(...triples.map(radius));
      expect(radius(run(items, 3).map(({ item }) => item))).toBeLessThanOrEqual(2 * best);
    }),
  );
});
