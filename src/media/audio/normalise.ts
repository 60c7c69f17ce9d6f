import { limit } from './limiter.ts';
import { loudnessOf } from './loudness.ts';
import { amplified, fromDecibels, type Sound } from './sound.ts';

/** What sales films and podcasts on the web are levelled to, in LUFS, with room left for a lossy codec, in dBFS. */
export const FILM_LEVEL = { loudness: -16, peak: -1 };

/** A limiter takes a little loudness away; that is given back this often. */
const ROUNDS = 3;
/** In LU: closer is not heard. */
const TOLERANCE = 0.1;

/** As loud as `loudness` says (LUFS), no sample above `peak` (dBFS). Silence stays as it is. */
export function normalise(sound: Sound, { loudness, peak } = FILM_LEVEL): Sound {
  const measured = loudnessOf(sound);
  if (measured === Number.NEGATIVE_INFINITY) return sound;
  let gain = loudness - measured;
  let result = limit(amplified(sound, fromDecibels(gain)), fromDecibels(peak));
  for (let round = 1; round < ROUNDS; round += 1) {
    const missing = loudness - loudnessOf(result);
    if (Math.abs(missing) < TOLERANCE) break;
    gain += missing;
    result = limit(amplified(sound, fromDecibels(gain)), fromDecibels(peak));
  }
  return result;
}
