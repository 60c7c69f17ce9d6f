import { describe, expect, it } from 'vitest';
import { resample } from '../../../src/media/audio/resample.ts';
import { lengthOf, toDecibels } from '../../../src/media/audio/sound.ts';
import { amplitudeAt, part, rms, sine } from './_signals.ts';

describe('resampling', () => {
  it.each([8_000, 16_000, 22_050, 24_000, 44_100])(
    'from %i Hz to 48 kHz keeps a tone, its level and its length',
    (rate) => {
      for (const frequency of [100, 997, 0.4 * rate]) {
        const result = resample(sine(frequency, { rate, level: 0.5 }), 48_000);
        expect(result.rate).toBe(48_000);
        expect(lengthOf(result)).toBeCloseTo(1, 3);
        const middle = part(result, 0.1, 0.9);
        expect(Math.abs(toDecibels(amplitudeAt(middle, frequency) / 0.5))).toBeLessThan(0.1);
        // Nothing but the tone: images of it would stand in what is left of the whole.
        expect(Math.abs(toDecibels((rms(middle) * Math.SQRT2) / 0.5))).toBeLessThan(0.1);
        expect(toDecibels(amplitudeAt(middle, rate - frequency))).toBeLessThan(-60);
      }
    },
  );

  it('downwards lets nothing fold back', () => {
    const tone = resample(sine(1_000), 16_000);
    expect(amplitudeAt(part(tone, 0.1, 0.9), 1_000)).toBeCloseTo(1, 2);
    const tooHigh = resample(sine(10_000), 16_000);
    expect(toDecibels(rms(part(tooHigh, 0.1, 0.9)))).toBeLessThan(-60);
  });

  it('leaves a constant constant, whatever the phase', () => {
    const flat = resample({ rate: 22_050, samples: new Float32Array(22_050).fill(0.25) }, 48_000);
    for (const sample of part(flat, 0.1, 0.9).samples) expect(sample).toBeCloseTo(0.25, 5);
  });

  it('hands back what has the rate already, and nothing for nothing', () => {
    const tone = sine(440);
    expect(resample(tone, 48_000)).toBe(tone);
    expect(resample({ rate: 16_000, samples: new Float32Array() }, 48_000).samples).toHaveLength(0);
  });
});
