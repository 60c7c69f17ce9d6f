import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Env } from '../env.ts';
import { isPitchwrightError, PitchwrightError } from '../errors.ts';
import { openWorkshop, type Workshop } from '../render/workshop.ts';
import { clearOutbox } from './channels/outbox.ts';
import { checkDrift } from './drift.ts';
import { demandFilmPages } from './film-pages.ts';
import type { Ledger, Planned, RunKey } from './ledger/ledger.ts';
import { openLedger } from './ledger/open-ledger.ts';
import { checkLive } from './live-checks.ts';
import { messageIdOf } from './message-id.ts';
import { openChannels } from './open-channels.ts';
import { demandOwnBrand } from './own-brand.ts';
import { EXCLUSIONS, type Plan } from './plan.ts';
import { readPlan } from './plan-file.ts';
import { editionOf } from './plan-id.ts';
import { demandPlanned } from './planned.ts';
import { preparing } from './prepare.ts';
import { openPress } from './press.ts';
import { type CampaignFile, readCampaign } from './read-campaign.ts';
import { recover } from './recover.ts';
import { takeRequests } from './requests.ts';
import { type RunEnd, work } from './run.ts';
import type { RunEvent } from './run-event.ts';
import { writeRunSummary } from './run-file.ts';
import type { RunSummary } from './run-summary.ts';
import { demandOwnShop } from './shop-problems.ts';
import { openOf, summarise } from './summary.ts';

export interface SendOptions {
  readonly campaign: string;
  readonly isLive: boolean;
  /** Only this recipient of the plan. */
  readonly customer?: string | undefined;
  readonly limit?: number | undefined;
  /** Stay for what is due later. */
  readonly isPatient: boolean;
  /** Send again what may have been delivered. */
  readonly resendUnknown?: boolean | undefined;
  /** Try again what was given up. */
  readonly retryFailed?: boolean | undefined;
  /** Others are at it already: a pause that one of them made holds. */
  readonly isJoining?: boolean | undefined;
  readonly drain: AbortSignal;
  readonly tell: (event: RunEvent) => void;
  /** A channel that could not be opened, while another could. */
  readonly warn: (error: PitchwrightError) => void;
  /** How far it is: told once when it starts, and about once a second. */
  readonly show: (summary: RunSummary) => void;
}

/** How often the run's file is written while it goes on. */
const SUMMARY_MS = 1000;
/** How often requests of other commands are looked for. */
const REQUESTS_MS = 1000;

/**
 * Carries out a plan, and nothing else: from where it stands to the end, or as far as it gets.
 * @throws PitchwrightError `PLAN_MISSING` | `PLAN_STALE` | `MESSAGE_CHANGED` and those of `checkLive`, `openLedger` and
 * `openChannels`. Whatever was sent before is in the ledger.
 */
export async function send(env: Env, options: SendOptions): Promise<RunSummary> {
  const plan = await readFreshPlan(env, options.campaign);
  if (options.customer !== undefined) demandPlanned(plan, options.customer);
  if (options.isLive) checkLive(plan, env, undefined);
  const workshop = await openWorkshop(env);
  try {
    const file = await readCampaign(env.CONTENT_DIR, options.campaign, workshop.copy);
    const ledger = await openLedger(env);
    try {
      return await sendWith({ env, plan, file, workshop, ledger }, options);
    } finally {
      await ledger.close();
    }
  } finally {
    workshop.close();
  }
}

/**
 * The plan, if everything it was made from is still as it was.
 * @throws PitchwrightError `PLAN_STALE`, naming what changed.
 */
export async function readFreshPlan(env: Env, campaign: string): Promise<Plan> {
  const plan = await readPlan(env.DATA_DIR, campaign);
  const changes = await checkDrift(plan, env);
  if (changes.length === 0) return plan;
  const more = changes.length > MOST_CHANGES ? [`and ${changes.length - MOST_CHANGES} more`] : [];
  throw new PitchwrightError(
    'PLAN_STALE',
    [`${campaign} was planned with something else:`, ...changes.slice(0, MOST_CHANGES), ...more].join('\n  '),
    { hint: `look at it again and plan it anew: npm run plan -- ${campaign}` },
  );
}

