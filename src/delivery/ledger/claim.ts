import type { ChannelName } from '../channels/channel.ts';
import { type Database, owning, type Query, sharing } from './database.ts';
import { DELIVERY_COLUMNS, type DeliveryRow, readDelivery } from './delivery-row.ts';
import type { Delivery, RunKey } from './ledger.ts';
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
  { transaction, liveness }: Database,
  run: RunKey,
  worker: string,
  customerIds: readonly string[],
  channel: ChannelName,
): Promise<readonly string[]> {
  await liveness.hold(worker);
  const rows = await transaction(
    (query) =>
      query<{ id: string }>(
        `UPDATE pitchwright_ledger.delivery SET state = 'sending', channel = $5, at = clock_timestamp()
         WHERE campaign = $1 AND lane = $2 AND customer_id = ANY ($3::text[]) AND state = 'claimed' AND worker = $4
         RETURNING customer_id AS id`,
        [run.campaign, run.lane, customerIds, worker, channel],
      ),
    sharing(run),
  );
  return rows.map(({ id }) => id);
}

/** As `Ledger.release`. */
export async function release(
  { transaction }: Database,
  queue: Queue,
  run: RunKey,
  worker: string,
): Promise<number> {
  await queue.ready(run);
  return transaction(async (query) => {
    const rows = await query<Job>(
      `UPDATE pitchwright_ledger.delivery SET state = 'queued', worker = NULL, at = clock_timestamp()
       WHERE campaign = $1 AND lane = $2 AND state = 'claimed' AND worker = $3
       RETURNING customer_id AS "customerId", due`,
      [run.campaign, run.lane, worker],
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
