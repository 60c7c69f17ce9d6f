import { sha256Of } from '../digest.ts';
import type { MediaCache } from './cache.ts';
import type { Attempt, Entry } from './medium.ts';
import { MediaFailure, type MediaOrder, type MediaProvider, type ProviderName } from './provider.ts';

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
const SHUTS: readonly string[] = ['quota', 'refused', 'unreachable', 'not-configured'];

/**
 * The first provider of the list that delivers, with the reasons of those before it. What is in the cache costs nothing;
 * a service that failed at this order before is not asked again unless told to, so that nothing is paid twice by accident.
 * @throws MediaFailure of the last one, when nobody delivers; the signal's reason when it is cancelled.
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
    const kept = await cache.find(key);
    if (kept) return { entry: kept, isNew: false, attempts };
    let wasAsked = false;
    try {
      await refuseKnown(provider, order, key, cache, options);
      const underWay = cache.underWay(key);
      if (underWay) return { entry: await underWay, isNew: false, attempts };
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
          operation: cache.operationOf(key),
        }),
      );
      return { entry, isNew: true, attempts };
    } catch (error) {
      options.signal.throwIfAborted();
      last = failureFrom(error, provider);
      const { reason, message, hint } = last;
      // That one voice here does not speak what another does is nobody's failure.
      if (provider.place === 'local' && reason === 'unsupported') continue;
      attempts.push({ provider: name, reason, message, ...(hint === undefined ? {} : { hint }) });
      if (wasAsked) {
        await cache.keepFailure(key, last);
        if (SHUTS.includes(reason)) options.shut.set(name, last);
      }
    }
  }
  throw last ?? new MediaFailure('not-configured', `nothing here makes this: ${order.kind}`);
}

/** @throws MediaFailure for what is known without asking anybody. */
async function refuseKnown(
  provider: MediaProvider,
  order: MediaOrder,
  key: string,
  cache: MediaCache,
  { retry, shut }: ChainOptions,
): Promise<void> {
  const readiness = await provider.readiness(order);
  if (!readiness.ready) throw readiness.failure;
  const closed = shut.get(provider.name);
  if (closed) throw closed;
  if (provider.place === 'local' || retry) return;
  // Whoever has paid for an operation wants its film.
  if ((await cache.operationOf(key).read()) !== undefined) return;
  const before = await cache.failureOf(key);
  if (before) throw before;
}

function failureFrom(error: unknown, { name }: MediaProvider): MediaFailure {
  if (error instanceof MediaFailure) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new MediaFailure('broken', `${name} failed: ${message.slice(0, 300)}`, { cause: error });
}
