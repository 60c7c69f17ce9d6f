/** When a scene is on the screen and when its line is spoken, in seconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly speakAt: number;
}

export interface Line {
  readonly text: string;
  /** How long it is spoken; undefined when nobody speaks it. */
  readonly seconds: number | undefined;
}

export const FPS = 25;

const SHORTEST = 1.9;
/** Before and after a line. */
const PAUSES = { before: 0.35, after: 0.3 };
const SHORT_PAUSES = { before: 0.25, after: 0.15 };
/** How fast captions are read, in letters a second, after the eye has found them. */
const READING_SPEED = 17;
const FINDING = 0.9;
/** What the last scene lasts longer: it shows where to go. */
const LAST_HOLD = 1;
/** A film is rather filled up to the first than left short, and rather spoken in haste than longer than the second. */
const FULL = 14;
const LONGEST = 18;

/** The scenes' times, one after the other, each on a frame's edge. */
export function timelineOf(lines: readonly Line[]): readonly Span[] {
  let lengths = lengthsOf(lines, PAUSES);
  let { before } = PAUSES;
  if (sum(lengths) > LONGEST) {
    lengths = lengthsOf(lines, SHORT_PAUSES);
    before = SHORT_PAUSES.before;
  }
  const missing = Math.max(0, FULL - sum(lengths)) / lines.length;
  let from = 0;
  return lengths.map((length, index) => {
    const to = onFrame(from + length + Math.min(missing, 1));
    const span = { from, to, speakAt: from + (index === 0 ? 0.2 : before) };
    from = to;
    return span;
  });
}

function lengthsOf(lines: readonly Line[], { before, after }: typeof PAUSES): readonly number[] {
  return lines.map(({ text, seconds }, index) => {
    const said =
      seconds === undefined ? FINDING + Math.min(text.length, 90) / READING_SPEED : before + seconds + after;
    return Math.max(SHORTEST, said) + (index === lines.length - 1 ? LAST_HOLD : 0);
  });
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const onFrame = (seconds: number) => Math.round(seconds * FPS) / FPS;
