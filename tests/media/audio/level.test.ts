import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limit } from '../../../src/media/audio/limiter.ts';
import { loudnessOf } from '../../../src/media/audio/loudness.ts';
import { normalise } from '../../../src/media/audio/normalise.ts';
import {
  amplified,
  fromDecibels,
  lengthOf,
  peakOf,
  type Sound,
  toDecibels,
} from '../../../src/media/audio/sound.ts';
import { trimSilence } from '../../../src/media/audio/trim.ts';
import { amplitudeAt, joined, part, silence, sine } from './_signals.ts';

/** Quiet talk with one clap in it. */
const clap = (): Sound => {
  const sound = sine(300, { seconds: 2, level: 0.05 });
  for (let index = 0; index < 48; index += 1) sound.samples[48_000 + index] = 1;
  return sound;
};

describe('loudness', () => {
  it('of a sine of 997 Hz at full scale is −3.01 LUFS, as ITU-R BS.1770 says', () => {
    expect(loudnessOf(sine(997, { seconds: 3 }))).toBeCloseTo(-3.01, 2);
  });

  it.each([16_000, 22_050, 24_000])('does not depend on the rate: %i Hz', (rate) => {
    expect(loudnessOf(sine(997, { rate, seconds: 3 }))).toBeCloseTo(-3.01, 1);
  });

  it('falls with the level, and hears low tones less and high ones more', () => {
    const at = (frequency: number) => loudnessOf(sine(frequency, { seconds: 2, level: 0.1 }));
    expect(at(997)).toBeCloseTo(-23.01, 2);
    // The weighting is −13.5 dB at 20 Hz and +4 dB at the top.
    expect(at(20)).toBeCloseTo(-3.7 - 20 - 13.5, 0);
    expect(at(10_000)).toBeCloseTo(-3.7 - 20 + 4, 0);
  });

  it('leaves pauses and very quiet passages out (EBU Tech 3341, case 3)', () => {
    const tone = (decibels: number, seconds: number) =>
      sine(1_000, { seconds, level: fromDecibels(decibels) });
    const whole = joined(tone(-36, 2), tone(-23, 30), tone(-36, 2), silence(4));
    expect(loudnessOf(whole)).toBeCloseTo(loudnessOf(tone(-23, 30)), 1);
  });

  it('of silence, and of nothing, is −∞; a short sound is measured as a whole', () => {
    expect(loudnessOf(silence(1))).toBe(Number.NEGATIVE_INFINITY);
    expect(loudnessOf(silence(0))).toBe(Number.NEGATIVE_INFINITY);
    expect(loudnessOf(sine(997, { seconds: 0.2 }))).toBeCloseTo(-3, 0);
  });
});

describe('the limiter', () => {
  it('keeps every sample below the ceiling, wherever the peak is', () => {
    const peaks = fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 4_799 }),
        level: fc.double({ min: -4, max: 4, noNaN: true }),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(peaks, (all) => {
        const sound = sine(440, { seconds: 0.1, level: 0.3 });
        for (const { at, level } of all) sound.samples[at] = level;
        expect(peakOf(limit(sound, 0.5))).toBeLessThanOrEqual(0.5 + 1e-7);
      }),
    );
  });

  it('turns the level down along a ramp and does not cut the wave off', () => {
    const loud = sine(440, { level: 2 });
    const limited = limit(loud, 0.5);
    // A clipped sine would carry a third of its level at three times the frequency (−9.5 dB).
    expect(amplitudeAt(limited, 440)).toBeCloseTo(0.5, 2);
    expect(toDecibels(amplitudeAt(limited, 1_320) / 0.5)).toBeLessThan(-60);
    const ends = limit(
      { rate: 48_000, samples: Float32Array.of(3, ...new Float32Array(2_000).fill(0.4), 3) },
      0.5,
    );
    expect(ends.samples[1]).toBeCloseTo(0.4 / 6, 2);
  });

  it('touches nothing far from the peak, and nothing at all below the ceiling', () => {
    const limited = limit(clap(), 0.5);
    expect(part(limited, 0, 0.9)).toEqual(part(clap(), 0, 0.9));
    const quiet = sine(440, { level: 0.4 });
    expect(limit(quiet, 0.5)).toBe(quiet);
  });
});

describe('normalising', () => {
  it('reaches the loudness of a film without a peak above −1 dBFS', () => {
    for (const level of [0.001, 0.05, 1]) {
      const result = normalise(sine(440, { seconds: 2, level }));
      expect(loudnessOf(result)).toBeCloseTo(-16, 1);
      expect(toDecibels(peakOf(result))).toBeLessThanOrEqual(-1);
    }
    const withClap = normalise(clap());
    expect(loudnessOf(withClap)).toBeCloseTo(-16, 0);
    expect(toDecibels(peakOf(withClap))).toBeLessThanOrEqual(-1 + 1e-5);
  });

  it('does not depend on how loud the sound was', () => {
    const [one, other] = [1, 0.1].map((gain) => normalise(amplified(clap(), gain)).samples) as [
      Float32Array,
      Float32Array,
    ];
    const apart = one.reduce(
      (most, sample, index) => Math.max(most, Math.abs(sample - (other[index] as number))),
      0,
    );
    expect(apart).toBeLessThan(1e-3);
  });

  it('leaves silence silent', () => {
    expect(peakOf(normalise(silence(1)))).toBe(0);
  });
});

describe('trimming', () => {
  it('takes silence from both ends, leaves a breath, and keeps pauses inside', () => {
    const word = sine(440, { seconds: 0.5 });
    const trimmed = trimSilence(joined(silence(1), word, silence(0.4), word, silence(2)));
    expect(lengthOf(trimmed)).toBeCloseTo(0.5 + 0.4 + 0.5 + 0.06, 2);
  });

  it('leaves nothing of silence', () => {
    expect(trimSilence(silence(1)).samples).toHaveLength(0);
  });
});
