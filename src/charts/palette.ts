import type { Behavior, Segment } from '../data/vocabulary.ts';

/** Colours by what they are for. A chart names no colour of its own. */
export interface Palette {
  /** What the figure stands on. */
  readonly ground: string;
  readonly ink: string;
  readonly muted: string;
  /** Hairlines: grid, frames. */
  readonly line: string;
  /** The one colour of figures with a single series. */
  readonly accent: string;
  /** The series to compare with: the year before, everybody else. */
  readonly quiet: string;
  readonly segments: Readonly<Record<Segment, string>>;
  /** From few to many, five steps; text on a step is `onRamp` of the same step. */
  readonly ramp: readonly [string, string, string, string, string];
  readonly onRamp: readonly [string, string, string, string, string];
}

/** The colours of the page the figure is part of: they follow its light and dark. */
export const PAGE: Palette = {
  ground: 'var(--surface)',
  ink: 'var(--ink)',
  muted: 'var(--muted)',
  line: 'var(--line)',
  accent: 'var(--accent)',
  quiet: 'var(--line-strong)',
  segments: {
    VIP: 'var(--vip)',
    Returning: 'var(--returning)',
    New: 'var(--new)',
    'At-Risk': 'var(--at-risk)',
  },
  ramp: ['var(--ramp-1)', 'var(--ramp-2)', 'var(--ramp-3)', 'var(--ramp-4)', 'var(--ramp-5)'],
  onRamp: [
    'var(--on-ramp-1)',
    'var(--on-ramp-2)',
    'var(--on-ramp-3)',
    'var(--on-ramp-4)',
    'var(--on-ramp-5)',
  ],
};

/** The light colours of the page as values, for files that stand alone: SVG, PNG, PDF, mail. */
export const PRINT: Palette = {
  ground: '#ffffff',
  ink: '#1b1c1f',
  muted: '#5d6068',
  line: '#e5e2dc',
  accent: '#3a4fd0',
  quiet: '#85817a',
  segments: { VIP: '#8a6410', Returning: '#b1492a', New: '#17794f', 'At-Risk': '#5a5fa8' },
  ramp: ['#eceffd', '#c3cbf8', '#8f9cee', '#5261d6', '#3346bd'],
  onRamp: ['#1b1c1f', '#1b1c1f', '#1b1c1f', '#ffffff', '#ffffff'],
};

/** A mark of its own for each segment, so that colour never stands alone: names of Plot's symbols. */
export const SEGMENT_SYMBOLS: Readonly<Record<Segment, string>> = {
  VIP: 'star',
  Returning: 'circle',
  New: 'triangle',
  'At-Risk': 'square',
};

export const BEHAVIOR_NAMES: Readonly<Record<Behavior, string>> = {
  impulse_buyer: 'Impulse buyer',
  researcher: 'Researcher',
  bargain_hunter: 'Bargain hunter',
  loyal: 'Loyal',
  seasonal: 'Seasonal',
};

/** The step (0…4) of a value between `low` and `high`. */
export function rampStep(value: number, low: number, high: number): number {
  if (high <= low) return 2;
  return Math.min(4, Math.max(0, Math.floor(((value - low) / (high - low)) * 5)));
}
