import { styleText } from 'node:util';
import { Command, Option } from 'commander';
import {
  deliveryLine,
  explain,
  feedbackLine,
  plannedLine,
  STATE_MEANINGS,
  utcMinute,
} from '../src/delivery/explain.ts';
import { plainWords } from '../src/delivery/happiness.ts';
import {
  type Feedback,
  type Lane,
  type Ledger,
  type RunKey,
  STATES,
  type State,
} from '../src/delivery/ledger/ledger.ts';
import { openLedger } from '../src/delivery/ledger/open-ledger.ts';
import type { Plan } from '../src/delivery/plan.ts';
import { readPlan } from '../src/delivery/plan-file.ts';
import { editionOf } from '../src/delivery/plan-id.ts';
import { plannedCampaigns } from '../src/delivery/planned-campaigns.ts';
import { readRunSummary } from '../src/delivery/run-file.ts';
import { reasonWords, STATE_WORDS, sumLine, summaryLines } from '../src/delivery/run-words.ts';
import { totalOf } from '../src/delivery/summary.ts';
import { readEnv } from '../src/env.ts';
import { describeError, isPitchwrightError, PitchwrightError } from '../src/errors.ts';
import { campaignName, run } from './_command.ts';

const HEARD = [
  'bounced',
  'deferred',
  'unsubscribed',
  'complained',
  'replied',
] as const satisfies readonly Feedback['kind'][];

const command = new Command('status')
  .description('Says where a campaign stands, and why, down to every recipient.')
  .argument('[campaign]', 'its name; all campaigns when left out', campaignName)
  .option('--customer <id>', 'everything about one customer')
  .addOption(new Option('--state <state>', 'list the recipients in this state').choices(STATES))
  .addOption(
    new Option('--heard <kind>', 'list those from whom this came back, with date and detail')
      .choices(HEARD)
      .conflicts(['state', 'customer', 'lane']),
  )
  .addOption(
    new Option('--lane <lane>', 'rehearsals or real mail; live if there is any').choices(['outbox', 'live']),
  )
  .option('--json', 'one JSON object a line', false)
  .addHelpText('after', `\nStates, and the words for them in the sums:\n${stateHelp()}`);

interface Options {
  readonly customer?: string;
  readonly state?: State;
  readonly heard?: Feedback['kind'];
  readonly lane?: Lane;
  readonly json: boolean;
}

run(command, async () => {
  const options = command.opts<Options>();
  const [campaign] = command.args;
  const { customer, state, heard } = options;
  if (campaign === undefined && (customer ?? state ?? heard) !== undefined) {
    command.error('name the campaign: npm run status -- <campaign> …');
  }
  const env = readEnv();
  let ledger: Ledger;
  try {
    ledger = await openLedger(env);
  } catch (error) {
    if (!isPitchwrightError(error) || error.code !== 'LEDGER_BUSY' || campaign === undefined) throw error;
    return showFile(env.DATA_DIR, campaign, error);
  }
  try {
    if (campaign === undefined) return await showAll(ledger, env.DATA_DIR);
    const key = await runOf(ledger, campaign, options.lane);
    if (customer !== undefined) await showCustomer(ledger, env.DATA_DIR, campaign, customer, options.json);
    else if (heard !== undefined) await listHeard(ledger, campaign, heard, options.json);
    else if (key === undefined) await showPlanned(env.DATA_DIR, campaign, options);
    else if (state !== undefined || options.json) await list(ledger, key, options);
    else await showRun(ledger, key, await untouchedPlan(ledger, key, env.DATA_DIR));
  } finally {
    await ledger.close();
  }
});

async function runOf(ledger: Ledger, campaign: string, lane: Lane | undefined): Promise<RunKey | undefined> {
  const runs = (await ledger.runs()).filter((each) => each.campaign === campaign);
  return runs.find((each) => each.lane === (lane ?? 'live')) ?? (lane === undefined ? runs[0] : undefined);
}

