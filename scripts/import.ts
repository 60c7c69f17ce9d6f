import { userInfo } from 'node:os';
import { isCancel, select } from '@clack/prompts';
import { Command, InvalidArgumentError, Option } from 'commander';
import { readCopy } from '../src/copy/read-copy.ts';
import { dateSchema } from '../src/data/fields.ts';
import { DATE_ORDERS, type DateOrder } from '../src/data/import/dates.ts';
import type { ImportInput } from '../src/data/import/import-dataset.ts';
import { inspectSource } from '../src/data/import/inspect-source.ts';
import { headersOf, type Mapping, printMappings } from '../src/data/import/mapping.ts';
import { proposeMapping } from '../src/data/import/propose-mapping.ts';
import type { Source } from '../src/data/import/source.ts';
import { fileSource } from '../src/data/import-files/file-source.ts';
import { type Imported, importIntoFolder } from '../src/data/import-files/import-into-folder.ts';
import { resubscribe } from '../src/data/import-files/resubscribe.ts';
import { readMappings, saveMappings } from '../src/data/import-files/saved-mappings.ts';
import { withSqlSources } from '../src/data/import-files/sql-source.ts';
import { undoImport } from '../src/data/import-files/undo-import.ts';
import { withdrawnBefore } from '../src/data/import-files/withdrawn-before.ts';
import { type Env, readEnv } from '../src/env.ts';
import { isPitchwrightError, PitchwrightError } from '../src/errors.ts';
import { checkDataset } from '../src/store/checked-dataset.ts';
import { run } from './_command.ts';
import { connectFrom } from './import/connect.ts';
import { printable, printableError, printableLines } from './import/printable.ts';
import { ownProducts, productsOf } from './import/products.ts';
import { releaseMemory } from './import/release-memory.ts';
import { byteBar, showReport, tellerOf } from './import/show.ts';
import { tellResubscribed, tellUndone } from './import/tell-changes.ts';

const command = new Command('import')
  .description(
    'Makes customers and orders of any export the dataset. Rows that cannot be taken are listed with their reason; the dataset before is kept for --undo.',
  )
  .argument(
    '[files...]',
    'exports of customers and of orders, in any order; their headers say which is which',
  )
  .option('--map <file>', 'what the columns are, when the headers do not say it (YAML)')
  .addOption(
    new Option('--dates <order>', 'which comes first in dates such as 04/05/2024').choices(DATE_ORDERS),
  )
  .addOption(
    new Option('--decimal <mark>', 'the mark before decimals in amounts such as 1,234').choices([
      'point',
      'comma',
    ]),
  )
  .option('--as-of <day>', 'the analysis date, YYYY-MM-DD; the latest date of the files when left out', day)
  .option('--dry-run', 'read and check everything, and change nothing', false)
  .option('--replace', 'import although more than half of the dataset that is there would go', false)
  .addOption(
    new Option('--from <url>', 'read a PostgreSQL instead of files: postgres://user:password@host/database'),
  )
  .option('--customers-sql <query>', 'of --from: a SELECT with a row for each customer')
  .option('--orders-sql <query>', 'of --from: a SELECT with a row for each product bought')
  .addOption(
    new Option('--undo', 'bring the dataset before the last import back')
      .default(false)
      .conflicts([
        'map',
        'dates',
        'decimal',
        'asOf',
        'dryRun',
        'replace',
        'from',
        'customersSql',
        'ordersSql',
      ]),
  )
  .addOption(
    new Option(
      '--resubscribe <address>',
      'take somebody off the list of those who withdrew; you need proof that they agreed anew',
    ).conflicts([
      'undo',
      'map',
      'dates',
      'decimal',
      'asOf',
      'dryRun',
      'replace',
      'from',
      'customersSql',
      'ordersSql',
    ]),
  )
  .option('--plain', 'plain lines without signs', false)
  .addHelpText('after', '\nEvery word of a mapping file is listed in src/data/README.md.');

interface Options {
  readonly map?: string;
  readonly dates?: DateOrder;
  readonly decimal?: 'point' | 'comma';
  readonly asOf?: string;
  readonly dryRun: boolean;
  readonly replace: boolean;
  readonly from?: string;
  readonly customersSql?: string;
  readonly ordersSql?: string;
  readonly undo: boolean;
  readonly resubscribe?: string;
  readonly plain: boolean;
}

command.configureOutput({ outputError: (text, write) => write(printableLines(text)) });

run(command, () =>
  main().catch((error: unknown) => {
    throw printableError(error, [...command.args, command.opts<Options>().map ?? '']);
  }),
);

async function main(): Promise<void> {
  const options = command.opts<Options>();
  const queries = [options.customersSql, options.ordersSql].filter((sql) => sql !== undefined);
  const alone = options.undo ? '--undo' : options.resubscribe === undefined ? '' : '--resubscribe';
  if (alone !== '' && command.args.length > 0) command.error(`error: ${alone} takes no files`);
  if (options.from ? queries.length === 0 : queries.length > 0) {
    command.error('error: --from goes with --customers-sql, --orders-sql or both');
  }
  if (alone === '' && !options.from && command.args.length === 0) {
    command.error('error: name the files to import');
  }
  if (options.from && command.args.length > 0)
    command.error('error: --from reads a database, so name no files');
  const env = readEnv();
  const tell = tellerOf(options.plain);
  if (options.undo) return tellUndone(await undoImport(env.DATA_DIR), env.DATA_DIR, tell);
  if (options.resubscribe !== undefined) {
    const done = await resubscribe(env.DATA_DIR, options.resubscribe, { by: userInfo().username });
    return tellResubscribed(done, env.DATA_DIR, tell);
  }
  if (!options.from) return importFrom(await Promise.all(command.args.map(fileSource)), env, options);
  const client = await connectFrom(options.from);
  const named = { '--customers-sql': options.customersSql, '--orders-sql': options.ordersSql };
  const queriesByName = Object.fromEntries(
    Object.entries(named).flatMap(([name, sql]) => (sql ? [[name, sql] as const] : [])),
  );
  await withSqlSources(client, queriesByName, (sources) => importFrom(sources, env, options)).finally(() =>
    client.end(),
  );
}

