import * as Plot from '@observablehq/plot';
import { bandFrom, bandTo, ENGAGEMENT_STEP } from '../analytics/bands.ts';
import type { EngagementValueRow, PersonRow } from '../analytics/engagement-value.ts';
import type { Segment } from '../data/vocabulary.ts';
import { figure, head, number, type Pen } from './figure.ts';
import { clip, isNarrow } from './frame.ts';
import { rampStep, SEGMENT_SYMBOLS } from './palette.ts';
import { sheet } from './sheet.ts';
import { spread } from './spread.ts';
import { segmentsOf, sum } from './sums.ts';
import { type BandScale, bandScale, bandWords, medianBand } from './value-bands.ts';

export const engagementValue = figure({
  name: 'engagement-value',
  title: 'Engagement against value',
  rows: 'engagementValue',
  span: 'full',
  hasPeriod: false,
  method:
    'Engagement is the score of today, from 0 to 100; lifetime value is everything paid up to the analysis date, on an axis that is about logarithmic. A mark is one customer where these are few and not filtered; otherwise customers are counted in steps of 5 points and bands of value, and the wider a box and the stronger its colour, the more of them. The line joins, for each 10 points of engagement, the band that the median customer is in, where there are at least 5 customers. Engaged means 70 points or more, little engaged less than 40. A score of 100 counts in the last step. A median is the lower of the two middle customers where there are two. That two things go together does not say that one brings about the other.',

  isEmpty: (rows) => rows.length === 0,

  finding(rows, { words }) {
    const engaged = rows.filter(({ step }) => step * ENGAGEMENT_STEP >= ENGAGED);
    const little = rows.filter(({ step }) => step * ENGAGEMENT_STEP < LITTLE);
    const [many, few] = [engaged, little].map((group) => sum(group, ({ customers }) => customers)) as [
      number,
      number,
    ];
    if (many < FEWEST || few < FEWEST) {
      return `Too few to compare: ${words.plural(many, 'customer')} at ${ENGAGED} points of engagement or more, ${words.count(few)} below ${LITTLE}.`;
    }
    const [high, low] = [medianBand(engaged), medianBand(little)];
    const both = `the median customer at ${ENGAGED} points or more has spent ${bandWords(high, words)}`;
    if (high === low)
      return `Engaged customers have not spent more: ${both}, and so has the one below ${LITTLE}.`;
    return `Engaged customers have spent ${high > low ? 'more' : 'less'}: ${both}, the one below ${LITTLE} ${bandWords(low, words)}.`;
  },

  table(rows, { words }) {
    const points = (step: number) => step * ENGAGEMENT_STEP;
    const money = (minor: number) => number(words.money(minor), minor / 100);
    return {
      head: head('#Engagement from', '#To', '#Value from', '#To below', '#Customers'),
      body: rows.map(({ step, band, customers }) => [
        number(words.count(points(step)), points(step)),
        number(words.count(points(step + 1)), points(step + 1)),
        money(bandFrom(band)),
        money(bandTo(band)),
        number(words.count(customers), customers),
      ]),
    };
  },

  draw(rows, pen) {
    const { people } = pen.scope;
    const isDots = people !== undefined && people.length > 0;
    const height = isNarrow(pen) ? 340 : 440;
    const end = pen.width - (isDots ? (isNarrow(pen) ? 84 : 128) : 12);
    const scale = bandScale(
      rows.map(({ band }) => band),
      { start: height - FOOT, end: 24, slot: 16, most: 9 },
    );
    const field = { scale, height, end, x: (points: number) => LEFT + (points / 100) * (end - LEFT) };
    return sheet(pen, height, [
      ...axes(pen, field),
      ...(isDots ? dots(people, pen, field) : boxes(rows, pen, field)),
      ...typical(rows, pen, field),
    ]);
  },
});

const ENGAGED = 70;
const LITTLE = 40;
/** Smaller groups have no median worth a word. */
const FEWEST = 5;
/** Left of and below the field, for labels. */
const LEFT = 52;
const FOOT = 40;

/** Where the marks stand. */
interface Field {
  readonly scale: BandScale;
  x(points: number): number;
  /** The right edge. */
  readonly end: number;
  /** Of the whole drawing. */
  readonly height: number;
}

function axes({ palette, scope }: Pen, { scale, x, end, height }: Field): Plot.Markish[] {
  const foot = height - FOOT + 4;
  const points = [0, 20, 40, 60, 80, 100];
  const [low, high] = scale.box(0);
  const label = { x: LEFT - 8, textAnchor: 'end', fill: palette.muted } as const;
  return [
    Plot.ruleY(scale.ticks, { x1: LEFT, x2: end, y: 'at', stroke: palette.line }),
    Plot.text(scale.ticks, { ...label, y: 'at', text: ({ minor }) => scope.words.short(minor) }),
    Plot.text(scale.hasNothing ? ['nothing'] : [], { ...label, y: (low + high) / 2 }),
    Plot.ruleY([foot], { x1: LEFT, x2: end, stroke: palette.quiet }),
    Plot.ruleX(points, { x, y1: foot, y2: foot + 5, stroke: palette.quiet }),
    Plot.text(points, { x, y: foot + 15, text: String, fill: palette.muted }),
    Plot.text(['Lifetime value'], { x: 0, y: 6, textAnchor: 'start', fill: palette.muted }),
    Plot.text(['Engagement score →'], { x: end, y: height - 6, textAnchor: 'end', fill: palette.muted }),
  ];
}

