import type { Segment } from '../../data/vocabulary.ts';
import { mixOver, placeOnTrack } from '../audio/mix.ts';
import { musicBed } from '../audio/music.ts';
import { FILM_LEVEL, normalise } from '../audio/normalise.ts';
import type { Sound } from '../audio/sound.ts';
import type { Span } from './timeline.ts';

const RATE = 48_000;
/** Music that nobody speaks over is there to be heard, but not to startle. */
const MUSIC_ALONE = { ...FILM_LEVEL, loudness: -20 };

/** The film's sound: what is said at its times, over the segment's music; music alone where nobody speaks. */
export function soundtrackOf(
  spoken: readonly (Sound | undefined)[],
  spans: readonly Span[],
  segment: Segment,
  seed: number,
): Sound {
  const seconds = spans.at(-1)?.to ?? 0;
  const music = musicBed({ mood: segment, seconds, rate: RATE, seed });
  const pieces = spoken.flatMap((sound, index) =>
    sound ? [{ sound, atSeconds: spans[index]!.speakAt }] : [],
  );
  if (pieces.length === 0) return normalise(music, MUSIC_ALONE);
  return normalise(mixOver(normalise(placeOnTrack(pieces, seconds, RATE)), music));
}
