import { Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import type { RunSummary } from '../src/delivery/run-summary.ts';
import { send } from '../src/delivery/send.ts';
import { testSend } from '../src/delivery/test-send.ts';
import { readEnv } from '../src/env.ts';
import { describeError } from '../src/errors.ts';
import { campaignName, run, wholeNumber } from './_command.ts';
import { drainSignal } from './_drain-signal.ts';
import { runDisplay, type Voice } from './_run-display.ts';

const command = new Command('send')
  .description('Carries out a plan: writes .eml files to the outbox or, with --live, sends real mail.')
  .argument('<campaign>', 'its name: vip-early-access', campaignName)
  .option('--live', 'through the campaign’s channels, to the people themselves', false)
  .addOption(
    new Option('--to <address>', 'a test: the mails go to you instead, and nobody counts as mailed')
      .argParser(address)
      .conflicts(['resendUnknown', 'retryFailed', 'due']),
  )
  .option('--customer <id>', 'only the mail of this customer')
  .addOption(
    new Option('--limit <n>', 'n mails at most; of a test, one when left out').argParser(
      wholeNumber(1, 10_000_000),
    ),
  )
  .option('--due', 'send what is due now and end; do not wait for later waves', false)
  .option('--resend-unknown', 'send again to those whose mail may have arrived already', false)
  .option('--retry-failed', 'try again those that were given up or refused', false)
  .option('--plain', 'plain lines without signs', false)
  .option('--json', 'one JSON object a line', false);

interface Options {
  readonly live: boolean;
  readonly to?: string;
  readonly customer?: string;
  readonly limit?: number;
  readonly due: boolean;
  readonly resendUnknown: boolean;
  readonly retryFailed: boolean;
  readonly plain: boolean;
  readonly json: boolean;
}

run(command, async () => {
  const options = command.opts<Options>();
  const [campaign = ''] = command.args;
  const voice: Voice = options.json ? 'json' : options.plain || !process.stdout.isTTY ? 'plain' : 'warm';
  if (options.to !== undefined) return sendTests(campaign, options, options.to, voice);
  const display = runDisplay(voice);
  const summary = await send(readEnv(), {
    campaign,
    isLive: options.live,
    customer: options.customer,
    limit: options.limit,
    isPatient: !options.due,
    resendUnknown: options.resendUnknown,
    retryFailed: options.retryFailed,
    drain: drainSignal(() => display.tell({ kind: 'draining' })),
    tell: display.tell,
    show: display.show,
    warn: (error) => display.warn(describeError(error)),
  });
  display.end(summary);
  process.exitCode = exitCode(summary);
});

/** 0: everybody is accounted for or waits for their time; 3: some could not be reached; 1: it was stopped. */
function exitCode({ state, counts }: RunSummary): number {
  if (state === 'stopped') return 1;
  return counts.failed + counts.rejected + counts.unknown > 0 ? 3 : 0;
}

async function sendTests(campaign: string, options: Options, to: string, voice: Voice): Promise<void> {
  const display = runDisplay(voice);
  const { live: isLive, customer, limit = 1 } = options;
  const warn = (error: Error) => display.warn(describeError(error));
  for await (const sent of testSend(readEnv(), { campaign, isLive, to, customer, limit, warn })) {
    const { customerId, channel, place, receipt } = sent;
    if (receipt.kind !== 'accepted') process.exitCode = 3;
    if (voice === 'json') {
      console.log(JSON.stringify({ kind: 'test', ...sent }));
    } else if (receipt.kind === 'accepted') {
      const where = channel === 'outbox' ? `is in ${receipt.id}` : `went to ${to} through ${place}`;
      console.log(`${voice === 'warm' ? '📧 ' : ''}the mail of ${customerId} ${where}`);
    } else {
      console.log(
        `${voice === 'warm' ? '❌ ' : ''}the mail of ${customerId} did not go: ${receipt.reason} (${receipt.code})`,
      );
    }
  }
}

function address(text: string): string {
  if (z.email().safeParse(text).success) return text;
  throw new InvalidArgumentError('use one address such as you@example.com.');
}
