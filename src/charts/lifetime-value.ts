import * as Plot from '@observablehq/plot';
import { bandFrom, bandTo } from '../analytics/bands.ts';
import type { LifetimeValueRow } from '../analytics/lifetime-value.ts';
import type { Segment } from '../data/vocabulary.ts';
import { figure, head, number, text } from './figure.ts';
import { clip, isNarrow, textWidth } from './frame.ts';
import { SEGMENT_SYMBOLS } from './palette.ts';
import { sheet } from './sheet.ts';
import { segmentsOf, share, sum } from './sums.ts';
import { bandScale, bandWords, medianBand } from './value-bands.ts';
import type { Words } from './words.ts';

export const lifetimeValue = figure({
  name: 'lifetime-value',
  title: 'What they have spent',
  rows: 'lifetimeValue',
  span: 'half',
  hasPeriod: false,
  method:
    'Lifetime value is everything a customer has paid up to the analysis date. Bars are customers in a band divided by all of the segment; the bands get wider as the value grows, six to a decade (1, 1.5, 2, 3, 5, 7, 10), so that the axis is about logarithmic. The median is given as its band: the first one by whose end at least half of the segment are counted.',

  isEmpty: (rows) => rows.length === 0,

  finding(rows, { words }) {
    const curves = curvesOf(rows);
    const [first] = curves;
    const medians = curves.map(({ median }) => median);
    const [low, high] = [Math.min(...medians), Math.max(...medians)];
    const named = (band: number) =>
      words.list(curves.filter(({ median }) => median === band).map(({ segment }) => words.quoted(segment)));
    if (first && curves.length === 1) {
      return first.customers === 1
        ? `The only customer, ${words.quoted(first.segment)}, has spent ${bandWords(low, words)}.`
        : `The median ${words.quoted(first.segment)} customer has spent ${bandWords(low, words)}.`;
    }
    if (low === high) return `In every segment the median customer has spent ${bandWords(low, words)}.`;
    return `The median ${named(high)} customer has spent ${bandWords(high, words)}, the median ${named(low)} customer ${bandWords(low, words)}.`;
  },

  table(rows, { words }) {
    return {
      head: head('Segment', '#From', '#To below', '#Customers', '#Of the segment'),
      body: curvesOf(rows).flatMap(({ segment, rows: own, customers: all }) =>
        own.map(({ band, customers }) => [
          text(words.segment(segment)),
          number(words.money(bandFrom(band)), bandFrom(band) / 100),
          number(words.money(bandTo(band)), bandTo(band) / 100),
          number(words.count(customers), customers),
          number(words.percent(share(customers, all)), share(customers, all)),
        ]),
      ),
    };
  },

  draw(rows, pen) {
    const { palette, scope, width } = pen;
    const { words } = scope;
    const strip = TITLE + (isNarrow(pen) ? 52 : 88);
    const curves = curvesOf(rows).map((curve, at) => ({
      ...curve,
      name: clip(words.segment(curve.segment), width * 0.36),
      top: (strip + 12) * at,
      base: (strip + 12) * at + strip,
    }));
    const scale = bandScale(
      rows.map(({ band }) => band),
      { start: LEFT, end: width - 16, slot: 44, most: width / 52 },
    );
    const highest = Math.max(
      ...curves.flatMap(({ rows: own, customers }) => own.map((row) => share(row.customers, customers))),
    );
    const grid = [0.5, 0.25, 0.2, 0.1, 0.05].find((each) => each <= highest) ?? 0.05;
    const tall = (part: number) => (part / Math.max(highest, grid)) * (strip - TITLE);
    const bars = curves.flatMap(({ segment, rows: own, customers: all, median, base }) =>
      own.map(({ band, customers }) => {
        const [x1, x2] = scale.box(band);
        return {
          segment,
          x1,
          x2,
          y1: base - tall(share(customers, all)),
          y2: base,
          isMedian: band === median,
        };
      }),
    );
    const after = NAME + Math.max(...curves.map(({ name }) => textWidth(name))) * 1.06 + 8;
    const heads = curves.map((curve) => headOf(curve, scale.box(curve.median), after, width, words));
    const foot = curves.at(-1)?.base ?? strip;
    const start = { textAnchor: 'start' } as const;
    return sheet(pen, foot + (scale.hasNothing ? 38 : 24), [
      Plot.ruleY(curves, { x1: LEFT, x2: width, y: ({ base }) => base - tall(grid), stroke: palette.line }),
      Plot.text(curves, {
        ...start,
        x: 0,
        y: ({ base }) => base - tall(grid),
        text: () => words.percent(grid),
        fontSize: 11,
        fill: palette.muted,
      }),
      Plot.rect(bars, {
        x1: 'x1',
        x2: 'x2',
        y1: 'y1',
        y2: 'y2',
        insetLeft: 0.5,
        insetRight: 0.5,
        fill: ({ segment }) => palette.segments[segment as Segment],
        fillOpacity: ({ isMedian }) => (isMedian ? 1 : 0.45),
      }),
      Plot.ruleY(curves, { x1: LEFT, x2: width, y: 'base', stroke: palette.quiet }),
      Plot.ruleX(heads, { x: 'line', y1: 'top', y2: 'bottom', stroke: palette.ink }),
      Plot.dot(heads, {
        x: 7,
        y: 'y',
        r: 4,
        symbol: ({ segment }) => SEGMENT_SYMBOLS[segment as Segment],
        fill: ({ segment }) => palette.segments[segment as Segment],
      }),
      Plot.text(heads, { ...start, x: NAME, y: 'y', text: 'name', fontWeight: 600, fill: palette.ink }),
      Plot.text(heads, { ...start, x: after, y: 'y', text: 'many', fill: palette.muted }),
      Plot.text(heads, { ...start, x: 'label', y: 'y', text: 'median', fill: palette.ink }),
      Plot.ruleX(scale.ticks, { x: 'at', y1: foot, y2: foot + 5, stroke: palette.quiet }),
      Plot.text(scale.ticks, {
        x: 'at',
        y: foot + 16,
        text: ({ minor }) => words.short(minor),
        fill: palette.muted,
      }),
      Plot.text(scale.hasNothing ? ['nothing\nyet'] : [], {
        x: LEFT + 22,
        y: foot + 23,
        fontSize: 11,
        fill: palette.muted,
      }),
    ]);
  },
});

