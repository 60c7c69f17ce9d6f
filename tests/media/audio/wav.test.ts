import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PitchwrightError } from '../../../src/errors.ts';
import { readPcm, readWav, writeWav } from '../../../src/media/audio/wav.ts';
import { sine } from './_signals.ts';

const sounds = fc.record({
  rate: fc.constantFrom(8_000, 16_000, 22_050, 48_000),
  samples: fc
    .array(fc.integer({ min: -32_768, max: 32_767 }))
    .map((all) => Float32Array.from(all, (n) => n / 32_768)),
});
/** A small real file, and one byte of it changed. */
const file = writeWav(sine(440, { rate: 8_000, seconds: 0.01 }));
const patched = (at: number, ...bytes: number[]) => {
  const copy = file.slice();
  copy.set(bytes, at);
  return copy;
};
const problemOf = (read: () => unknown) => {
  try {
    read();
  } catch (error) {
    const { code, message, hint } = error as PitchwrightError;
    return { code, message, hint };
  }
  throw new Error('nothing was thrown');
};

describe('a WAV file', () => {
  it('gives back every sample that was written', () => {
    fc.assert(
      fc.property(sounds, (sound) => {
        expect(readWav(writeWav(sound))).toEqual(sound);
      }),
    );
  });

  it('clips what is louder than full scale, and does not wrap it round', () => {
    const { samples } = readWav(writeWav({ rate: 8_000, samples: Float32Array.of(2, -2, 1, -1) }));
    expect([...samples]).toEqual([32_767 / 32_768, -1, 32_767 / 32_768, -1]);
  });

  it('may hold other chunks, also of an odd length, and may lie inside a larger buffer', () => {
    const extra = [...Buffer.from('LIST'), 3, 0, 0, 0, 1, 2, 3, 0];
    const bytes = Uint8Array.of(9, ...file.subarray(0, 36), ...extra, ...file.subarray(36), 9).subarray(1);
    expect(readWav(bytes)).toEqual(readWav(file));
  });

  it.each([
    ['no WAV', Buffer.from('<html>quota</html>'), 'does not begin with RIFF … WAVE'],
    ['nothing', new Uint8Array(), 'does not begin with RIFF … WAVE'],
    ['half a file', file.subarray(0, 100), 'is cut off: chunk "data" has 56 of 160 bytes'],
    ['a header without data', file.subarray(0, 36), 'has no "data" chunk'],
    ['data without a format', patched(12, 0x78), 'has no "fmt " chunk before its "data" chunk'],
    ['two channels', patched(22, 2), 'holds format 1, 2 channels, 16 bits'],
    ['floating point', patched(20, 3), 'holds format 3, 1 channels, 16 bits'],
    ['eight bits', patched(34, 8), 'holds format 1, 1 channels, 8 bits'],
    ['no rate', patched(24, 0, 0, 0, 0), 'states a rate of 0 Hz'],
    ['half a sample', patched(40, 159), 'ends in the middle of a sample: 159 bytes'],
    ['a short format', patched(16, 8), 'has a "fmt " chunk of 8 bytes, and 16 are the least'],
  ])('is refused with the reason: %s', (_, bytes, fact) => {
    expect(problemOf(() => readWav(bytes))).toEqual({
      code: 'WAV_INVALID',
      message: `The sound ${fact}`,
      hint: 'Only 16-bit PCM with one channel is read here; ffmpeg makes it with -ac 1 -c:a pcm_s16le.',
    });
  });
});

describe('PCM without a header', () => {
  it('takes its rate from the MIME type', () => {
    const bytes = Uint8Array.of(0, 0, 0, 0x40, 0, 0xc0);
    expect(readPcm(bytes, 'audio/L16;codec=pcm;rate=24000')).toEqual({
      rate: 24_000,
      samples: Float32Array.of(0, 0.5, -0.5),
    });
    expect(readPcm(bytes, 'audio/l16; rate=16000; channels=1').rate).toBe(16_000);
  });

  it.each([
    ['audio/mpeg', 'is not audio/L16'],
    ['audio/L16', 'states no usable rate'],
    ['audio/L16;rate=fast', 'states no usable rate'],
    ['audio/L16;rate=24000;channels=2', 'has more than one channel'],
  ])('is refused when its type is %s', (type, fact) => {
    expect(problemOf(() => readPcm(new Uint8Array(2), type))).toMatchObject({
      code: 'PCM_INVALID',
      message: `The sound of type "${type}" ${fact}`,
    });
  });
});
