import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { Command, Option } from 'commander';
import { segmentationOf } from '../src/analytics/segmentation.ts';
import { readCopy } from '../src/copy/read-copy.ts';
import { appsScriptChannel } from '../src/delivery/channels/apps-script.ts';
import type { Ledger, Suppression } from '../src/delivery/ledger/ledger.ts';
import { openLedger } from '../src/delivery/ledger/open-ledger.ts';
import { requestsFolder, writeRequest } from '../src/delivery/requests.ts';
import { allow, byHand, checkAddress, countSuppressions } from '../src/delivery/sync/by-hand.ts';
import { cursorOf } from '../src/delivery/sync/cursor.ts';
import { datasetHashes, isSample } from '../src/delivery/sync/dataset-hashes.ts';
import type { SyncReport } from '../src/delivery/sync/finding.ts';
import { readMailbox } from '../src/delivery/sync/mailbox.ts';
import { gapLine, readNamedAddresses } from '../src/delivery/sync/named-addresses.ts';
import { optOutsIn } from '../src/delivery/sync/opt-outs.ts';
import { syncMail } from '../src/delivery/sync/sync-mail.ts';
import { syncWebApp } from '../src/delivery/sync/sync-web-app.ts';
import { senderWarning, syncLines } from '../src/delivery/sync/sync-words.ts';
import { type Env, readEnv } from '../src/env.ts';
import { isPitchwrightError, PitchwrightError } from '../src/errors.ts';
import { run } from './_command.ts';

const command = new Command('sync')
  .description(
    'Takes in what came back: bounces, unsubscribes, complaints and replies. Twice is as good as once.',
  )
  .addOption(
    repeated(
      '--bounces <path>',
      'an mbox file, a folder of .eml files or a Maildir; DATA_DIR/inbox when left out',
    ),
  )
  .addOption(
    repeated(
      '--suppress <address or file.csv>',
      'never mail this address, or those of a file, again; works while a send runs, too',
    ).conflicts('bounces'),
  )
  .addOption(
    new Option('--allow <address>', 'take an address off the suppression list').conflicts([
      'bounces',
      'suppress',
    ]),
  )
  .option('--yes', 'I know why it is on the list', false)
  .addOption(
    new Option('--list', 'how many addresses are suppressed, and why').conflicts([
      'bounces',
      'suppress',
      'allow',
    ]),
  );

interface Options {
  readonly bounces?: readonly string[];
  readonly suppress?: readonly string[];
  readonly allow?: string;
  readonly yes: boolean;
  readonly list?: boolean;
}

const done = styleText('green', '✓');
const caution = styleText('yellow', '!');
const number = new Intl.NumberFormat('en-IN');

run(command, async () => {
  const options = command.opts<Options>();
  const env = readEnv();
  if (options.suppress) return suppress(env, options.suppress);
  const { ledger, busy } = await openUnlessBusy(env);
  if (ledger === undefined) {
    if (!options.list && options.allow === undefined) await requestOptOuts(env, options.bounces);
    throw busy;
  }
  try {
    if (options.list) await list(ledger);
    else if (options.allow !== undefined) {
      const address = checkAddress(options.allow);
      await allow(ledger, address, options.yes);
      console.log(`${done} ${address} may be mailed again, until a request in a mailbox is read once more`);
    } else await sync(env, ledger, options.bounces);
  } finally {
    await ledger.close();
  }
});

type Opened =
  | { readonly ledger: Ledger; readonly busy?: never }
  | { readonly ledger?: never; readonly busy: Error };

async function openUnlessBusy(env: Env): Promise<Opened> {
  try {
    return { ledger: await openLedger(env) };
  } catch (error) {
    if (isPitchwrightError(error) && error.code === 'LEDGER_BUSY') return { busy: error };
    throw error;
  }
}

/** Files are read, and everything is checked, before anything is written. */
async function suppress(env: Env, named: readonly string[]): Promise<void> {
  const { addresses, gaps } = await readNamedAddresses(named);
  const sign = gaps.length > 0 ? caution : done;
  if (addresses.length > 0) await suppressAll(env, byHand(addresses, new Date()), sign);
  for (const gap of gaps) console.error(`${caution} ${gapLine(gap)}`);
  if (gaps.length > 0) process.exitCode = 3;
}

