import type { Segment } from '../../data/vocabulary.ts';
import { mix } from '../../digest.ts';
import { normalise } from './normalise.ts';
import { reverberate } from './reverb.ts';
import { type Bar, SCORES, type Score } from './score.ts';
import type { Sound } from './sound.ts';
import { addNote, type Note } from './tone.ts';

/** How loud a bed is by itself, in LUFS; its peaks in dBFS. A voice at −16 LUFS stands well above it. */
const BED_LEVEL = { loudness: -26, peak: -6 };
const FADE_IN_SECONDS = 0.6;
const FADE_OUT_SECONDS = 2;
/** Both fades never take more than this share of a short bed. */
const MOST_FADING = 0.4;

export interface MusicOptions {
  readonly mood: Segment;
  readonly seconds: number;
  readonly rate: number;
  /** Chooses key, melody and touch: the same seed is the same music. */
  readonly seed: number;
}

/** A quiet piece without words, synthesised from nothing: the bars of the mood, stretched to end with the film. */
export function musicBed({ mood, seconds, rate, seed }: MusicOptions): Sound {
  const score = SCORES[mood];
  const chance = chanceOf(seed);
  const key = Math.floor(chance() * 5) - 2;
  const samples = new Float64Array(Math.round(seconds * rate));
  for (const note of notesOf(score, seconds, chance)) {
    addNote(samples, rate, { ...note, pitch: note.pitch + key });
  }
  reverberate(samples, rate, score.room);
  return normalise({ rate, samples: faded(samples, rate) }, BED_LEVEL);
}

/** The progression over and over; the last bar comes home and is left to ring. */
function* notesOf(score: Score, seconds: number, chance: () => number): Generator<Note> {
  const count = Math.max(2, Math.round(seconds / score.barSeconds));
  const bar = seconds / count;
  for (let index = 0; index < count; index += 1) {
    const isLast = index === count - 1;
    const chord = score.chords[isLast ? 0 : index % score.chords.length] as Bar;
    yield* score.play({ chord, start: index * bar, seconds: bar, isLast, chance });
  }
}

function faded(samples: Float64Array, rate: number): Float32Array {
  const share = Math.min(1, (MOST_FADING * samples.length) / ((FADE_IN_SECONDS + FADE_OUT_SECONDS) * rate));
  const [rise, fall] = [FADE_IN_SECONDS * share * rate, FADE_OUT_SECONDS * share * rate];
  const ease = (x: number) => 0.5 - 0.5 * Math.cos(Math.PI * Math.min(1, x));
  return Float32Array.from(samples, (sample, index) => {
    const left = samples.length - 1 - index;
    return index < rise || left < fall ? sample * ease(index / rise) * ease(left / fall) : sample;
  });
}

/** Numbers of 0 to 1, the same for the same seed. */
function chanceOf(seed: number): () => number {
  let state = mix(seed | 0);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return mix(state) / 2 ** 32;
  };
}
