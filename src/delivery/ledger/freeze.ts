import { PitchwrightError } from '../../errors.ts';
import { CHUNK, chunks } from './chunks.ts';
import { type Database, owning, type Query } from './database.ts';
import type { Planned, RunKey, State } from './ledger.ts';
import type { Job, Queue } from './queue.ts';

/** As `Ledger.freeze`. The rows must not come out of the ledger itself: it waits for them. */
export async function freeze(
  { transaction }: Database,
  queue: Queue,
  run: RunKey,
  planId: string,
  rows: AsyncIterable<Planned> | Iterable<Planned>,
): Promise<void> {
  await queue.ready(run);
  await transaction(async (query) => {
    await query(
      `INSERT INTO pitchwright_ledger.run (campaign, lane, plan_id, frozen_at) VALUES ($1, $2, $3, clock_timestamp())
       ON CONFLICT (campaign, lane) DO UPDATE SET plan_id = EXCLUDED.plan_id, frozen_at = EXCLUDED.frozen_at`,
      [run.campaign, run.lane, planId],
    );
    await query('CREATE TEMPORARY TABLE frozen (customer_id text COLLATE "C" PRIMARY KEY) ON COMMIT DROP');
    let changed = 0;
    for await (const chunk of chunks(rows, CHUNK)) changed += await takeOver(query, queue, run, chunk);
    await removeVanished(query, queue, run);
    // Nobody else does it in time, or at all in PGlite; without it, queries are planned as for empty tables.
    if (changed > 0) await query('ANALYZE pitchwright_ledger.delivery, pitchwright_queue.job');
  }, owning(run));
}

/** @returns how many rows are new or not what they were. */
async function takeOver(
  query: Query,
  queue: Queue,
  run: RunKey,
  planned: readonly Planned[],
): Promise<number> {
  const ids = planned.map(({ customerId }) => customerId);
  await demandNew(query, ids);
  const changed = await query<Job & { readonly state: State; readonly isNew: boolean }>(WRITE, [
    run.campaign,
    run.lane,
    JSON.stringify(planned.map(({ skip, ...row }) => ({ ...row, ...skip, isSkipped: skip !== undefined }))),
  ]);
  const moved = changed.filter(({ isNew }) => !isNew).map(({ customerId }) => customerId);
  await queue.remove(query, run, moved);
  const isChanged = new Set(changed.map(({ customerId }) => customerId));
  const others = ids.filter((id) => !isChanged.has(id));
  const queued = changed.filter(({ state }) => state === 'queued');
  await queue.add(query, run, [...queued, ...(await queuedOf(query, run, others))]);
  return changed.length;
}

async function queuedOf(query: Query, run: RunKey, ids: readonly string[]): Promise<readonly Job[]> {
  if (ids.length === 0) return [];
  return query<Job>(
    `SELECT customer_id AS "customerId", due FROM pitchwright_ledger.delivery
     WHERE campaign = $1 AND lane = $2 AND customer_id = ANY ($3::text[]) AND state = 'queued'`,
    [run.campaign, run.lane, ids],
  );
}

/**
 * Whose mail was put off keeps the time, the count of attempts and the reason: a new plan makes no mailbox less full. A
 * corrected address begins anew.
 */
