import * as Plot from '@observablehq/plot';
import { addMonths, lastDay, type Month, monthOf, wholeFrom } from '../analytics/filter.ts';
import type { MonthRow } from '../analytics/monthly-revenue.ts';
import { changeOf, compare, printChange } from './comparison.ts';
import { figure, head, number, type Scope } from './figure.ts';
import { isNarrow, plot, roomFor, textWidth } from './frame.ts';
import { key } from './key.ts';
import { monthTicks } from './month-ticks.ts';
import { sum } from './sums.ts';

export const monthlyRevenue = figure({
  name: 'monthly-revenue',
  title: 'Revenue by month',
  rows: 'monthlyRevenue',
  span: 'full',
  hasPeriod: true,
  method:
    'What customers paid, added up by the calendar month of the order; what one customer bought on one day is one order. Each month is compared with the same month of the year before where the data reaches that far back. A month that is not over on the analysis date is shown as far as it goes and compared with nothing.',

  isEmpty: (rows) => rows.every((row) => row.revenue === 0 && row.year_before === 0),

  finding(rows, scope) {
    const { words } = scope;
    const months = inScope(rows, scope);
    const complete = months.filter(({ isPartial }) => !isPartial);
    const period = words.period({ from: (rows[0] as MonthRow).month, to: (rows.at(-1) as MonthRow).month });
    const total = sum(months, ({ revenue }) => revenue);
    const until = complete.length < months.length ? ` (so far, to ${shortDay(scope)})` : '';
    const before = complete.every((month) => month.before !== undefined)
      ? sum(complete, ({ before = 0 }) => before)
      : 0;
    if (total === 0) {
      const ago = before === 0 ? '' : `; a year before it was ${words.whole(before)}`;
      return `No revenue in ${period}${until}${ago}.`;
    }
    const start = `${words.whole(total)} in ${period}${until}`;
    if (before > 0) {
      const now = sum(complete, ({ revenue }) => revenue);
      const which =
        until === '' ? '' : `the ${complete.length === 1 ? 'complete month' : 'complete months'} brought `;
      const year = complete.length === 1 ? 'the same month' : 'the same months';
      return `${start}${until === '' ? ', ' : '; '}${which}${compare(now, before, words)} ${year} a year before.`;
    }
    return `${start}${bestMonth(months, scope)}.`;
  },

  table(rows, scope) {
    const { words } = scope;
    return {
      head: head('Month', '#Orders', '#Revenue', '#A year before', '#Change'),
      body: inScope(rows, scope).map(({ month, orders, revenue, before, isPartial }) => {
        const change = before === undefined || isPartial ? undefined : changeOf(revenue, before);
        return [
          {
            text: isPartial ? `${words.month(month)}, to ${shortDay(scope)}` : words.month(month),
            raw: month,
          },
          number(words.count(orders), orders),
          number(words.money(revenue), revenue / 100),
          before === undefined ? NO_DATA : number(words.money(before), before / 100),
          change === undefined ? { text: '–', raw: '' } : number(printChange(change, words), change),
        ];
      }),
    };
  },

  draw(rows, pen) {
    const { palette, width, scope } = pen;
    const { words } = scope;
    const months = inScope(rows, scope);
    const compared = months.filter(({ before }) => before !== undefined);
    const partial = months.filter(({ isPartial }) => isPartial);
    const most = Math.max(...months.map(({ revenue, before = 0 }) => Math.max(revenue, before)));
    const left = roomFor([words.short(most), words.short(most * 0.66)], 64);
    const right = 18;
    const band = (width - left - right) / months.length;
    const isDense = band < 12;
    const padding = isDense ? 0.1 : 0.25;
    const inset = Math.max(0, (band * (1 - padding) - WIDEST) / 2);
    const x = { x: 'month', insetLeft: inset, insetRight: inset } as const;
    const tick = { ...x, y: 'before' } as const;
    const ending = partial.length === 0 ? '' : `to ${shortDay(scope)}`;
    const ticks = monthTicks(
      months.map(({ month }) => month),
      band,
      words,
      ending,
    );
    const labels = new Map(ticks.map(({ month, label }) => [month, label]));
    const top = key(pen, [
      { mark: 'bar', words: 'Revenue' },
      ...(compared.length > 0 ? [{ mark: 'tick', words: 'the same month a year before' } as const] : []),
    ]);
    const best = Math.max(...months.map(({ revenue }) => revenue));
    const peak = months.filter(({ revenue }) => revenue === best);
    const peakAt = left + (months.findIndex(({ revenue }) => revenue === best) + 0.5) * band;
    return plot(pen, {
      height: (isNarrow(pen) ? 220 : 274) + top.height,
      marginTop: top.height + 14,
      marginLeft: left,
      marginRight: right,
      marginBottom: 40,
      x: { axis: null, type: 'band', domain: months.map(({ month }) => month), padding, round: false },
      y: { axis: null, domain: [0, most], nice: 4 },
      marks: [
        top.mark,
        Plot.gridY({ ticks: 4, stroke: palette.line, strokeOpacity: 1 }),
        Plot.axisY({
          ticks: 4,
          tickSize: 0,
          tickPadding: 8,
          label: null,
          fill: palette.muted,
          tickFormat: (minor: number) => words.short(minor),
        }),
        Plot.barY(
          months.filter(({ isPartial }) => !isPartial),
          { ...x, y: 'revenue', fill: palette.accent, fillOpacity: isDense ? 0.5 : 1 },
        ),
        Plot.barY(partial, {
          ...x,
          y: 'revenue',
          fill: palette.accent,
          fillOpacity: 0.12,
          stroke: palette.accent,
          strokeDasharray: '3 2',
        }),
        Plot.ruleY([0], { stroke: palette.quiet }),
        ...(isDense
          ? [
              Plot.line(compared, {
                x: 'month',
                y: 'before',
                curve: 'step',
                stroke: palette.ink,
                strokeWidth: 1.25,
              }),
            ]
          : [
              Plot.tickY(compared, { ...tick, stroke: palette.ground, strokeWidth: 5 }),
              Plot.tickY(compared, { ...tick, stroke: palette.ink, strokeWidth: 2 }),
            ]),
        // Above last year's mark it would be read as last year's.
        Plot.text(peak.length === 1 ? peak.filter(({ revenue, before = 0 }) => revenue >= before) : [], {
          ...x,
          y: 'revenue',
          dx: Math.min(0, width - peakAt - 0.55 * textWidth(words.short(best))),
          dy: -10,
          text: ({ revenue }) => words.short(revenue),
          fill: palette.ink,
          fontWeight: 600,
          stroke: palette.ground,
          strokeWidth: 4,
        }),
        Plot.axisX([...labels.keys()], {
          tickSize: 0,
          tickPadding: 8,
          label: null,
          fill: palette.muted,
          tickFormat: (month: Month) => labels.get(month) ?? '',
        }),
        Plot.text(partial.some(({ month }) => !labels.has(month)) ? [ending] : [], {
          frameAnchor: 'bottom-right',
          lineAnchor: 'top',
          textAnchor: 'end',
          dx: right - 2,
          dy: 8,
          text: (words: string) => words,
          fill: palette.muted,
        }),
      ],
    });
  },
});

