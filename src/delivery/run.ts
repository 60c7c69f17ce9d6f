import type { Channel, Receipt } from './channels/channel.ts';
import { claimsOf, type Prepared, type PutAside, type Ready } from './claims.ts';
import { gather } from './gather.ts';
import type { Delivery, Guard, Ledger, Objected, Outcome, RunKey } from './ledger/ledger.ts';
import { outcomeOf } from './outcome.ts';
import { routeOf } from './route.ts';
import type { RunEvent } from './run-event.ts';
import { stopRule } from './stop-rule.ts';

export interface RunOptions {
  readonly run: RunKey;
  readonly ledger: Ledger;
  /** Open, in the order they are tried. */
  readonly channels: readonly Channel[];
  /** Makes the mails, in the order of the deliveries. @throws when one is not what the plan froze. */
  readonly prepare: (deliveries: readonly Delivery[]) => Promise<readonly Prepared[]>;
  readonly attempts: number;
  readonly stop: { readonly share: number; readonly after: number };
  /** Mails per second over all workers; undefined for as fast as it goes. */
  readonly perSecond?: number | undefined;
  /** Unique among all workers, also those of the past. */
  readonly worker: string;
  readonly guard: Guard;
  /** Aborted: finish what is under way, give back the rest. */
  readonly drain: AbortSignal;
  /** Hand over so many at most. */
  readonly limit?: number | undefined;
  /** Nobody but this recipient. */
  readonly only?: string | undefined;
  /** Whether to stay for what is due later. */
  readonly isPatient: boolean;
  readonly tell: (event: RunEvent) => void;
  readonly now?: () => Date;
  readonly random?: () => number;
  /** Milliseconds between attempts, for recipients and for channels. */
  readonly waits?: {
    readonly recipient: { readonly first: number; readonly most: number };
    readonly channel: { readonly first: number; readonly most: number };
  };
}

export interface RunEnd {
  /** `waiting`: something is queued for later; `stopped`: it must not go on without a person. */
  readonly state: 'finished' | 'waiting' | 'stopped' | 'interrupted';
  readonly because: string;
  /** It waits because nobody answers. */
  readonly isDown?: boolean | undefined;
  /** Accepted by a channel in this session. */
  readonly sent: number;
}

/** How long outcomes wait to be recorded together. What is lost with the process meanwhile becomes `unknown`. */
const LINGER_MS = 20;
const POLL_MS = 500;

/** Another worker took it, or the ledger objected. */
class ClaimLost extends Error {}

/**
 * Works through what is queued for a run, alone or beside other workers. Nobody is handed over before the ledger knows that
 * it is about to happen, and nobody whose claim another worker took.
 */
