import { sha256Of } from '../digest.ts';
import { isPitchwrightError } from '../errors.ts';
import type { MediaCache } from './cache.ts';
import type { Attempt, Entry } from './medium.ts';
import { PLACING, unknownOrder, watchOperation } from './placing.ts';
import {
  type FailureReason,
  MediaFailure,
  type MediaOrder,
  type MediaProvider,
  type ProviderName,
} from './provider.ts';
import type { Purse } from './purse.ts';
import { isOfFileSystem, mediaUnwritable } from './unwritable.ts';

/** What is made in a new way since then is made anew. */
const MAKING = 1;

export interface Outcome {
  readonly entry: Entry;
  readonly isNew: boolean;
  readonly attempts: readonly Attempt[];
}

export interface ChainOptions {
  readonly signal: AbortSignal;
  /** Asks services again that failed at this very order in an earlier run. */
  readonly retry: boolean;
  /** Providers that nobody asks any more in this run, because they would say the same again. Filled as it goes. */
  readonly shut: Map<ProviderName, MediaFailure>;
  /** Of the whole run, the voices of films included. Left out where nothing is paid for. */
  readonly purse?: Purse;
  progress(customerId: string, provider: ProviderName, share: number, words: string): void;
}

/** Of everything that an order's result depends on, by this provider. */
export function keyOf(provider: MediaProvider, order: MediaOrder): string {
  return sha256Of([
    String(MAKING),
    order.kind,
    provider.name,
    provider.model,
    JSON.stringify(provider.inputs(order)),
  ]);
}

/** Answers that hold for every order. */
const SHUTS: readonly FailureReason[] = ['quota', 'refused', 'unreachable', 'not-configured'];

/** Answers to this very order, which are the same tomorrow. Others are remembered only when they may have cost money. */
const LASTING: readonly FailureReason[] = ['blocked', 'unsupported', 'expired'];

/**
 * The first provider of the list that delivers, with the reasons of those before it. What is in the cache costs nothing;
 * a service that failed at this order before is not asked again unless told to, so that nothing is paid twice by accident.
 * @throws MediaFailure of the last one, when nobody delivers; the signal's reason when it is cancelled;
 * PitchwrightError `MEDIA_UNWRITABLE`.
 */
export async function makeMedium(
  order: MediaOrder,
  providers: readonly MediaProvider[],
  cache: MediaCache,
  options: ChainOptions,
): Promise<Outcome> {
  const attempts: Attempt[] = [];
  let last: MediaFailure | undefined;
  for (const provider of providers) {
    const { name } = provider;
    const key = keyOf(provider, order);
    const use = () => cache.noteUse(order.brief.customerId, key);
    const there = await cache.find(key);
    if (there) {
      await use();
      return { entry: there, isNew: false, attempts };
    }
    let wasAsked = false;
    let wasOpen = false;
    const watched = watchOperation(cache.operationOf(key), provider.cost(order), options.purse);
    try {
      wasOpen = await isOpen(provider, order, key, cache, options);
      const underWay = cache.underWay(key);
      if (underWay) {
        const entry = await underWay;
        await use();
        return { entry, isNew: false, attempts };
      }
      wasAsked = provider.place === 'google';
      const facts = {
        provider: name,
        model: provider.model,
        prompt: order.prompt,
        cost: provider.cost(order),
      };
      const entry = await cache.add(key, facts, (folder) =>
        provider.make(order, {
          folder,
          signal: options.signal,
          progress: (share, words) => options.progress(order.brief.customerId, name, share, words),
          operation: watched.operation,
        }),
      );
      await use();
      return { entry, isNew: true, attempts };
    } catch (error) {
      options.signal.throwIfAborted();
      if (isPitchwrightError(error) && error.code === 'MEDIA_UNWRITABLE') throw error;
      if (isOfFileSystem(error)) throw mediaUnwritable(cache.folder, error);
      last = failureFrom(error, provider);
      const { reason, message, hint } = last;
      // That one voice here does not speak what another does is nobody's failure.
      if (provider.place === 'local' && reason === 'unsupported') continue;
      attempts.push({ provider: name, reason, message, ...(hint === undefined ? {} : { hint }) });
      if (wasAsked) {
        await use();
        await settle(key, last, cache, watched.isCharged() || wasOpen);
        if (SHUTS.includes(reason)) options.shut.set(name, last);
      }
    }
  }
  throw last ?? new MediaFailure('not-configured', `nothing here makes this: ${order.kind}`);
}

/**
 * Whether an operation of this order goes on at the service, paid by an earlier run.
 * @throws MediaFailure for what is known without asking anybody.
 */
async function isOpen(
  provider: MediaProvider,
  order: MediaOrder,
  key: string,
  cache: MediaCache,
  { retry, shut }: ChainOptions,
): Promise<boolean> {
  const readiness = await provider.readiness(order);
  if (!readiness.ready) throw readiness.failure;
  const closed = shut.get(provider.name);
  if (closed) throw closed;
  if (provider.place === 'local') return false;
  const operation = cache.operationOf(key);
  const name = await operation.read();
  if (name === PLACING && !cache.underWay(key)) {
    if (!retry) throw unknownOrder();
    await operation.write('');
  }
  // Whoever has paid for an operation wants its film.
  if (name !== undefined) return name !== PLACING;
  const before = retry ? undefined : await cache.failureOf(key);
  if (!before) return false;
  throw new MediaFailure(before.reason, `in an earlier run: ${before.message}`, {
    hint: '--retry asks again',
  });
}

/** What the next run needs to know of a service that failed. @param isPaid the order is paid, or may be. */
async function settle(key: string, failure: MediaFailure, cache: MediaCache, isPaid: boolean): Promise<void> {
  try {
    if (isPaid || LASTING.includes(failure.reason)) await cache.keepFailure(key, failure);
    const operation = cache.operationOf(key);
    if ((await operation.read()) === PLACING) await operation.write('');
  } catch (error) {
    throw mediaUnwritable(cache.folder, error);
  }
}

function failureFrom(error: unknown, { name }: MediaProvider): MediaFailure {
  if (error instanceof MediaFailure) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new MediaFailure('broken', `${name} failed: ${message.slice(0, 300)}`, { cause: error });
}
