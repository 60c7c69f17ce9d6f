import type { Database } from '../../src/delivery/ledger/database.ts';
import type { Outcome, Planned, RunKey, State } from '../../src/delivery/ledger/ledger.ts';
import { jobId, queueName } from '../../src/delivery/ledger/queue.ts';

export const PAST = new Date('2026-01-01T08:00:00Z');

export const planned = (customerId: string, change: Partial<Planned> = {}): Planned => ({
  customerId,
  addressHash: `hash of ${customerId}`,
  sha256: `message of ${customerId}`,
  messageId: `${customerId}@shop.example`,
  segment: 'VIP',
  behavior: 'Loyal',
  due: PAST,
  ...change,
});

export const sent = (customerId: string): Outcome => {
  return { customerId, channel: 'smtp', state: 'sent', receipt: `id of ${customerId}`, reason: '250 ok' };
};

/**
 * What is wrong between the rows of a run and its jobs: each queued row has one waiting job from its time on, nobody else
 * has a waiting one, and only what is claimed or being sent may have an active one.
 */
export async function disagreements({ query }: Database, run: RunKey): Promise<readonly string[]> {
  const rows = await query<{ id: string; state: State; due: Date }>(
    'SELECT customer_id AS id, state, due FROM pitchwright_ledger.delivery WHERE campaign = $1 AND lane = $2',
    [run.campaign, run.lane],
  );
  const jobs = await query<{ id: string; state: string; due: Date }>(
    'SELECT id, state::text, start_after AS due FROM pitchwright_queue.job WHERE name = $1',
    [queueName(run)],
  );
  const left = new Map(jobs.map((job) => [job.id, job]));
  const problems: string[] = [];
  for (const { id, state, due } of rows) {
    const job = left.get(jobId(run, id));
    left.delete(jobId(run, id));
    const isBusy = state === 'claimed' || state === 'sending';
    const isRight =
      state === 'queued'
        ? job?.state === 'created' && job.due.getTime() === due.getTime()
        : job === undefined || (isBusy && job.state === 'active');
    if (!isRight) problems.push(`${id} is ${state}, its job ${job?.state ?? 'missing'}`);
  }
  return [...problems, ...[...left.values()].map((job) => `a ${job.state} job belongs to nobody`)];
}

export const GUARD = { edition: 'plan' } as const;
