import type { ChannelName } from '../channels/channel.ts';
import type { Query } from './database.ts';
import { DELIVERY_COLUMNS, type DeliveryRow, readDelivery } from './delivery-row.ts';
import { type Counts, type Delivery, type Ledger, type RunKey, STATES, type State } from './ledger.ts';

type Accounts = Pick<
  Ledger,
  | 'planOf'
  | 'runs'
  | 'counts'
  | 'reasons'
  | 'waiting'
  | 'deliveries'
  | 'find'
  | 'byChannel'
  | 'bySegment'
  | 'mailedSince'
>;

/** The questions a ledger answers: nothing here changes it. */
export function accountsOf(query: Query): Accounts {
  /** Of the deliveries of one run, which are $1 and $2. */
  const ofRun = <Row>(run: RunKey, select: string, rest = '', values: readonly unknown[] = []) =>
    query<Row>(
      `SELECT ${select} FROM pitchwright_ledger.delivery WHERE campaign = $1 AND lane = $2 ${rest}`,
      [run.campaign, run.lane, ...values],
    );
  return {
    planOf: async ({ campaign, lane }) => {
      const [row] = await query<{ planId: string }>(
        'SELECT plan_id AS "planId" FROM pitchwright_ledger.run WHERE campaign = $1 AND lane = $2',
        [campaign, lane],
      );
      return row?.planId;
    },
    runs: () => query<RunKey>('SELECT campaign, lane FROM pitchwright_ledger.run ORDER BY campaign, lane'),
    counts: async (run) => {
      const rows = await ofRun<{ state: State; count: number }>(
        run,
        'state, count(*)::integer AS count',
        'GROUP BY state',
      );
      const found = new Map(rows.map(({ state, count }) => [state, count]));
      return Object.fromEntries(STATES.map((state) => [state, found.get(state) ?? 0])) as Counts;
    },
    reasons: (run) =>
      ofRun(
        run,
        `state, code, ${COMMON_REASON} AS reason, count(*)::integer AS count`,
        `AND state IN ('skipped', 'rejected', 'failed', 'unknown') GROUP BY state, code ORDER BY count DESC, state, code`,
      ),
    waiting: async (run, now) => {
      const [row] = await ofRun<{ next: Date | null; count: number; due: number; held: number }>(
        run,
        `min(due) FILTER (WHERE state = 'queued') AS next,
         (count(*) FILTER (WHERE state = 'queued' AND due > $3))::integer AS count,
         (count(*) FILTER (WHERE state = 'queued' AND due <= $3))::integer AS due,
         (count(*) FILTER (WHERE state <> 'queued'))::integer AS held`,
        `AND state IN ('queued', 'claimed', 'sending')`,
        [now],
      );
      const { next, count = 0, due = 0, held = 0 } = row ?? {};
      return { next: next ?? undefined, count, due, held };
    },
    deliveries: async (run, { states = STATES, after = '', limit } = {}) => {
      const rows = await ofRun<DeliveryRow>(
        run,
        DELIVERY_COLUMNS,
        'AND customer_id > $3 AND state = ANY ($4::text[]) ORDER BY customer_id LIMIT $5::integer',
        [after, states, limit ?? null],
      );
      return rows.map(readDelivery);
    },
    find: async (run, customerId): Promise<Delivery | undefined> => {
      const [row] = await ofRun<DeliveryRow>(run, DELIVERY_COLUMNS, 'AND customer_id = $3', [customerId]);
      return row && readDelivery(row);
    },
    byChannel: (run) =>
      ofRun<{ channel: ChannelName; sent: number }>(
        run,
        'channel, count(*)::integer AS sent',
        `AND state = 'sent' GROUP BY channel ORDER BY channel`,
      ),
    bySegment: (run) =>
      ofRun(
        run,
        'segment, state, count(*)::integer AS count',
        'GROUP BY segment, state ORDER BY segment, state',
      ),
    mailedSince: async (since, except) => {
      const rows = await query<{ addressHash: string; count: number }>(
        `SELECT address_hash AS "addressHash", count(*)::integer AS count FROM pitchwright_ledger.delivery
         WHERE lane = 'live' AND state IN ('sent', 'unknown') AND sent_at >= $1 AND campaign <> $2
         GROUP BY address_hash`,
        [since, except],
      );
      return new Map(rows.map(({ addressHash, count }) => [addressHash, count]));
    },
  };
}

/** What holds for all of a group: their reason, the part of it before ":", or nothing. */
const COMMON_REASON = `
  CASE WHEN count(DISTINCT reason) = 1 THEN min(reason)
       WHEN count(DISTINCT split_part(reason, ':', 1)) = 1 THEN min(split_part(reason, ':', 1))
       ELSE '' END`;
