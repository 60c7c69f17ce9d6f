import * as Plot from '@observablehq/plot';
import type { Segment } from '../data/vocabulary.ts';
import type { Pen } from './figure.ts';
import { clip, FONT_SIZE, roomFor, textWidth } from './frame.ts';
import { SEGMENT_SYMBOLS } from './palette.ts';
import type { Words } from './words.ts';

/** Where the columns of a figure stand that has one for each segment, and the labels of its rows on their left. */
export interface Columns {
  readonly segments: readonly Segment[];
  readonly width: number;
  /** Where the first column begins, CSS pixels. */
  readonly start: number;
  /** Its left edge, CSS pixels. */
  left(segment: Segment): number;
  /** Whether mark and name fit side by side above a column. */
  readonly isBeside: boolean;
  /** Where the heads end, CSS pixels. */
  readonly top: number;
}

const GAP = 4;
/** What a mark takes before a name. */
const DOT = 14;
/** Semibold is a little wider. */
const nameWidth = (name: string) => textWidth(name) * 1.06;

/** @param labels Of the rows. @param before Pixels between them and the first column. */
export function columnsFor(
  pen: Pen,
  segments: readonly Segment[],
  labels: readonly string[],
  before = 0,
): Columns {
  const start = roomFor(labels, pen.width * 0.34) + before;
  const width = (pen.width - start - GAP * (segments.length - 1)) / segments.length;
  const isBeside = segments.every((segment) => nameWidth(pen.scope.words.segment(segment)) + DOT <= width);
  const left = (segment: Segment) => start + segments.indexOf(segment) * (width + GAP);
  return { segments, width, start, left, isBeside, top: isBeside ? 20 : 34 };
}

/** Mark and name of each segment, in the middle of its column or where it starts. */
export function columnHeads(pen: Pen, columns: Columns, align: 'start' | 'middle'): Plot.Markish[] {
  const { segments, width, isBeside, top } = columns;
  const isMiddle = align === 'middle';
  const heads = segments.map((segment) => {
    const start = columns.left(segment) + (isMiddle ? width / 2 : 0);
    const whole = pen.scope.words.segment(segment);
    // The keys are short enough to stand over the edge of a narrow column.
    const short = whole === segment ? whole : clip(whole, (width - GAP) / 1.06, 11);
    const beside = isMiddle ? start - (nameWidth(whole) + DOT) / 2 : start;
    return isBeside
      ? { segment, name: whole, dot: beside + 5, x: beside + DOT }
      : { segment, name: short, dot: start + (isMiddle ? 0 : 5), x: start };
  });
  return [
    Plot.dot(heads, {
      x: 'dot',
      y: isBeside ? top - 12 : 6,
      r: 4,
      symbol: ({ segment }) => SEGMENT_SYMBOLS[segment as Segment],
      fill: ({ segment }) => pen.palette.segments[segment as Segment],
    }),
    Plot.text(heads, {
      x: 'x',
      y: top - 12,
      text: 'name',
      textAnchor: isMiddle && !isBeside ? 'middle' : 'start',
      fontSize: isBeside ? FONT_SIZE : 11,
      fontWeight: 600,
      fill: pen.palette.ink,
    }),
  ];
}

/** `120 customers` where it fits under the head of a column, else `120`. */
export function headcount(customers: number, { width }: Columns, words: Words, size = FONT_SIZE): string {
  const many = words.plural(customers, 'customer');
  return textWidth(many, size) <= width - GAP ? many : words.count(customers);
}
