import { styleText } from 'node:util';
import { Command, InvalidArgumentError } from 'commander';
import { readCopy } from '../src/copy/read-copy.ts';
import { dateSchema } from '../src/data/fields.ts';
import { writeSample } from '../src/data/generate/write-sample.ts';
import { readEnv } from '../src/env.ts';
import { PitchwrightError } from '../src/errors.ts';
import { guardFolder, SAMPLE } from '../src/site/sample.ts';
import { run, wholeNumber } from './_command.ts';
import { progressBar } from './_progress-bar.ts';

const command = new Command('generate')
  .description('Writes a sample dataset of made-up people and their orders into the data folder.')
  .option('--customers <n>', 'how many people', wholeNumber(1, 10_000_000), SAMPLE.customers)
  .option('--seed <n>', 'same seed, same data', wholeNumber(0, 2 ** 32 - 1), SAMPLE.seed)
  .option('--as-of <day>', 'the analysis date, YYYY-MM-DD', day, SAMPLE.asOf)
  .option('--force', 'replace a dataset that is not a sample', false);

run(command, async () => {
  const { customers, seed, asOf, force } = command.opts<typeof SAMPLE & { force: boolean }>();
  const env = readEnv();
  if (!force) await guardFolder(env.DATA_DIR);
  const { catalogue } = await readCopy(env.CONTENT_DIR, env.DATA_DIR);
  const bar = progressBar('customers');
  const started = performance.now();
  const stop = new AbortController();
  process.once('SIGINT', () => {
    stop.abort(new PitchwrightError('STOPPED', 'stopped; the files are as they were'));
  });
  const made = await writeSample({
    folder: env.DATA_DIR,
    customers,
    seed,
    asOf,
    catalogue,
    signal: stop.signal,
    onProgress: bar.update,
  });
  bar.end();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const number = new Intl.NumberFormat('en-IN');
  console.log(
    `${styleText('green', '✓')} ${number.format(made.customers ?? 0)} customers and ${number.format(made.orders ?? 0)} order lines in ${env.DATA_DIR}/ (seed ${seed}, as of ${asOf}, ${seconds} s)`,
  );
});

function day(text: string): string {
  const result = dateSchema.safeParse(text);
  if (result.success) return result.data;
  throw new InvalidArgumentError('use a date that exists, as YYYY-MM-DD.');
}