/** Left of the bars, for the label of the grid. */
const LEFT = 34;
/** Where the name of a segment begins, after its mark. */
const NAME = 17;
/** Height of a title above its bars. */
const TITLE = 26;

function curvesOf(rows: readonly LifetimeValueRow[]) {
  return segmentsOf(rows).map((segment) => {
    const own = rows.filter((row) => row.segment === segment).sort((a, b) => a.band - b.band);
    return { segment, rows: own, customers: sum(own, ({ customers }) => customers), median: medianBand(own) };
  });
}

type Strip = ReturnType<typeof curvesOf>[number] &
  Readonly<Record<'top' | 'base', number> & { name: string }>;

/** What stands above a strip: the segment, how many they are, and the median, over its band where there is room. */
function headOf(
  { segment, name, customers, median, top, base }: Strip,
  [left, right]: readonly [number, number],
  after: number,
  width: number,
  words: Words,
) {
  const printed = `median ${bandWords(median, words)}`;
  const room = textWidth(printed);
  const free = width - room - after - 12;
  const long = words.plural(customers, 'customer');
  const many = textWidth(long) <= free ? long : words.count(customers);
  const line = (left + right) / 2;
  const label = Math.min(width - room, Math.max(line - room / 2, after + textWidth(many) + 12));
  return { segment, name, many, median: printed, label, line, y: top + 10, top: top + 18, bottom: base };
}
