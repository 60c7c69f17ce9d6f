import { periodBefore } from '../analytics/filter.ts';
import type { KpiRow } from '../analytics/kpis.ts';
import { changeOf, printChange } from './comparison.ts';
import type { Scope } from './figure.ts';
import type { Words } from './words.ts';

/** A key figure as it is shown. */
export interface Card {
  readonly label: string;
  readonly value: string;
  /** What it is, in few words. */
  readonly note: string;
  /** Against the period before; absent when there is nothing to compare with. */
  readonly change?: Change;
}

export interface Change {
  /** `+12 %`, `−2.1 pt`. */
  readonly text: string;
  readonly direction: 'up' | 'down' | 'same';
  /** `undefined` for no change, and for one that is neither. */
  readonly isGood: boolean | undefined;
  /** `up 12 % on Jul 2024 – Jun 2025`: for a screen reader. */
  readonly words: string;
}

interface Measure {
  readonly label: string;
  readonly note: string;
  /** `undefined` when it is about nobody, or nobody measured it. */
  of(row: KpiRow): number | undefined;
  print(value: number, words: Words): string;
  /** How a change is told: in percent of what it was, in percentage points, in points. */
  readonly change: 'percent' | 'share' | 'points';
  /** A score of today: it differs only by who has joined since. */
  readonly isOfToday?: true;
  /** The note where the value is about a part of the customers. */
  noteOf?(row: KpiRow, words: Words): string | undefined;
  /** The note when there are customers and no value. */
  readonly unknown?: string;
}

/** All of them are better when they are higher. */
const MEASURES: readonly Measure[] = [
  {
    label: 'Customers',
    note: 'joined by the end of the period',
    of: ({ customers }) => customers,
    print: (value, { count }) => count(value),
    change: 'percent',
  },
  {
    label: 'Revenue',
    note: 'paid in the period',
    of: ({ revenue }) => revenue,
    print: (value, { whole }) => whole(value),
    change: 'percent',
  },
  {
    label: 'Average lifetime value',
    note: 'paid so far by a customer',
    of: ({ value, customers }) => ratio(value, customers),
    print: (value, { whole }) => whole(value),
    change: 'percent',
  },
  {
    label: 'Engagement',
    note: 'mean of today’s scores, of 100',
    of: ({ engagement, customers }) => (engagement === 0 ? undefined : ratio(engagement, customers)),
    print: (value, { decimal }) => decimal(value),
    change: 'points',
    isOfToday: true,
    unknown: 'nothing on file says it',
  },
  {
    label: 'Response rate',
    note: 'mean of today’s rates',
    noteOf: ({ known, customers }, { count }) =>
      known < customers ? `mean of today’s rates, of ${count(known)} known` : undefined,
    of: ({ response, known }) => ratio(response, known),
    print: (value, { percent }) => percent(value),
    change: 'share',
    isOfToday: true,
    unknown: 'no file says who answered',
  },
  {
    label: 'Orders',
    note: 'one per customer and day',
    of: ({ orders }) => orders,
    print: (value, { count }) => count(value),
    change: 'percent',
  },
  {
    label: 'Average order value',
    note: 'paid in an order',
    of: ({ revenue, orders }) => ratio(revenue, orders),
    print: (value, { whole }) => whole(value),
    change: 'percent',
  },
  {
    label: 'Repeat rate',
    note: 'of orders: not a customer’s first',
    of: ({ repeats, orders }) => ratio(repeats, orders),
    print: (value, { percent }) => percent(value),
    change: 'share',
  },
];

/** The eight key figures of the period, each with its change on the period before. */
export function kpiCards(rows: readonly KpiRow[], scope: Scope): readonly Card[] {
  const now = rows.find(({ period }) => period === 'now');
  const before = scope.isComparable ? rows.find(({ period }) => period === 'before') : undefined;
  return MEASURES.map((measure) => {
    const { label, note, unknown } = measure;
    const value = now && measure.of(now);
    if (value === undefined) return { label, note: now?.customers ? (unknown ?? note) : note, value: '–' };
    const earlier = before && measure.of(before);
    return {
      label,
      note: measure.noteOf?.(now as KpiRow, scope.words) ?? note,
      value: measure.print(value, scope.words),
      ...(earlier ? { change: change(measure, value, earlier, scope) } : {}),
    };
  });
}

function change(
  { change: unit, isOfToday }: Measure,
  now: number,
  before: number,
  { words, filter }: Scope,
): Change {
  const period = words.period(periodBefore(filter.period));
  const [by, text, spoken] = told[unit](now, before, words);
  if (!/[1-9]/.test(text))
    return { text, direction: 'same', isGood: undefined, words: `about as in ${period}` };
  const direction = by > 0 ? 'up' : 'down';
  if (isOfToday) {
    const words = `those who joined since ${by > 0 ? 'raise' : 'lower'} it by ${spoken}`;
    return { text: `${text} by newcomers`, direction, isGood: undefined, words };
  }
  return { text, direction, isGood: by > 0, words: `${direction} ${spoken} on ${period}` };
}

/** The difference, how it is written, and how it is said without its sign. */
const told: Readonly<
  Record<Measure['change'], (now: number, before: number, words: Words) => readonly [number, string, string]>
> = {
  percent(now, before, words) {
    const by = changeOf(now, before) ?? 0;
    const text = printChange(by, words);
    return [by, text, text.slice(1)];
  },
  share(now, before, { decimal }) {
    const size = decimal(Math.abs(now - before) * 100);
    return [now - before, `${sign(now - before, size)}${size} pt`, `${size} percentage points`];
  },
  points(now, before, { decimal }) {
    const size = decimal(Math.abs(now - before));
    return [
      now - before,
      `${sign(now - before, size)}${size}`,
      `${size} ${size === '1.0' ? 'point' : 'points'}`,
    ];
  },
};

const sign = (by: number, size: string) => (/[1-9]/.test(size) ? (by > 0 ? '+' : '−') : '±');

const ratio = (part: number, whole: number) => (whole === 0 ? undefined : part / whole);
