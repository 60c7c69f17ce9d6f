import { describe, expect, it } from 'vitest';
import { mixOver, placeOnTrack } from '../../../src/media/audio/mix.ts';
import { lengthOf, toDecibels } from '../../../src/media/audio/sound.ts';
import { amplitudeAt, joined, part, silence, sine } from './_signals.ts';

describe('mixing a voice over music', () => {
  const music = sine(3_000, { seconds: 8, level: 0.1 });
  const word = sine(500, { rate: 16_000, seconds: 1, level: 0.3 });
  const voice = joined(silence(2, 16_000), word, silence(0.3, 16_000), word, silence(2, 16_000));
  const mixed = mixOver(voice, music);
  const musicAt = (from: number, to: number) => toDecibels(amplitudeAt(part(mixed, from, to), 3_000) / 0.1);

  it('lowers the music by 9 dB while somebody speaks, and in the pause between two words', () => {
    expect(musicAt(0.5, 1.5)).toBeCloseTo(0, 1);
    expect(musicAt(2.4, 2.9)).toBeCloseTo(-9, 0);
    expect(musicAt(3.05, 3.25)).toBeCloseTo(-9, 0);
    expect(musicAt(7, 8)).toBeCloseTo(0, 0);
  });

  it('begins before the first word, and never jumps', () => {
    expect(musicAt(1.9, 2)).toBeLessThan(-4);
    const levels = Array.from({ length: 78 }, (_, index) => musicAt(index / 10, index / 10 + 0.1));
    for (const [index, level] of levels.entries()) {
      expect(Math.abs(level - (levels[index + 1] ?? level))).toBeLessThan(7);
    }
  });

  it('keeps the voice as it is, and lasts as long as the longer of both', () => {
    expect(amplitudeAt(part(mixed, 2.1, 2.9), 500)).toBeCloseTo(0.3, 2);
    expect([lengthOf(mixed), mixed.rate]).toEqual([8, 48_000]);
    expect(lengthOf(mixOver(voice, part(music, 0, 1)))).toBeCloseTo(lengthOf(voice), 3);
  });
});

describe('a track', () => {
  it('holds each piece at its time and rate, and silence between', () => {
    const piece = sine(440, { rate: 16_000, seconds: 0.5, level: 0.2 });
    const track = placeOnTrack(
      [
        { atSeconds: 1, sound: piece },
        { atSeconds: 3.8, sound: piece },
      ],
      4,
      48_000,
    );
    expect(lengthOf(track)).toBe(4);
    expect(amplitudeAt(part(track, 0, 0.9), 440)).toBe(0);
    expect(amplitudeAt(part(track, 1.1, 1.4), 440)).toBeCloseTo(0.2, 2);
    expect(amplitudeAt(part(track, 3.85, 4), 440)).toBeCloseTo(0.2, 2);
  });
});
