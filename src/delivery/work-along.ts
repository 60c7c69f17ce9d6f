import { setTimeout as wait } from 'node:timers/promises';
import type { Env } from '../env.ts';
import { PitchwrightError } from '../errors.ts';
import { openWorkshop, type Workshop } from '../render/workshop.ts';
import type { Ledger, RunKey } from './ledger/ledger.ts';
import { openLedger } from './ledger/open-ledger.ts';
import { checkLive } from './live-checks.ts';
import { editionOf } from './plan-id.ts';
import { readCampaign } from './read-campaign.ts';
import type { RunSummary } from './run-summary.ts';
import { readFreshPlan, type SendOptions, sendWith } from './send.ts';

export interface WorkAlongOptions extends Pick<SendOptions, 'drain' | 'tell' | 'show' | 'warn'> {
  /** Only this campaign. */
  readonly campaign?: string | undefined;
  /** End when there is nothing to do. */
  readonly isOnce: boolean;
  readonly end: (summary: RunSummary) => void;
  /** A campaign cannot be sent from here; the others can. */
  readonly leave: (campaign: string, error: unknown) => void;
}

const LOOK_MS = 2000;

/**
 * Joins every live send that has something to do, until it is told to stop.
 * @throws PitchwrightError `DATABASE_MISSING` and those of `openWorkshop` and `openLedger`.
 */
export async function workAlong(env: Env, options: WorkAlongOptions): Promise<void> {
  if (env.DATABASE_URL === undefined) {
    throw new PitchwrightError(
      'DATABASE_MISSING',
      'workers meet in a PostgreSQL, and DATABASE_URL is not set',
      {
        hint: 'set DATABASE_URL to the same database for every worker; on one machine npm run send alone is enough',
      },
    );
  }
  const workshop = await openWorkshop(env);
  const ledger = await openLedger(env);
  /** Cannot be sent from here, or was stopped: a person must look at it. */
  const left = new Set<string>();
  /** Had nothing for this worker just now. */
  const resting = new Set<string>();
  try {
    while (!options.drain.aborted) {
      let hasWorked = false;
      for (const run of await runsWithWork(ledger, options.campaign)) {
        if (left.has(run.campaign) || resting.has(run.campaign) || options.drain.aborted) continue;
        hasWorked = true;
        try {
          const summary = await join(run, env, workshop, ledger, options);
          options.end(summary);
          if (summary.state === 'stopped') left.add(run.campaign);
          else if (summary.sentNow === 0) resting.add(run.campaign);
        } catch (error) {
          left.add(run.campaign);
          options.leave(run.campaign, error);
        }
      }
      if (hasWorked) continue;
      if (options.isOnce) return;
      resting.clear();
      await wait(LOOK_MS, undefined, { signal: options.drain }).catch(() => {});
    }
  } finally {
    await ledger.close();
    workshop.close();
  }
}

async function runsWithWork(ledger: Ledger, only: string | undefined): Promise<readonly RunKey[]> {
  const found: RunKey[] = [];
  for (const run of await ledger.runs()) {
    if (run.lane !== 'live' || (only !== undefined && run.campaign !== only)) continue;
    if ((await ledger.waiting(run, new Date())).due > 0) found.push(run);
  }
  return found;
}

async function join(
  run: RunKey,
  env: Env,
  workshop: Workshop,
  ledger: Ledger,
  { drain, tell, show, warn }: WorkAlongOptions,
): Promise<RunSummary> {
  const plan = await readFreshPlan(env, run.campaign);
  checkLive(plan, env, undefined);
  if ((await ledger.planOf(run)) !== editionOf(plan)) {
    throw new PitchwrightError(
      'PLAN_STALE',
      `${run.campaign} is being sent from another plan than the one in ${env.DATA_DIR}/plans`,
      { hint: 'give this machine the same data, content and plan as the one that began' },
    );
  }
  const file = await readCampaign(env.CONTENT_DIR, run.campaign, workshop.copy);
  const options = {
    campaign: run.campaign,
    isLive: true,
    isPatient: false,
    isJoining: true,
    drain,
    tell,
    show,
    warn,
  };
  return sendWith({ env, plan, file, workshop, ledger }, options);
}
