import { type Answers, answersOf, spanOf } from '../analytics/answers.ts';
import { coverageRows } from '../analytics/coverage.ts';
import { buildCube } from '../analytics/cube/build-cube.ts';
import { people } from '../analytics/engagement-value.ts';
import { cohortUnit, isComparable, noFilter } from '../analytics/filter.ts';
import { ask, parametersOf } from '../analytics/question.ts';
import type { Scope } from '../charts/figure.ts';
import { wordsFor } from '../charts/words.ts';
import { sha256 } from '../digest.ts';
import { type Agreement, agreementOf } from './agreement.ts';
import type { Site } from './site.ts';

/** The report about all customers as it stands without any filter. */
export interface Report {
  readonly scope: Scope;
  readonly answers: Answers;
  readonly agreement: Agreement;
  /** The cube that the page filters with, gzipped. */
  readonly cube: Uint8Array;
  /** Cities that can be chosen: the biggest, in the order of their names. */
  readonly cities: readonly string[];
  /** Changes when anything that the report shows does. */
  readonly key: string;
}

/** Up to here every customer is drawn; beyond, density says more. */
const MOST_DOTS = 1500;

const reports = new WeakMap<Site, Promise<Report>>();

/** The report of an open site, made once. */
export function reportOf(site: Site): Promise<Report> {
  let report = reports.get(site);
  if (!report) {
    report = make(site);
    reports.set(site, report);
  }
  return report;
}

async function make({ workshop, rows }: Site): Promise<Report> {
  const { store, copy, model } = workshop;
  const span = await spanOf(store);
  const filter = noFilter(span);
  const unit = cohortUnit(span);
  const pitched = new Map<string, number>();
  for (const { picks } of rows) for (const id of picks) pitched.set(id, (pitched.get(id) ?? 0) + 1);
  const answers: Answers = {
    ...(await answersOf(store, filter, span)),
    coverage: coverageRows(model.products, pitched),
  };
  const scope: Scope = {
    span,
    filter,
    unit,
    isComparable: isComparable(filter.period, span),
    customers: rows.length,
    words: wordsFor(copy.brand.currency),
    ...(rows.length > MOST_DOTS
      ? {}
      : { people: await ask(store, people, { ...parametersOf(filter, span.asOf, unit), most: MOST_DOTS }) }),
  };
  const cube = await buildCube(store, span, {
    products: model.products,
    pitches: rows.map((row) => ({ ...row, city: row.cityOnFile })),
  });
  const key = sha256(JSON.stringify([filter, span, answers, scope.people, copy.brand.currency]));
  const agreement = await agreementOf(store, span);
  return { scope, answers, agreement, cube: cube.bytes, cities: cube.cities.toSorted(), key };
}
