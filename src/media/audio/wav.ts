import { PitchwrightError } from '../../errors.ts';
import type { Sound } from './sound.ts';

const HEADER = 44;
const PCM = 1;
const FULL_SCALE = 32_768;
const RATES = { least: 4_000, most: 384_000 };

/** A RIFF WAVE file of one channel of 16-bit PCM. What is louder than full scale is clipped. */
export function writeWav({ rate, samples }: Sound): Uint8Array {
  const bytes = new Uint8Array(HEADER + 2 * samples.length);
  const view = new DataView(bytes.buffer);
  const word = (at: number, four: string) => bytes.set(new TextEncoder().encode(four), at);
  word(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  word(8, 'WAVE');
  word(12, 'fmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, 'data');
  view.setUint32(40, 2 * samples.length, true);
  samples.forEach((sample, index) => {
    const level = Math.round(sample * FULL_SCALE);
    view.setInt16(HEADER + 2 * index, Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, level)), true);
  });
  return bytes;
}

/**
 * Reads 16-bit PCM of one channel, whatever other chunks stand between.
 * @throws PitchwrightError WAV_INVALID
 */
export function readWav(bytes: Uint8Array): Sound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (word(0) !== 'RIFF' || word(8) !== 'WAVE') throw invalid('does not begin with RIFF … WAVE');
  let rate: number | undefined;
  let at = 12;
  while (at + 8 <= bytes.length) {
    const [name, size, start] = [word(at), view.getUint32(at + 4, true), at + 8];
    if (start + size > bytes.length) {
      throw invalid(`is cut off: chunk "${name}" has ${bytes.length - start} of ${size} bytes`);
    }
    if (name === 'fmt ') rate = readFormat(view, start, size);
    if (name === 'data') {
      if (rate === undefined) throw invalid('has no "fmt " chunk before its "data" chunk');
      return { rate, samples: decodePcm(bytes.subarray(start, start + size)) };
    }
    at = start + size + (size % 2);
  }
  throw invalid('has no "data" chunk');
}

/**
 * Headerless 16-bit little-endian PCM of one channel, as a speech service answers it.
 * @param type the MIME type that came with it and holds the rate: `audio/L16;codec=pcm;rate=24000`
 * @throws PitchwrightError PCM_INVALID
 */
export function readPcm(bytes: Uint8Array, type: string): Sound {
  const [kind, ...parameters] = type.toLowerCase().split(';');
  const values = new Map(
    parameters.map((part) => part.split('=').map((side) => side.trim()) as [string, string]),
  );
  const rate = Number(values.get('rate'));
  const problem =
    kind?.trim() !== 'audio/l16'
      ? 'is not audio/L16'
      : !isRate(rate)
        ? 'states no usable rate'
        : (values.get('channels') ?? '1') !== '1'
          ? 'has more than one channel'
          : undefined;
  if (problem) {
    throw new PitchwrightError('PCM_INVALID', `The sound of type "${type}" ${problem}`, {
      hint: 'Ask for 16-bit mono PCM; its type reads like audio/L16;codec=pcm;rate=24000.',
    });
  }
  return { rate, samples: decodePcm(bytes) };
}

function readFormat(view: DataView, at: number, size: number): number {
  if (size < 16) throw invalid(`has a "fmt " chunk of ${size} bytes, and 16 are the least`);
  const [format, channels, bits] = [0, 2, 14].map((offset) => view.getUint16(at + offset, true));
  const rate = view.getUint32(at + 4, true);
  if (format !== PCM || channels !== 1 || bits !== 16) {
    throw invalid(`holds format ${format}, ${channels} channels, ${bits} bits`);
  }
  if (!isRate(rate)) throw invalid(`states a rate of ${rate} Hz`);
  return rate;
}

function decodePcm(bytes: Uint8Array): Float32Array {
  if (bytes.length % 2 !== 0) throw invalid(`ends in the middle of a sample: ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from(
    { length: bytes.length / 2 },
    (_, index) => view.getInt16(2 * index, true) / FULL_SCALE,
  );
}

function isRate(rate: number): boolean {
  return Number.isInteger(rate) && rate >= RATES.least && rate <= RATES.most;
}

function invalid(fact: string): PitchwrightError {
  return new PitchwrightError('WAV_INVALID', `The sound ${fact}`, {
    hint: 'Only 16-bit PCM with one channel is read here; ffmpeg makes it with -ac 1 -c:a pcm_s16le.',
  });
}
