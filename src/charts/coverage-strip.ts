import * as Plot from '@observablehq/plot';
import type { CoverageRow } from '../analytics/coverage.ts';
import type { Pen } from './figure.ts';
import { sheet } from './sheet.ts';
import { sum } from './sums.ts';

const TOP = 24;

/** The whole catalogue in one strip, a column a product, the most pitched first; `strong` of them stand out. */
export function coverageStrip(
  rows: readonly CoverageRow[],
  strong: number,
  pen: Pen,
  height: number,
): SVGSVGElement {
  const { palette, width } = pen;
  const { words } = pen.scope;
  const most = Math.max(...rows.map(({ customers }) => customers));
  const pitched = rows.filter(({ customers }) => customers > 0).length;
  const step = width / rows.length;
  const gap = step > 6 ? 2 : step > 3 ? 1 : 0;
  const bottom = TOP + height;
  const columns = binned(rows.slice(0, pitched), width);
  const nobody = rows.length - pitched;
  const label = (words: string, x: number, y: number, textAnchor: 'start' | 'end') =>
    Plot.text([words], { x: [x], y: [y], text: [words], textAnchor, fill: palette.muted });
  return sheet(pen, bottom + (nobody > 0 ? 22 : 4), [
    label(`${words.plural(rows.length, 'product')}, the most pitched first`, 0, 8, 'start'),
    Plot.rect(columns, {
      x1: ({ from }) => from * step,
      x2: ({ to }) => to * step - gap,
      y1: ({ customers }) => bottom - Math.max(1, (customers / most) * height),
      y2: bottom,
      fill: ({ from }) => (from < strong ? palette.accent : palette.quiet),
      fillOpacity: ({ from }) => (from < strong ? 1 : 0.5),
    }),
    ...(nobody > 0
      ? [
          Plot.ruleY([bottom - 1], { x1: pitched * step, x2: width, stroke: palette.ink, strokeWidth: 2 }),
          label(`${words.count(nobody)} to nobody`, width, bottom + 13, 'end'),
        ]
      : []),
  ]);
}

/** Columns of at least two pixels: where there are more products, several share one and their mean is shown. */
function binned(rows: readonly CoverageRow[], width: number) {
  const size = Math.max(1, Math.ceil((rows.length * 2) / width));
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, at) => {
    const bin = rows.slice(at * size, (at + 1) * size);
    return {
      from: at * size,
      to: at * size + bin.length,
      customers: sum(bin, ({ customers }) => customers) / bin.length,
    };
  });
}
