import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { waveStrip } from '../../src/site/campaign-waves.ts';

fc.configureGlobal({ seed: 7 });

const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour)).toISOString();
const strip = (...waves: readonly (readonly [hour: number, count: number])[]) =>
  waveStrip({ waves: waves.map(([hour, count]) => ({ at: at(hour), count })) });

describe('the waves of a plan', () => {
  test('lie where their hour is, as high as they are large', () => {
    const { bars } = strip([3, 10], [8, 20], [12, 5]);
    expect(bars.map(({ left, width, height }) => [left, width, height])).toEqual([
      [0, 10, 50],
      [50, 10, 100],
      [90, 10, 25],
    ]);
  });

  test('are told in a sentence', () => {
    expect(strip([3, 10], [8, 20], [12, 5]).finding).toBe(
      '35 mails in 3 waves over 9 h; the largest is 20 mails.',
    );
    expect(strip([3, 7]).finding).toBe('All 7 mails in one wave.');
    expect(strip([3, 1]).finding).toBe('One mail, so one wave.');
    expect(strip()).toEqual({ finding: 'Nobody gets a mail, so there is no wave.', bars: [], ticks: [] });
  });

  test('stay on the line, and the words below it never touch', () => {
    const someWaves = fc.uniqueArray(fc.nat(300), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(someWaves, (hours) => {
        const { bars, ticks } = strip(...hours.toSorted((a, b) => a - b).map((hour) => [hour, 1] as const));
        for (const { left, width } of bars) expect(left + width).toBeLessThanOrEqual(100.000001);
        expect(ticks[0]?.at).toBe(bars[0]?.at);
        const places = ticks.map(({ left, isLast }) => (isLast ? 100 - 22 : left));
        for (const [index, place] of places.entries()) {
          if (index > 0) expect(place - (places[index - 1] as number)).toBeGreaterThanOrEqual(22 - 1e-6);
        }
      }),
    );
  });
});
