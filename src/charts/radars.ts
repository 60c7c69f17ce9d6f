import * as Plot from '@observablehq/plot';
import type { Segment } from '../data/vocabulary.ts';
import type { Pen } from './figure.ts';
import { clip, isNarrow, textWidth } from './frame.ts';
import { SEGMENT_SYMBOLS } from './palette.ts';
import { sheet } from './sheet.ts';

/** One radar: how far out a segment is on each spoke, 0…1, and what is printed at its end. */
export interface Radar {
  readonly segment: Segment;
  /** Under the name of the segment. */
  readonly note: string;
  readonly outs: readonly number[];
  readonly values: readonly string[];
}

/** Height of a line of labels, of a title, and what is free between a spoke and its label. */
const LINE = 14;
const TITLE = 44;
const GAP = 7;

/**
 * A radar for each segment, two in a row, the outline of everybody in each. The points are placed by hand rather than by
 * a projection of Plot's: a circle cut in six needs no geography.
 * @param spokes Their names, clockwise from the top; `\n` breaks a line.
 */
export function radars(
  pen: Pen,
  spokes: readonly string[],
  each: readonly Radar[],
  everybody: readonly number[],
): SVGSVGElement {
  const { palette } = pen;
  const cell = pen.width / Math.min(2, each.length);
  const turn = (spoke: number) => (spoke / spokes.length) * 2 * Math.PI;
  const beside = spokes.flatMap((name, spoke) =>
    isUpright(turn(spoke))
      ? []
      : [...name.split('\n'), ...(isNarrow(pen) ? [] : each.map(({ values }) => values[spoke] ?? ''))],
  );
  const room = GAP + Math.max(...beside.map((line) => textWidth(line, 11)));
  const radius = Math.min(72, (cell / 2 - room) / Math.sin(Math.PI / 3));
  const label = GAP + (isNarrow(pen) ? 1 : 2) * LINE;
  const tall = TITLE + 2 * (label + radius) + 20;
  const places = each.map((radar, at) => ({
    radar,
    x: (at % 2) * cell + cell / 2,
    y: Math.floor(at / 2) * tall + TITLE + label + radius,
  }));
  const points = (outOf: (radar: Radar, spoke: number) => number) =>
    places.flatMap(({ radar, x, y }) =>
      spokes.map((_, spoke) => ({
        segment: radar.segment,
        center: { x, y },
        x: x + Math.sin(turn(spoke)) * outOf(radar, spoke) * radius,
        y: y - Math.cos(turn(spoke)) * outOf(radar, spoke) * radius,
      })),
    );
  const own = points(({ outs }, spoke) => outs[spoke] ?? 0);
  const rim = points(() => 1);
  const color = ({ segment }: { readonly segment: Segment }) => palette.segments[segment];
  const closed = { x: 'x', y: 'y', z: 'segment', curve: 'linear-closed' } as const;
  const isAlone = each.length === 1;
  const note = isAlone
    ? ['Only one segment:', 'nothing to compare it with.']
    : ['Rim: the best segment.', 'Dashed: all of them together.'];
  const isBroken = textWidth(note.join(' ')) > pen.width;
  const foot = Math.ceil(each.length / 2) * tall;
  const titles = places.map(({ radar, x, y }) => {
    const name = clip(pen.scope.words.segment(radar.segment), cell / 1.06 - 14);
    return {
      ...radar,
      name,
      x,
      y: y - radius - label - TITLE + 8,
      left: x - (textWidth(name) * 1.06 + 14) / 2,
    };
  });
  return sheet(pen, foot + (isBroken ? 30 : 16), [
    Plot.line(rim, { ...closed, stroke: palette.quiet }),
    Plot.line(
      points(() => 0.5),
      { ...closed, stroke: palette.line },
    ),
    Plot.link(rim, {
      x1: 'x',
      y1: 'y',
      x2: ({ center }) => center.x,
      y2: ({ center }) => center.y,
      stroke: palette.line,
    }),
    Plot.line(own, { ...closed, fill: color, fillOpacity: 0.22, stroke: color, strokeWidth: 2 }),
    Plot.line(isAlone ? [] : points((_, spoke) => everybody[spoke] ?? 0), {
      ...closed,
      stroke: palette.ink,
      strokeDasharray: '2 3',
    }),
    Plot.dot(own, { x: 'x', y: 'y', r: 2.5, fill: color }),
    Plot.dot(titles, {
      x: ({ left }) => left + 5,
      y: 'y',
      r: 4,
      symbol: ({ segment }) => SEGMENT_SYMBOLS[segment as Segment],
      fill: color,
    }),
    Plot.text(titles, {
      x: ({ left }) => left + 14,
      y: 'y',
      text: 'name',
      textAnchor: 'start',
      fontWeight: 600,
      fill: palette.ink,
    }),
    Plot.text(titles, { x: 'x', y: ({ y }) => y + 17, text: 'note', fontSize: 11, fill: palette.muted }),
    ...spokes.flatMap((name, spoke) =>
      spokeLabels(
        pen,
        name,
        turn(spoke),
        places.map(({ radar, x, y }) => ({
          x: x + Math.sin(turn(spoke)) * (radius + GAP),
          y: y - Math.cos(turn(spoke)) * (radius + GAP),
          value: radar.values[spoke] ?? '',
        })),
      ),
    ),
    Plot.text([note.join(isBroken ? '\n' : ' ')], {
      x: 0,
      y: foot,
      textAnchor: 'start',
      lineAnchor: 'top',
      lineHeight: 1.25,
      fill: palette.muted,
    }),
  ]);
}

/** Whether a spoke points up or down, so that its label stands above or below it. */
const isUpright = (turn: number) => Math.abs(Math.sin(turn)) < 0.01;

/** The name at the end of a spoke and, where there is room, the value under it. */
function spokeLabels(
  pen: Pen,
  name: string,
  turn: number,
  ends: readonly { readonly x: number; readonly y: number; readonly value: string }[],
): Plot.Markish[] {
  const lines = name.split('\n').length;
  const tall = (lines + (isNarrow(pen) ? 0 : 1)) * LINE;
  const up = isUpright(turn) ? Math.cos(turn) : 0;
  const top = up > 0 ? -tall : up < 0 ? 0 : -tall / 2;
  const textAnchor = up !== 0 ? 'middle' : Math.sin(turn) > 0 ? 'start' : 'end';
  const look = { x: 'x', textAnchor, fontSize: 11, lineHeight: LINE / 11 } as const;
  return [
    Plot.text(ends, {
      ...look,
      y: ({ y }) => y + top + (lines * LINE) / 2,
      text: () => name,
      fill: pen.palette.muted,
    }),
    Plot.text(isNarrow(pen) ? [] : ends, {
      ...look,
      y: ({ y }) => y + top + (lines + 0.5) * LINE,
      text: 'value',
      fill: pen.palette.ink,
      fontWeight: 600,
    }),
  ];
}
