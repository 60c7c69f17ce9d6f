import { peakOf, type Sound } from './sound.ts';

/** Below this share of the peak (−46 dB) nothing is heard. */
const SILENCE = 0.005;
/** Left on either side, so that a soft consonant keeps its breath. */
const MARGIN_SECONDS = 0.03;

/** Without the silence before and after; without any sample when all of it is silent. */
export function trimSilence(sound: Sound): Sound {
  const { rate, samples } = sound;
  const threshold = SILENCE * peakOf(sound);
  const isHeard = (sample: number) => Math.abs(sample) > threshold;
  const first = samples.findIndex(isHeard);
  if (first < 0) return { rate, samples: new Float32Array() };
  const margin = Math.round(MARGIN_SECONDS * rate);
  return {
    rate,
    samples: samples.slice(Math.max(0, first - margin), samples.findLastIndex(isHeard) + 1 + margin),
  };
}
