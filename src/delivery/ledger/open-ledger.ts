import type { Env } from '../../env.ts';
import { accountsOf } from './accounts.ts';
import { claim, commit, release } from './claim.ts';
import type { Database } from './database.ts';
import { forget, freeze } from './freeze.ts';
import type { Ledger } from './ledger.ts';
import { migrate } from './migrate.ts';
import { openPglite } from './pglite-database.ts';
import { openPostgresDatabase } from './postgres-database.ts';
import { type Queue, startQueue } from './queue.ts';
import { rateOf } from './rate.ts';
import { requeueFailed, requeueUnknown, settle } from './settle.ts';
import { suppressionListOf } from './suppression-list.ts';
import { join, leave, reap } from './workers.ts';

/**
 * Opens the ledger, which is made when there is none: in PostgreSQL when `DATABASE_URL` is set, else in PGlite. Until it
 * is closed, it keeps the process alive.
 * @throws PitchwrightError as `openPglite`, `openPostgresDatabase` and `migrate` do.
 */
export async function openLedger({
  DATA_DIR,
  DATABASE_URL,
}: Pick<Env, 'DATA_DIR' | 'DATABASE_URL'>): Promise<Ledger> {
  return ledgerOn(await (DATABASE_URL ? openPostgresDatabase(DATABASE_URL) : openPglite(DATA_DIR)));
}

/** The database belongs to the ledger from now on. */
export async function ledgerOn(database: Database): Promise<Ledger> {
  try {
    const queue = await database.alone(async () => {
      await migrate(database);
      return startQueue(database);
    });
    return methodsOf(database, queue);
  } catch (error) {
    await database.close();
    throw error;
  }
}

function methodsOf(database: Database, queue: Queue): Ledger {
  let closing: Promise<void> | undefined;
  return {
    place: database.place,
    isShared: database.isShared,
    ...accountsOf(database.query),
    ...rateOf(database.query),
    ...suppressionListOf(database),
    freeze: (run, planId, rows) => freeze(database, queue, run, planId, rows),
    join: (run, worker) => join(database, queue, run, worker),
    reap: (run) => reap(database, queue, run),
    forget: (run) => forget(database, queue, run),
    claim: (run, worker, count, only) => claim(database, queue, run, worker, count, only),
    commit: (run, worker, ids, channel) => commit(database, run, worker, ids, channel),
    settle: (run, outcomes, worker) => settle(database, queue, run, outcomes, worker),
    release: (run, worker) => release(database, queue, run, worker),
    leave: (worker) => leave(database, worker),
    requeueUnknown: (run) => requeueUnknown(database, queue, run),
    requeueFailed: (run) => requeueFailed(database, queue, run),
    close: () => {
      closing ??= queue.stop().then(() => database.close());
      return closing;
    },
  };
}
