import type * as Plot from '@observablehq/plot';
import type { Pen } from './figure.ts';
import { plot } from './frame.ts';

/** A drawing laid out by its figure: the places of its marks are CSS pixels from the top left. */
export function sheet(pen: Pen, height: number, marks: Plot.Markish[]): SVGSVGElement {
  return plot(pen, {
    height,
    margin: 0,
    x: { type: 'identity', axis: null },
    y: { type: 'identity', axis: null },
    marks,
  });
}
