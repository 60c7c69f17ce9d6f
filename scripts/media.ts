import { availableParallelism } from 'node:os';
import { styleText } from 'node:util';
import { Command, InvalidArgumentError, Option } from 'commander';
import { SEGMENTS, type Segment } from '../src/data/vocabulary.ts';
import { type Env, readEnv } from '../src/env.ts';
import { describeError, isPitchwrightError, PitchwrightError } from '../src/errors.ts';
import { openCache } from '../src/media/cache.ts';
import type { ChainOptions } from '../src/media/chain.ts';
import { findFfmpeg } from '../src/media/ffmpeg/find-ffmpeg.ts';
import { makeMedia, withMediaLock } from '../src/media/make-media.ts';
import { commissions, estimate } from '../src/media/orders.ts';
import { ASPECTS, type Aspect, MEDIA_KINDS, PROVIDERS, type ProviderName } from '../src/media/provider.ts';
import { openProviders } from '../src/media/providers.ts';
import { openPurse } from '../src/media/purse.ts';
import { readMediaSettings } from '../src/media/settings.ts';
import { forgetMedia, mediaFolder } from '../src/media/shelf.ts';
import { openWorkshop } from '../src/render/workshop.ts';
import { countSelected, type Selection } from '../src/store/selection.ts';
import { run, wholeNumber } from './_command.ts';
import { mediaTally } from './media/tally.ts';
import { dollars, estimateLines } from './media/words.ts';

const EVERYBODY = 10_000_000;

const command = new Command('media')
  .description('Makes films, voices and pictures for single customers, here or with Gemini.')
  .addOption(
    new Option('--customer <id>', 'for this customer; may be repeated')
      .argParser((id: string, before: readonly string[] | undefined) => [...(before ?? []), id])
      .conflicts(['segment', 'all', 'limit']),
  )
  .addOption(
    new Option('--segment <name>', 'for everybody in this segment').choices(SEGMENTS).conflicts('all'),
  )
  .option('--all', 'for everybody')
  .addOption(new Option('--limit <n>', 'the first n only').argParser(wholeNumber(1, EVERYBODY)))
  .addOption(
    new Option('--kind <kinds>', `what to make: ${MEDIA_KINDS.join(', ')}, with commas`)
      .argParser(listOf(MEDIA_KINDS))
      .default(['video'], 'video'),
  )
  .addOption(
    new Option('--aspect <shapes>', `of films and pictures: ${ASPECTS.join(', ')}, with commas`)
      .argParser(listOf(ASPECTS))
      .default(['16:9'], '16:9'),
  )
  .addOption(
    new Option(
      '--provider <names>',
      `who is asked first: ${PROVIDERS.join(', ')}; after them only this machine`,
    ).argParser(listOf(PROVIDERS)),
  )
  .addOption(
    new Option('--at-once <n>', 'for how many customers at a time')
      .argParser(wholeNumber(1, 16))
      .default(Math.min(2, availableParallelism())),
  )
  .option('--yes', 'spend more than MEDIA_BUDGET without being asked', false)
  .option('--retry', 'ask services again that failed before', false)
  .option('--dry-run', 'say what would be made, and what it would cost', false)
  .addOption(
    new Option('--forget <id>', 'remove everything that was made for this customer').conflicts([
      'customer',
      'segment',
      'all',
    ]),
  );

interface Options {
  readonly customer?: readonly string[];
  readonly segment?: Segment;
  readonly all?: boolean;
  readonly limit?: number;
  readonly kind: readonly (typeof MEDIA_KINDS)[number][];
  readonly aspect: readonly Aspect[];
  readonly provider?: readonly ProviderName[];
  readonly atOnce: number;
  readonly yes: boolean;
  readonly retry: boolean;
  readonly dryRun: boolean;
  readonly forget?: string;
}

run(command, async () => {
  const options = command.opts<Options>();
  const env = readEnv();
  try {
    await (options.forget === undefined ? make(options, env) : forget(options.forget, env));
  } catch (error) {
    if (!isPitchwrightError(error) || error.code !== 'MEDIA_CANCELLED') throw error;
    console.error(`${styleText('yellow', '!', { stream: process.stderr })} ${describeError(error)}`);
    process.exitCode = 130;
  }
});

