import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bandFrom, bandOf } from '../../src/analytics/bands.ts';
import { bandScale, bandWords, medianBand } from '../../src/charts/value-bands.ts';
import { wordsFor } from '../../src/charts/words.ts';

const words = wordsFor('INR');
const amounts = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1 });

it('the median band is the band of the median, whatever the order of rows', () => {
  fc.assert(
    fc.property(amounts, (values) => {
      const median = values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1] as number;
      const rows = values.map((value) => ({ band: bandOf(value), customers: 1 }));
      expect(medianBand(rows)).toBe(bandOf(median));
      expect(medianBand(rows.toReversed())).toBe(bandOf(median));
    }),
  );
});

it('an amount stands in the box of its band', () => {
  fc.assert(
    fc.property(amounts, (values) => {
      const scale = bandScale(values.map(bandOf), { start: 300, end: 20, slot: 16, most: 6 });
      for (const value of values) {
        const [near, far] = scale.box(bandOf(value));
        expect(scale.place(value)).toBeLessThanOrEqual(near);
        expect(scale.place(value)).toBeGreaterThanOrEqual(far - 1e-9);
      }
      expect(scale.ticks.length).toBeLessThanOrEqual(6);
    }),
  );
});

it('one customer does not fill the axis, and nobody who spent needs no ticks', () => {
  const scale = bandScale([20], { start: 0, end: 600, slot: 16, most: 8 });
  expect(scale.box(20)).toEqual([300, 400]);
  expect(scale.ticks.map(({ minor }) => minor)).toEqual([17, 18, 19, 20, 21, 22, 23].map(bandFrom));
  expect(bandScale([0], { start: 0, end: 600, slot: 16, most: 8 }).ticks).toEqual([]);
});

it('bands in words', () => {
  expect([0, 1, 2, 20, 31].map((band) => bandWords(band, words))).toEqual([
    'nothing yet',
    'less than ₹1',
    '₹1–₹1.5',
    '₹1K–₹1.5K',
    '₹70K–₹1L',
  ]);
});
