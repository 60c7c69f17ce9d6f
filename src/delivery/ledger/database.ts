import type { Db as IDatabase } from 'pg-boss';
import { sha256Of } from '../../digest.ts';
import type { RunKey } from './ledger.ts';

/** One statement. Times come back as `Date`, whole numbers (`integer`) as number. */
export type Query = <Row>(sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** Held until the end of a transaction. Those who share it keep out only those who want it alone. */
export interface Lock {
  readonly key: bigint;
  readonly isShared: boolean;
}

/** What the ledger needs of an engine. */
export interface Database {
  /** For messages: `data/ledger` or `database shop on db.example:5432`. */
  readonly place: string;
  /** Other processes may write to it at the same time. */
  readonly isShared: boolean;
  readonly query: Query;
  /**
   * All of what `act` does, or nothing. Statements outside of the given `query` may wait for its end. Under a shared lock
   * `act` may be begun anew.
   */
  transaction<T>(act: (query: Query) => Promise<T>, lock?: Lock): Promise<T>;
  /** Keeps out every other process that calls this, but no transactions. */
  alone<T>(act: () => Promise<T>): Promise<T>;
  readonly liveness: Liveness;
  /** For pg-boss, which puts several statements into one text. */
  readonly boss: IDatabase;
  readonly backend: 'pglite' | 'postgres';
  close(): Promise<void>;
}

/** Which workers live. Not a matter of time: a worker lives as long as its process has its hold on the database. */
export interface Liveness {
  /** Takes or renews the hold. @returns whether this process has it for the first time. */
  hold(worker: string): Promise<boolean>;
  drop(worker: string): Promise<void>;
  /** Which of them are dead, and stay so until the end of the transaction. */
  dead(query: Query, workers: readonly string[]): Promise<readonly string[]>;
}

/** A number of 64 bits for an advisory lock. */
export const lockKey = (...parts: readonly string[]) =>
  BigInt.asIntN(64, BigInt(`0x${sha256Of(['pitchwright_ledger', ...parts]).slice(0, 16)}`));

/**
 * Those who work on single deliveries share a run; who changes it as a whole has it alone. Without that, two transactions
 * that take rows in different orders could wait for each other.
 */
export const sharing = (run: RunKey): Lock => ({
  key: lockKey('run', run.campaign, run.lane),
  isShared: true,
});
export const owning = (run: RunKey): Lock => ({ ...sharing(run), isShared: false });
