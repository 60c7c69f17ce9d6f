import { describe, expect, it } from 'vitest';
import { SEGMENTS } from '../../../src/data/vocabulary.ts';
import { loudnessOf } from '../../../src/media/audio/loudness.ts';
import { musicBed } from '../../../src/media/audio/music.ts';
import { SCORES } from '../../../src/media/audio/score.ts';
import { lengthOf, peakOf } from '../../../src/media/audio/sound.ts';
import { amplitudeAt, part, rms } from './_signals.ts';

const RATE = 16_000;
const beds = new Map(SEGMENTS.map((mood) => [mood, musicBed({ mood, seconds: 15, rate: RATE, seed: 7 })]));

describe.each([...beds])('the music for %s', (mood, bed) => {
  it('lasts as asked, quietly, with room for a voice', () => {
    expect(lengthOf(bed)).toBe(15);
    expect(loudnessOf(bed)).toBeCloseTo(-26, 0);
    expect(peakOf(bed)).toBeLessThanOrEqual(0.51);
  });

  it('rises from silence, falls to silence, and never stops in between', () => {
    expect(Math.abs(bed.samples[0] as number)).toBeLessThan(1e-4);
    expect(Math.abs(bed.samples.at(-1) as number)).toBeLessThan(1e-4);
    const seconds = Array.from({ length: 13 }, (_, second) => rms(part(bed, second, second + 1)));
    expect(Math.min(...seconds)).toBeGreaterThan(0.1 * Math.max(...seconds));
  });

  it('has no click: no sample is far from its neighbour', () => {
    const jumps = bed.samples.map((sample, index) => sample - (bed.samples[index - 1] ?? 0));
    expect(peakOf({ rate: RATE, samples: jumps })).toBeLessThan(0.25 * peakOf(bed));
  });

  it('is the same for the same seed, and another for another', () => {
    const bedOf = (seed: number) => musicBed({ mood, seconds: 3, rate: 8_000, seed }).samples;
    expect(bedOf(1)).toEqual(bedOf(1));
    expect(bedOf(2)).not.toEqual(bedOf(1));
  });

  it('fits any length', () => {
    for (const seconds of [0.5, 6.37, 20]) {
      const short = musicBed({ mood, seconds, rate: 8_000, seed: 3 });
      expect(lengthOf(short)).toBeCloseTo(seconds, 3);
      expect(short.samples.every(Number.isFinite)).toBe(true);
      expect(peakOf(short)).toBeGreaterThan(0);
    }
  });

  it('has chords whose notes stand apart: a clear bass, and the others above it from low to high', () => {
    for (const { bass, upper } of SCORES[mood].chords) {
      expect((upper[0] as number) - bass).toBeGreaterThanOrEqual(4);
      expect(upper).toEqual([...new Set(upper)].toSorted((a, b) => a - b));
    }
  });
});

it('begins and ends at home: of all basses, that of the first chord is loudest under the first bar and the last', () => {
  const basses = SCORES.Returning.chords.map(({ bass }) => bass);
  const bed = musicBed({ mood: 'Returning', seconds: 15, rate: RATE, seed: 7 });
  const levelOf = (pitch: number, [from, to]: readonly [number, number]) =>
    amplitudeAt(part(bed, from, to), 440 * 2 ** ((pitch - 69) / 12));
  const loudest = (pitches: readonly number[], span: readonly [number, number]) =>
    pitches.toSorted((a, b) => levelOf(b, span) - levelOf(a, span))[0] as number;

  // The seed moves the key by up to two semitones.
  const home = basses[0] as number;
  const key =
    loudest(
      [-2, -1, 0, 1, 2].map((shift) => home + shift),
      [0.5, 2.4],
    ) - home;
  expect(
    loudest(
      basses.map((bass) => bass + key),
      [0.5, 2.4],
    ),
  ).toBe(home + key);
  expect(
    loudest(
      basses.map((bass) => bass + key),
      [3, 4.9],
    ),
  ).toBe((basses[1] as number) + key);
  expect(
    loudest(
      basses.map((bass) => bass + key),
      [12.7, 14],
    ),
  ).toBe(home + key);
});
