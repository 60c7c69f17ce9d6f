import type { Answers } from '../answers.ts';
import type { CategoryRow } from '../categories.ts';
import {
  type Filter,
  type Month,
  monthNumber,
  monthOf,
  monthsOf,
  type Period,
  periodBefore,
} from '../filter.ts';
import type { KpiRow } from '../kpis.ts';
import type { Cube } from './read-cube.ts';
import { MILLION } from './shape.ts';
import { chosenRows, tally } from './tally.ts';

/**
 * The figures that depend on the period.
 * @throws RangeError for a period that is not within the span of the cube.
 */
export function periodFigures(
  cube: Cube,
  filter: Filter,
): Pick<Answers, 'kpis' | 'monthlyRevenue' | 'categories'> {
  const { parts, first, asOf } = cube;
  const { period } = filter;
  if (period.from < first || period.to < period.from || monthOf(asOf) < period.to) {
    throw new RangeError(`the cube covers ${first} to ${monthOf(asOf)}, not ${period.from} to ${period.to}`);
  }
  const rows = chosenRows(cube, filter, 'nothing');
  const joined = tally(parts.joined, rows);
  const { orders, repeats } = tally(parts.orders, rows);
  const { revenue: sales } = tally(parts.categories, rows);
  const { paid, counted } = tally(parts.early, rows);
  const kinds = cube.categories.length;
  const revenue = Float64Array.from(orders, (_, at) => sum(sales, at * kinds, (at + 1) * kinds));
  const placeOf = (month: Month) => monthNumber(month) - monthNumber(first);

  const keyFigures = (name: KpiRow['period'], { from, to }: Period): KpiRow => {
    const start = placeOf(from);
    const end = placeOf(to) + 1;
    // Those who joined before the first month stand in the first place, so all places are one on.
    const upTo = (measure: keyof typeof joined) => sum(joined[measure], 0, end + 1);
    return {
      period: name,
      customers: upTo('customers'),
      value: sum(revenue, 0, end) - sum(paid, 0, end) + sum(counted, 0, end),
      engagement: upTo('engagement') / MILLION,
      response: upTo('response') / MILLION,
      known: upTo('known'),
      revenue: sum(revenue, start, end),
      orders: sum(orders, start, end),
      repeats: sum(repeats, start, end),
    };
  };

  const salesOf = (kind: number, { from, to }: Period): number => {
    let total = 0;
    for (let at = Math.max(0, placeOf(from)); at <= placeOf(to); at += 1)
      total += sales[at * kinds + kind] as number;
    return total;
  };
  const before = periodBefore(period);
  const categories = cube.categories
    .map(
      (category, kind): CategoryRow => ({
        category,
        revenue: salesOf(kind, period),
        before: salesOf(kind, before),
      }),
    )
    .filter((row) => row.revenue > 0 || row.before > 0);

  return {
    kpis: [keyFigures('now', period), keyFigures('before', before)],
    // Sorting is stable: the order of the cube's categories breaks ties.
    categories: categories.sort((a, b) => b.revenue - a.revenue),
    monthlyRevenue: monthsOf(period).map((month) => ({
      month,
      revenue: revenue[placeOf(month)] as number,
      orders: orders[placeOf(month)] as number,
      year_before: revenue[placeOf(month) - 12] ?? 0,
    })),
  };
}

/** The sum of the values from one place up to another. */
function sum(values: Float64Array, from: number, end: number): number {
  let total = 0;
  for (let at = Math.max(0, from); at < end; at += 1) total += values[at] as number;
  return total;
}
