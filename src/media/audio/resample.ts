import type { Sound } from './sound.ts';

/** Zero crossings of the sinc on either side: 32 taps where the rate rises. */
const CROSSINGS = 16;
/** Where the filter begins to close, as a share of the lower of both Nyquist rates: 90 % of the band is kept whole. */
const CUTOFF = 0.95;
/** Kaiser window: about 80 dB below in the stop band. */
const BETA = 8;

/**
 * The same sound at another rate: a windowed sinc, cut into one short filter for each position that an output sample
 * can have between two input samples (polyphase).
 */
export function resample(sound: Sound, rate: number): Sound {
  if (sound.rate === rate) return sound;
  const divisor = greatestCommonDivisor(sound.rate, rate);
  const [up, down] = [rate / divisor, sound.rate / divisor];
  const { filters, taps } = phases(up, Math.min(1, up / down) * CUTOFF);

  const { samples } = sound;
  const result = new Float32Array(Math.round((samples.length * up) / down));
  for (let index = 0; index < result.length; index += 1) {
    const position = index * down;
    const filter = (position % up) * taps;
    const first = Math.floor(position / up) - taps / 2 + 1;
    const from = Math.max(0, -first);
    const to = Math.min(taps, samples.length - first);
    let value = 0;
    for (let tap = from; tap < to; tap += 1) {
      value += (samples[first + tap] as number) * (filters[filter + tap] as number);
    }
    result[index] = value;
  }
  return { rate, samples: result };
}

/** @param band the cut-off, as a share of the Nyquist rate of what is read */
function phases(up: number, band: number): { readonly filters: Float32Array; readonly taps: number } {
  const half = Math.ceil(CROSSINGS / band);
  const taps = 2 * half;
  const filters = new Float32Array(up * taps);
  for (let phase = 0; phase < up; phase += 1) {
    const filter = filters.subarray(phase * taps, (phase + 1) * taps);
    let sum = 0;
    for (let tap = 0; tap < taps; tap += 1) {
      const distance = tap - half + 1 - phase / up;
      const value = sinc(distance * band) * kaiser(distance / half);
      filter[tap] = value;
      sum += value;
    }
    // Every phase passes a constant unchanged, or the phases would be heard as a tone of their own.
    for (let tap = 0; tap < taps; tap += 1) filter[tap] = (filter[tap] as number) / sum;
  }
  return { filters, taps };
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** @param x −1…1 across the window */
function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
}

/** I₀, the modified Bessel function of the first kind, by its power series. */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
