import { PitchwrightError } from '../../errors.ts';
import { fileReport, type ImportFile } from './import-file.ts';
import type { ImportReport } from './report.ts';
import { type DatasetFacts, datasetNotes, fileNotes, RULES_IN_WORDS } from './report-words.ts';

/** What only the whole import knows. */
export interface ImportFacts extends Omit<DatasetFacts, 'hasOrders'> {
  /** The brand's currency. */
  readonly currency: string;
}

/** The account of an import whose files are read to the end. */
export function makeReport(files: readonly ImportFile[], facts: ImportFacts): ImportReport {
  const { counts, catalogue } = facts;
  for (const file of files) fileNotes(file, facts.currency);
  const ofOrders = files.filter(({ proposal }) => proposal.mapping.kind === 'orders');
  const report: ImportReport = {
    version: 1,
    as_of: facts.asOf,
    files: files.map(fileReport),
    totals: {
      rows: sumOf(files, 'rows'),
      accepted: sumOf(files, 'accepted'),
      merged: sumOf(files, 'merged'),
      rejected: sumOf(files, 'rejected'),
      customers: counts.customers,
      orders: sumOf(ofOrders, 'accepted'),
      amount: facts.amount,
      made_from_orders: counts.madeFromOrders,
      without_address: counts.withoutAddress,
      ...counts.consents,
      kept_unsubscribed: facts.kept,
    },
    derived: Object.fromEntries([...counts.derived].sort(([a], [b]) => (a < b ? -1 : 1))),
    rules: [...RULES_IN_WORDS],
    notes: datasetNotes({ ...facts, hasOrders: ofOrders.length > 0 }),
    catalogue: catalogue ? { products: catalogue.products.length, of: facts.products } : null,
  };
  assertAccounts(report);
  return report;
}

/** Not one row of any file could be taken. */
export function nothingTaken(files: readonly ImportFile[]): PitchwrightError {
  const reasons = files
    .flatMap(({ tally }) => tally.reasons())
    .sort((a, b) => b.count - a.count)
    .slice(0, 3);
  const words = reasons.map(({ reason, count }) => `${count} × ${reason}`).join('; ');
  const rows = sumOf(files, 'rows');
  const fact =
    rows === 0
      ? 'there is no row of data'
      : rows === 1
        ? 'the only row could not be imported'
        : `none of ${rows} rows could be imported`;
  return new PitchwrightError('IMPORT_NOTHING', fact, {
    hint: words || 'choose a file that has rows below its header',
  });
}

type Count = 'rows' | 'accepted' | 'merged' | 'rejected';

const sumOf = (files: readonly ImportFile[], count: Count) =>
  files.reduce((sum, { tally }) => sum + tally[count], 0);

/** The promise of the import: no row is lost without a word. */
function assertAccounts({ files, totals }: ImportReport): void {
  for (const { file, rows, accepted, merged, rejected } of [...files, { file: 'all files', ...totals }]) {
    if (accepted + merged + rejected !== rows) {
      throw new Error(
        `${file}: ${accepted} accepted + ${merged} merged + ${rejected} rejected are not ${rows} rows`,
      );
    }
  }
}
