import type { ChannelName } from '../channels/channel.ts';

/**
 * Where a delivery stands.
 *
 * - `skipped`: in the audience, not to be mailed, with the reason (no consent, suppressed, …).
 * - `queued`: to be sent, not before `due`.
 * - `claimed`: in the hands of a worker, nothing handed over yet; a dead worker's go back to `queued`.
 * - `sending`: the worker wrote down that it is about to pass the point of no return.
 * - `sent`: the channel said yes. `rejected`: never for this recipient. `failed`: given up after the last attempt.
 * - `unknown`: a worker died, or an answer was lost, after the point of no return. Never sent again by itself.
 */
export const STATES = [
  'skipped',
  'queued',
  'claimed',
  'sending',
  'sent',
  'rejected',
  'failed',
  'unknown',
] as const;
export type State = (typeof STATES)[number];

/** Rehearsals (outbox) and real mail are accounted for apart. */
export type Lane = 'outbox' | 'live';

export interface RunKey {
  readonly campaign: string;
  readonly lane: Lane;
}

/** One row: one recipient of one campaign in one lane. */
export interface Delivery {
  readonly customerId: string;
  readonly state: State;
  /** SHA-256 (hex) of the lower-cased address. The ledger holds no addresses. */
  readonly addressHash: string;
  /** SHA-256 of the message as the plan froze it; '' when skipped. */
  readonly sha256: string;
  readonly messageId: string;
  readonly segment: string;
  readonly behavior: string;
  readonly due: Date;
  readonly attempts: number;
  /** The last channel that was tried. */
  readonly channel: ChannelName | undefined;
  /** Short and for programs: `550 5.1.1`, `no_consent`, `quota`. '' when there is nothing to say. */
  readonly code: string;
  /** For people. */
  readonly reason: string;
  /** The channel's own name for an accepted mail. */
  readonly receipt: string;
  /** When the state last changed. */
  readonly at: Date;
  readonly worker: string | undefined;
}

/** What a plan puts into the ledger. */
export type Planned = Pick<
  Delivery,
  'customerId' | 'addressHash' | 'sha256' | 'messageId' | 'segment' | 'behavior' | 'due'
> & {
  /** Set: the recipient is skipped for this reason. */
  readonly skip?: { readonly code: string; readonly reason: string };
};

/** What must still hold at the point of no return. */
export interface Guard {
  /** The plan that the run must still be frozen from, as `planOf` names it. */
  readonly edition: string;
  /** So many live mails of other campaigns at most, to one address. */
  readonly cap?: { readonly count: number; readonly days: number; readonly words: string } | undefined;
}

/** Somebody whom nobody may write to any more, and why. */
export interface Objected {
  readonly customerId: string;
  readonly code: string;
  readonly reason: string;
}

/** How one attempt ended. */
export type Outcome = { readonly customerId: string; readonly channel: ChannelName } & (
  | { readonly state: 'sent'; readonly receipt: string; readonly reason: string }
  | {
      readonly state: 'rejected' | 'failed' | 'unknown' | 'skipped';
      readonly code: string;
      readonly reason: string;
    }
  /** Back into the queue, not before `due`. `counts`: whether it was an attempt at this recipient. */
  | {
      readonly state: 'queued';
      readonly due: Date;
      readonly code: string;
      readonly reason: string;
      readonly counts: boolean;
    }
);

export type Counts = Readonly<Record<State, number>>;

/** Why an address is never mailed again. */
export type SuppressionReason = 'unsubscribed' | 'bounced' | 'complained' | 'manual';

export interface Suppression {
  readonly addressHash: string;
  readonly reason: SuppressionReason;
  /** In words: `List-Unsubscribe, campaign vip-early-access`, `550 5.1.1 user unknown`. */
  readonly source: string;
  readonly at: Date;
}

/** Something that came back about a mail, after it was sent. */
export interface Feedback {
  readonly campaign: string;
  readonly customerId: string;
  readonly kind: 'bounced' | 'deferred' | 'unsubscribed' | 'replied' | 'complained';
  readonly code: string;
  readonly detail: string;
  readonly at: Date;
}

export interface ChannelPause {
  readonly until: Date;
  readonly reason: string;
}

/**
 * The account of every recipient, in PGlite below `DATA_DIR/ledger` or, with `DATABASE_URL`, in PostgreSQL (schemas
 * `pitchwright_ledger` and, for pg-boss, `pitchwright_queue`). Every method is one transaction; when its promise
 * resolves, a SIGKILL cannot undo it.
 */
export interface Ledger {
  /** For messages: `data/ledger` or `database shop on db.example:5432`. */
  readonly place: string;
  /** Several processes may open it at once: PostgreSQL yes, PGlite no. */
  readonly isShared: boolean;

  /**
   * Takes over a plan. Recipients already `sent`, `unknown`, `rejected`, `failed`, `claimed` or `sending` stay as they
   * are, except that a new address is a new chance for who was `rejected` or `failed`; the rest become what the plan says; who is not in the plan any more and was not mailed is removed. Enqueues
   * whatever is to be sent and is not in the queue (so it also mends a queue that lost jobs).
   * @param planId which plan these rows came from: kept, see `planOf`.
   */
  freeze(run: RunKey, planId: string, rows: AsyncIterable<Planned> | Iterable<Planned>): Promise<void>;
  planOf(run: RunKey): Promise<string | undefined>;
  /** Takes every row of a rehearsal away, so that it can begin anew. Live mail is never forgotten: @throws for that lane. */
  forget(run: RunKey): Promise<void>;

