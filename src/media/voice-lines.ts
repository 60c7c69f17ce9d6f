/** Where a line is spoken within a voice, in seconds. */
export interface LineSpan {
  readonly from: number;
  readonly to: number;
}

const WINDOW = 0.02;
const SILENCE_DB = -42;
const SHORTEST_PAUSE = 0.12;

/**
 * Finds the lines in a voice that spoke several in one go: cuts it at its longest pauses. Where there are fewer pauses
 * than needed, it cuts by the length of the texts.
 * @param samples mono, −1…1, at `rate` Hz
 * @param texts what was spoken, in order: 1 or more
 */
export function findLines(samples: Float32Array, rate: number, texts: readonly string[]): LineSpan[] {
  const seconds = samples.length / rate;
  const cuts = pausesOf(samples, rate)
    .sort((a, b) => b.to - b.from - (a.to - a.from))
    .slice(0, texts.length - 1)
    .sort((a, b) => a.from - b.from);
  if (cuts.length < texts.length - 1) return byLength(seconds, texts);
  return texts.map((_, index) => ({
    from: cuts[index - 1]?.to ?? 0,
    to: cuts[index]?.from ?? seconds,
  }));
}

/** Pauses between sounds, in order; silence at both ends is none. */
function pausesOf(samples: Float32Array, rate: number): LineSpan[] {
  const size = Math.max(1, Math.round(rate * WINDOW));
  const limit = 10 ** (SILENCE_DB / 20);
  const pauses: LineSpan[] = [];
  let start: number | undefined;
  let heard = false;
  for (let at = 0; at < samples.length; at += size) {
    const window = samples.subarray(at, at + size);
    let sum = 0;
    for (const sample of window) sum += sample * sample;
    if (Math.sqrt(sum / window.length) < limit) {
      if (heard) start ??= at;
      continue;
    }
    heard = true;
    if (start !== undefined && (at - start) / rate >= SHORTEST_PAUSE) {
      pauses.push({ from: start / rate, to: at / rate });
    }
    start = undefined;
  }
  return pauses;
}

function byLength(seconds: number, texts: readonly string[]): LineSpan[] {
  const letters = texts.map((text) => Math.max(1, text.length));
  const total = letters.reduce((sum, length) => sum + length, 0);
  let before = 0;
  return letters.map((length) => {
    const from = (before / total) * seconds;
    before += length;
    return { from, to: (before / total) * seconds };
  });
}
