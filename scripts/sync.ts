import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { Command, Option } from 'commander';
import { segmentationOf } from '../src/analytics/segmentation.ts';
import { readCopy } from '../src/copy/read-copy.ts';
import { appsScriptChannel } from '../src/delivery/channels/apps-script.ts';
import type { Ledger } from '../src/delivery/ledger/ledger.ts';
import { openLedger } from '../src/delivery/ledger/open-ledger.ts';
import { readAddressList } from '../src/delivery/sync/address-list.ts';
import { allow, checkAddress, countSuppressions, suppressByHand } from '../src/delivery/sync/by-hand.ts';
import { cursorOf } from '../src/delivery/sync/cursor.ts';
import { datasetHashes } from '../src/delivery/sync/dataset-hashes.ts';
import type { SyncReport } from '../src/delivery/sync/finding.ts';
import { readMailbox } from '../src/delivery/sync/mailbox.ts';
import { syncMail } from '../src/delivery/sync/sync-mail.ts';
import { syncWebApp } from '../src/delivery/sync/sync-web-app.ts';
import { senderWarning, syncLines } from '../src/delivery/sync/sync-words.ts';
import { type Env, readEnv } from '../src/env.ts';
import { PitchwrightError } from '../src/errors.ts';
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
      'never mail this address, or those of a file, again',
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
const number = new Intl.NumberFormat('en-IN');

run(command, async () => {
  const options = command.opts<Options>();
  const env = readEnv();
  const addresses = await addressesOf(options.suppress ?? []);
  const ledger = await openLedger(env);
  try {
    if (options.list) await list(ledger);
    else if (options.allow !== undefined) {
      await allow(ledger, options.allow, options.yes);
      console.log(
        `${done} ${options.allow} may be mailed again, until a request in a mailbox is read once more`,
      );
    } else if (options.suppress) {
      const count = await suppressByHand(ledger, addresses, new Date());
      console.log(
        `${done} ${number.format(addresses.length)} suppressed, ${number.format(count)} of them new`,
      );
    } else await sync(env, ledger, options.bounces);
  } finally {
    await ledger.close();
  }
});

async function sync(env: Env, ledger: Ledger, named: readonly string[] | undefined): Promise<void> {
  const { brand, segments } = await readCopy(env.CONTENT_DIR, env.DATA_DIR);
  const inbox = join(env.DATA_DIR, 'inbox');
  const places = named ?? (existsSync(inbox) ? [inbox] : []);
  const webApp = webAppOf(env);
  const dataset = datasetHashes(env, segmentationOf(segments));
  const parts = {
    ledger,
    secret: env.UNSUBSCRIBE_SECRET,
    mailbox: brand.links.unsubscribe_mail,
    hashOf: dataset.hashOf,
    now: new Date(),
  };
  try {
    for (const place of places) show(place, await syncMail(readMailbox(place), parts));
    if (webApp) {
      const report = await syncWebApp(webApp.pull, cursorOf(env.DATA_DIR, webApp.url), parts);
      show('the web app', report);
      if (report.settled > 0) console.log(`  ${number.format(report.settled)} lost answers are known now`);
    }
  } finally {
    await dataset.close();
  }
  if (places.length > 0 || webApp) return;
  console.log(
    `There is nothing to read: put .eml files or an mbox into ${inbox}/, or name one with --bounces.`,
  );
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

/** Files are read, and everything is checked, before the ledger is touched. */
async function addressesOf(named: readonly string[]): Promise<readonly string[]> {
  const addresses: string[] = [];
  for (const text of named) {
    if (!existsSync(text)) {
      addresses.push(checkAddress(text));
      continue;
    }
    const found = await readAddressList(text);
    addresses.push(...found.addresses);
    for (const { line, fact } of found.refused)
      console.log(`${styleText('yellow', '!')} ${text} line ${line} holds no address: ${fact}`);
  }
  return addresses;
}

function repeated(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, before: readonly string[] | undefined) => [
    ...(before ?? []),
    value,
  ]);
}
