import type { Client } from 'pg';
import { PitchwrightError } from '../../errors.ts';
import { type Liveness, lockKey } from './database.ts';

/**
 * Workers live while their session does: each holds an advisory lock on a connection that is used for nothing else. The
 * server gives the lock free when the process is gone, and within about a minute when its whole machine is. A session that
 * broke is opened again by the next `hold`.
 */
export function sessionLiveness(
  place: string,
  worded: (error: unknown, phase: 'connecting' | 'connected') => unknown,
  connect: () => Promise<Client>,
): Liveness & { end(): Promise<void> } {
  /** All of this process, with the session that holds the lock of each. */
  const own = new Map<string, Client | undefined>();
  let session: Promise<Client> | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const open = async () => {
    const client = await connect();
    const forget = () => {
      session = undefined;
      for (const [worker, holder] of own) if (holder === client) own.set(worker, undefined);
    };
    client.once('error', forget).once('end', forget);
    // An older server does not know each of them.
    for (const setting of SETTINGS) await client.query(`SET ${setting}`).catch(() => {});
    return client;
  };
  const acquire = async (worker: string): Promise<boolean> => {
    if (own.get(worker)) return false;
    session ??= open().catch((error) => {
      session = undefined;
      throw error;
    });
    const client = await session;
    await client.query(`SELECT pg_advisory_lock(${keyOf(worker)})`).catch((error) => {
      throw error.code === LOCK_TIMEOUT ? taken(worker, place) : worded(error, 'connected');
    });
    const isNew = !own.has(worker);
    own.set(worker, client);
    return isNew;
  };
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const next = turn.then(act);
    turn = next.catch(() => {});
    return next;
  };
  return {
    hold: async (worker) => (own.get(worker) ? false : inTurn(() => acquire(worker))),
    drop: (worker) =>
      inTurn(async () => {
        const client = own.get(worker);
        own.delete(worker);
        await client?.query(`SELECT pg_advisory_unlock(${keyOf(worker)})`).catch(() => {});
      }),
    dead: async (query, workers) => {
      const dead: string[] = [];
      for (const worker of workers) {
        if (own.has(worker)) continue;
        const [lock] = await query<{ is_free: boolean }>(
          `SELECT pg_try_advisory_xact_lock(${keyOf(worker)}) AS is_free`,
        );
        if (lock?.is_free) dead.push(worker);
      }
      return dead;
    },
    end: async () => {
      own.clear();
      await (await session?.catch(() => undefined))?.end();
    },
  };
}

/** Long enough for somebody who only looks whether the lock is free. */
const SETTINGS = [
  `lock_timeout = '1s'`,
  'idle_session_timeout = 0',
  'tcp_keepalives_idle = 20',
  'tcp_keepalives_interval = 10',
  'tcp_keepalives_count = 3',
];
const LOCK_TIMEOUT = '55P03';

const keyOf = (worker: string) => lockKey('worker', worker);

function taken(worker: string, place: string): PitchwrightError {
  return new PitchwrightError('WORKER_TAKEN', `another process works as "${worker}" in ${place}, and lives`, {
    hint: 'end it, or give this one another name',
  });
}
