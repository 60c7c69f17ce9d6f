import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkMp4 } from '../../../src/media/google/mp4.ts';
import { MediaFailure } from '../../../src/media/provider.ts';
import { makeFixtureMedia } from './_fixture-media.ts';

let film: Buffer;
beforeAll(async () => {
  film = (await makeFixtureMedia()).film;
});

const box = (type: string, ...inside: Buffer[]) => {
  const body = Buffer.concat(inside);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};
const numbers = (...values: number[]) => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, 4 * index);
  return bytes;
};
const mvhd = (scale: number, length: number) => box('mvhd', numbers(0, 0, 0, scale, length));
const track = (kind: string) =>
  box('trak', box('mdia', box('hdlr', numbers(0, 0), Buffer.from(kind, 'latin1'), numbers(0))));
const head = box('ftyp', Buffer.from('isom'), numbers(0));
const data = box('mdat', numbers(1, 2));
const whole = (...inside: Buffer[]) => Buffer.concat([head, box('moov', ...inside), data]);

describe('a film', () => {
  test('of ffmpeg is one, and one second long', () => {
    expect(checkMp4(film)).toEqual({ seconds: 1 });
  });

  test('may have a wide head, a last box without a size, and no length', () => {
    const wide = box('mvhd', numbers(0x01000000, 0, 0, 0, 0, 1000, 0, 2500));
    expect(checkMp4(whole(wide, track('vide')))).toEqual({ seconds: 2.5 });
    expect(checkMp4(whole(mvhd(1000, 0), track('vide')))).toEqual({ seconds: undefined });
    expect(checkMp4(whole(mvhd(0, 5), track('vide')))).toEqual({ seconds: undefined });
    const open = whole(mvhd(10, 15), track('vide'));
    open.writeUInt32BE(0, open.length - data.length);
    expect(checkMp4(open)).toEqual({ seconds: 1.5 });
    const long = Buffer.concat([numbers(1), Buffer.from('mdat'), numbers(0, 20, 7)]);
    expect(checkMp4(Buffer.concat([head, box('moov', mvhd(10, 15), track('vide')), long])).seconds).toBe(1.5);
  });

  test.each([
    ['empty', () => Buffer.alloc(0), 'it does not begin like an MP4'],
    ['a page', () => Buffer.from('<html>Sign in, please</html>'), 'it is cut off or damaged'],
    ['another box', () => box('free'), 'it does not begin like an MP4'],
    ['without a head', () => Buffer.concat([head, data]), 'it has no head (moov)'],
    ['without data', () => Buffer.concat([head, box('moov')]), 'it has no pictures in it (mdat)'],
    ['without a track', () => whole(mvhd(1, 1)), 'it has no track of pictures'],
    ['sound only', () => whole(mvhd(1, 1), track('soun')), 'it has no track of pictures'],
    ['with an empty track', () => whole(mvhd(1, 1), box('trak')), 'it has no track of pictures'],
    ['without mvhd', () => whole(track('vide')), 'its head does not say how long it is (mvhd)'],
    ['hours long', () => whole(mvhd(1, 7200), track('vide')), 'it says that it lasts 7200 seconds'],
    ['cut off', () => film.subarray(0, -1), 'it is cut off or damaged'],
    [
      'with a short wide head',
      () => whole(box('mvhd', numbers(0x01000000, 0, 0, 0, 0)), track('vide')),
      'its head is cut off (mvhd)',
    ],
  ])('%s is none', (_name, bytes, why) => {
    expect(() => checkMp4(bytes())).toThrow(`what Gemini sent is no film: ${why}`);
  });

  test('that is damaged anywhere is refused in words or passes, and never breaks the reader', () => {
    fc.assert(
      fc.property(
        fc.nat(film.length - 1),
        fc.uint8Array({ maxLength: 12 }),
        fc.nat(film.length),
        (at, noise, end) => {
          const bytes = Buffer.from(film);
          bytes.set(noise.subarray(0, bytes.length - at), at);
          try {
            checkMp4(bytes.subarray(0, end));
          } catch (error) {
            expect(error).toBeInstanceOf(MediaFailure);
          }
        },
      ),
      { seed: 42, numRuns: 2000 },
    );
  });
});
