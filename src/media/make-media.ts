import { join } from 'node:path';
import { PitchwrightError } from '../errors.ts';
import { takeFileLock } from '../file-lock.ts';
import { type MediaCache, removeDrafts } from './cache.ts';
import { type ChainOptions, makeMedium, type Outcome } from './chain.ts';
import type { Medium } from './medium.ts';
import type { Commission, Providers } from './orders.ts';
import { MediaFailure, type MediaOrder } from './provider.ts';
import { mediaFolder, putOnShelf } from './shelf.ts';
import { mediaUnwritable } from './unwritable.ts';

/** What happened to one order. */
export type MediaEvent = {
  readonly customerId: string;
  readonly order: MediaOrder;
} & ({ readonly outcome: Outcome } | { readonly failure: MediaFailure });

export interface MakeOptions {
  readonly dataDir: string;
  /** How many customers are worked for at the same time. */
  readonly atOnce: number;
  readonly cache: MediaCache;
  readonly chain: ChainOptions;
  onEvent(event: MediaEvent): void;
}

/**
 * Makes what is commissioned, customer by customer. Whatever is done is kept at once: a run that ends early is taken up
 * again by the same call. A customer for whom nobody can make something does not stop the others.
 * @returns when everybody was worked for.
 * @throws the signal's reason; `PitchwrightError` `MEDIA_UNWRITABLE`.
 */
export async function makeMedia(
  list: AsyncIterable<Commission>,
  providers: Providers,
  options: MakeOptions,
): Promise<void> {
  const { dataDir, cache } = options;
  const end = new AbortController();
  const signal = AbortSignal.any([options.chain.signal, end.signal]);
  await removeDrafts(cache);
  const chain: ChainOptions = { ...options.chain, signal };

  const workFor = async ({ brief, orders, action }: Commission): Promise<void> => {
    const { customerId } = brief;
    const media: Medium[] = [];
    for (const order of orders) {
      const { kind, aspect } = order;
      try {
        const outcome = await makeMedium(order, providers.of(kind), cache, chain);
        media.push({ kind, aspect, attempts: [...outcome.attempts], entry: outcome.entry });
        options.onEvent({ customerId, order, outcome });
      } catch (error) {
        if (!(error instanceof MediaFailure)) throw error;
        options.onEvent({ customerId, order, failure: error });
      }
    }
    if (media.length > 0) await unlessUnwritable(dataDir, putOnShelf(dataDir, brief, media, action));
  };

  const queue = list[Symbol.asyncIterator]();
  const worker = async () => {
    for (;;) {
      signal.throwIfAborted();
      const next = await queue.next();
      if (next.done) return;
      await workFor(next.value);
    }
  };
  const workers = Array.from({ length: options.atOnce }, () =>
    worker().catch((error: unknown) => {
      end.abort(error);
      throw error;
    }),
  );
  const [first] = (await Promise.allSettled(workers)).filter((each) => each.status === 'rejected');
  if (first) throw signal.reason ?? first.reason;
}

/**
 * Runs work on a dataset's media while nobody else does: two at once would pay twice.
 * @throws PitchwrightError `MEDIA_RUNNING` | `MEDIA_UNWRITABLE`
 */
export async function withMediaLock<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const path = join(mediaFolder(dataDir), '.lock');
  const giveBack = await unlessUnwritable(dataDir, (async () => takeFileLock(path))());
  if (!giveBack) {
    throw new PitchwrightError('MEDIA_RUNNING', `media are already being made in ${mediaFolder(dataDir)}`, {
      hint: 'wait for that run to end, or end it; what it has done is kept',
    });
  }
  try {
    return await work();
  } finally {
    giveBack();
  }
}

async function unlessUnwritable<T>(dataDir: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw mediaUnwritable(mediaFolder(dataDir), cause);
  }
}