async function showAll(ledger: Ledger, folder: string): Promise<void> {
  const runs = await ledger.runs();
  for (const key of runs) {
    const counts = await ledger.counts(key);
    console.log(
      `${key.campaign.padEnd(28)} ${key.lane.padEnd(7)} ${sumLine({ counts, total: totalOf(counts), lane: key.lane })}`,
    );
    const plan = await untouchedPlan(ledger, key, folder);
    if (plan)
      console.log(`${' '.repeat(37)}${plannedLine(plan, key.lane)}; the line above is of the plan before`);
  }
  const begun = new Set(runs.map(({ campaign }) => campaign));
  const waiting = (await plannedCampaigns(folder)).filter((campaign) => !begun.has(campaign));
  for (const campaign of waiting) {
    const words = await readPlan(folder, campaign).then(
      (plan) => plannedLine(plan, 'outbox'),
      (error: unknown) => describeError(error),
    );
    console.log(`${campaign.padEnd(28)} ${'plan'.padEnd(7)} ${words}`);
  }
  if (runs.length + waiting.length === 0) {
    console.log('Nothing was planned or sent yet. Plan a campaign with: npm run plan -- <campaign>');
  }
}

/** The plan, if this run was made from another one. */
async function untouchedPlan(ledger: Ledger, key: RunKey, folder: string): Promise<Plan | undefined> {
  const plan = await readPlan(folder, key.campaign).catch(() => undefined);
  return plan && editionOf(plan) !== (await ledger.planOf(key)) ? plan : undefined;
}

async function showRun(ledger: Ledger, key: RunKey, untouched: Plan | undefined): Promise<void> {
  const counts = await ledger.counts(key);
  console.log(
    `${styleText('bold', key.campaign)} ${key.lane === 'live' ? 'for real' : 'rehearsed in the outbox'}`,
  );
  if (untouched) {
    console.log(
      `${styleText('yellow', '!')} ${plannedLine(untouched, key.lane)}\n  What follows is of the plan before.`,
    );
  }
  console.log(`  ${sumLine({ counts, total: totalOf(counts), lane: key.lane })}`);
  for (const { state, code, reason, count } of await ledger.reasons(key))
    line(STATE_WORDS[state], count, reasonWords(code, reason));
  const { next, count } = await ledger.waiting(key, new Date());
  if (next && count > 0)
    console.log(`  ${styleText('dim', 'next'.padEnd(11))} ${utcMinute(next.toISOString())}`);
  const heard = Map.groupBy(await ledger.feedback(key.campaign), ({ kind }) => kind);
  for (const [kind, events] of heard) line(kind, events.length, `afterwards; who: --heard ${kind}`);
  console.log(
    `Name everybody in a state with --state ${STATES.join('|')}, one customer with --customer <id>`,
  );
}

function line(label: string, count: number, words: string): void {
  console.log(`  ${styleText('dim', label.padEnd(11))} ${String(count).padStart(6)}  ${words}`);
}

async function listHeard(
  ledger: Ledger,
  campaign: string,
  kind: Feedback['kind'],
  json: boolean,
): Promise<void> {
  for (const event of await ledger.feedback(campaign)) {
    if (event.kind !== kind) continue;
    console.log(json ? JSON.stringify(event) : `${event.customerId}  ${feedbackLine(event)}`);
  }
}

/** A campaign that was not begun, in the lane that was asked for. @throws when it is not even planned. */
async function showPlanned(
  folder: string,
  campaign: string,
  { lane = 'outbox', json }: Options,
): Promise<void> {
  const plan = await readPlan(folder, campaign).catch((error: unknown) => {
    if (isPitchwrightError(error) && error.code === 'PLAN_MISSING') throw neverPlanned(campaign);
    throw error;
  });
  const { madeAt, recipients, excluded } = plan;
  const planned = { madeAt, recipients: recipients.length, excluded: excluded.length };
  console.log(
    json
      ? JSON.stringify({ campaign, lane, planned })
      : `${styleText('bold', campaign)} ${plannedLine(plan, lane)}`,
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
  if (!plan) throw neverPlanned(campaign);
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
  console.log(`${styleText('bold', campaign)} as of ${utcMinute(latest.updatedAt)}, ${latest.state}`);
  for (const [label, value] of summaryLines(latest)) {
    console.log(
      `  ${styleText('dim', label.padEnd(11))} ${process.stdout.isTTY ? value : plainWords(value)}`,
    );
  }
  console.log(`The ledger is in use, so there is no more to say now.\n${describeError(busy)}`);
}

const neverPlanned = (campaign: string) =>
  new PitchwrightError('CAMPAIGN_NOT_SENT', `${campaign} was neither planned nor sent`, {
    hint: `plan it with: npm run plan -- ${campaign}`,
  });

/** A function, not a constant: it is called while the command above is made. */
function stateHelp(): string {
  return STATES.map((state) => {
    const word = STATE_WORDS[state] === state ? '' : `“${STATE_WORDS[state]}”: `;
    return `  ${state.padEnd(9)} ${word}${STATE_MEANINGS[state]}`;
  }).join('\n');
}