async function suppressAll(env: Env, entries: readonly Suppression[], sign: string): Promise<void> {
  const total = number.format(entries.length);
  const { ledger, busy } = await openUnlessBusy(env);
  if (ledger === undefined) await leaveRequest(env, entries, busy, sign);
  else {
    try {
      const count = await ledger.suppress(entries);
      console.log(`${sign} ${total} suppressed, ${number.format(count)} of them new, in ${ledger.place}`);
    } finally {
      await ledger.close();
    }
  }
  if (await isSample(env.DATA_DIR)) {
    console.log(
      `${caution} The dataset in ${env.DATA_DIR} is a generated sample. For your own customers, set DATA_DIR to where they are.`,
    );
  }
}

async function leaveRequest(
  env: Env,
  entries: readonly Suppression[],
  { message }: Error,
  sign: string,
): Promise<void> {
  await writeRequest(env.DATA_DIR, entries);
  console.log(
    `${sign} ${number.format(entries.length)} to be suppressed, noted in ${requestsFolder(env.DATA_DIR)}: ${message}. A running send takes it up within seconds, every other command before it does anything else.`,
  );
}

/** Requests to unsubscribe do not wait until the ledger is free; the rest of the mails does. */
async function requestOptOuts(env: Env, named: readonly string[] | undefined): Promise<void> {
  const { parts, close } = await partsOf(env);
  try {
    const found: Suppression[] = [];
    for (const place of placesOf(env, named)) found.push(...(await optOutsIn(readMailbox(place), parts)));
    if (found.length === 0) return;
    await writeRequest(env.DATA_DIR, found);
    console.log(
      `${done} ${number.format(found.length)} unsubscribed by mail, noted for the running send in ${requestsFolder(env.DATA_DIR)}. Bounces and replies wait until the ledger is free: sync once more then.`,
    );
  } finally {
    await close();
  }
}

async function sync(env: Env, ledger: Ledger, named: readonly string[] | undefined): Promise<void> {
  const places = placesOf(env, named);
  const webApp = webAppOf(env);
  const { parts: rest, close } = await partsOf(env);
  const parts = { ledger, ...rest };
  try {
    for (const place of places) show(place, await syncMail(readMailbox(place), parts));
    if (webApp) {
      const report = await syncWebApp(webApp.pull, cursorOf(env.DATA_DIR, webApp.url), parts);
      show('the web app', report);
      if (report.settled > 0) console.log(`  ${number.format(report.settled)} lost answers are known now`);
    }
  } finally {
    await close();
  }
  if (places.length > 0 || webApp) return;
  console.log(
    `There is nothing to read: put .eml files or an mbox into ${inboxOf(env)}/, or name one with --bounces.`,
  );
}

const inboxOf = ({ DATA_DIR }: Env) => join(DATA_DIR, 'inbox');

const placesOf = (env: Env, named: readonly string[] | undefined) =>
  named ?? (existsSync(inboxOf(env)) ? [inboxOf(env)] : []);

/** What mails are judged by, next to the ledger. */
async function partsOf(env: Env) {
  const { brand, segments } = await readCopy(env.CONTENT_DIR, env.DATA_DIR);
  const { hashOf, close } = datasetHashes(env, segmentationOf(segments));
  const mailbox = brand.links.unsubscribe_mail;
  return { parts: { secret: env.UNSUBSCRIBE_SECRET, mailbox, hashOf, now: new Date() }, close };
}

function webAppOf({ APPS_SCRIPT_URL: url, APPS_SCRIPT_SECRET: secret }: Env) {
  if (url === undefined) return undefined;
  if (secret !== undefined) return { url, pull: appsScriptChannel({ url, secret }).pull };
  throw new PitchwrightError('ENV_INVALID', 'APPS_SCRIPT_URL is set, but APPS_SCRIPT_SECRET is not', {
    hint: 'set it to the secret of the script’s properties, or remove both',
  });
}

function show(place: string, report: SyncReport): void {
  console.log(styleText('bold', place));
  for (const line of syncLines(report)) console.log(`  ${line}`);
  const warning = senderWarning(report);
  if (warning) console.log(`${styleText('red', '!')} ${warning}`);
}

async function list(ledger: Ledger): Promise<void> {
  const counts = [...(await countSuppressions(ledger))];
  if (counts.length === 0) console.log('Nobody is suppressed.');
  for (const [reason, count] of counts) console.log(`  ${reason.padEnd(14)} ${number.format(count)}`);
}

function repeated(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, before: readonly string[] | undefined) => [
    ...(before ?? []),
    value,
  ]);
}
