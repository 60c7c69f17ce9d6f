import { hostname } from 'node:os';
import { putBack } from './claim.ts';
import { type Database, owning } from './database.ts';
import type { RunKey, State } from './ledger.ts';
import type { Job, Queue } from './queue.ts';

interface TakenBack {
  readonly released: number;
  readonly unknown: readonly string[];
}

/** As `Ledger.join`. */
export async function join(
  database: Database,
  queue: Queue,
  run: RunKey,
  worker: string,
): Promise<TakenBack> {
  const isNew = await database.liveness.hold(worker);
  await register(database, worker);
  if (!isNew) return reap(database, queue, run);
  // What stands under this name was held by a process that had it before, whatever the run.
  const runs = await database.query<RunKey>(
    `SELECT DISTINCT campaign, lane FROM pitchwright_ledger.delivery
     WHERE worker = $1 AND state IN ('claimed', 'sending') AND (campaign, lane) <> ($2, $3)`,
    [worker, run.campaign, run.lane],
  );
  for (const other of runs) await takeBack(database, queue, other, worker);
  return takeBack(database, queue, run, worker);
}

/** The list of who works where, for people: the dead are struck off. */
async function register({ transaction, liveness }: Database, worker: string): Promise<void> {
  const startedAt = new Date(Date.now() - process.uptime() * 1000);
  await transaction(async (query) => {
    const others = await query<{ worker: string }>(
      'SELECT worker FROM pitchwright_ledger.worker WHERE worker <> $1',
      [worker],
    );
    const dead = await liveness.dead(
      query,
      others.map((other) => other.worker),
    );
    await query('DELETE FROM pitchwright_ledger.worker WHERE worker = ANY ($1::text[])', [dead]);
    await query(
      `INSERT INTO pitchwright_ledger.worker (worker, host, pid, started_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (worker) DO UPDATE SET host = EXCLUDED.host, pid = EXCLUDED.pid, started_at = EXCLUDED.started_at`,
      [worker, hostname(), process.pid, startedAt],
    );
  });
}

/** As `Ledger.reap`. */
export function reap(database: Database, queue: Queue, run: RunKey): Promise<TakenBack> {
  return takeBack(database, queue, run);
}

/** @param former a name whose former holder is dead, though the name is held again. */
async function takeBack(
  { query, transaction, liveness }: Database,
  queue: Queue,
  run: RunKey,
  former?: string,
): Promise<TakenBack> {
  await queue.ready(run);
  const holders = await query<{ worker: string }>(
    `SELECT DISTINCT worker FROM pitchwright_ledger.delivery
     WHERE campaign = $1 AND lane = $2 AND state IN ('claimed', 'sending')`,
    [run.campaign, run.lane],
  );
  if (holders.length === 0) return { released: 0, unknown: [] };
  return transaction(async (query) => {
    const others = holders.map(({ worker }) => worker).filter((worker) => worker !== former);
    const dead = [...(await liveness.dead(query, others)), ...(former === undefined ? [] : [former])];
    const rows = await query<Job & { readonly state: State }>(TAKE_BACK, [run.campaign, run.lane, dead]);
    const unknown = rows.filter(({ state }) => state === 'unknown').map(({ customerId }) => customerId);
    await queue.remove(query, run, unknown);
    const released = rows.filter(({ state }) => state === 'queued');
    await putBack(query, queue, run, released);
    return { released: released.length, unknown };
  }, owning(run));
}

const TAKE_BACK = `
  UPDATE pitchwright_ledger.delivery SET
    state = CASE state WHEN 'claimed' THEN 'queued' ELSE 'unknown' END,
    worker = CASE state WHEN 'claimed' THEN NULL ELSE worker END,
    attempts = CASE state WHEN 'claimed' THEN attempts ELSE attempts + 1 END,
    sent_at = CASE state WHEN 'claimed' THEN NULL ELSE at END,
    code = CASE state WHEN 'claimed' THEN code ELSE 'interrupted' END,
    reason = CASE state WHEN 'claimed' THEN reason
      ELSE 'the sender ended after it began to hand this mail over and before it wrote down the answer: it may have arrived' END,
    at = clock_timestamp()
  WHERE campaign = $1 AND lane = $2 AND state IN ('claimed', 'sending') AND worker = ANY ($3::text[])
  RETURNING customer_id AS "customerId", state, due`;

/** As `Ledger.leave`. */
export async function leave({ query, liveness }: Database, worker: string): Promise<void> {
  await query('DELETE FROM pitchwright_ledger.worker WHERE worker = $1', [worker]);
  await liveness.drop(worker);
}