const MOST_CHANGES = 10;

export interface Sending {
  readonly env: Env;
  readonly plan: Plan;
  readonly file: CampaignFile;
  readonly workshop: Workshop;
  readonly ledger: Ledger;
}

/** The same with everything open: what a worker does for each campaign it finds. */
export async function sendWith(open: Sending, options: SendOptions): Promise<RunSummary> {
  const { env, plan, file, ledger } = open;
  const { campaign } = file;
  const { isLive, tell, drain } = options;
  if (isLive) {
    demandOwnBrand(open.workshop.copy.brand, campaign);
    await demandOwnShop(open.workshop.copy, env.DATA_DIR);
    demandFilmPages(plan, campaign, open.workshop.copy, env);
  }
  const run: RunKey = { campaign: campaign.name, lane: isLive ? 'live' : 'outbox' };
  const names = isLive ? plan.channels.filter((name) => name !== 'outbox') : (['outbox'] as const);
  const channels = await openChannels(names, env, options.warn, { again: options.resendUnknown });
  const started = Date.now();
  const worker = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const places = new Map(channels.map(({ channel, facts }) => [channel.name, facts.place]));
  let sentNow = 0;
  const stand = (state: RunSummary['state'], because: string) =>
    summarise(ledger, run, {
      planId: plan.id,
      startedAt: new Date(started).toISOString(),
      updatedAt: new Date().toISOString(),
      state,
      because,
      seconds: (Date.now() - started) / 1000,
      sentNow,
      places,
    });
  const publish = async (state: RunSummary['state'], because = '') => {
    const summary = await stand(state, because);
    await writeRunSummary(env.DATA_DIR, summary);
    options.show(summary);
    return summary;
  };

  let stopListening = async () => {};
  try {
    for (const { channel, facts } of channels) {
      const { place, quota } = facts;
      tell({ kind: 'opened', channel: channel.name, place, ...(quota !== undefined && { quota }) });
      // It was opened just now: what made it pause in an earlier run is asked anew.
      if (quota === 0) await ledger.pause(channel.name, exhausted(channel.name));
      else if (!options.isJoining) await ledger.resume(channel.name);
    }
    if ((await ledger.planOf(run)) !== editionOf(plan)) {
      if (!isLive) {
        await ledger.forget(run);
        await clearOutbox(join(env.DATA_DIR, 'outbox'), campaign.name);
      }
      await ledger.freeze(run, editionOf(plan), plannedRows(plan, isLive, env.UNSUBSCRIBE_SECRET));
    }
    const { released, unknown } = await ledger.join(run, worker);
    if (released + unknown.length > 0) tell({ kind: 'recovered', released, unknown: unknown.length });
    await recover(
      ledger,
      run,
      channels.map(({ channel }) => channel),
      new Date(),
    );
    await tryAgain(open, run, options);

    stopListening = listen(env.DATA_DIR, ledger, options.warn);
    const press = openPress(open, isLive);
    const guard = { edition: editionOf(plan), cap: campaign.cap };
    const prepare = preparing(plan, press, ledger, run, guard);
    await publish('running');
    let last = Date.now();
    let writing: Promise<unknown> = Promise.resolve();
    const end = await work({
      run,
      ledger,
      channels: channels.map(({ channel }) => channel),
      prepare,
      guard,
      attempts: campaign.attempts,
      stop: campaign.stop,
      perSecond: isLive ? plan.perSecond : undefined,
      worker,
      drain,
      limit: options.limit,
      only: options.customer,
      isPatient: options.isPatient,
      tell: (event) => {
        if (event.kind === 'settled' && event.state === 'sent') sentNow += 1;
        tell(event);
        if (Date.now() - last < SUMMARY_MS) return;
        last = Date.now();
        writing = writing.then(() => publish('running')).catch(() => {});
      },
    }).catch(async (error: unknown) => {
      await writing;
      await publish('stopped', error instanceof Error ? error.message : String(error));
      throw error;
    });
    await writing;
    if (end.isDown && !options.isJoining) return await publish('stopped', end.because);
    return await publish(...(await closing(end, ledger, run)));
  } finally {
    await stopListening();
    await ledger.leave(worker);
    for (const { channel } of channels) await channel.close();
  }
}

