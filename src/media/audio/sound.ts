/** One channel of sound. */
export interface Sound {
  /** Samples a second, in Hz. */
  readonly rate: number;
  /** −1…1, 0 dBFS being 1. */
  readonly samples: Float32Array;
}

/** In seconds. */
export function lengthOf({ rate, samples }: Sound): number {
  return samples.length / rate;
}

export function fromDecibels(decibels: number): number {
  return 10 ** (decibels / 20);
}

/** −Infinity for 0. */
export function toDecibels(ratio: number): number {
  return 20 * Math.log10(ratio);
}

/** The largest magnitude of any sample. */
export function peakOf({ samples }: Sound): number {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  return peak;
}

export function amplified({ rate, samples }: Sound, gain: number): Sound {
  return { rate, samples: samples.map((sample) => sample * gain) };
}
