import { PitchwrightError } from '../../errors.ts';
import type { ChannelName } from '../channels/channel.ts';
import { type Database, lockKey, owning, type Query, sharing } from './database.ts';
import { DELIVERY_COLUMNS, type DeliveryRow, readDelivery } from './delivery-row.ts';
import type { Delivery, Guard, Objected, RunKey } from './ledger.ts';
import { objectionsTo } from './objections.ts';
import type { Job, Queue } from './queue.ts';

/** As `Ledger.claim`, the longest due first. */
export async function claim(
  { transaction, liveness }: Database,
  queue: Queue,
  run: RunKey,
  worker: string,
  count: number,
  only?: string,
): Promise<readonly Delivery[]> {
  await queue.ready(run);
  await liveness.hold(worker);
  const claimRows = async (query: Query, ids: readonly string[]) => {
    const rows = await query<DeliveryRow>(
      `UPDATE pitchwright_ledger.delivery SET state = 'claimed', worker = $4, at = clock_timestamp()
       WHERE campaign = $1 AND lane = $2 AND customer_id = ANY ($3::text[]) AND state = 'queued'
       RETURNING ${DELIVERY_COLUMNS}`,
      [run.campaign, run.lane, ids, worker],
    );
    return rows.map(readDelivery);
  };
  if (only !== undefined) {
    return transaction(async (query) => {
      const claimed = count > 0 ? await claimRows(query, [only]) : [];
      if (claimed.length > 0) await queue.remove(query, run, [only]);
      return claimed;
    }, owning(run));
  }
  return transaction(async (query) => {
    const claimed: Delivery[] = [];
    while (claimed.length < count) {
      const ids = await queue.take(query, run, count - claimed.length);
      if (ids.length === 0) break;
      const rows = await claimRows(query, ids);
      claimed.push(...rows);
      const mine = new Set(rows.map(({ customerId }) => customerId));
      await queue.remove(
        query,
        run,
        ids.filter((id) => !mine.has(id)),
      );
    }
    return claimed.sort(
      (a, b) => a.due.getTime() - b.due.getTime() || (a.customerId < b.customerId ? -1 : 1),
    );
  }, sharing(run));
}

/** As `Ledger.commit`. */
export async function commit(
  { transaction, liveness, place }: Database,
  queue: Queue,
  run: RunKey,
  worker: string,
  customerIds: readonly string[],
  channel: ChannelName,
  guard: Guard,
): Promise<{ readonly held: readonly string[]; readonly skipped: readonly Objected[] }> {
  await liveness.hold(worker);
  return transaction(async (query) => {
    await demandEdition(query, run, guard.edition, place);
    // Two campaigns that reach for the last free place under a cap: the second must see what the first is about to send.
    if (guard.cap && run.lane === 'live') await query('SELECT pg_advisory_xact_lock($1)', [CAP_LOCK]);
    const skipped = await skip(query, run, worker, await objectionsTo(query, run, customerIds, guard));
    await queue.remove(
      query,
      run,
      skipped.map(({ customerId }) => customerId),
    );
    // Who was skipped is no longer claimed.
    const rows = await query<{ id: string }>(
      `UPDATE pitchwright_ledger.delivery SET state = 'sending', channel = $5, at = clock_timestamp()
       WHERE campaign = $1 AND lane = $2 AND customer_id = ANY ($3::text[]) AND state = 'claimed' AND worker = $4
       RETURNING customer_id AS id`,
      [run.campaign, run.lane, customerIds, worker, channel],
    );
    return { held: rows.map(({ id }) => id), skipped };
  }, sharing(run));
}

const CAP_LOCK = lockKey('cap');

async function skip(
  query: Query,
  run: RunKey,
  worker: string,
  objected: readonly Objected[],
): Promise<readonly Objected[]> {
  if (objected.length === 0) return [];
  return query<Objected>(
    `UPDATE pitchwright_ledger.delivery AS row SET
       state = 'skipped', code = objected.code, reason = objected.reason, at = clock_timestamp()
     FROM jsonb_to_recordset($3::text::jsonb) AS objected ("customerId" text, code text, reason text)
     WHERE campaign = $1 AND lane = $2 AND customer_id = "customerId" AND state = 'claimed' AND worker = $4
     RETURNING customer_id AS "customerId", row.code, row.reason`,
    [run.campaign, run.lane, JSON.stringify(objected), worker],
  );
}

async function demandEdition(query: Query, run: RunKey, edition: string, place: string): Promise<void> {
  const [row] = await query<{ plan: string }>(
    'SELECT plan_id AS plan FROM pitchwright_ledger.run WHERE campaign = $1 AND lane = $2',
    [run.campaign, run.lane],
  );
  if (row?.plan === edition) return;
  throw new PitchwrightError(
    'PLAN_REPLACED',
    `${run.campaign} was planned anew and is sent from that plan now (${place}); this send of the earlier plan ends`,
    { hint: `nothing more was sent from here; to take part: npm run send -- ${run.campaign}` },
  );
}

/** As `Ledger.release`. */
export async function release(
  { transaction }: Database,
  queue: Queue,
  run: RunKey,
  worker: string,
  customerIds?: readonly string[],
): Promise<number> {
  await queue.ready(run);
  return transaction(async (query) => {
    const rows = await query<Job>(
      `UPDATE pitchwright_ledger.delivery SET state = 'queued', worker = NULL, at = clock_timestamp()
       WHERE campaign = $1 AND lane = $2 AND state = 'claimed' AND worker = $3
         AND ($4::text[] IS NULL OR customer_id = ANY ($4::text[]))
       RETURNING customer_id AS "customerId", due`,
      [run.campaign, run.lane, worker, customerIds ?? null],
    );
    await putBack(query, queue, run, rows);
    return rows.length;
  }, owning(run));
}

/** A job that was taken is active, and of no use to anybody else: a new one takes its place. */
export async function putBack(query: Query, queue: Queue, run: RunKey, jobs: readonly Job[]): Promise<void> {
  await queue.remove(
    query,
    run,
    jobs.map(({ customerId }) => customerId),
  );
  await queue.add(query, run, jobs);
}
