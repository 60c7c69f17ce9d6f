import { Command } from 'commander';
import { workAlong } from '../src/delivery/work-along.ts';
import { readEnv } from '../src/env.ts';
import { describeError } from '../src/errors.ts';
import { campaignName, run } from './_command.ts';
import { drainSignal } from './_drain-signal.ts';
import { runDisplay, type Voice } from './_run-display.ts';

const command = new Command('worker')
  .description(
    'Joins live sends from another process or machine; they share rate and queue through DATABASE_URL.',
  )
  .argument(
    '[campaign]',
    'only this one; every live send that has something to do when left out',
    campaignName,
  )
  .option('--once', 'end when there is nothing to do', false)
  .option('--plain', 'plain lines without signs', false)
  .option('--json', 'one JSON object a line', false);

interface Options {
  readonly once: boolean;
  readonly plain: boolean;
  readonly json: boolean;
}

run(command, async () => {
  const { once, plain, json } = command.opts<Options>();
  const voice: Voice = json ? 'json' : plain || !process.stdout.isTTY ? 'plain' : 'warm';
  const display = runDisplay(voice);
  await workAlong(readEnv(), {
    campaign: command.args[0],
    isOnce: once,
    drain: drainSignal(() => display.tell({ kind: 'draining' })),
    tell: display.tell,
    show: display.show,
    end: display.end,
    warn: (error) => display.warn(describeError(error)),
    leave: (campaign, error) => {
      process.exitCode = 1;
      display.warn(`${campaign} is left alone: ${describeError(error)}`);
    },
  });
});