async function importFrom(sources: readonly Source[], env: Env, options: Options): Promise<void> {
  const tell = tellerOf(options.plain);
  const given = options.map ? await readMappings(options.map, false) : [];
  const saved = [...given, ...(await readMappings(`${env.DATA_DIR}/mapping.yaml`, true))];
  const stop = new AbortController();
  process.once('SIGINT', () => {
    stop.abort(new PitchwrightError('STOPPED', 'stopped; the dataset is as it was'));
  });
  const inputs: ImportInput[] = [];
  for (const source of sources) {
    const inspected = await inspectSource(source, { saved, signal: stop.signal });
    inputs.push({ inspected, proposal: proposeMapping(inspected, saved) });
  }
  const unused = given.filter((mapping) => !inputs.some(({ proposal }) => proposal.mapping === mapping));
  if (unused.length > 0 || (options.map !== undefined && given.length === 0))
    throw fitsNoFile(options.map ?? '', unused, inputs);
  const made = inputs.flatMap(({ proposal: { by, mapping } }) => (by === 'proposed' ? [mapping] : []));
  if (made.length > 0 && options.dryRun) {
    tell.note(`what the columns were taken for would be kept in ${env.DATA_DIR}/mapping.yaml:`);
    console.log(printableLines(printMappings({ files: [...made] })));
  } else if (made.length > 0) await remember(made, env, tell);
  const { catalogue, brand } = await readCopy(env.CONTENT_DIR);
  const started = performance.now();
  const withdrawn = await withdrawnBefore(env.DATA_DIR);
  const work = async (dates: DateOrder | undefined): Promise<Imported> => {
    const bar = byteBar(sources);
    try {
      return await importIntoFolder(inputs, {
        folder: env.DATA_DIR,
        isRehearsal: options.dryRun,
        mayReplace: options.replace,
        check: async (folder) => {
          releaseMemory();
          (await checkDataset(folder)).close();
        },
        asOf: options.asOf,
        dates,
        decimal: options.decimal && (options.decimal === 'comma' ? ',' : '.'),
        withdrawn,
        knownProducts: productsOf(catalogue),
        ownProducts: await ownProducts(env.DATA_DIR),
        currency: brand.currency,
        signal: stop.signal,
        onProgress: bar.update,
      });
    } finally {
      bar.end();
    }
  };
  const result = await work(options.dates).catch(async (error) => {
    const dates = await askForDates(error, options);
    return work(dates);
  });
  showReport(result, {
    env,
    isRehearsal: options.dryRun,
    seconds: (performance.now() - started) / 1000,
    tell,
  });
}

async function remember(
  made: readonly Mapping[],
  env: Env,
  tell: ReturnType<typeof tellerOf>,
): Promise<void> {
  const path = await saveMappings(env.DATA_DIR, made);
  tell.note(`what the columns were taken for is in ${path}: correct it there and import again`);
}

/** A mapping that somebody names is meant to be used. */
function fitsNoFile(
  path: string,
  unused: readonly Mapping[],
  inputs: readonly ImportInput[],
): PitchwrightError {
  const files = inputs.map(({ inspected }) => inspected);
  const facts = unused.map(({ file, headers, ...mapping }, at) => {
    const wanted = headers ?? headersOf({ ...mapping, file, headers } as Mapping);
    if (file !== undefined && !files.some(({ name }) => name === file))
      return `it is for a file named ${file}`;
    const missing = files
      .filter(({ name }) => file === undefined || name === file)
      .map(({ name, headers: present }) => {
        const lacking = wanted.filter((header) => !present.includes(header));
        return lacking.length === 0
          ? `${name} has other columns besides, or another mapping comes first`
          : `${name} has no ${lacking.map((header) => `"${header}"`).join(', ')}`;
      });
    return `mapping ${at + 1} of those: ${missing.join('; ')}`;
  });
  const fact =
    unused.length === 0
      ? 'holds no mapping'
      : `holds ${unused.length} that no file fits: ${facts.join('. ')}`;
  return new PitchwrightError('IMPORT_MAPPING_UNUSED', `${path} ${fact}`, {
    hint: 'write the headers as the file has them, or leave --map out',
  });
}

/** Asks on a terminal; anywhere else the error says which option answers it. */
async function askForDates(error: unknown, { plain, dates }: Options): Promise<DateOrder> {
  const canAsk = process.stdin.isTTY && process.stdout.isTTY && !plain && dates === undefined;
  if (!canAsk || !isPitchwrightError(error) || error.code !== 'IMPORT_DATES_AMBIGUOUS') throw error;
  const answer = await select({
    message: `${printable(error.message)}. Which is it?`,
    options: [
      { value: 'dmy' as const, label: 'the day comes first' },
      { value: 'mdy' as const, label: 'the month comes first' },
      { value: 'ymd' as const, label: 'the year comes first' },
    ],
  });
  if (isCancel(answer)) throw error;
  return answer;
}

function day(text: string): string {
  const result = dateSchema.safeParse(text);
  if (result.success) return result.data;
  throw new InvalidArgumentError('use a date that exists, as YYYY-MM-DD.');
}
