import * as Plot from '@observablehq/plot';
import type { ContactTimeRow } from '../analytics/contact-times.ts';
import { ALL } from '../analytics/filter.ts';
import { CONTACT_TIMES, type Segment } from '../data/vocabulary.ts';
import { figure, head, number, text } from './figure.ts';
import { clip, isNarrow, roomFor } from './frame.ts';
import { SEGMENT_SYMBOLS } from './palette.ts';
import { sheet } from './sheet.ts';
import { spread } from './spread.ts';
import { segmentsOf, share, sum } from './sums.ts';
import type { Words } from './words.ts';

export const contactTimes = figure({
  name: 'contact-times',
  title: 'When they like to hear from us',
  rows: 'contactTimes',
  span: 'half',
  hasPeriod: false,
  method:
    'The mean response rate of the customers who prefer that time and whose rate is known, for each segment and, as “All”, for everybody. Times are compared when each has at least 30 such customers, and the best and the worst count as different when they are more than 2.39 standard errors apart (Welch, at 95 % over three pairs). Customers prefer a time of their own accord: the figure does not say that they would respond more at another one.',

  nothing: 'No file says how often customers answer mails, so there is nothing to compare.',

  isEmpty: (rows) => rows.every(({ known }) => known === 0),

  finding(rows, { words }) {
    const times = timesOf(rows).filter(({ customers }) => customers > 0);
    const [first] = times;
    if (first && times.length === 1) {
      const who = first.customers === 1 ? 'The only customer prefers' : 'All of them prefer';
      return `${who} the ${first.time}; the response rate is ${percent(first.rate, words)}${ofKnown(first, words)}.`;
    }
    const rated = times.filter(({ known }) => known > 0);
    const [high, low] = [rated.reduce(higher), rated.reduce(lower)];
    const range = `${percent(low.rate, words)} to ${percent(high.rate, words)}`;
    if (Math.min(...times.map(({ known }) => known)) < FEWEST) {
      return `Too few customers to compare the times: response rates are ${range}, at some times known of fewer than ${FEWEST} customers.`;
    }
    if (!isApart(high, low)) {
      return `No time stands out: response rates are ${range}, and chance alone could make that difference.`;
    }
    const points = words.decimal((Math.round(high.rate * 1000) - Math.round(low.rate * 1000)) / 10);
    return `Customers who prefer the ${high.time} respond most: ${percent(high.rate, words)}, ${points} percentage points more than those who prefer the ${low.time}.`;
  },

  table(rows, { words }) {
    const line = (time: string, segment: string, { customers, response, known }: Sums) => [
      text(time),
      text(segment),
      number(words.count(customers), customers),
      number(known === 0 ? '–' : percent(share(response, known), words), share(response, known)),
      number(words.count(known), known),
    ];
    return {
      head: head('Preferred time', 'Segment', '#Customers', '#Response rate', '#Rates known'),
      body: timesOf(rows)
        .filter(({ customers }) => customers > 0)
        .flatMap((time) => [
          line(title(time.time), 'All', time),
          ...time.rows.map((row) => line(title(time.time), words.segment(row.segment), row)),
        ]),
    };
  },

  draw(rows, pen) {
    const { palette, scope, width } = pen;
    const { words } = scope;
    const times = timesOf(rows);
    const ticks = ticksTo(Math.max(...rows.map(rateOf)));
    const [left, right] = [roomFor(ticks.map(words.percent), 60) + 4, width - NAMES];
    const across = (right - left) / times.length;
    const x = (at: number) => left + across * (at + 0.5);
    const y = (rate: number) => FOOT - (rate / (ticks.at(-1) as number)) * (FOOT - TOP);
    const everybody = times.flatMap(({ rate, known }, at) =>
      known === 0 ? [] : [{ segment: ALL, x: x(at), y: y(rate) } as const],
    );
    const dots = times.flatMap(({ rows: own }, at) =>
      own
        .filter(({ known }) => known > 0)
        .map((row) => ({ segment: row.segment, x: x(at), y: y(rateOf(row)) })),
    );
    const rated = segmentsOf(rows.filter(({ known }) => known > 0));
    const shown = [...rated, ...(rated.length > 1 ? [ALL] : [])];
    const ends = shown.map(
      (name) => [...dots, ...everybody].findLast(({ segment }) => segment === name) as Dot,
    );
    const places = spread(
      ends.map((end) => end.y),
      17,
      [TOP, FOOT - 6],
    );
    const names = ends.map((end, at) => ({ ...end, from: end.x + 8, at: places[at] as number }));
    const look = {
      symbol: ({ segment }: Dot) => (segment === ALL ? 'circle' : SEGMENT_SYMBOLS[segment]),
      fill: ({ segment }: Dot) => (segment === ALL ? palette.ink : palette.segments[segment]),
    };
    const line = { x: 'x', y: 'y', z: 'segment', stroke: look.fill } as const;
    const broad = { strokeWidth: 7, strokeOpacity: 0.28, strokeLinecap: 'round' } as const;
    const start = right + 8;
    const foot = { x: (_: unknown, at: number) => x(at) };
    return sheet(pen, FOOT + (isNarrow(pen) ? 70 : 58), [
      Plot.text(['Response rate'], { x: 0, y: 6, textAnchor: 'start', fill: palette.muted }),
      Plot.ruleY(ticks, { x1: left, x2: right, y, stroke: palette.line }),
      Plot.text(ticks, { x: left - 8, y, text: words.percent, textAnchor: 'end', fill: palette.muted }),
      Plot.link(names, {
        x1: 'from',
        y1: 'y',
        x2: start - 2,
        y2: 'at',
        stroke: palette.quiet,
        strokeOpacity: 0.6,
      }),
      // Everybody as a broad line behind, so that it hides no segment.
      Plot.line(shown.includes(ALL) ? everybody : [], { ...line, ...broad }),
      Plot.line(dots, { ...line, strokeWidth: 1.5 }),
      Plot.dot(dots, { x: 'x', y: 'y', r: 6.5, fill: palette.ground }),
      Plot.dot(dots, { ...look, x: 'x', y: 'y', r: 4.5 }),
      Plot.dot(
        names.filter(({ segment }) => segment !== ALL),
        { ...look, x: start + 5, y: 'at', r: 4.5 },
      ),
      Plot.link(
        names.filter(({ segment }) => segment === ALL),
        { ...broad, x1: start + 2, x2: start + 8, y: 'at', stroke: palette.ink },
      ),
      Plot.text(names, {
        x: start + 14,
        y: 'at',
        text: ({ segment }) => (segment === ALL ? 'All' : clip(words.segment(segment), NAMES - 22)),
        textAnchor: 'start',
        fontWeight: 600,
        fill: palette.ink,
      }),
      Plot.text(times, {
        ...foot,
        y: FOOT + 14,
        text: ({ time }) => title(time),
        fontWeight: 600,
        fill: palette.ink,
      }),
      Plot.text(times, {
        ...foot,
        y: FOOT + 32,
        text: ({ customers, known, rate }) =>
          customers === 0 ? 'nobody' : known === 0 ? '–' : percent(rate, words),
        fill: palette.ink,
      }),
      Plot.text(times, {
        ...foot,
        y: FOOT + 42,
        lineAnchor: 'top',
        text: ({ customers }) =>
          customers === 0 ? '' : words.plural(customers, 'customer').replace(' ', isNarrow(pen) ? '\n' : ' '),
        fill: palette.muted,
      }),
    ]);
  },
});

