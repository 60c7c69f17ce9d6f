import * as Plot from '@observablehq/plot';
import type { Pen } from './figure.ts';
import { isNarrow, roomFor } from './frame.ts';
import { key } from './key.ts';
import type { GroupSum } from './rfm.ts';
import { sheet } from './sheet.ts';
import { share, sum } from './sums.ts';

const ROW = 28;

/** The groups with their customers and what share of the value they bring; on a phone without bars. */
export function rfmList(groups: readonly GroupSum[], pen: Pen): SVGSVGElement {
  const { palette, width } = pen;
  const { words } = pen.scope;
  const total = sum(groups, ({ customers }) => customers);
  const all = sum(groups, ({ value }) => value);
  const lines = groups.map((each, at) => ({
    ...each,
    at,
    ofAll: share(each.customers, total),
    ofValue: share(each.value, all),
  }));
  type Line = (typeof lines)[number];
  const hasBars = !isNarrow(pen);
  const top = key(
    pen,
    hasBars
      ? [
          { mark: 'bar', words: 'share of the value' },
          { mark: 'upright', words: 'share of the customers' },
        ]
      : [],
  );
  const head = top.height + 8;
  const middle = ({ at }: Line) => head + 26 + at * ROW;
  const columns = [
    { label: 'Customers', right: width - 116, print: ({ customers }: Line) => words.count(customers) },
    { label: 'of all', right: width - 64, print: ({ ofAll }: Line) => words.percent(ofAll) },
    { label: 'of value', right: width, print: ({ ofValue }: Line) => words.percent(ofValue) },
  ];
  const left = roomFor(['Potential loyalists'], 140) + 12;
  const most = Math.max(...lines.flatMap(({ ofAll, ofValue }) => [ofAll, ofValue]));
  const length = (part: number) => left + (part / most) * (width - 116 - 76 - left);
  const tick = {
    x: ({ ofAll }: Line) => length(ofAll),
    y1: (line: Line) => middle(line) - 8,
    y2: (line: Line) => middle(line) + 8,
  };
  return sheet(pen, head + 26 + groups.length * ROW - ROW / 2 + 4, [
    top.mark,
    ...(hasBars
      ? [
          Plot.rect(lines, {
            x1: left,
            x2: ({ ofValue }: Line) => length(ofValue),
            y1: (line: Line) => middle(line) - 4,
            y2: (line: Line) => middle(line) + 4,
            rx: 1,
            fill: palette.accent,
          }),
          Plot.ruleX(lines, { ...tick, stroke: palette.ground, strokeWidth: 6 }),
          Plot.ruleX(lines, { ...tick, stroke: palette.ink, strokeWidth: 2 }),
        ]
      : []),
    Plot.text(lines, { x: 0, y: middle, text: 'group', textAnchor: 'start', fontWeight: 600 }),
    ...columns.flatMap(({ label, right, print }) => [
      Plot.text([label], { x: right, y: head, text: [label], textAnchor: 'end', fill: palette.muted }),
      Plot.text(lines, { x: right, y: middle, text: print, textAnchor: 'end' }),
    ]),
  ]);
}