async function make(options: Options, env: Env): Promise<void> {
  const { DATA_DIR } = env;
  const selection = selectionOf(options);
  const cache = openCache(mediaFolder(DATA_DIR));
  const signal = cancelSignal();
  const purse = openPurse(env.MEDIA_BUDGET);
  const tally = mediaTally(DATA_DIR, purse);
  const { retry } = options;
  const chain: ChainOptions = { signal, retry, shut: new Map(), purse, progress: tally.progress };
  const settings = await readMediaSettings(env.CONTENT_DIR);
  const providers = await openProviders({ env, settings, preferred: options.provider, cache, chain });
  await tellOfFfmpeg(env);
  const workshop = await openWorkshop(env);
  try {
    await countSelected(workshop.store, selection);
    const wanted = options.kind.flatMap((kind) =>
      (kind === 'voice' ? (['16:9'] as const) : options.aspect).map((aspect) => ({ kind, aspect })),
    );
    const list = () => commissions(workshop, selection, wanted, providers);
    await withMediaLock(DATA_DIR, async () => {
      const expected = await estimate(list(), providers, cache, options.retry);
      for (const line of estimateLines(expected, env.MEDIA_BUDGET)) console.log(line);
      if (options.dryRun || expected.customers === 0) return;
      refuseAboveBudget(expected.cost, env.MEDIA_BUDGET, options.yes);
      purse.allow(Math.max(env.MEDIA_BUDGET, expected.cost));
      tally.open(expected);
      try {
        await makeMedia(list(), providers, {
          dataDir: DATA_DIR,
          atOnce: options.atOnce,
          cache,
          chain,
          onEvent: tally.add,
        });
      } finally {
        tally.close(signal.aborted);
      }
      if (tally.failed > 0) process.exitCode = 3;
    });
  } finally {
    workshop.close();
  }
}

async function forget(id: string, env: Env): Promise<void> {
  const had = await withMediaLock(env.DATA_DIR, () => forgetMedia(env.DATA_DIR, id));
  if (had) {
    console.log(
      `${styleText('green', '✓')} everything made for ${id} is removed; build the site again to take it down`,
    );
    return;
  }
  await refuseUnknown(id, env);
  console.log(`${styleText('dim', '–')} nothing was made for "${id}"`);
}

/** An id that the dataset does not know is more likely mistyped than done with. */
async function refuseUnknown(id: string, env: Env): Promise<void> {
  const fact = `nothing was made for "${id}"`;
  try {
    const workshop = await openWorkshop(env);
    try {
      await countSelected(workshop.store, { ids: [id] });
    } finally {
      workshop.close();
    }
  } catch (cause) {
    if (!isPitchwrightError(cause)) throw cause;
    throw new PitchwrightError('MEDIA_NOTHING', `${fact}: ${cause.message}`, {
      ...(cause.hint === undefined ? {} : { hint: cause.hint }),
      cause,
    });
  }
}

/** Whoever names a program wants that one. */
async function tellOfFfmpeg({ FFMPEG_PATH }: Env): Promise<void> {
  if (FFMPEG_PATH === undefined) return;
  const found = await findFfmpeg({ FFMPEG_PATH, PATH: process.env.PATH }).catch(() => undefined);
  if (!found || found.origin === 'FFMPEG_PATH') return;
  const other = found.origin === 'npm' ? 'the one from npm' : 'the one in PATH';
  console.log(
    `${styleText('yellow', '!')} the ffmpeg of FFMPEG_PATH cannot be used (${FFMPEG_PATH}); ${other} is taken`,
  );
}

function selectionOf({ customer, segment, all, limit }: Options): Selection {
  if (customer) return { ids: customer };
  if (segment || all) return { segment, limit: limit ?? EVERYBODY };
  return command.error('error: say for whom: --customer <id>, --segment <name> or --all');
}

function refuseAboveBudget(cost: number, budget: number, isConfirmed: boolean): void {
  if (cost <= budget || isConfirmed) return;
  throw new PitchwrightError(
    'MEDIA_BUDGET',
    `this would cost about ${dollars(cost)}, and MEDIA_BUDGET is ${dollars(budget)}; nothing was asked for`,
    {
      hint: 'say --yes to spend it, --limit to make fewer, or --provider slideshow,flite,card to make them on this machine',
    },
  );
}

/** Ctrl-C: stops what is under way here and keeps what is done; a second one ends at once. */
function cancelSignal(): AbortSignal {
  const controller = new AbortController();
  const ask = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(
      new PitchwrightError('MEDIA_CANCELLED', 'stopped; what is done is kept', {
        hint: 'the same command goes on from here; a film that a service has begun is asked about, not ordered again',
      }),
    );
  };
  process.on('SIGINT', ask);
  process.on('SIGTERM', ask);
  return controller.signal;
}

function listOf<const T extends readonly string[]>(known: T): (text: string) => readonly T[number][] {
  return (text) => {
    const words = text
      .split(',')
      .map((word) => word.trim())
      .filter(Boolean);
    const strange = words.find((word) => !known.includes(word));
    if (strange !== undefined || words.length === 0) {
      throw new InvalidArgumentError(`use ${known.join(', ')}, with commas between them.`);
    }
    return [...new Set(words)];
  };
}