/** No bar is wider, CSS pixels. */
const WIDEST = 72;

const NO_DATA = { text: 'no data', raw: '' } as const;

/** Each month with the one a year before where there is data, and whether it is not over yet. */
function inScope(rows: readonly MonthRow[], { span }: Scope) {
  return rows.map(({ month, revenue, orders, year_before }) => ({
    month,
    revenue,
    orders,
    before: addMonths(month, -12) >= wholeFrom(span) ? year_before : undefined,
    isPartial: month === monthOf(span.asOf) && span.asOf < lastDay(month),
  }));
}

/** `; the best month was Nov 2025 with ₹4,200`, when months differ. */
function bestMonth(months: ReturnType<typeof inScope>, { words }: Scope): string {
  if (months.length === 1) return '';
  const most = Math.max(...months.map(({ revenue }) => revenue));
  const found = months.filter(({ revenue }) => revenue === most).map(({ month }) => words.month(month));
  if (found.length === months.length) return `, ${words.whole(most)} every month`;
  if (found.length > 3)
    return `; ${words.count(found.length)} months share the best, ${words.whole(most)} each`;
  return found.length === 1
    ? `; the best month was ${found[0]} with ${words.whole(most)}`
    : `; the best months were ${words.list(found)} with ${words.whole(most)} each`;
}

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const shortDay = ({ span }: Scope) => DAY.format(Date.parse(span.asOf));