const WRITE = `
  INSERT INTO pitchwright_ledger.delivery AS old
    (campaign, lane, customer_id, state, address_hash, sha256, message_id, segment, behavior, due, code, reason)
  SELECT $1, $2, "customerId", CASE WHEN "isSkipped" THEN 'skipped' ELSE 'queued' END, "addressHash", sha256, "messageId",
    segment, behavior, due, coalesce(code, ''), coalesce(reason, '')
  FROM jsonb_to_recordset($3::text::jsonb) AS planned ("customerId" text, "addressHash" text, sha256 text,
    "messageId" text, segment text, behavior text, due timestamptz, "isSkipped" boolean, code text, reason text)
  ON CONFLICT (campaign, lane, customer_id) DO UPDATE SET
    state = EXCLUDED.state, address_hash = EXCLUDED.address_hash, sha256 = EXCLUDED.sha256,
    message_id = EXCLUDED.message_id, segment = EXCLUDED.segment, behavior = EXCLUDED.behavior,
    attempts = CASE WHEN ${isCorrected()} THEN 0 ELSE old.attempts END,
    due = CASE WHEN ${isPutOff()} THEN greatest(old.due, EXCLUDED.due) ELSE EXCLUDED.due END,
    code = CASE WHEN ${isPutOff()} THEN old.code ELSE EXCLUDED.code END,
    reason = CASE WHEN ${isPutOff()} THEN old.reason ELSE EXCLUDED.reason END,
    at = CASE WHEN old.state = EXCLUDED.state THEN old.at ELSE clock_timestamp() END
  WHERE (old.state IN ('queued', 'skipped') OR ${isCorrected()}) AND NOT (
    old.state = EXCLUDED.state AND old.address_hash = EXCLUDED.address_hash AND old.sha256 = EXCLUDED.sha256
    AND old.message_id = EXCLUDED.message_id AND old.segment = EXCLUDED.segment AND old.behavior = EXCLUDED.behavior
    AND CASE WHEN ${isPutOff()} THEN old.due >= EXCLUDED.due
        ELSE old.due = EXCLUDED.due AND old.code = EXCLUDED.code AND old.reason = EXCLUDED.reason END)
  RETURNING customer_id AS "customerId", state, due, xmax = 0 AS "isNew"`;

function isPutOff(): string {
  return `old.state = 'queued' AND EXCLUDED.state = 'queued' AND old.code <> '' AND old.address_hash = EXCLUDED.address_hash`;
}

function isCorrected(): string {
  return `old.state IN ('rejected', 'failed', 'queued') AND EXCLUDED.state = 'queued' AND old.address_hash <> EXCLUDED.address_hash`;
}

async function demandNew(query: Query, ids: readonly string[]): Promise<void> {
  const added = await query<{ id: string }>(
    'INSERT INTO pg_temp.frozen SELECT unnest($1::text[]) ON CONFLICT DO NOTHING RETURNING customer_id AS id',
    [ids],
  );
  if (added.length === ids.length) return;
  const first = new Set(added.map(({ id }) => id));
  const twice = ids.find((id) => !first.delete(id));
  throw new PitchwrightError('PLAN_INVALID', `the plan names customer ${twice} twice`, {
    hint: 'make the plan anew',
  });
}

/** Who is no longer in the plan, and has not been tried. */
const removeVanished = (query: Query, queue: Queue, run: RunKey) =>
  removeRows(
    query,
    queue,
    run,
    `state IN ('queued', 'skipped')
       AND NOT EXISTS (SELECT 1 FROM pg_temp.frozen WHERE frozen.customer_id = row.customer_id)`,
  );

/** As `Ledger.forget`. */
export async function forget({ transaction }: Database, queue: Queue, run: RunKey): Promise<void> {
  if (run.lane === 'live') {
    throw new PitchwrightError(
      'LEDGER_LIVE',
      `what was mailed live of ${run.campaign} is never taken out of the ledger`,
      { hint: 'to write to the same people again, give the campaign a new name' },
    );
  }
  await queue.ready(run);
  await transaction(async (query) => {
    await removeRows(query, queue, run, 'true');
    await query('DELETE FROM pitchwright_ledger.run WHERE campaign = $1 AND lane = $2', [
      run.campaign,
      run.lane,
    ]);
  }, owning(run));
}

/** With their jobs. */
async function removeRows(query: Query, queue: Queue, run: RunKey, condition: string): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await query<{ customerId: string }>(
      `SELECT customer_id AS "customerId" FROM pitchwright_ledger.delivery AS row
       WHERE campaign = $1 AND lane = $2 AND customer_id > $3 AND ${condition}
       ORDER BY customer_id LIMIT ${CHUNK}`,
      [run.campaign, run.lane, after],
    );
    const ids = rows.map(({ customerId }) => customerId);
    const last = ids.at(-1);
    if (last === undefined) return;
    await query(
      `DELETE FROM pitchwright_ledger.delivery WHERE campaign = $1 AND lane = $2 AND customer_id = ANY ($3::text[])`,
      [run.campaign, run.lane, ids],
    );
    await queue.remove(query, run, ids);
    after = last;
  }
}
