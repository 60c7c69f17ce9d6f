import type { Answers } from '../analytics/answers.ts';
import { buildCube } from '../analytics/cube/build-cube.ts';
import { people as peopleQuestion } from '../analytics/engagement-value.ts';
import { ask, parametersOf } from '../analytics/question.ts';
import type { Scope } from '../charts/figure.ts';
import { sha256 } from '../digest.ts';
import { wholeReport } from '../report/whole-report.ts';
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
  const whole = await wholeReport(
    workshop,
    rows.map(({ picks }) => picks),
  );
  const { answers } = whole;
  const { span, filter, unit } = whole.scope;
  const people =
    rows.length > MOST_DOTS
      ? undefined
      : await ask(store, peopleQuestion, { ...parametersOf(filter, span.asOf, unit), most: MOST_DOTS });
  const cube = await buildCube(store, span, {
    products: model.products,
    pitches: rows.map((row) => ({ ...row, city: row.cityOnFile })),
  });
  return {
    scope: people ? { ...whole.scope, people } : whole.scope,
    answers,
    agreement: await agreementOf(store, span),
    cube: cube.bytes,
    cities: cube.cities.toSorted(),
    key: sha256(JSON.stringify([filter, span, answers, people, copy.brand.currency])),
  };
}
