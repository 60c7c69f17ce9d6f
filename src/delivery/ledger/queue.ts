import { hash } from 'node:crypto';
import { type Db as IDatabase, PgBoss } from 'pg-boss';
import { sha256Of } from '../../digest.ts';
import type { Database, Query } from './database.ts';
import type { RunKey } from './ledger.ts';

/** What is to be sent, and from when on. */
export interface Job {
  readonly customerId: string;
  readonly due: Date;
}

/**
 * pg-boss in the schema `pitchwright_queue`, one queue for each run. A delivery that is queued has one waiting job, with an
 * id of its own; while it is claimed or being sent, the job may stand there as active; else there is none. A job says who is next, the row of the ledger says what is true: the
 * two change in one transaction, which is why everything but `ready` is given a `query`.
 */
export interface Queue {
  /** To be called before a transaction that uses the queue of a run. */
  ready(run: RunKey): Promise<void>;
  /** What is in the queue already stays as it is. */
  add(query: Query, run: RunKey, jobs: readonly Job[]): Promise<void>;
  /** Takes up to so many that are due; nobody else gets them. */
  take(query: Query, run: RunKey, count: number): Promise<readonly string[]>;
  remove(query: Query, run: RunKey, customerIds: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** The schema must be there. To be called `alone`, because pg-boss fills it. */
export async function startQueue({ boss: db, backend }: Database): Promise<Queue> {
  const boss = new PgBoss({
    db,
    backend,
    schema: 'pitchwright_queue',
    createSchema: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
    reindex: false,
    monitorVacuum: false,
    openTelemetry: { enabled: false },
    queueCacheIntervalSeconds: DAY,
    bamIntervalSeconds: DAY,
  });
  // Of what it does now and then by itself. What fails for us, we are told by the call that failed.
  boss.on('error', () => {});
  await boss.start();
  const queues = new Map<string, Promise<void>>();
  return {
    ready: (run) => {
      const name = queueName(run);
      const known = queues.get(name);
      if (known) return known;
      const made = boss.createQueue(name, QUEUE);
      queues.set(name, made);
      made.catch(() => queues.delete(name));
      return made;
    },
    add: async (query, run, jobs) => {
      if (jobs.length === 0) return;
      const rows = jobs.map(({ customerId, due }) => {
        return { id: jobId(run, customerId), data: { customerId }, startAfter: due };
      });
      await boss.insert(queueName(run), rows, { db: within(query) });
    },
    take: async (query, run, count) => {
      const options = { batchSize: count, db: within(query) };
      const jobs = await boss.fetch<{ customerId: string }>(queueName(run), options);
      return jobs.map(({ data }) => data.customerId);
    },
    remove: async (query, run, customerIds) => {
      if (customerIds.length === 0) return;
      const ids = customerIds.map((customerId) => jobId(run, customerId));
      await boss.deleteJob(queueName(run), ids, { db: within(query) });
    },
    stop: () => boss.stop({ graceful: false, close: false }),
  };
}

const DAY = 86_400;

/** Nothing runs out by itself: whoever is to get a mail gets it, however late. */
const QUEUE = {
  policy: 'standard',
  retryLimit: 1_000_000,
  retryDelay: 0,
  retentionSeconds: 50 * 365 * DAY,
  expireInSeconds: DAY,
  deleteAfterSeconds: 0,
} as const;

const within = (query: Query): IDatabase => ({
  executeSql: async (sql, values) => ({ rows: [...(await query(sql, values))] }),
});

/** Readable where the name allows it, and its own for every run: `live.vip-early-access.1f0c93ab`. */
export const queueName = ({ campaign, lane }: RunKey) =>
  `${lane}.${campaign.replace(/[^\w-]+/g, '-').slice(0, 60)}.${sha256Of([lane, campaign]).slice(0, 8)}`;

/** A UUID of version 8 (RFC 9562): the same for the same recipient, in whatever process. */
export function jobId({ campaign, lane }: RunKey, customerId: string): string {
  const bytes = hash('sha256', JSON.stringify([campaign, lane, customerId]), 'buffer').subarray(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
