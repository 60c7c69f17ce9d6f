import type { Segment } from '../../data/vocabulary.ts';
import type { Room } from './reverb.ts';
import type { Note, Tone } from './tone.ts';

/** A chord as it is laid out for the hand: a bass note, then the upper notes from low to high, in semitones. */
export interface Bar {
  readonly bass: number;
  readonly upper: readonly number[];
}

export interface BarToPlay {
  readonly chord: Bar;
  readonly start: number;
  readonly seconds: number;
  readonly isLast: boolean;
  readonly chance: () => number;
}

/** The piece that belongs to a mood. */
export interface Score {
  readonly barSeconds: number;
  /** The first is home. Neighbours share notes or move by a step, so that nothing jumps. */
  readonly chords: readonly Bar[];
  readonly room: Room;
  play(bar: BarToPlay): Iterable<Note>;
}

const PAD: Tone = {
  partials: [1, 0.42, 0.2, 0.1, 0.05],
  attack: 0.9,
  decay: undefined,
  damping: 0,
  release: 1.4,
  stiffness: 0,
};
const BASS: Tone = {
  partials: [1, 0.3, 0.08],
  attack: 0.06,
  decay: 2.4,
  damping: 0.6,
  release: 0.5,
  stiffness: 0,
};
const BELL: Tone = {
  partials: [1, 0.12, 0.2, 0.04],
  attack: 0.012,
  decay: 0.9,
  damping: 0.9,
  release: 0.6,
  stiffness: 0.001,
};
const GUITAR: Tone = {
  partials: [1, 0.6, 0.35, 0.22, 0.12, 0.07],
  attack: 0.005,
  decay: 0.75,
  damping: 0.7,
  release: 0.25,
  stiffness: 0.0001,
};
const MARIMBA: Tone = {
  partials: [1, 0.05, 0.02, 0.22],
  attack: 0.004,
  decay: 0.32,
  damping: 1.2,
  release: 0.15,
  stiffness: 0,
};
const PIANO: Tone = {
  partials: [1, 0.5, 0.28, 0.16, 0.1, 0.06, 0.03],
  attack: 0.006,
  decay: 1.6,
  damping: 0.5,
  release: 0.7,
  stiffness: 0.0004,
};

/** A little softer or louder each time, as a hand is. */
const touch = (level: number, chance: () => number) => level * (0.85 + 0.3 * chance());

/** Slow and warm: wide chords that swell, now and then a bell. Dmaj9, Bm11, Gmaj9, A9sus4. */
const elegant: Score = {
  barSeconds: 3.6,
  chords: [
    { bass: 38, upper: [57, 61, 64, 66] },
    { bass: 35, upper: [57, 62, 64, 66] },
    { bass: 43, upper: [57, 59, 62, 66] },
    { bass: 45, upper: [57, 59, 62, 64] },
  ],
  room: { wet: 0.5, seconds: 2.6 },
  *play({ chord, start, seconds, isLast, chance }) {
    yield { start, seconds, pitch: chord.bass, level: 0.4, tone: { ...PAD, attack: 0.5 } };
    for (const pitch of chord.upper) yield { start, seconds, pitch, level: 0.2, tone: PAD };
    const beats = isLast ? [1] : [1, 2.5].filter(() => chance() < 0.75);
    for (const beat of beats) {
      const pitch = pick(chord.upper, chance) + 12;
      yield {
        start: start + (beat * seconds) / 4,
        seconds: 2,
        pitch,
        level: touch(0.16, chance),
        tone: BELL,
      };
    }
  },
};

