import { resample } from './resample.ts';
import { fromDecibels, peakOf, type Sound } from './sound.ts';

/** How far the music steps back while somebody speaks. */
const DUCKED = fromDecibels(-9);
/** It begins to before the first word, and returns once nobody has spoken for a while: pauses do not pump. */
const LOOK_AHEAD_SECONDS = 0.25;
const HOLD_SECONDS = 0.5;
/** How long either way takes, in seconds (time constants). */
const ATTACK = 0.1;
const RELEASE = 0.4;
/** Speech is what is above this share of the voice's peak (−34 dB). */
const SPEECH = 0.02;

export interface Piece {
  /** When it begins. */
  readonly atSeconds: number;
  readonly sound: Sound;
}

/** Pieces on one track of silence, each resampled to its rate; where two meet they add. What does not fit is cut. */
export function placeOnTrack(pieces: readonly Piece[], seconds: number, rate: number): Sound {
  const samples = new Float32Array(Math.round(seconds * rate));
  for (const { atSeconds, sound } of pieces) {
    const start = Math.round(atSeconds * rate);
    resample(sound, rate).samples.forEach((sample, index) => {
      const at = start + index;
      if (at < samples.length) samples[at] = (samples[at] as number) + sample;
    });
  }
  return { rate, samples };
}

/**
 * A voice over music that gently makes room for it; as long as the longer of both, at the rate of the music. Levels are
 * taken as they come and only added: normalise afterwards.
 */
export function mixOver(voice: Sound, music: Sound): Sound {
  const { rate } = music;
  const spoken = resample(voice, rate);
  const gains = duckingOf(spoken, music.samples.length);
  const samples = new Float32Array(Math.max(spoken.samples.length, music.samples.length));
  for (let index = 0; index < samples.length; index += 1) {
    samples[index] = (spoken.samples[index] ?? 0) + (music.samples[index] ?? 0) * (gains[index] ?? 1);
  }
  return { rate, samples };
}

/** The gain of the music at each of its samples. */
function duckingOf(voice: Sound, length: number): Float32Array {
  const { rate, samples } = voice;
  const threshold = SPEECH * peakOf(voice);
  const ahead = Math.round(LOOK_AHEAD_SECONDS * rate);
  const hold = Math.round(HOLD_SECONDS * rate);
  const [attack, release] = [ATTACK, RELEASE].map((seconds) => 1 - Math.exp(-1 / (seconds * rate)));
  const gains = new Float32Array(length);
  let gain = 1;
  let lastHeard = Number.NEGATIVE_INFINITY;
  for (let index = -ahead; index < length; index += 1) {
    if (Math.abs(samples[index + ahead] ?? 0) > threshold) lastHeard = index + ahead;
    const target = index - lastHeard < hold ? DUCKED : 1;
    gain += (target - gain) * ((target < gain ? attack : release) as number);
    if (index >= 0) gains[index] = gain;
  }
  return gains;
}
