import { categories } from '../analytics/categories.ts';
import { cohortUnit, EVERYBODY, type Span, wholePeriod } from '../analytics/filter.ts';
import { mix } from '../analytics/mix.ts';
import { monthlyRevenue } from '../analytics/monthly-revenue.ts';
import { ask, parametersOf } from '../analytics/question.ts';
import type { Store } from '../store/store.ts';

/** The same money added up in several ways: what a reader would check first. */
export interface Agreement {
  /** What was added up, and its sum in minor units. */
  readonly sums: readonly (readonly [string, number])[];
  readonly verdict: string;
}

export async function agreementOf(store: Store, span: Span): Promise<Agreement> {
  const everything = { ...EVERYBODY, period: wholePeriod(span) };
  const parameters = parametersOf(everything, span.asOf, cohortUnit(span));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const sums = [
    ['Lifetime value of every customer', sum((await ask(store, mix, parameters)).map(({ value }) => value))],
    ['Category', sum((await ask(store, categories, parameters)).map(({ revenue }) => revenue))],
    ['Month', sum((await ask(store, monthlyRevenue, parameters)).map(({ revenue }) => revenue))],
  ] as const;
  const isEqual = sums.every(([, total]) => total === sums[0][1]);
  return {
    sums,
    verdict: isEqual
      ? 'They agree to the last digit.'
      : 'They do not agree: please report this as a fault of Pitchwright.',
  };
}