/** Warm and at ease: a guitar takes the chord apart in eighths. G, Em7, Cmaj7, D. */
const friendly: Score = {
  barSeconds: 2.7,
  chords: [
    { bass: 43, upper: [55, 59, 62, 67] },
    { bass: 40, upper: [55, 59, 62, 64] },
    { bass: 48, upper: [55, 59, 60, 64] },
    { bass: 50, upper: [54, 57, 62, 66] },
  ],
  room: { wet: 0.3, seconds: 1.5 },
  *play({ chord, start, seconds, isLast, chance }) {
    yield { start, seconds: isLast ? 3 : seconds, pitch: chord.bass, level: 0.55, tone: BASS };
    const order = chance() < 0.5 ? [0, 2, 1, 3, 2, 1, 3, 2] : [0, 1, 2, 3, 1, 2, 3, 2];
    for (const [eighth, index] of (isLast ? [0, 1, 2, 3] : order).entries()) {
      const level = touch(eighth % 4 === 0 ? 0.4 : 0.3, chance);
      const pitch = (chord.upper[index] as number) + (eighth === 4 && chance() < 0.3 ? 12 : 0);
      yield { start: start + (eighth * seconds) / 8, seconds: isLast ? 3 : 0.9, pitch, level, tone: GUITAR };
    }
  },
};

/** Fresh and bright: a marimba over a light pulse. C, G over B, Am7, F. */
const bright: Score = {
  barSeconds: 2.2,
  chords: [
    { bass: 48, upper: [64, 67, 72, 76] },
    { bass: 47, upper: [62, 67, 71, 74] },
    { bass: 45, upper: [64, 67, 69, 72] },
    { bass: 41, upper: [65, 69, 72, 77] },
  ],
  room: { wet: 0.25, seconds: 1.2 },
  *play({ chord, start, seconds, isLast, chance }) {
    const eighth = seconds / 8;
    for (let beat = 0; beat < (isLast ? 1 : 4); beat += 1) {
      const held = isLast ? 2 : eighth * 1.6;
      yield {
        start: start + 2 * beat * eighth,
        seconds: held,
        pitch: chord.bass,
        level: beat % 2 ? 0.28 : 0.42,
        tone: BASS,
      };
    }
    for (const pitch of chord.upper.slice(0, 3)) yield { start, seconds, pitch, level: 0.07, tone: PAD };
    const steps = isLast ? [0, 1, 2] : [0, 3, 4, 6, 7].filter((step) => step === 0 || chance() < 0.8);
    for (const [index, step] of steps.entries()) {
      const pitch = isLast ? (chord.upper[index + 1] as number) : pick(chord.upper, chance);
      yield { start: start + step * eighth, seconds: 0.8, pitch, level: touch(0.34, chance), tone: MARIMBA };
    }
  },
};

/** Gentle, with much silence: single notes of a piano. Fmaj7, Cadd9 over E, Dm7, B♭maj7. */
const gentle: Score = {
  barSeconds: 3.9,
  chords: [
    { bass: 41, upper: [57, 60, 64, 69] },
    { bass: 40, upper: [55, 60, 62, 67] },
    { bass: 38, upper: [57, 60, 65, 69] },
    { bass: 46, upper: [57, 62, 65, 69] },
  ],
  room: { wet: 0.45, seconds: 2.4 },
  *play({ chord, start, seconds, isLast, chance }) {
    yield { start, seconds, pitch: chord.bass, level: 0.4, tone: PIANO };
    yield {
      start: start + 0.02,
      seconds,
      pitch: chord.upper[0] as number,
      level: touch(0.22, chance),
      tone: PIANO,
    };
    const beats = isLast ? [1] : [1, 2, 3].filter((beat) => beat === 1 || chance() < 0.6);
    for (const beat of beats) {
      const pitch = isLast
        ? (chord.upper[3] as number)
        : pick(chord.upper.slice(1), chance) + (chance() < 0.25 ? 12 : 0);
      yield {
        start: start + (beat * seconds) / 4,
        seconds: 2.4,
        pitch,
        level: touch(0.3, chance),
        tone: PIANO,
      };
    }
  },
};

export const SCORES: Readonly<Record<Segment, Score>> = {
  VIP: elegant,
  Returning: friendly,
  New: bright,
  'At-Risk': gentle,
};

function pick(pitches: readonly number[], chance: () => number): number {
  return pitches[Math.floor(chance() * pitches.length)] as number;
}
