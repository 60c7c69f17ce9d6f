import * as Plot from '@observablehq/plot';
import type { RfmRow } from '../analytics/rfm.ts';
import { type RfmGroup, rfmGroup } from '../analytics/rfm-groups.ts';
import type { Pen } from './figure.ts';
import { isNarrow, textWidth } from './frame.ts';
import { rampStep } from './palette.ts';
import { sheet } from './sheet.ts';

const SCORES = [1, 2, 3, 4, 5] as const;
const LEFT = 16;
const TOP = 24;
const HEIGHT = 58;
/** Between cells of different groups; cells of one group nearly touch. */
const GAP = 5;
const SEAM = 1;
const NAME = 11;

/** The grid of recency (upward) and frequency (to the right): cells of one group stand together under its name. */
export function rfmGrid(rows: readonly RfmRow[], pen: Pen): SVGSVGElement {
  const { palette, width } = pen;
  const { words } = pen.scope;
  const side = (width - LEFT) / SCORES.length;
  const pad = isNarrow(pen) ? 5 : 8;
  const counts = new Map(
    rows.map(({ recency, frequency, customers }) => [recency * 10 + frequency, customers]),
  );
  const most = Math.max(...counts.values());
  const countOf = (recency: number, frequency: number) => counts.get(recency * 10 + frequency) ?? 0;
  const isNamed = (group: RfmGroup, recency: number, frequency: number) => {
    const own = SCORES.toReversed().flatMap((up) =>
      SCORES.filter((right) => rfmGroup(up, right) === group).map((right) => ({ up, right })),
    );
    const at = own.find(({ up, right }) => countOf(up, right) > 0) ?? own[0];
    return at?.up === recency && at.right === frequency;
  };
  const cells = SCORES.toReversed().flatMap((recency) =>
    SCORES.map((frequency) => {
      const group = rfmGroup(recency, frequency);
      const seam = (up: number, right: number) =>
        (rfmGroup(recency + up, frequency + right) === group ? SEAM : GAP) / 2;
      const [x, y] = [LEFT + (frequency - 1) * side, TOP + (5 - recency) * HEIGHT];
      const customers = countOf(recency, frequency);
      return {
        x1: frequency === 1 ? x : x + seam(0, -1),
        x2: frequency === 5 ? x + side : x + side - seam(0, 1),
        y1: recency === 5 ? y : y + seam(1, 0),
        y2: recency === 1 ? y + HEIGHT : y + HEIGHT - seam(-1, 0),
        y,
        name: isNamed(group, recency, frequency) ? wrapped(group, side - 2 * pad) : '',
        customers,
        step: rampStep(customers, 0, most) as 0,
      };
    }),
  );
  const full = cells.filter(({ customers }) => customers > 0);
  const empty = cells.filter(({ customers }) => customers === 0);
  const box = { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2' } as const;
  type Cell = (typeof cells)[number];
  const ink = ({ customers, step }: Cell) => (customers > 0 ? palette.onRamp[step] : palette.muted);
  const bottom = TOP + SCORES.length * HEIGHT;
  return sheet(pen, bottom + 40, [
    Plot.rect(full, { ...box, fill: ({ step }: Cell) => palette.ramp[step] }),
    Plot.rect(empty, { ...box, fill: palette.line, fillOpacity: 0.45 }),
    Plot.text(cells, {
      x: ({ x1 }: Cell) => x1 + pad,
      y: ({ y }: Cell) => y + 8,
      text: 'name',
      textAnchor: 'start',
      lineAnchor: 'top',
      fontSize: NAME,
      lineHeight: 1.15,
      fill: ink,
    }),
    Plot.text(cells, {
      x: ({ x2 }: Cell) => x2 - pad,
      y: ({ y }: Cell) => y + HEIGHT - 14,
      text: ({ customers }: Cell) => words.count(customers),
      textAnchor: 'end',
      fontSize: 13,
      fontWeight: 600,
      fill: ink,
    }),
    Plot.text(SCORES, {
      x: 0,
      textAnchor: 'start',
      y: (score: number) => TOP + (5.5 - score) * HEIGHT,
      text: String,
      fill: palette.muted,
    }),
    Plot.text(SCORES, {
      x: (score: number) => LEFT + (score - 0.5) * side,
      y: bottom + 14,
      text: String,
      fill: palette.muted,
    }),
    Plot.text(['↑ Recency: who ordered lately'], {
      x: 0,
      y: 8,
      text: String,
      textAnchor: 'start',
      fill: palette.muted,
    }),
    Plot.text(['Frequency: who ordered often →'], {
      x: width,
      y: bottom + 32,
      text: String,
      textAnchor: 'end',
      fill: palette.muted,
    }),
  ]);
}

/** On two lines when one is too wide. */
function wrapped(name: RfmGroup, width: number): string {
  if (textWidth(name, NAME) <= width) return name;
  return HYPHENS[name] ?? name.replace(' ', '\n');
}

const HYPHENS: Partial<Record<RfmGroup, string>> = {
  Champions: 'Cham-\npions',
  Hibernating: 'Hiber-\nnating',
};
