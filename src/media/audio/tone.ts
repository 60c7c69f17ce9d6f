/** One note of a piece. */
export interface Note {
  /** When it begins, in seconds. */
  readonly start: number;
  /** How long it is held; it rings on as its tone does. */
  readonly seconds: number;
  /** In semitones, 69 being the A of 440 Hz. */
  readonly pitch: number;
  /** 0…1 */
  readonly level: number;
  readonly tone: Tone;
}

/** How a note sounds. */
export interface Tone {
  /** How loud each partial is, the fundamental first. */
  readonly partials: readonly number[];
  /** Seconds until it is fully there, along half a cosine: nothing clicks. */
  readonly attack: number;
  /** Seconds in which the fundamental falls to 1/e, once it is there; a held tone has none. */
  readonly decay: number | undefined;
  /** How much sooner each higher partial falls: 0 not at all, 1 in proportion to its number. */
  readonly damping: number;
  /** Seconds in which it fades after it was held. */
  readonly release: number;
  /** Stiffness of a string: partial n sounds at n · √(1 + B·n²). */
  readonly stiffness: number;
}

const FULL_TURN = 2 * Math.PI;
/** In decay times: what is left of a struck tone is then below −60 dB. */
const RINGING = 7;

/** Adds a note to what is there; what lies behind the end is left out. */
export function addNote(
  samples: Float64Array,
  rate: number,
  { start, seconds, pitch, level, tone }: Note,
): void {
  const from = Math.round(start * rate);
  const fundamental = 440 * 2 ** ((pitch - 69) / 12);
  tone.partials.forEach((share, index) => {
    const number = index + 1;
    const frequency = fundamental * number * Math.sqrt(1 + tone.stiffness * number ** 2);
    if (frequency > 0.4 * rate) return;
    const decay = tone.decay === undefined ? undefined : tone.decay / (1 + tone.damping * index);
    const ringing = decay === undefined ? Number.POSITIVE_INFINITY : tone.attack + RINGING * decay;
    const length = Math.ceil(Math.min(seconds + tone.release, ringing) * rate);
    addPartial(samples.subarray(from, from + length), rate, {
      frequency,
      level: level * share,
      attack: tone.attack,
      decay,
      held: seconds,
      release: tone.release,
    });
  });
}

interface Partial {
  readonly frequency: number;
  readonly level: number;
  readonly attack: number;
  readonly decay: number | undefined;
  readonly held: number;
  readonly release: number;
}

/** A sine that is turned step by step (a rotation costs four products, a sine forty). */
function addPartial(samples: Float64Array, rate: number, partial: Partial): void {
  const [cos, sin] = [
    Math.cos((FULL_TURN * partial.frequency) / rate),
    Math.sin((FULL_TURN * partial.frequency) / rate),
  ];
  const fall = partial.decay === undefined ? 1 : Math.exp(-1 / (partial.decay * rate));
  const [attack, held, release] = [partial.attack, partial.held, partial.release].map(
    (time) => time * rate,
  ) as [number, number, number];
  let [x, y, level] = [1, 0, partial.level];
  for (let index = 0; index < samples.length; index += 1) {
    let gain = level;
    if (index < attack) gain *= ease(index / attack);
    else level *= fall;
    if (index > held) gain *= ease(1 - (index - held) / release);
    samples[index] = (samples[index] as number) + gain * y;
    [x, y] = [x * cos - y * sin, x * sin + y * cos];
  }
}

function ease(x: number): number {
  return x <= 0 ? 0 : 0.5 - 0.5 * Math.cos(Math.PI * x);
}