/** A mark for each customer, and the names of the segments on the right, where their medians are. */
function dots(people: readonly PersonRow[], pen: Pen, { scale, x, end, height }: Field): Plot.Markish[] {
  const { palette, scope } = pen;
  const look = {
    symbol: ({ segment }: { segment: Segment }) => SEGMENT_SYMBOLS[segment],
    fill: ({ segment }: { segment: Segment }) => palette.segments[segment],
  };
  const medians = segmentsOf(people).map((segment) => {
    const values = people.filter((person) => person.segment === segment).map(({ value }) => value);
    const median = values.sort((a, b) => a - b)[Math.ceil(values.length / 2) - 1] as number;
    return { segment, median, at: scale.place(median) };
  });
  const places = spread(
    medians.map(({ at }) => at),
    34,
    [30, height - FOOT - 14],
  );
  const names = medians.map((each, at) => ({
    ...each,
    y: places[at] as number,
    name: clip(scope.words.segment(each.segment), pen.width - end - 27),
  }));
  const label = { x: end + 27, textAnchor: 'start' } as const;
  return [
    Plot.dot(people, {
      ...look,
      x: ({ engagement }) => Math.round(x(engagement) * 10) / 10,
      y: ({ value }) => Math.round(scale.place(value) * 10) / 10,
      r: isNarrow(pen) ? 2.2 : 3,
      fillOpacity: 0.55,
    }),
    Plot.link(names, { x1: end, y1: 'at', x2: end + 9, y2: 'y', stroke: palette.quiet }),
    Plot.dot(names, { ...look, x: end + 18, y: 'y', r: 4 }),
    Plot.text(names, { ...label, y: 'y', text: 'name', fontWeight: 600, fill: palette.ink }),
    Plot.text(names, {
      ...label,
      y: ({ y }) => y + 15,
      text: ({ median }) => `${isNarrow(pen) ? '' : 'median '}${scope.words.short(median)}`,
      fill: palette.muted,
    }),
  ];
}

/** A box for each cell of the grid, as wide as it has customers. */
function boxes(rows: readonly EngagementValueRow[], pen: Pen, { scale, x, end }: Field): Plot.Markish[] {
  const { palette, scope } = pen;
  const most = Math.max(...rows.map(({ customers }) => customers));
  const shapes = rows.map(({ step, band, customers }) => {
    const [left, right] = [x(step * ENGAGEMENT_STEP), x((step + 1) * ENGAGEMENT_STEP)];
    const half = Math.max(0.75, ((right - left - 2) / 2) * (customers / most));
    const [y1, y2] = scale.box(band);
    const fill = palette.ramp[Math.max(1, rampStep(customers, 0, most)) as 1];
    return { x1: (left + right) / 2 - half, x2: (left + right) / 2 + half, y1, y2, fill };
  });
  return [
    Plot.rect(shapes, {
      x1: 'x1',
      x2: 'x2',
      y1: 'y1',
      y2: 'y2',
      insetTop: 0.5,
      insetBottom: 0.5,
      fill: 'fill',
    }),
    Plot.text([`Widest box: ${scope.words.plural(most, 'customer')}`], {
      x: end,
      y: 6,
      textAnchor: 'end',
      fill: palette.muted,
    }),
  ];
}

/** The medians of each 10 points of engagement. */
function typical(rows: readonly EngagementValueRow[], { palette }: Pen, { scale, x }: Field): Plot.Markish[] {
  const medians = Array.from({ length: 10 }, (_, ten) => {
    const own = rows.filter(({ step }) => Math.floor((step * ENGAGEMENT_STEP) / 10) === ten);
    const [low, high] = scale.box(medianBand(own));
    return { x: x(ten * 10 + 5), y: (low + high) / 2, customers: sum(own, ({ customers }) => customers) };
  }).filter(({ customers }) => customers >= FEWEST);
  return [
    Plot.line(medians, { x: 'x', y: 'y', stroke: palette.ground, strokeWidth: 4.5 }),
    Plot.line(medians, { x: 'x', y: 'y', stroke: palette.ink, marker: 'dot' }),
    Plot.text(medians.slice(-1), {
      x: 'x',
      y: 'y',
      dx: 8,
      dy: -14,
      text: () => 'median',
      textAnchor: 'end',
      fill: palette.ink,
      stroke: palette.ground,
      strokeWidth: 4,
      fontWeight: 600,
    }),
  ];
}