  /** Registers this process as alive and takes back what dead ones held: claimed → queued, sending → unknown. */
  join(
    run: RunKey,
    worker: string,
  ): Promise<{ readonly released: number; readonly unknown: readonly string[] }>;
  /** The second half of `join`, for a worker that goes on: to be called now and then where the ledger is shared. */
  reap(run: RunKey): Promise<{ readonly released: number; readonly unknown: readonly string[] }>;
  /** Takes up to `count` deliveries that are due, for this worker alone. @param only this recipient, due or not. */
  claim(run: RunKey, worker: string, count: number, only?: string): Promise<readonly Delivery[]>;
  /** Who of these must not be mailed any more, by what the ledger has heard since the plan. */
  objections(run: RunKey, customerIds: readonly string[], guard: Guard): Promise<readonly Objected[]>;
  /**
   * claimed → sending through this channel, for those still held by this worker: `held`. Whom nobody may write to any more
   * becomes `skipped` instead. The channel is kept, so that it can be asked should no answer come.
   * @throws PitchwrightError `PLAN_REPLACED` when the run was frozen anew from another plan.
   */
  commit(
    run: RunKey,
    worker: string,
    customerIds: readonly string[],
    channel: ChannelName,
    guard: Guard,
  ): Promise<{ readonly held: readonly string[]; readonly skipped: readonly Objected[] }>;
  /**
   * Records how attempts ended and settles or re-schedules their jobs. `sent` holds whatever the ledger believed, and
   * nothing is held against it later.
   * @param worker whose attempts these were: any other end is for what it still holds (claimed or sending). Without a
   * worker, any other end is for what is `unknown` at that moment: two who ask a channel at once must not requeue what a
   * third is sending already.
   */
  settle(run: RunKey, outcomes: readonly Outcome[], worker?: string): Promise<void>;
  /** Gives back what is claimed and not committed, as it was. @param customerIds these only; everything when left out. */
  release(run: RunKey, worker: string, customerIds?: readonly string[]): Promise<number>;
  leave(worker: string): Promise<void>;
  /**
   * Back to `queued`, with the mail that the plan has for them now, for those of the rows that are in one of these states;
   * attempts begin at 0, except for what is `unknown`. Whose address is suppressed stays as they are.
   */
  requeue(
    run: RunKey,
    states: readonly ('unknown' | 'failed' | 'rejected')[],
    rows: readonly Planned[],
  ): Promise<number>;

  runs(): Promise<readonly RunKey[]>;
  counts(run: RunKey): Promise<Counts>;
  /**
   * Skipped, rejected, failed and unknown by code, the most first. Where the reasons of one code differ, `reason` is what
   * they have in common before ":", or ''.
   */
  reasons(run: RunKey): Promise<
    readonly {
      readonly state: State;
      readonly code: string;
      readonly reason: string;
      readonly count: number;
    }[]
  >;
  /** When the next queued delivery is due, how many wait for later than `now`, and how many workers hold. */
  waiting(
    run: RunKey,
    now: Date,
  ): Promise<{
    readonly next: Date | undefined;
    readonly count: number;
    readonly due: number;
    readonly held: number;
  }>;
  /** In the order of ids. */
  deliveries(
    run: RunKey,
    options?: { readonly states?: readonly State[]; readonly after?: string; readonly limit?: number },
  ): Promise<readonly Delivery[]>;
  find(run: RunKey, customerId: string): Promise<Delivery | undefined>;
  /** How many each channel accepted. */
  byChannel(run: RunKey): Promise<readonly { readonly channel: ChannelName; readonly sent: number }[]>;
  /** Per segment: how many of each state. */
  bySegment(
    run: RunKey,
  ): Promise<readonly { readonly segment: string; readonly state: State; readonly count: number }[]>;

  /** How many live mails each address got since, whatever the campaign but this one: for the frequency cap. */
  mailedSince(since: Date, except: string): Promise<ReadonlyMap<string, number>>;

  /**
   * Takes up to `count` tokens of a channel's bucket, which fills at `perSecond` up to `burst`; all workers share it. The
   * clock is the database's. `waitMs`: when the next token is there, if none was granted.
   */
  take(
    channel: string,
    count: number,
    rate: { readonly perSecond: number; readonly burst: number },
  ): Promise<{ readonly granted: number; readonly waitMs: number }>;
  pause(channel: string, pause: ChannelPause): Promise<void>;
  paused(channel: string, now: Date): Promise<ChannelPause | undefined>;
  resume(channel: string): Promise<void>;

  suppress(entries: readonly Suppression[]): Promise<number>;
  unsuppress(addressHash: string): Promise<boolean>;
  suppressions(): Promise<ReadonlyMap<string, Suppression>>;
  isSuppressed(addressHashes: readonly string[]): Promise<ReadonlyMap<string, Suppression>>;
  /** Recorded once, however often it is told. @returns how many were new. */
  hear(events: readonly Feedback[]): Promise<number>;
  feedback(campaign: string): Promise<readonly Feedback[]>;

  close(): Promise<void>;
}
