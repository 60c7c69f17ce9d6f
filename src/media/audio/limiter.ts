import { peakOf, type Sound } from './sound.ts';

/** How far the limiter looks ahead, and how softly it lets go. */
const WINDOW_SECONDS = 0.01;

/**
 * No sample above `ceiling` (0…1), without clipping: around each peak the level is lowered along a ramp. The gain is the
 * moving mean, over the window, of the moving minimum, over the same window, of what each sample needs: no sample
 * can get more than it needs, because each minimum in its mean already counts it.
 */
export function limit(sound: Sound, ceiling: number): Sound {
  if (peakOf(sound) <= ceiling) return sound;
  const { rate, samples } = sound;
  const reach = Math.round(WINDOW_SECONDS * rate);
  const needed = Float64Array.from(samples, (sample) => Math.min(1, ceiling / Math.abs(sample)));
  const gains = movingMean(movingMinimum(needed, reach), reach);
  return {
    rate,
    samples: samples.map((sample, index) => {
      const level = sample * (gains[index] as number);
      // The sums of the mean round in the sixteenth digit.
      return Math.max(-ceiling, Math.min(ceiling, level));
    }),
  };
}

/** Over `reach` values on either side, with a queue of candidates that only rises (Lemire 2006, arXiv cs/0610046). */
function movingMinimum(values: Float64Array, reach: number): Float64Array {
  const queue = new Int32Array(values.length);
  let [head, tail] = [0, 0];
  const result = new Float64Array(values.length);
  for (let index = 0; index < values.length + reach; index += 1) {
    if (index < values.length) {
      while (tail > head && (values[queue[tail - 1] as number] as number) >= (values[index] as number))
        tail -= 1;
      queue[tail] = index;
      tail += 1;
    }
    const centre = index - reach;
    if (centre < 0) continue;
    while ((queue[head] as number) < centre - reach) head += 1;
    result[centre] = values[queue[head] as number] as number;
  }
  return result;
}

/** Over `reach` values on either side; beyond the ends the last value goes on. */
function movingMean(values: Float64Array, reach: number): Float64Array {
  const width = 2 * reach + 1;
  const at = (index: number) => values[Math.max(0, Math.min(values.length - 1, index))] as number;
  let sum = 0;
  for (let index = -reach; index < reach; index += 1) sum += at(index);
  return values.map((_, index) => {
    sum += at(index + reach);
    const mean = sum / width;
    sum -= at(index - reach);
    return mean;
  });
}
