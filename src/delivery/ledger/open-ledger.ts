import type { Env } from '../../env.ts';
import { takeRequests } from '../requests.ts';
import { accountsOf } from './accounts.ts';
import { claim, commit, release } from './claim.ts';
import type { Database } from './database.ts';
import { forget, freeze } from './freeze.ts';
import { demandKnownLedger, identityOf, rememberLedger } from './identity.ts';
import type { Ledger } from './ledger.ts';
import { migrate } from './migrate.ts';
import { objectionsTo } from './objections.ts';
import { openPglite } from './pglite-database.ts';
import { openPostgresDatabase } from './postgres-database.ts';
import { type Queue, startQueue } from './queue.ts';
import { rateOf } from './rate.ts';
import { requeue, settle } from './settle.ts';
import { suppressionListOf } from './suppression-list.ts';
import { join, leave, reap } from './workers.ts';

/**
 * Opens the ledger, which is made when there is none: in PostgreSQL when `DATABASE_URL` is set, else in PGlite. Until it
 * is closed, it keeps the process alive. Suppressions that were asked for while another process had it are taken up first.
 * @throws PitchwrightError as `openPglite`, `openPostgresDatabase`, `migrate` and `demandKnownLedger` do.
 */
export async function openLedger(env: Pick<Env, 'DATA_DIR' | 'DATABASE_URL'>): Promise<Ledger> {
  const { DATA_DIR, DATABASE_URL } = env;
  const database = await (DATABASE_URL ? openPostgresDatabase(DATABASE_URL) : openPglite(DATA_DIR));
  const ledger = await ledgerOn(database, () => demandKnownLedger(database, env));
  const remember = async () =>
    rememberLedger(DATA_DIR, { id: await identityOf(database), place: database.place });
  const opened: Ledger = {
    ...ledger,
    // What must never be forgotten is about to be written: from now on this data belongs to this ledger.
    freeze: async (run, planId, rows) => {
      if (run.lane === 'live') await remember();
      await ledger.freeze(run, planId, rows);
    },
    suppress: async (entries) => {
      if (entries.length > 0) await remember();
      return ledger.suppress(entries);
    },
  };
  try {
    await takeRequests(DATA_DIR, opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
  return opened;
}

/**
 * The database belongs to the ledger from now on.
 * @param check once its tables are there, before anything is asked of it.
 */
export async function ledgerOn(database: Database, check = async () => {}): Promise<Ledger> {
  try {
    const queue = await database.alone(async () => {
      await migrate(database);
      await check();
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
    objections: (run, ids, guard) => objectionsTo(database.query, run, ids, guard),
    commit: (run, worker, ids, channel, guard) => commit(database, queue, run, worker, ids, channel, guard),
    settle: (run, outcomes, worker) => settle(database, queue, run, outcomes, worker),
    release: (run, worker, ids) => release(database, queue, run, worker, ids),
    leave: (worker) => leave(database, worker),
    requeue: (run, states, rows) => requeue(database, queue, run, states, rows),
    close: () => {
      closing ??= queue.stop().then(() => database.close());
      return closing;
    },
  };
}
