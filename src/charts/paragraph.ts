import * as Plot from '@observablehq/plot';
import type { Pen } from './figure.ts';
import { wrap } from './frame.ts';
import { sheet } from './sheet.ts';

const LINE = 17;

/** A few words below a drawing, broken into lines. */
export function paragraph(pen: Pen, words: string): SVGSVGElement {
  const lines = wrap(words, pen.width);
  return sheet(pen, lines.length * LINE + 2, [
    Plot.text(lines, {
      x: 0,
      y: (_, at) => (at + 0.5) * LINE,
      text: String,
      textAnchor: 'start',
      fill: pen.palette.muted,
    }),
  ]);
}
