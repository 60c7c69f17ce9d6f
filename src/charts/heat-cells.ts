import * as Plot from '@observablehq/plot';
import type { Segment } from '../data/vocabulary.ts';
import type { Pen } from './figure.ts';
import { FONT_SIZE } from './frame.ts';
import { rampStep } from './palette.ts';
import type { Columns } from './segment-columns.ts';

/** One cell of a heatmap: the stronger its colour, the more. */
export interface HeatCell {
  readonly segment: Segment;
  /** Its middle, CSS pixels. */
  readonly y: number;
  /** `undefined` where there is nobody. */
  readonly value: number | undefined;
  readonly printed: string;
  /** A smaller second line. */
  readonly note?: string;
}

/** Cells under the columns of the segments, with their numbers; one without a value is an empty frame. */
export function heatCells(
  { palette }: Pen,
  columns: Columns,
  height: number,
  cells: readonly HeatCell[],
): Plot.Markish[] {
  const full = cells.flatMap((cell) => (cell.value === undefined ? [] : [{ ...cell, value: cell.value }]));
  const values = full.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const shaded = full.map((cell) => ({ ...cell, step: rampStep(cell.value, low, high) }));
  const empty = cells.filter(({ value }) => value === undefined);
  const box = {
    x1: ({ segment }: HeatCell) => columns.left(segment),
    x2: ({ segment }: HeatCell) => columns.left(segment) + columns.width,
    y1: ({ y }: HeatCell) => y - height / 2,
    y2: ({ y }: HeatCell) => y + height / 2,
    rx: 4,
  };
  const middle = ({ segment }: HeatCell) => columns.left(segment) + columns.width / 2;
  const ink = ({ step }: { readonly step: number }) => palette.onRamp[step];
  const noted = shaded.filter(({ note }) => note !== undefined);
  return [
    Plot.rect(shaded, { ...box, fill: ({ step }) => palette.ramp[step as 0] }),
    Plot.rect(empty, { ...box, inset: 0.5, stroke: palette.line, strokeDasharray: '3 3' }),
    Plot.text(shaded, {
      x: middle,
      y: 'y',
      dy: noted.length > 0 ? -7 : 0,
      text: 'printed',
      fill: ink,
      fontSize: columns.width < 48 ? FONT_SIZE : 13,
      fontWeight: 600,
    }),
    Plot.text(noted, { x: middle, y: 'y', dy: 9, text: 'note', fill: ink, fontSize: 11 }),
    Plot.text(empty, { x: middle, y: 'y', text: 'printed', fill: palette.muted, fontSize: 11 }),
  ];
}