/** So many customers with a known rate at each time before times are compared. */
const FEWEST = 30;

/** Standard errors between two of three means that chance makes in less than one of twenty cases (Bonferroni). */
const APART = 2.39;

type Time = ReturnType<typeof timesOf>[number];

const higher = (a: Time, b: Time) => (b.rate > a.rate ? b : a);
const lower = (a: Time, b: Time) => (b.rate < a.rate ? b : a);

/** Welch: the difference of two means against the standard error of that difference. */
function isApart(high: Time, low: Time): boolean {
  const error = ({ known, rate, squares }: Time) =>
    Math.max(0, squares - known * rate ** 2) / (known - 1) / known;
  return high.rate - low.rate > APART * Math.sqrt(error(high) + error(low)) && high.rate > low.rate;
}

/** Where the field begins and ends, from the top, and what the names on its right take. */
const TOP = 28;
const FOOT = 246;
const NAMES = 88;

type Sums = Pick<ContactTimeRow, 'customers' | 'response' | 'known'>;

interface Dot {
  readonly segment: Segment | typeof ALL;
  readonly x: number;
  readonly y: number;
}

/** With one decimal: differences are small. */
const percent = (rate: number, words: Words) => `${words.decimal(rate * 100)} %`;

const rateOf = ({ response, known }: Sums) => share(response, known);

/** Said where the rates of some are not known. */
const ofKnown = ({ customers, known }: Sums, words: Words) =>
  known < customers ? `, of ${words.count(known)} known` : '';

/** All three times in the order of the day, also those that nobody prefers. */
function timesOf(rows: readonly ContactTimeRow[]) {
  return CONTACT_TIMES.map((time) => {
    const own = rows.filter((row) => row.time === time);
    const customers = sum(own, (row) => row.customers);
    const response = sum(own, (row) => row.response);
    const known = sum(own, (row) => row.known);
    const squares = sum(own, (row) => row.squares);
    const ordered = segmentsOf(own).flatMap((segment) => own.filter((row) => row.segment === segment));
    return { time, customers, response, known, squares, rate: share(response, known), rows: ordered };
  });
}

/** From zero in even steps to just above a share; at least to five percent. */
function ticksTo(highest: number): readonly number[] {
  const most = Math.max(highest, 0.05);
  const step = [0.01, 0.02, 0.05, 0.1].find((each) => most / each <= 5) ?? 0.2;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, at) => at * step);
}

/** `morning` → `Morning`. */
const title = (time: string) => time.charAt(0).toUpperCase() + time.slice(1);