export async function work(options: RunOptions): Promise<RunEnd> {
  const { run, ledger, worker, drain, tell, perSecond, limit = Number.POSITIVE_INFINITY } = options;
  const now = options.now ?? (() => new Date());
  const random = options.random ?? Math.random;
  const route = routeOf(options.channels, ledger, random, options.waits?.channel);
  const rule = stopRule(options.stop);

  const lost = new Map<string, Objected | undefined>();
  const commits = gather<{ readonly id: string; readonly channel: Channel }>(async (items) => {
    for (const [{ name }, group] of Map.groupBy(items, ({ channel }) => channel)) {
      const ids = group.map(({ id }) => id);
      const { held, skipped } = await ledger.commit(run, worker, ids, name, options.guard);
      const isHeld = new Set(held);
      for (const id of ids) if (!isHeld.has(id)) lost.set(id, undefined);
      for (const each of skipped) lost.set(each.customerId, each);
    }
  });
  const records = gather<Outcome>((outcomes) => ledger.settle(run, outcomes, worker), LINGER_MS);

  const underWay = new Set<Promise<void>>();
  let tokens = perSecond === undefined ? Number.POSITIVE_INFINITY : 0;
  let handed = 0;
  let sent = 0;
  let stopped: string | undefined;
  let broken: { readonly error: unknown } | undefined;

  const fail = (error: unknown) => {
    broken ??= { error };
  };

  const record = async (outcome: Outcome) => {
    await records.add(outcome);
    const { customerId, state, channel } = outcome;
    const [code, reason] = state === 'sent' ? ['', outcome.reason] : [outcome.code, outcome.reason];
    tell({ kind: 'settled', customerId, state, channel, code, reason });
  };

  const deliver = async ({ delivery, mail }: Ready, channel: Channel) => {
    const { customerId, addressHash } = delivery;
    let receipt: Receipt;
    try {
      receipt = await channel.send(mail, async () => {
        await commits.add({ id: customerId, channel });
        if (lost.has(customerId)) throw new ClaimLost();
      });
    } catch (error) {
      handed -= 1;
      if (!(error instanceof ClaimLost)) return fail(error);
      const objected = lost.get(customerId);
      lost.delete(customerId);
      if (objected) tell({ kind: 'settled', state: 'skipped', channel: channel.name, ...objected });
      return;
    }
    if (receipt.kind === 'accepted') sent += 1;
    else if (receipt.kind !== 'unknown') handed -= 1;
    const at = now();
    const outcome = outcomeOf(delivery, channel.name, receipt, {
      attempts: options.attempts,
      now: at,
      random,
      ...(options.waits && { waits: options.waits.recipient }),
    });
    follow(record(outcome));
    if (receipt.kind === 'rejected' && receipt.suppress) {
      await ledger.suppress([
        { addressHash, reason: 'bounced', source: `${receipt.code} ${receipt.reason}`, at },
      ]);
    }
    if (receipt.kind === 'stop') stopped ??= receipt.reason;
    if (['accepted', 'rejected', 'deferred', 'unknown'].includes(receipt.kind)) {
      stopped ??= rule.tell(receipt.kind === 'accepted');
    }
    const pause = await route.learn(channel, receipt, at);
    if (pause) tell({ kind: 'paused', channel: channel.name, ...pause });
  };

  /** Errors of work that nobody waits for end the run. */
  function follow(promise: Promise<void>): void {
    const guarded = promise.catch(fail).finally(() => {
      underWay.delete(guarded);
    });
    underWay.add(guarded);
  }

  const sending = new Set<Promise<void>>();
  const start = (ready: Ready, channel: Channel) => {
    handed += 1;
    const slot = deliver(ready, channel)
      .catch(fail)
      .finally(() => {
        sending.delete(slot);
      });
    sending.add(slot);
  };

  const putAside = (each: PutAside) => {
    const base = { customerId: each.delivery.customerId, channel: (options.channels[0] as Channel).name };
    follow(
      record(
        'skip' in each
          ? { ...base, state: 'skipped', ...each.skip }
          : { ...base, state: 'queued', counts: false, ...each.later },
      ),
    );
  };
  const { prepare, only } = options;
  const claims = claimsOf({ run, ledger, worker, only, perSecond, prepare, putAside, fail, now });

  const loop = async (): Promise<Omit<RunEnd, 'sent'>> => {
    for (;;) {
      if (broken) throw broken.error;
      if (stopped !== undefined) return { state: 'stopped', because: stopped };
      if (drain.aborted) return { state: 'interrupted', because: 'stopped by hand' };
      if (handed >= limit) {
        await Promise.all(sending);
        if (handed >= limit) return { state: 'waiting', because: `the limit of ${limit} is reached` };
      }
      await claims.giveBackStale();
      const refill = claims.refill(limit - handed);
      if (claims.size === 0) {
        await refill;
        if (claims.size === 0) {
          if (underWay.size + sending.size > 0) {
            await Promise.race([...sending, ...underWay]);
            continue;
          }
          const end = await idle();
          if (end) return end;
          continue;
        }
      }

      const channel = await route.choose(now());
      if ('until' in channel) {
        await Promise.all([...sending]);
        if (channel.isLasting) return { state: 'waiting', because: channel.reason, isDown: channel.isDown };
        await sleep(Math.min(channel.until.getTime() - now().getTime(), POLL_MS), drain);
        continue;
      }
      if (tokens < 1) {
        const rate = { perSecond: perSecond as number, burst: Math.max(1, perSecond as number) };
        const wanted = Math.max(1, Math.min(claims.size, Math.ceil(rate.burst / 2)));
        const { granted, waitMs } = await ledger.take(channel.name, wanted, rate);
        tokens += granted;
        if (granted === 0) {
          await sleep(Math.min(waitMs, POLL_MS), drain);
          continue;
        }
      }
      if (sending.size >= channel.concurrency) {
        await Promise.race(sending);
        continue;
      }
      tokens -= 1;
      start(claims.next(), channel);
    }
  };

  /** Nothing to claim: the end, or a wait for what is due later. */
  let told = '';
  const idle = async (): Promise<Omit<RunEnd, 'sent'> | undefined> => {
    const at = now();
    // What a worker on another machine held when it died.
    if (ledger.isShared && (await ledger.reap(run)).released > 0) return undefined;
    const { next, count, due, held } = await ledger.waiting(run, at);
    if (only !== undefined || (next === undefined && held === 0)) return { state: 'finished', because: '' };
    if (next === undefined) {
      if (!options.isPatient)
        return { state: 'waiting', because: `${held} are in the hands of other workers` };
      await sleep(POLL_MS, drain);
      return undefined;
    }
    if (due === 0) {
      const reason = `${count} due later, the first at ${next.toISOString()}`;
      if (!options.isPatient) return { state: 'waiting', because: reason };
      if (reason !== told) tell({ kind: 'waiting', until: next, count, reason });
      told = reason;
    }
    await sleep(Math.min(Math.max(next.getTime() - at.getTime(), 20), POLL_MS), drain);
    return undefined;
  };

  try {
    const end = await loop();
    await drained();
    if (broken) throw broken.error;
    return { ...end, sent };
  } finally {
    await drained();
    await ledger.release(run, worker).catch(() => 0);
  }

  /** Everything that was begun is recorded. */
  async function drained(): Promise<void> {
    await claims.settled();
    while (sending.size + underWay.size > 0) await Promise.all([...sending, ...underWay]);
    await records.settled();
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted || ms <= 0) return void setImmediate(resolve);
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
