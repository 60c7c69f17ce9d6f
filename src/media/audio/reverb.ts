/** A room: how loud it answers (0…1), and how long until its answer has fallen by 60 dB. */
export interface Room {
  readonly wet: number;
  readonly seconds: number;
}

/** Delays in seconds that share no common beat (M. R. Schroeder, "Natural Sounding Artificial Reverberation", 1962). */
const COMBS = [0.0297, 0.0371, 0.0411, 0.0437, 0.0503, 0.0571];
const ALL_PASSES = [0.005, 0.0017, 0.0113];
const ALL_PASS_GAIN = 0.6;
/** Each echo is duller than the one before, as walls make it. */
const DAMPING = 0.35;

/** Adds the answer of a room in place: damped echoes side by side, then made dense. */
export function reverberate(samples: Float64Array, rate: number, { wet, seconds }: Room): void {
  const answer = new Float64Array(samples.length);
  for (const delay of COMBS) {
    const line = new Float64Array(Math.round(delay * rate));
    const feedback = 10 ** ((-3 * delay) / seconds);
    let [at, dull] = [0, 0];
    for (let index = 0; index < samples.length; index += 1) {
      const out = line[at] as number;
      dull = out + DAMPING * (dull - out);
      line[at] = (samples[index] as number) + feedback * dull;
      at = at + 1 === line.length ? 0 : at + 1;
      answer[index] = (answer[index] as number) + out / COMBS.length;
    }
  }
  for (const delay of ALL_PASSES) {
    const line = new Float64Array(Math.round(delay * rate));
    let at = 0;
    for (let index = 0; index < answer.length; index += 1) {
      const delayed = line[at] as number;
      const into = (answer[index] as number) + ALL_PASS_GAIN * delayed;
      answer[index] = delayed - ALL_PASS_GAIN * into;
      line[at] = into;
      at = at + 1 === line.length ? 0 : at + 1;
    }
  }
  for (let index = 0; index < samples.length; index += 1) {
    samples[index] = (samples[index] as number) + wet * (answer[index] as number);
  }
}
