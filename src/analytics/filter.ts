import type { Day } from '../data/days.ts';
import type { Behavior, Segment } from '../data/vocabulary.ts';

/** Stands for "no filter" in every field of a filter. */
export const ALL = '*';

/** Which customers, and which months of their orders. No zod and no files here: the browser uses it, too. */
export interface Filter {
  readonly segment: Segment | typeof ALL;
  readonly behavior: Behavior | typeof ALL;
  /** As it is spelled in the file. */
  readonly city: string;
  readonly period: Period;
}

/** A calendar month, `YYYY-MM`. */
export type Month = string;

/** Calendar months, both ends included. */
export interface Period {
  readonly from: Month;
  readonly to: Month;
}

/** The time that a dataset covers. */
export interface Span {
  /** The month of the first order or, without orders, of the first customer. */
  readonly first: Month;
  /** The first month that is there as a whole, when `first` is not: its orders begin after its first week. */
  readonly wholeFrom?: Month;
  /** The analysis date; its month is the last one. */
  readonly asOf: Day;
}

export const monthOf = (day: Day): Month => day.slice(0, 7);

/** Months since the year 0: differences count months. */
export function monthNumber(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

export function addMonths(month: Month, count: number): Month {
  const number = monthNumber(month) + count;
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}

/** How many months a period has; both ends count. */
export function lengthOf({ from, to }: Period): number {
  return monthNumber(to) - monthNumber(from) + 1;
}

export function monthsOf({ from, to }: Period): readonly Month[] {
  return Array.from({ length: lengthOf({ from, to }) }, (_, at) => addMonths(from, at));
}

export const firstDay = (month: Month): Day => `${month}-01`;

export function lastDay(month: Month): Day {
  return new Date(Date.parse(firstDay(addMonths(month, 1))) - 86_400_000).toISOString().slice(0, 10);
}

/** Everything there is. */
export function wholePeriod({ first, asOf }: Span): Period {
  return { from: first, to: monthOf(asOf) };
}

/** The last month that is over on the analysis date. */
export function lastCompleteMonth({ asOf }: Span): Month {
  return asOf === lastDay(monthOf(asOf)) ? monthOf(asOf) : addMonths(monthOf(asOf), -1);
}

/**
 * What a report looks at unless told otherwise: the last 12, 6, 3 or 1 complete months, the longest that has as many
 * months before it to compare with; everything when there is nothing to compare with.
 */
export function usualPeriod(span: Span): Period {
  const to = lastCompleteMonth(span);
  const complete = monthNumber(to) - monthNumber(wholeFrom(span)) + 1;
  const length = [12, 6, 3, 1].find((months) => complete >= 2 * months);
  return length === undefined ? wholePeriod(span) : { from: addMonths(to, 1 - length), to };
}

/** As many months just before a period. */
export function periodBefore(period: Period): Period {
  const to = addMonths(period.from, -1);
  return { from: addMonths(to, 1 - lengthOf(period)), to };
}

/** Whether a period is over and the dataset covers all of the one before it, so that a change means something. */
export function isComparable(period: Period, span: Span): boolean {
  return period.to <= lastCompleteMonth(span) && periodBefore(period).from >= wholeFrom(span);
}

/** The first month that can be compared with others. */
export function wholeFrom(span: Span): Month {
  return span.wholeFrom ?? span.first;
}

/** A filter that lets every customer through; the period is said beside it. */
export const EVERYBODY = { segment: ALL, behavior: ALL, city: ALL } as const;

/** Everybody, in the usual period. */
export function noFilter(span: Span): Filter {
  return { ...EVERYBODY, period: usualPeriod(span) };
}

/** How customers are put into cohorts: by month in a short history, by quarter in a longer one. */
export type CohortUnit = 'month' | 'quarter';

export function cohortUnit({ first, asOf }: Span): CohortUnit {
  return lengthOf({ from: first, to: monthOf(asOf) }) <= 18 ? 'month' : 'quarter';
}
