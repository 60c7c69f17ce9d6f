import { join } from 'node:path';
import { styleText } from 'node:util';
import { printMoney } from '../../src/data/fields.ts';
import type { ImportProgress } from '../../src/data/import/progress.ts';
import type { FileReport, ImportReport } from '../../src/data/import/report.ts';
import type { Source } from '../../src/data/import/source.ts';
import { deltaInWords, isLoss } from '../../src/data/import-files/dataset-delta.ts';
import type { Imported } from '../../src/data/import-files/import-into-folder.ts';
import type { Env } from '../../src/env.ts';
import { type ProgressBar, progressBar } from '../_progress-bar.ts';
import { tellStudio } from '../_studio.ts';
import { printable } from './printable.ts';

export interface Teller {
  done(text: string): void;
  note(text: string): void;
  warn(text: string): void;
  detail(label: string, text: string): void;
  head(text: string): void;
}

/** Signs and colours on a terminal; plain lines anywhere else. */
export function tellerOf(isPlain: boolean): Teller {
  const plain = isPlain || !process.stdout.isTTY;
  const say = (color: 'green' | 'dim' | 'yellow', sign: string) => (text: string) =>
    console.log(plain ? printable(text) : `${styleText(color, sign)} ${printable(text)}`);
  return {
    done: say('green', '✓'),
    note: say('dim', '–'),
    warn: say('yellow', '!'),
    head: (text) => console.log(plain ? `\n${printable(text)}` : `\n${styleText('bold', printable(text))}`),
    detail: (label, text) => {
      const words = label.padEnd(11);
      console.log(`  ${plain ? words : styleText('dim', words)} ${printable(text)}`);
    },
  };
}

const number = new Intl.NumberFormat('en-IN');
const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
  fixed: 'fixed columns',
};
const MOST_REASONS = 5;

/** What was recognised, how every row is accounted for, and what was made of it. */
export function showReport(
  { report, catalogue, delta }: Imported,
  { env, isRehearsal, seconds, tell }: { env: Env; isRehearsal: boolean; seconds: number; tell: Teller },
): void {
  for (const file of report.files) showFile(file, tell);
  const { totals } = report;
  tell.head('Dataset');
  tell.detail('customers', customersInWords(totals));
  const { subscribed, unsubscribed, unknown } = totals;
  tell.detail(
    'consent',
    `${count(subscribed)} subscribed, ${count(unsubscribed)} unsubscribed, ${count(unknown)} unknown (only the subscribed are mailed)`,
  );
  tell.detail('orders', `${count(totals.orders)} lines, ${printMoney(totals.amount)} in all`);
  const derived = Object.entries(report.derived).map(([column, of]) => `${column} ${count(of)}`);
  if (derived.length > 0) tell.detail('worked out', derived.join(', '));
  if (catalogue)
    tell.detail('catalogue', `${some(catalogue.products.length, 'product')}, made from the orders`);
  for (const note of report.notes) tell.warn(note);
  if (delta) tell.detail('against now', deltaInWords(delta));
  const facts = `${some(totals.customers, 'customer')} and ${some(totals.orders, 'order line')}`;
  const closing = `as of ${report.as_of}, ${seconds.toFixed(1)} s`;
  if (isRehearsal) {
    if (delta && isLoss(delta))
      tell.warn('most of the dataset that is there would go: only --replace does that');
    tell.done(`${facts} would be imported (${closing}); nothing was changed`);
  } else {
    tell.done(`${facts} in ${env.DATA_DIR}/ (${closing})`);
    const left = totals.rejected === 0 ? '' : `; ${some(totals.rejected, 'row')} rejected`;
    tellStudio({ result: `${facts} stored${left}.` });
    for (const { file, rejected, rejected_in: name } of report.files.filter((each) => each.rejected > 0)) {
      tell.note(
        `${some(rejected, 'rejected row')} of ${file}, with the reason: ${join(env.DATA_DIR, name)}; correct a copy of it and import it together with ${file}`,
      );
    }
    tell.note(
      `the whole account: ${join(env.DATA_DIR, 'import-report.json')}; back to the dataset before: --undo`,
    );
  }
}

function showFile(file: FileReport, tell: Teller): void {
  tell.head(`${file.file}: ${file.recognised}`);
  const delimiter = DELIMITERS[file.delimiter] ?? file.delimiter;
  tell.detail('read as', `${file.kind}, ${file.encoding}, ${delimiter}`);
  const columns = Object.entries(file.columns).map(([target, names]) => {
    const headers = [names].flat().join(' or ');
    return target === headers ? target : `${target} ← ${headers}`;
  });
  tell.detail('columns', columns.join(', '));
  if (file.ignored.length > 0) tell.detail('not used', shortened(file.ignored));
  for (const { column, order, because } of file.dates)
    tell.detail('dates', `${column}: ${ORDERS[order]} (${because})`);
  tell.detail(
    'rows',
    `${count(file.rows)} = ${count(file.accepted)} accepted + ${count(file.merged)} merged + ${count(file.rejected)} rejected`,
  );
  for (const { why, count: times } of file.merges) tell.detail('merged', `${count(times)} × ${why}`);
  for (const { reason, count: times, examples } of file.reasons.slice(0, MOST_REASONS)) {
    const [first] = examples;
    const value = first?.value ? ` "${first.value}"` : '';
    tell.detail('rejected', `${count(times)} × ${reason} (first: row ${first?.row}${value})`);
  }
  const more = file.reasons.length - MOST_REASONS;
  if (more > 0) tell.detail('rejected', `… and for ${more} more reasons`);
  for (const { text, count: times, example } of file.notes) {
    tell.detail('note', `${text} (${count(times)} ×${example ? `, such as "${example}"` : ''})`);
  }
}

const ORDERS = {
  dmy: 'the day comes first',
  mdy: 'the month comes first',
  ymd: 'the year comes first',
  mixed: 'both orders occur, so only dates with a day above 12 were read',
} as const;

function customersInWords(totals: ImportReport['totals']): string {
  const parts = [
    totals.made_from_orders > 0 ? `${count(totals.made_from_orders)} of them from orders` : '',
    totals.without_address > 0 ? `${count(totals.without_address)} without an address` : '',
  ].filter(Boolean);
  return [count(totals.customers), ...parts].join(', ');
}

function shortened(names: readonly string[]): string {
  return names.length <= 8
    ? names.join(', ')
    : `${names.slice(0, 8).join(', ')} and ${names.length - 8} more`;
}

const count = (value: number) => number.format(value);

const some = (value: number, what: string) => `${count(value)} ${what}${value === 1 ? '' : 's'}`;

/** How far an import is: every file is read twice. Sources of unknown size show nothing. */
export function byteBar(sources: readonly Source[]): {
  update(progress: ImportProgress): void;
  end: ProgressBar['end'];
} {
  const bar = progressBar('kB');
  const total = sources.reduce((sum, { size = 0 }) => sum + size, 0) * 2;
  const done = new Map<string, number>();
  return {
    update({ phase, file, bytes }) {
      done.set(`${phase} ${file}`, bytes);
      const sum = [...done.values()].reduce((all, each) => all + each, 0);
      if (total > 0) bar.update(Math.round(Math.min(sum, total) / 1000), Math.round(total / 1000));
    },
    end: bar.end,
  };
}
