import { ALL, type Filter, type Month, type Period, type Span, wholePeriod } from '../analytics/filter.ts';
import { BEHAVIORS, SEGMENTS } from '../data/vocabulary.ts';

/** What the page knows without fetching anything. */
export interface ReportFacts {
  readonly span: Span;
  /** The period shown unless another is chosen. */
  readonly usual: Period;
  readonly cities: readonly string[];
}

/** The filter of the page's address or of its form. What makes no sense there counts as not said. */
export function readFilter(values: URLSearchParams, { span, usual, cities }: ReportFacts): Filter {
  const oneOf = <T extends string>(name: string, known: readonly T[]): T | typeof ALL =>
    known.find((value) => value === values.get(name)) ?? ALL;
  const whole = wholePeriod(span);
  const month = (name: string, otherwise: Month): Month => {
    const value = values.get(name) ?? '';
    return /^\d{4}-(0[1-9]|1[0-2])$/.test(value) && value >= whole.from && value <= whole.to
      ? value
      : otherwise;
  };
  const [from, to] = [month('from', usual.from), month('to', usual.to)].sort() as [Month, Month];
  return {
    segment: oneOf('segment', SEGMENTS),
    behavior: oneOf('behavior', BEHAVIORS),
    city: oneOf('city', cities),
    period: { from, to },
  };
}

/** The address of a filter: only what differs from the page as it was built. */
export function writeFilter(path: string, filter: Filter, { usual }: ReportFacts): string {
  const values = new URLSearchParams();
  for (const name of ['segment', 'behavior', 'city'] as const) {
    if (filter[name] !== ALL) values.set(name, filter[name]);
  }
  const { from, to } = filter.period;
  // Both, so that a shared address means the same months when the data has moved on.
  if (from !== usual.from || to !== usual.to) {
    values.set('from', from);
    values.set('to', to);
  }
  const search = values.toString();
  return search ? `${path}?${search}` : path;
}

export function isFiltered(filter: Filter, facts: ReportFacts): boolean {
  return writeFilter('', filter, facts) !== '';
}
