import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { styleText } from 'node:util';
import { Command, Option } from 'commander';
import { isDatasetFile } from '../src/data/import-files/swap.ts';
import { openLedger } from '../src/delivery/ledger/open-ledger.ts';
import { type Env, readEnv } from '../src/env.ts';
import { PitchwrightError } from '../src/errors.ts';
import { hashAddress } from '../src/pitch/unsubscribe-token.ts';
import { openWorkshop } from '../src/render/workshop.ts';
import {
  EXPORT_FORMATS,
  type ExportFormat,
  exportHeader,
  exportLine,
  exportObjection,
} from '../src/report/customer-export.ts';
import { writeLines } from '../src/report/report-file.ts';
import { run } from './_command.ts';
import { progressBar } from './_progress-bar.ts';

const command = new Command('export')
  .description('Writes every customer with what their mail says into a CSV file.')
  .addOption(
    new Option('--for <reader>', 'who reads it; a mail service gets only those who agreed to mail')
      .choices(EXPORT_FORMATS)
      .default('spreadsheet'),
  )
  .option('--output <file.csv>', 'data/reports/customers-<reader>.csv when left out');

run(command, async () => {
  const { for: format, output } = command.opts<{ for: ExportFormat; output?: string }>();
  const env = readEnv();
  const path = output ?? join(env.DATA_DIR, 'reports', `customers-${format}.csv`);
  if (dirname(resolve(path)) === resolve(env.DATA_DIR) && isDatasetFile(basename(path))) {
    throw new PitchwrightError('EXPORT_REFUSED', `${path} is a file of the dataset itself`, {
      hint: 'name another file, or leave --output out',
    });
  }
  const suppressed = await suppressedAddresses(env, format);
  const workshop = await openWorkshop(env);
  const bar = progressBar('customers');
  const left = new Map<string, number>();
  let written = 0;
  let seen = 0;
  try {
    const total = workshop.store.facts.customers;
    await writeLines(path, lines());
    bar.end();
    const number = new Intl.NumberFormat('en-IN');
    const out = [...left].map(([reason, count]) => `${number.format(count)} ${reason}`);
    const without = out.length > 0 ? `; left out: ${out.join(', ')}` : '';
    console.log(`${styleText('green', '✓')} ${path}  ${number.format(written)} customers${without}`);

    async function* lines(): AsyncGenerator<string> {
      yield exportHeader(format);
      for await (const piece of workshop.pieces()) {
        const objection = exportObjection(piece, format, suppressed.has(hashAddress(piece.customer.email)));
        if (objection) left.set(objection, (left.get(objection) ?? 0) + 1);
        else {
          written += 1;
          yield exportLine(piece, format);
        }
        seen += 1;
        bar.update(seen, total);
      }
    }
  } finally {
    workshop.close();
  }
});

/** Nobody is brought back onto a list by a file. Where nothing was ever sent, there is no ledger to ask. */
async function suppressedAddresses(env: Env, format: ExportFormat): Promise<ReadonlySet<string>> {
  const hasLedger = env.DATABASE_URL !== undefined || existsSync(join(env.DATA_DIR, 'ledger', 'PG_VERSION'));
  if (format === 'spreadsheet' || !hasLedger) return new Set();
  const ledger = await openLedger(env);
  try {
    return new Set((await ledger.suppressions()).keys());
  } finally {
    await ledger.close();
  }
}