/** Takes up what other commands ask for while this one has the ledger. @returns what ends it. */
function listen(dataDir: string, ledger: Ledger, warn: SendOptions['warn']): () => Promise<void> {
  let taking = Promise.resolve();
  let told = '';
  const take = () => {
    taking = taking
      .then(async () => void (await takeRequests(dataDir, ledger, warn)))
      .catch((error: unknown) => {
        // It is tried again, now and when the ledger is opened next; the same trouble is told once.
        if (isPitchwrightError(error) && error.message !== told) warn(error);
        told = String((error as Error).message);
      });
  };
  const timer = setInterval(take, REQUESTS_MS);
  return () => {
    clearInterval(timer);
    return taking;
  };
}

/** Another worker may still be busy, or only one recipient was asked for. */
async function closing(end: RunEnd, ledger: Ledger, run: RunKey): Promise<[RunSummary['state'], string]> {
  if (end.state !== 'finished') return [end.state, end.because];
  const open = openOf(await ledger.counts(run));
  return open === 0 ? ['finished', ''] : ['waiting', `${open} are not sent yet`];
}

/** Back into the queue, with the plan's mail, whoever is asked for; somebody who is not in the plan stays as they are. */
async function tryAgain(
  { ledger, plan, env }: Sending,
  run: RunKey,
  { resendUnknown, retryFailed, customer, limit, tell }: SendOptions,
): Promise<void> {
  const states = [
    ...(resendUnknown ? (['unknown'] as const) : []),
    ...(retryFailed ? (['failed', 'rejected'] as const) : []),
  ];
  if (states.length === 0) return;
  const stranded = new Set((await ledger.deliveries(run, { states })).map(({ customerId }) => customerId));
  const isMeant = (id: string) => stranded.has(id) && (customer === undefined || id === customer);
  const planned = [...plannedRows(plan, run.lane === 'live', env.UNSUBSCRIBE_SECRET)];
  const rows = planned
    .filter(({ customerId, skip }) => skip === undefined && isMeant(customerId))
    .slice(0, limit);
  const asked = Math.min(limit ?? stranded.size, [...stranded].filter(isMeant).length);
  const left = asked - (await ledger.requeue(run, states, rows));
  if (left > 0) tell({ kind: 'kept', count: left });
}

function* plannedRows(plan: Plan, isLive: boolean, secret: string | undefined): Generator<Planned> {
  const madeAt = new Date(plan.madeAt);
  const base = (id: string, segment: string) => ({
    customerId: id,
    segment,
    messageId: messageIdOf(plan.campaign, id, plan.from.address, secret),
  });
  for (const { id, segment, behavior, addressHash, sha256, due } of plan.recipients) {
    yield { ...base(id, segment), behavior, addressHash, sha256, due: isLive ? new Date(due) : madeAt };
  }
  for (const { id, segment, code, detail } of plan.excluded) {
    const reason = detail === '' ? EXCLUSIONS[code] : detail;
    yield {
      ...base(id, segment),
      behavior: '',
      addressHash: '',
      sha256: '',
      due: madeAt,
      skip: { code, reason },
    };
  }
}

const A_DAY = 86_400_000;

const exhausted = (channel: string) => ({
  until: new Date(Date.now() + A_DAY),
  reason: `${channel}: its quota for today is used up`,
});
