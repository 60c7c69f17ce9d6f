import { join } from 'node:path';
import { styleText } from 'node:util';
import { Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { SEGMENTS, type Segment } from '../src/data/vocabulary.ts';
import { printMail } from '../src/delivery/eml.ts';
import { type Env, readEnv } from '../src/env.ts';
import { openWorkshop, type Workshop } from '../src/render/workshop.ts';
import { writeWhole } from '../src/report/report-file.ts';
import { countSelected, type Selection } from '../src/store/selection.ts';
import { run, wholeNumber } from './_command.ts';
import { progressBar } from './_progress-bar.ts';

const EVERYBODY = 10_000_000;
const limit = wholeNumber(1, EVERYBODY);

const command = new Command('report')
  .description('Makes reports that travel: the digest as a mail or, for single customers, a PDF each.')
  .addOption(
    new Option('--customer <id>', 'a PDF about this customer; may be repeated')
      .argParser((id: string, before: readonly string[] | undefined) => [...(before ?? []), id])
      .conflicts(['segment', 'all', 'limit', 'to']),
  )
  .addOption(
    new Option('--segment <name>', 'a PDF about everybody in this segment')
      .choices(SEGMENTS)
      .conflicts(['all', 'to']),
  )
  .addOption(new Option('--all', 'a PDF about everybody').conflicts('to'))
  .addOption(new Option('--limit <n>', 'the first n only').argParser(limit).conflicts('to'))
  .option('--to <address>', 'who the digest is for; the reply address of brand.yaml when left out', address);

interface Options {
  readonly customer?: readonly string[];
  readonly segment?: Segment;
  readonly all?: boolean;
  readonly limit?: number;
  readonly to?: string;
}

run(command, async () => {
  const { customer, segment, all, limit: most = EVERYBODY, to } = command.opts<Options>();
  if (command.opts<Options>().limit !== undefined && !segment && !all) {
    command.error("error: option '--limit <n>' needs --segment <name> or --all");
  }
  const env = readEnv();
  const workshop = await openWorkshop(env);
  try {
    if (customer) await writeReports(workshop, env, { ids: customer });
    else if (segment || all) await writeReports(workshop, env, { segment, limit: most });
    else await writeDigest(workshop, env, to ?? workshop.copy.brand.reply_to);
  } finally {
    workshop.close();
  }
});

const NAMED = 5;
const done = styleText('green', '✓');
const number = new Intl.NumberFormat('en-IN');

// What draws pages or charts takes a second to load: each of the two loads its own.
async function writeReports(workshop: Workshop, env: Env, selection: Selection): Promise<void> {
  const { customerReports } = await import('../src/report/customer-reports.ts');
  const started = performance.now();
  const total = await countSelected(workshop.store, selection);
  const folder = join(env.DATA_DIR, 'reports');
  const bar = progressBar('reports');
  const strange: string[] = [];
  let made = 0;
  let bytes = 0;
  for await (const report of customerReports(workshop, selection)) {
    const path = join(folder, `${report.id}.pdf`);
    await writeWhole(path, report.bytes);
    made += 1;
    bytes += report.bytes.length;
    if (report.missing.length > 0) strange.push(`${report.id}.pdf (${report.missing.join(', ')})`);
    bar.update(made, total);
    if (total <= NAMED) console.log(`${done} ${path}  ${size(report.bytes.length)}, ${pages(report.pages)}`);
  }
  bar.end();
  if (made === 0) console.log(`${styleText('dim', '–')} nobody to report about`);
  if (total > NAMED) {
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${done} ${number.format(made)} reports in ${folder}/  ${size(bytes)}, ${seconds} s`);
  }
  if (strange.length === 0) return;
  const more = strange.length > NAMED ? ` and ${number.format(strange.length - NAMED)} more` : '';
  console.log(
    `${styleText('yellow', '!')} letters that the report’s fonts do not have are named in brackets: ${strange.slice(0, NAMED).join(', ')}${more}`,
  );
}

async function writeDigest(workshop: Workshop, env: Env, to: string): Promise<void> {
  const { digestMessage, standalone } = await import('../src/report/digest-mail.ts');
  const { copy, store } = workshop;
  const { asOf } = store.facts;
  const message = await digestMessage(workshop, env.SITE_URL);
  const { sender, reply_to: replyTo } = copy.brand;
  const mail = await printMail({
    message,
    from: { name: sender.name, address: sender.email },
    replyTo,
    to: { name: '', address: to },
    date: new Date(Date.parse(asOf)),
    messageId: `digest-${asOf}-${message.sha256.slice(0, 16)}@${sender.email.split('@')[1]}`,
    language: 'en',
    headers: [],
    attachments: [],
  });
  const path = join(env.DATA_DIR, 'reports', `digest-${asOf}`);
  await writeWhole(`${path}.eml`, mail);
  const page = standalone(message);
  await writeWhole(`${path}.html`, page);
  console.log(`  ${styleText('dim', 'subject')}  ${message.subject}`);
  console.log(`  ${styleText('dim', 'to')}       ${to}`);
  console.log(`${done} ${path}.eml   ${size(mail.length)}, ${message.inline.length} charts`);
  console.log(`${done} ${path}.html  ${size(Buffer.byteLength(page))}, the same for a browser`);
  if (env.SITE_URL === undefined) {
    console.log(`${styleText('dim', '–')} without SITE_URL the digest has no links to the report`);
  }
}

function address(text: string): string {
  if (z.email().safeParse(text).success) return text;
  throw new InvalidArgumentError('use one address such as asha@example.com.');
}

const pages = (count: number) => (count === 1 ? '1 page' : `${count} pages`);

const size = (bytes: number) =>
  bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.round(bytes / 1e3)} kB`;
