import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spread } from '../../src/charts/spread.ts';

it('leaves alone what has room, and moves apart what has none', () => {
  expect(spread([80, 20, 50], 17, [0, 100])).toEqual([80, 20, 50]);
  expect(spread([50, 50], 10, [0, 100])).toEqual([50, 60]);
  expect(spread([100, 98], 10, [0, 100])).toEqual([100, 90]);
  expect(spread([], 10, [0, 100])).toEqual([]);
});

it('keeps order, distance and bounds wherever there is room', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 10 }), (wanted) => {
      const places = spread(wanted, 17, [0, 300]);
      const sorted = places.toSorted((a, b) => a - b);
      expect(sorted.every((place, at) => at === 0 || place - (sorted[at - 1] as number) > 17 - 1e-9)).toBe(
        true,
      );
      expect(places.every((place) => place > -1e-9 && place < 300 + 1e-9)).toBe(true);
      for (const [at, one] of wanted.entries()) {
        for (const [other, two] of wanted.entries()) {
          if (one < two) expect(places[at]).toBeLessThan(places[other] as number);
        }
      }
    }),
  );
});
