import * as Plot from '@observablehq/plot';
import type { Pen } from './figure.ts';
import { clip, plot, textWidth } from './frame.ts';
import { type KeyItem, key } from './key.ts';

/** One line of a ranking: a name and its figures above a thin bar. */
export interface Ranked {
  readonly name: string;
  /** Two figures, right-aligned, each in a column of its own. */
  readonly figures: readonly [string, string];
  readonly value: number;
  /** Marked on the bar. */
  readonly before?: number;
  /** Stands for several. */
  readonly isRest?: boolean;
}

const ROW = 40;

/** A ranking as bars from one edge to the other, so that long names and phones have room. */
export function ranking(pen: Pen, rows: readonly Ranked[], items: readonly KeyItem[] = []): SVGSVGElement {
  const { palette, width } = pen;
  const top = key(pen, items);
  const [first, second] = [0, 1].map((at) =>
    Math.ceil(Math.max(0, ...rows.map(({ figures }) => textWidth(figures[at] as string)))),
  ) as [number, number];
  const lines = rows.map((row, at) => ({
    ...row,
    at,
    label: clip(row.name, width - first - second - 44),
  }));
  const y = { y: 'at' } as const;
  const words = { ...y, frameAnchor: 'top-left', dy: -12, lineAnchor: 'middle' } as const;
  const bar = { ...y, insetTop: 19, insetBottom: 13, rx: 1 } as const;
  const tick = { ...y, x: 'before', insetTop: 15, insetBottom: 9 } as const;
  const compared = lines.filter(({ before = 0 }) => before > 0);
  return plot(pen, {
    height: top.height + ROW * rows.length - 8,
    marginTop: top.height,
    marginBottom: -8,
    marginLeft: 0,
    marginRight: 2,
    x: { axis: null, domain: [0, Math.max(1, ...rows.flatMap(({ value, before = 0 }) => [value, before]))] },
    y: { axis: null, type: 'band', domain: lines.map(({ at }) => at), padding: 0, round: false },
    marks: [
      top.mark,
      Plot.barX(
        lines.filter(({ isRest }) => !isRest),
        { ...bar, x: 'value', fill: palette.accent },
      ),
      Plot.barX(
        lines.filter(({ isRest }) => isRest),
        { ...bar, x: 'value', fill: palette.quiet, fillOpacity: 0.5 },
      ),
      Plot.tickX(compared, { ...tick, stroke: palette.ground, strokeWidth: 6 }),
      Plot.tickX(compared, { ...tick, stroke: palette.ink, strokeWidth: 2 }),
      Plot.text(lines, { ...words, text: 'label', textAnchor: 'start', fontWeight: 600 }),
      Plot.text(lines, {
        ...words,
        frameAnchor: 'top-right',
        dx: -second - 14,
        text: ({ figures }) => figures[0],
        textAnchor: 'end',
      }),
      Plot.text(lines, {
        ...words,
        frameAnchor: 'top-right',
        text: ({ figures }) => figures[1],
        textAnchor: 'end',
        fill: palette.muted,
      }),
    ],
  });
}
