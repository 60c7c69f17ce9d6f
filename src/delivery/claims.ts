import type { Delivery, Ledger, RunKey } from './ledger/ledger.ts';
import type { Mail } from './mail.ts';

/** A claimed delivery: ready to leave, or with the reason why it must not, or not now. */
export type Prepared = Ready | PutAside;

export interface Ready {
  readonly delivery: Delivery;
  readonly mail: Mail;
}

export type PutAside = { readonly delivery: Delivery } & (
  | { readonly skip: { readonly code: string; readonly reason: string } }
  | { readonly later: { readonly due: Date; readonly code: string; readonly reason: string } }
);

export interface ClaimsOptions {
  readonly run: RunKey;
  readonly ledger: Pick<Ledger, 'claim' | 'release'>;
  readonly worker: string;
  /** Nobody but this recipient. */
  readonly only: string | undefined;
  /** Mails per second over all workers, if there is a limit. */
  readonly perSecond: number | undefined;
  /** Makes the mails, in the order of the deliveries. @throws when one is not what the plan froze. */
  readonly prepare: (deliveries: readonly Delivery[]) => Promise<readonly Prepared[]>;
  readonly putAside: (each: PutAside) => void;
  readonly fail: (error: unknown) => void;
  readonly now: () => Date;
}

/** What one worker holds of a run and has not begun to hand over: claimed a little ahead, mails made. */
export interface Claims {
  readonly size: number;
  next(): Ready;
  /** Claims more, `most` at most, if little is left; at most one claim is under way. */
  refill(most: number): Promise<void> | undefined;
  /** Gives everything back that is not begun. */
  giveBack(): Promise<void>;
  /** The same, if it has waited for so long that what was true of it (the time of day, consent) may be no longer. */
  giveBackStale(): Promise<void>;
  /** The claim under way is over. */
  settled(): Promise<void>;
}

const MOST_CLAIMED = 200;
const LEAST_CLAIMED = 10;
/** A rate is kept by claims of a few seconds' worth, so that another worker finds something, too. */
const SECONDS_CLAIMED = 5;
const STALE_MS = 30_000;

export function claimsOf(options: ClaimsOptions): Claims {
  const { run, ledger, worker, only, perSecond, now } = options;
  let batch = Math.min(MOST_CLAIMED, Math.max(1, Math.ceil((perSecond ?? MOST_CLAIMED) * SECONDS_CLAIMED)));
  let ready: Ready[] = [];
  let since = now();
  let isAsked = false;
  let fetching: Promise<void> | undefined;

  const fetch = async (count: number) => {
    const claimedAt = now();
    const prepared = await options.prepare(await ledger.claim(run, worker, count, only));
    if (ready.length === 0) since = claimedAt;
    for (const each of prepared) {
      if ('mail' in each) ready.push(each);
      else options.putAside(each);
    }
  };
  const giveBack = async () => {
    const ids = ready.map(({ delivery }) => delivery.customerId);
    ready = [];
    if (ids.length > 0) await ledger.release(run, worker, ids);
  };
  return {
    get size() {
      return ready.length;
    },
    next: () => ready.shift() as Ready,
    refill(most) {
      if (fetching) return fetching;
      const count = Math.min(batch, most) - ready.length;
      // One recipient is asked for once: it may be put back for later.
      if (ready.length >= batch / 2 || count <= 0 || (isAsked && only !== undefined)) return undefined;
      isAsked = true;
      fetching = fetch(count)
        .catch(options.fail)
        .finally(() => {
          fetching = undefined;
        });
      return fetching;
    },
    giveBack,
    async giveBackStale() {
      if (ready.length === 0 || now().getTime() - since.getTime() < STALE_MS) return;
      // More was claimed than goes out in that time.
      batch = Math.max(LEAST_CLAIMED, Math.floor(batch / 2));
      isAsked = false;
      await giveBack();
    },
    async settled() {
      await fetching;
    },
  };
}
