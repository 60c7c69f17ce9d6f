import { resample } from './resample.ts';
import type { Sound } from './sound.ts';

/** The rate for which the Recommendation prints its filters. */
const RATE = 48_000;

/** Annex 1, tables 1 and 2: the shelf of the head, then the high-pass (together "K-weighting"). */
const STAGES = [
  { b: [1.53512485958697, -2.69169618940638, 1.19839281085285], a: [-1.69065929318241, 0.73248077421585] },
  { b: [1, -2, 1], a: [-1.99004745483398, 0.99007225036621] },
] as const;

/** Makes a sine of 997 Hz at 0 dBFS in one channel read −3.01. */
const OFFSET = -0.691;
const BLOCK_SECONDS = 0.4;
/** Blocks overlap by three quarters. */
const STEP_SECONDS = 0.1;
const ABSOLUTE_GATE = -70;
const RELATIVE_GATE = -10;

/**
 * The integrated loudness of one channel in LUFS, by ITU-R BS.1770-5, Annex 1: K-weighting, blocks of 400 ms, those
 * below −70 LUFS left out, then those more than 10 LU below the mean of the rest. −Infinity for silence.
 * A sound shorter than one block is one block.
 */
export function loudnessOf(sound: Sound): number {
  const power = weightedSquares(resample(sound, RATE).samples);
  const blocks = meansOf(power, BLOCK_SECONDS * RATE, STEP_SECONDS * RATE);
  const heard = blocks.filter((block) => levelOf(block) > ABSOLUTE_GATE);
  const gate = levelOf(mean(heard)) + RELATIVE_GATE;
  return levelOf(mean(heard.filter((block) => levelOf(block) > gate)));
}

function levelOf(meanSquare: number): number {
  return OFFSET + 10 * Math.log10(meanSquare);
}

function weightedSquares(samples: Float32Array): Float64Array {
  const values = Float64Array.from(samples);
  for (const { b, a } of STAGES) {
    const [b0, b1, b2] = b;
    const [a1, a2] = a;
    // Direct form II, transposed: two memories.
    let [s1, s2] = [0, 0];
    for (let index = 0; index < values.length; index += 1) {
      const x = values[index] as number;
      const y = b0 * x + s1;
      s1 = b1 * x - a1 * y + s2;
      s2 = b2 * x - a2 * y;
      values[index] = y;
    }
  }
  return values.map((value) => value * value);
}

/** Of every whole block; of everything when that is less than one block. */
function meansOf(power: Float64Array, block: number, step: number): readonly number[] {
  const length = Math.min(block, power.length);
  const means: number[] = [];
  for (let start = 0; length > 0 && start + length <= power.length; start += step) {
    let sum = 0;
    for (let index = start; index < start + length; index += 1) sum += power[index] as number;
    means.push(sum / length);
  }
  return means;
}

/** 0 of none. */
function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
