import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ImportReport, importReportSchema } from '../../data/import/report.ts';
import { printDay } from '../../report/day-words.ts';
import type { Site } from '../site.ts';
import { count, type DerivedColumn, derivedColumns, plural } from './dataset-words.ts';

/** What the site is built from, in words; names nobody. */
export interface DatasetNow {
  readonly kpis: readonly { readonly label: string; readonly value: string; readonly note: string }[];
  /** Where it is from, in sentences. */
  readonly origin: readonly string[];
  readonly derived: readonly DerivedColumn[];
}

export async function datasetNow({
  workshop: { store },
  env,
}: Pick<Site, 'workshop' | 'env'>): Promise<DatasetNow> {
  const { customers, orders, asOf, isSample } = store.facts;
  const report = isSample ? undefined : await readReport(env.DATA_DIR);
  const [kind, note] = isSample
    ? ['Sample', 'people made up, never mailed']
    : report
      ? ['Imported', plural(report.files.length, 'file')]
      : ['Your own', 'customers.csv and orders.csv'];
  return {
    kpis: [
      { label: 'Customers', value: count(customers), note: 'each with a page and a mail' },
      { label: 'Order lines', value: count(orders), note: customers ? perCustomer(orders / customers) : '' },
      { label: 'As of', value: printDay(asOf), note: '“today” in every figure' },
      { label: 'Data', value: kind, note },
    ],
    origin: report ? originWords(report) : [],
    derived: derivedColumns(report?.derived ?? {}),
  };
}

const perCustomer = (mean: number) => `${mean.toFixed(1)} a customer`;

function originWords({ files, totals }: ImportReport): readonly string[] {
  return [
    ...files.map(
      ({ file, recognised, rows, rejected }) =>
        `${file}: recognised as ${recognised}; ${plural(rows, 'row')}${rejected > 0 ? `, ${count(rejected)} of them rejected` : ''}.`,
    ),
    ...(totals.without_address > 0
      ? [`${plural(totals.without_address, 'customer')} without an address: in the analytics, never mailed.`]
      : []),
  ];
}

/** The report of the import that made the dataset; none for files that somebody put there. */
async function readReport(folder: string): Promise<ImportReport | undefined> {
  try {
    return importReportSchema.parse(JSON.parse(await readFile(join(folder, 'import-report.json'), 'utf8')));
  } catch {
    // Missing, of another version or written by hand: the dataset is the same without it.
    return undefined;
  }
}
