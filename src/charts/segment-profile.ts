import type { SegmentProfileRow } from '../analytics/segment-profile.ts';
import { figure, head, number, text } from './figure.ts';
import { radars } from './radars.ts';
import { segmentsOf, share, sum } from './sums.ts';
import type { Words } from './words.ts';

export const segmentProfile = figure({
  name: 'segment-profile',
  title: 'What sets the segments apart',
  rows: 'segmentProfile',
  span: 'half',
  hasPeriod: false,
  method:
    'Each spoke is a measure, from zero in the middle to the best segment on the rim. Engagement and lifetime value are means of the customers, the response rate of those whose rate is known. Orders each: all orders ever divided by customers; what a customer bought on one day is one order. Order value: lifetime values divided by orders. Last 90 days: the share of customers who ordered in the 90 days that end with the analysis date. A segment is best on a measure when no other is better. A dash stands where no rate is known.',

  isEmpty: (rows) => rows.length === 0,

  finding(rows, { words }) {
    const ranked = ranksOf(rows);
    const [first] = ranked;
    if (first && ranked.length === 1) {
      return `All of them are in the segment ${words.quoted(first.row.segment)}, with a lifetime value of ${words.short(VALUE.of(first.row))} on average.`;
    }
    const most = Math.max(...ranked.map(({ wins }) => wins));
    const leaders = ranked.filter(({ wins }) => wins === most);
    const [leader] = leaders;
    if (!leader || most === 0) return 'No segment has anything to measure yet.';
    if (leaders.length === ranked.length && most === MEASURES.length) {
      return 'The segments are alike on every measure.';
    }
    const names = words.list(leaders.map(({ row }) => words.quoted(row.segment)));
    const count = most === MEASURES.length ? `all ${most}` : `${most} of ${MEASURES.length}`;
    if (leaders.length > 1) return `${names} are each best on ${count} measures.`;
    const times = share(VALUE.of(leader.row), VALUE.of(wholeOf(rows)));
    if (times === 0) return `${names} are best on ${count} measures; nobody has spent anything yet.`;
    return `${names} are best on ${count} measures; their lifetime value is ${words.decimal(times)} times the average.`;
  },

  table(rows, { words }) {
    const line = (name: string, row: Sums) => [
      text(name),
      number(words.count(row.customers), row.customers),
      ...MEASURES.map((measure) =>
        number(printed(measure, row, words), measure.of(row) / (measure.scale ?? 1)),
      ),
      number(words.count(row.known), row.known),
    ];
    return {
      head: head(
        'Segment',
        '#Customers',
        ...MEASURES.map(({ name }) => `#${name.replace('\n', ' ')}`),
        '#Response rates known',
      ),
      body: [
        ...ranksOf(rows).map(({ row }) => line(words.segment(row.segment), row)),
        line('All', wholeOf(rows)),
      ],
    };
  },

  draw(rows, pen) {
    const { words } = pen.scope;
    const own = ranksOf(rows).map(({ row }) => row);
    const best = MEASURES.map(({ of }) => Math.max(...own.map(of)));
    const outs = (row: Sums) => MEASURES.map(({ of }, at) => share(of(row), best[at] ?? 0));
    return radars(
      pen,
      MEASURES.map(({ name }) => name),
      own.map((row) => ({
        segment: row.segment,
        note: words.plural(row.customers, 'customer'),
        outs: outs(row),
        values: MEASURES.map((measure) => printed(measure, row, words)),
      })),
      outs(wholeOf(rows)),
    );
  },
});

type Sums = Omit<SegmentProfileRow, 'segment'>;

interface Measure {
  /** Short enough for the end of a spoke on a phone. */
  readonly name: string;
  of(row: Sums): number;
  print(value: number, words: Words): string;
  /** What `of` is divided by in the table. */
  readonly scale?: number;
}

const VALUE: Measure = {
  name: 'Lifetime\nvalue',
  of: ({ value, customers }) => share(value, customers),
  print: (value, words) => words.short(value),
  scale: 100,
};

const RESPONSE: Measure = {
  name: 'Response rate',
  of: ({ response, known }) => share(response, known),
  print: (value, words) => words.percent(value),
};

/** Clockwise from the top. */
const MEASURES: readonly Measure[] = [
  {
    name: 'Engagement',
    of: ({ engagement, customers }) => share(engagement, customers),
    print: (value, words) => words.decimal(value),
  },
  {
    name: 'Orders\neach',
    of: ({ orders, customers }) => share(orders, customers),
    print: (value, words) => words.decimal(value),
  },
  VALUE,
  RESPONSE,
  {
    name: 'Order\nvalue',
    of: ({ value, orders }) => share(value, orders),
    print: (value, words) => words.short(value),
    scale: 100,
  },
  {
    name: 'Last 90\ndays',
    of: ({ recent, customers }) => share(recent, customers),
    print: (value, words) => words.percent(value),
  },
];

/** A dash for answers that nobody counted. */
function printed(measure: Measure, row: Sums, words: Words): string {
  const isUnknown = measure === RESPONSE && row.known === 0;
  return isUnknown ? '–' : measure.print(measure.of(row), words);
}

/** The segments and on how many measures no other one is better; equal but for rounding is equal. */
function ranksOf(rows: readonly SegmentProfileRow[]) {
  const ordered = segmentsOf(rows).flatMap((segment) => rows.filter((row) => row.segment === segment));
  return ordered.map((row) => ({
    row,
    wins: MEASURES.filter(({ of }) => {
      const best = Math.max(...ordered.map(of));
      return best > 0 && of(row) >= best * (1 - 1e-9);
    }).length,
  }));
}

function wholeOf(rows: readonly SegmentProfileRow[]): Sums {
  return {
    customers: sum(rows, ({ customers }) => customers),
    engagement: sum(rows, ({ engagement }) => engagement),
    response: sum(rows, ({ response }) => response),
    known: sum(rows, ({ known }) => known),
    value: sum(rows, ({ value }) => value),
    orders: sum(rows, ({ orders }) => orders),
    recent: sum(rows, ({ recent }) => recent),
  };
}
