import { stripVTControlCharacters } from 'node:util';
import { Command, Option } from 'commander';
import { checkEverybody } from '../src/checks/check-everybody.ts';
import { checkedInputs, keepReport } from '../src/checks/kept-report.ts';
import { type CheckReport, isPassed } from '../src/checks/tally.ts';
import { readCopy } from '../src/copy/read-copy.ts';
import { readCampaign } from '../src/delivery/read-campaign.ts';
import { readEnv } from '../src/env.ts';
import { openWorkshop } from '../src/render/workshop.ts';
import { writeWhole } from '../src/report/report-file.ts';
import { ensureDataset, SAMPLE } from '../src/site/sample.ts';
import { campaignName, run } from './_command.ts';
import { progressBar } from './_progress-bar.ts';
import { printJunit } from './check/print-junit.ts';
import { printText, printVerdict } from './check/print-text.ts';

const command = new Command('check')
  .description(
    'Checks the mail of every customer before anything is sent: links, pictures, words, readability, mail clients. Asks no service.',
  )
  .addOption(
    new Option('--campaign <name>', 'the mails of this campaign, for everybody it would write to').argParser(
      campaignName,
    ),
  )
  .option('--customer <id>', 'only the mail to this customer')
  .addOption(
    new Option('--format <name>', 'how the result is written')
      .choices(['text', 'json', 'junit'])
      .default('text'),
  )
  .option('--output <file>', 'write the result into this file; the verdict is printed all the same')
  .option('--strict', 'warnings fail the check as well', false)
  .addHelpText(
    'after',
    '\nThe site shows the last result of everybody under Checks.\nExit codes: 0 passed, 1 failed, 2 wrong usage.',
  );

interface Options {
  readonly campaign?: string;
  readonly customer?: string;
  readonly format: 'text' | 'json' | 'junit';
  readonly output?: string;
  readonly strict: boolean;
}

run(command, async () => {
  const { campaign, customer, format, output, strict } = command.opts<Options>();
  const env = readEnv();
  const copy = await readCopy(env.CONTENT_DIR, env.DATA_DIR);
  // What is wrong with the campaign is said before anything is made.
  const file = campaign === undefined ? undefined : await readCampaign(env.CONTENT_DIR, campaign, copy);
  if (await ensureDataset(env.DATA_DIR, copy.catalogue)) {
    console.error(
      `There is no dataset in ${env.DATA_DIR}/ yet: made a sample of ${SAMPLE.customers} customers.`,
    );
  }
  // Read before anything is made: what changes meanwhile makes the kept report out of date, never wrong.
  const inputs = customer === undefined ? await checkedInputs(env, campaign) : undefined;
  const workshop = await openWorkshop(env);
  const bar = progressBar('mails');
  let report: CheckReport;
  try {
    report = await checkEverybody({ workshop, env, file, customer, onProgress: bar.update });
  } finally {
    bar.end();
    workshop.close();
  }
  const passed = isPassed(report, strict);
  const verdict = printVerdict(report, passed);
  const result = {
    text: () => `${printText(report)}\n${verdict}`,
    json: () => JSON.stringify({ version: 1, passed, strict, campaign, ...report }, undefined, 2),
    junit: () => printJunit(report, strict).trimEnd(),
  }[format]();
  if (output === undefined) console.log(result);
  else {
    await writeWhole(output, `${stripVTControlCharacters(result)}\n`);
    console.log(`${verdict}\n  ${output}`);
  }
  if (inputs !== undefined) {
    const checkedAt = new Date().toISOString();
    await keepReport(env.DATA_DIR, { ...(campaign && { campaign }), checkedAt, inputs, ...report });
  }
  if (!passed) process.exitCode = 1;
});
