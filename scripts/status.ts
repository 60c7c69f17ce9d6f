import { styleText } from 'node:util';
import { Command, Option } from 'commander';
import { deliveryLine, explain } from '../src/delivery/explain.ts';
import { plainWords } from '../src/delivery/happiness.ts';
import { type Lane, type Ledger, type RunKey, STATES, type State } from '../src/delivery/ledger/ledger.ts';
import { openLedger } from '../src/delivery/ledger/open-ledger.ts';
import { readPlan } from '../src/delivery/plan-file.ts';
import { readRunSummary } from '../src/delivery/run-file.ts';
import { STATE_WORDS, sumLine, summaryLines } from '../src/delivery/run-words.ts';
import { totalOf } from '../src/delivery/summary.ts';
import { readEnv } from '../src/env.ts';
import { describeError, isPitchwrightError, PitchwrightError } from '../src/errors.ts';
import { campaignName, run } from './_command.ts';

const command = new Command('status')
  .description('Says where a campaign stands, and why, down to every recipient.')
  .argument('[campaign]', 'its name; all campaigns when left out', campaignName)
  .option('--customer <id>', 'everything about one customer')
  .addOption(new Option('--state <state>', 'list the recipients in this state').choices(STATES))
  .addOption(
    new Option('--lane <lane>', 'rehearsals or real mail; live if there is any').choices(['outbox', 'live']),
  )
  .option('--json', 'one JSON object a line', false);

interface Options {
  readonly customer?: string;
  readonly state?: State;
  readonly lane?: Lane;
  readonly json: boolean;
}

run(command, async () => {
  const options = command.opts<Options>();
  const [campaign] = command.args;
  const env = readEnv();
  let ledger: Ledger;
  try {
    ledger = await openLedger(env);
  } catch (error) {
    if (!isPitchwrightError(error) || error.code !== 'LEDGER_BUSY' || campaign === undefined) throw error;
    return showFile(env.DATA_DIR, campaign, error);
  }
  try {
    if (campaign === undefined) return await showAll(ledger);
    const key = await runOf(ledger, campaign, options.lane);
    if (options.customer !== undefined)
      await showCustomer(ledger, env.DATA_DIR, campaign, options.customer, options.json);
    else if (key === undefined) throw await neverSent(env.DATA_DIR, campaign);
    else if (options.state !== undefined || options.json) await list(ledger, key, options);
    else await showRun(ledger, key);
  } finally {
    await ledger.close();
  }
});

async function runOf(ledger: Ledger, campaign: string, lane: Lane | undefined): Promise<RunKey | undefined> {
  const runs = (await ledger.runs()).filter((each) => each.campaign === campaign);
  return runs.find((each) => each.lane === (lane ?? 'live')) ?? (lane === undefined ? runs[0] : undefined);
}

async function showAll(ledger: Ledger): Promise<void> {
  const runs = await ledger.runs();
  if (runs.length === 0) console.log('Nothing was sent or written yet. Plan a campaign with: npm run plan');
  for (const key of runs) {
    const counts = await ledger.counts(key);
    console.log(
      `${key.campaign.padEnd(28)} ${key.lane.padEnd(7)} ${sumLine({ counts, total: totalOf(counts) })}`,
    );
  }
}

async function showRun(ledger: Ledger, key: RunKey): Promise<void> {
  const counts = await ledger.counts(key);
  console.log(
    `${styleText('bold', key.campaign)} ${key.lane === 'live' ? 'for real' : 'rehearsed in the outbox'}`,
  );
  console.log(`  ${sumLine({ counts, total: totalOf(counts) })}`);
  for (const { state, code, reason, count } of await ledger.reasons(key)) {
    const what = code === '' || reason.includes(code) ? '' : ` (${code})`;
    console.log(
      `  ${styleText('dim', STATE_WORDS[state].padEnd(11))} ${String(count).padStart(6)}  ${reason}${what}`,
    );
  }
  const { next, count } = await ledger.waiting(key, new Date());
  if (next && count > 0) console.log(`  ${styleText('dim', 'next'.padEnd(11))} ${next.toISOString()}`);
  const heard = Map.groupBy(await ledger.feedback(key.campaign), ({ kind }) => kind);
  for (const [kind, events] of heard) {
    console.log(`  ${styleText('dim', kind.padEnd(11))} ${String(events.length).padStart(6)}  afterwards`);
  }
  console.log(
    `Name everybody in a state with --state ${STATES.join('|')}, one customer with --customer <id>`,
  );
}

async function list(ledger: Ledger, key: RunKey, { state, json }: Options): Promise<void> {
  for (let after = ''; ; ) {
    const page = await ledger.deliveries(key, { after, limit: 1000, ...(state && { states: [state] }) });
    const last = page.at(-1);
    if (!last) return;
    after = last.customerId;
    for (const delivery of page) {
      console.log(
        json ? JSON.stringify({ ...key, ...delivery }) : `${delivery.customerId}  ${deliveryLine(delivery)}`,
      );
    }
  }
}

async function showCustomer(
  ledger: Ledger,
  folder: string,
  campaign: string,
  id: string,
  json: boolean,
): Promise<void> {
  const plan = await readPlan(folder, campaign).catch(() => undefined);
  const heard = (await ledger.feedback(campaign)).filter(({ customerId }) => customerId === id);
  let isKnown = false;
  for (const lane of ['live', 'outbox'] as const) {
    const delivery = await ledger.find({ campaign, lane }, id);
    if (!delivery && (lane === 'outbox' ? isKnown : true)) continue;
    isKnown = true;
    if (json) console.log(JSON.stringify({ campaign, lane, ...delivery, feedback: heard }));
    else {
      console.log(`${styleText('bold', id)} in ${campaign}, ${lane === 'live' ? 'for real' : 'rehearsed'}`);
      for (const line of explain(id, plan, delivery, lane === 'live' ? heard : [])) console.log(`  ${line}`);
    }
  }
  if (isKnown) return;
  for (const line of explain(id, plan, undefined, heard)) console.log(`${id}: ${line}`);
  if (!plan) throw await neverSent(folder, campaign);
}

/** The ledger is in use: what the run itself wrote down a moment ago. */
async function showFile(folder: string, campaign: string, busy: Error): Promise<void> {
  const summaries = [];
  for (const lane of ['live', 'outbox'] as const) {
    const summary = await readRunSummary(folder, campaign, lane);
    if (summary) summaries.push(summary);
  }
  const [latest] = summaries.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  if (!latest) throw busy;
  console.log(`${styleText('bold', campaign)} as of ${latest.updatedAt}, ${latest.state}`);
  for (const [label, value] of summaryLines(latest)) {
    console.log(
      `  ${styleText('dim', label.padEnd(11))} ${process.stdout.isTTY ? value : plainWords(value)}`,
    );
  }
  console.log(`The ledger is in use, so there is no more to say now.\n${describeError(busy)}`);
}

async function neverSent(folder: string, campaign: string): Promise<Error> {
  const isPlanned = await readPlan(folder, campaign).then(
    () => true,
    () => false,
  );
  return new PitchwrightError('CAMPAIGN_NOT_SENT', `${campaign} was neither rehearsed nor sent`, {
    hint: isPlanned
      ? `rehearse it with: npm run send -- ${campaign}`
      : `plan it with: npm run plan -- ${campaign}`,
  });
}
