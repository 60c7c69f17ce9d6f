import * as Plot from '@observablehq/plot';
import type { MixRow } from '../analytics/mix.ts';
import { BEHAVIORS } from '../data/vocabulary.ts';
import { figure, head, number, text } from './figure.ts';
import { FONT_SIZE } from './frame.ts';
import { BEHAVIOR_NAMES } from './palette.ts';
import { columnHeads, columnsFor, headcount } from './segment-columns.ts';
import { sheet } from './sheet.ts';
import { segmentsOf, share, sum } from './sums.ts';

export const mix = figure({
  name: 'mix',
  title: 'Who they are',
  rows: 'mix',
  span: 'half',
  hasPeriod: false,
  method:
    'Above: customers of a segment divided by all customers that the filter chooses, and the lifetime values of a segment added up and divided by those of all. Below: customers with a buying behaviour divided by all of their segment. Lifetime value is everything paid up to the analysis date.',

  isEmpty: (rows) => rows.length === 0,

  finding(rows, { words }) {
    const parts = partsOf(rows);
    const [only] = parts;
    if (only && parts.length === 1) {
      return `All of them are in the segment ${words.quoted(only.segment)}: ${words.plural(only.customers, 'customer')}.`;
    }
    const apart = ({ ofCustomers, ofValue }: Part) => Math.abs(ofValue - ofCustomers);
    const most = parts.reduce((far, part) => (apart(part) > apart(far) ? part : far));
    const [ofCustomers, ofValue] = [words.percent(most.ofCustomers), words.percent(most.ofValue)];
    if (parts.every(({ value }) => value === 0)) {
      const large = parts.reduce((best, part) => (part.customers > best.customers ? part : best));
      return `Nobody has spent anything yet; ${words.quoted(large.segment)} are ${words.percent(large.ofCustomers)} of customers.`;
    }
    if (ofCustomers === ofValue) {
      return 'Every segment has about the share of the lifetime value that it has of customers.';
    }
    return `${words.quoted(most.segment)} are ${ofCustomers} of customers and ${ofValue} of the lifetime value.`;
  },

  table(rows, { words }) {
    const labels = ['Segment', 'Behaviour', '#Customers', '#Of the segment', '#Of all customers'];
    const all = {
      customers: sum(rows, ({ customers }) => customers),
      value: sum(rows, ({ value }) => value),
    };
    const line = (row: Numbers, behavior: string, { segment, customers }: Part) => [
      text(words.segment(segment)),
      text(behavior),
      number(words.count(row.customers), row.customers),
      percent(share(row.customers, customers)),
      percent(share(row.customers, all.customers)),
      number(words.money(row.value), row.value / 100),
      percent(share(row.value, all.value)),
    ];
    const percent = (of: number) => number(words.percent(of), of);
    return {
      head: head(...labels, '#Lifetime value', '#Of all lifetime value'),
      body: partsOf(rows).flatMap((part) => [
        line(part, 'All', part),
        ...part.rows.map((row) => line(row, BEHAVIOR_NAMES[row.behavior], part)),
      ]),
    };
  },

  draw(rows, pen) {
    const { palette, scope } = pen;
    const { words } = scope;
    const parts = partsOf(rows);
    const above = ['Customers', 'Lifetime value'];
    const below = BEHAVIORS.map((behavior) => BEHAVIOR_NAMES[behavior]);
    const names = parts.map(({ segment }) => segment);
    const columns = columnsFor(pen, names, [...above, ...below]);
    const top = { above: columns.top + 22, below: columns.top + 22 + MAIN * above.length + 40 };
    const cells = parts.flatMap((part) => {
      const cell = { segment: part.segment, left: columns.left(part.segment) };
      const { customers, behaviors, ofCustomers, ofValue } = part;
      return [
        { ...cell, y: top.above, share: ofCustomers, fill: palette.quiet, isMain: true },
        { ...cell, y: top.above + MAIN, share: ofValue, fill: palette.segments[part.segment], isMain: true },
        ...BEHAVIORS.map((behavior, at) => ({
          ...cell,
          y: top.below + ROW * at,
          share: share(behaviors.get(behavior) ?? 0, customers),
          fill: palette.segments[part.segment],
          isMain: false,
        })),
      ];
    });
    const longest = Math.max(...cells.map((cell) => cell.share));
    const labels = [
      ...above.map((name, at) => ({ name, y: top.above + MAIN * at })),
      ...below.map((name, at) => ({ name, y: top.below + ROW * at })),
    ];
    const right = { x: 0, textAnchor: 'start' } as const;
    return sheet(pen, top.below + ROW * below.length, [
      ...columnHeads(pen, columns, 'start'),
      Plot.text(parts, {
        x: ({ segment }) => columns.left(segment),
        y: columns.top + 4,
        text: ({ customers }) => headcount(customers, columns, words),
        textAnchor: 'start',
        fill: palette.muted,
      }),
      Plot.ruleY([top.below - 34], { x1: 0, x2: pen.width, stroke: palette.line }),
      Plot.text(['Buying behaviour, of each segment'], { ...right, y: top.below - 18, fill: palette.muted }),
      Plot.text(labels, { ...right, y: ({ y }) => y + 8, text: 'name', fill: palette.ink }),
      Plot.rect(cells, {
        x1: 'left',
        x2: ({ left, share }) => left + (columns.width - 6) * (share / longest),
        y1: ({ y }) => y + 18,
        y2: ({ y, isMain }) => y + (isMain ? 30 : 24),
        fill: 'fill',
        fillOpacity: ({ isMain }) => (isMain ? 1 : 0.6),
        rx2: 2,
      }),
      ...[true, false].map((isMain) =>
        Plot.text(
          cells.filter((cell) => cell.isMain === isMain),
          {
            x: 'left',
            y: ({ y }) => y + 8,
            text: ({ share }) => words.percent(share),
            textAnchor: 'start',
            fill: palette.ink,
            fontSize: isMain ? 14 : FONT_SIZE,
            fontWeight: isMain ? 600 : 400,
          },
        ),
      ),
    ]);
  },
});

/** Heights of a row above and below. */
const MAIN = 44;
const ROW = 34;

interface Numbers {
  readonly customers: number;
  readonly value: number;
}

type Part = ReturnType<typeof partsOf>[number];

function partsOf(rows: readonly MixRow[]) {
  const all = { customers: sum(rows, ({ customers }) => customers), value: sum(rows, ({ value }) => value) };
  return segmentsOf(rows).map((segment) => {
    const own = rows.filter((row) => row.segment === segment);
    const customers = sum(own, (row) => row.customers);
    const value = sum(own, (row) => row.value);
    const behaviors = new Map(own.map((row) => [row.behavior, row.customers]));
    return {
      segment,
      rows: own,
      customers,
      value,
      behaviors,
      ofCustomers: share(customers, all.customers),
      ofValue: share(value, all.value),
    };
  });
}
