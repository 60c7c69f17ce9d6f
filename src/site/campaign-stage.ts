import type { Plan } from '../delivery/plan.ts';
import type { RunSummary } from '../delivery/run-summary.ts';
import { printCount } from './campaign-words.ts';

/** How far a campaign has come, as one word and a tone. */
export interface Stage {
  readonly name:
    | 'not planned'
    | 'planned'
    | 'out of date'
    | 'rehearsing'
    | 'rehearsed'
    | 'sending'
    | 'waiting'
    | 'interrupted'
    | 'stopped'
    | 'sent';
  readonly tone: 'plain' | 'busy' | 'good' | 'warn' | 'bad';
  /** Who must be looked at although it is through: `2 rejected, 1 unknown`. */
  readonly note?: string;
}

export interface Runs {
  readonly outbox: RunSummary | undefined;
  readonly live: RunSummary | undefined;
}

/**
 * Real mail outranks everything; then what a person must do (plan again, look why it stopped); then the rehearsal. A
 * run of an earlier plan says nothing about this one.
 *
 * @param moved the inputs that are not what they were when the plan was made.
 */
export function stageOf(plan: Pick<Plan, 'id'> | undefined, moved: readonly string[], runs: Runs): Stage {
  if (!plan) return { name: 'not planned', tone: 'plain' };
  const own = (run: RunSummary | undefined) => (run?.planId === plan.id ? run : undefined);
  const live = own(runs.live);
  if (live) return withNote(LIVE[live.state], live);
  if (moved.length > 0) return { name: 'out of date', tone: 'warn' };
  const outbox = own(runs.outbox);
  return outbox ? withNote(REHEARSAL[outbox.state], outbox) : { name: 'planned', tone: 'plain' };
}

/** A run is good only when nobody was lost on the way. */
function withNote(stage: Stage, { counts }: RunSummary): Stage {
  const note = MISSED.filter((state) => counts[state] > 0)
    .map((state) => `${printCount(counts[state])} ${state}`)
    .join(', ');
  return stage.tone === 'good' && note !== '' ? { ...stage, tone: 'warn', note } : stage;
}

const MISSED = ['failed', 'rejected', 'unknown'] as const;

const LIVE: Readonly<Record<RunSummary['state'], Stage>> = {
  running: { name: 'sending', tone: 'busy' },
  waiting: { name: 'waiting', tone: 'busy' },
  interrupted: { name: 'interrupted', tone: 'warn' },
  stopped: { name: 'stopped', tone: 'bad' },
  finished: { name: 'sent', tone: 'good' },
};

const REHEARSAL: Readonly<Record<RunSummary['state'], Stage>> = {
  running: { name: 'rehearsing', tone: 'busy' },
  waiting: { name: 'rehearsing', tone: 'busy' },
  interrupted: { name: 'interrupted', tone: 'warn' },
  stopped: { name: 'stopped', tone: 'bad' },
  finished: { name: 'rehearsed', tone: 'good' },
};
