import type { Copy } from '../copy/copy.ts';
import { choosePitch } from '../pitch/choose.ts';
import type { Model } from '../pitch/model.ts';
import { recordsOf, type Selection } from '../store/selection.ts';
import type { Store } from '../store/store.ts';
import { briefOf, type MediaBrief } from './brief.ts';
import type { MediaCache } from './cache.ts';
import { keyOf } from './chain.ts';
import { PLACING } from './placing.ts';
import type { Aspect, MediaKind, MediaOrder, MediaProvider, ProviderName } from './provider.ts';

/** The open dataset with what is needed to say something to its customers. */
export interface MediaSource {
  readonly store: Store;
  readonly copy: Copy;
  readonly model: Model;
}

/** All that is wanted for one customer. */
export interface Commission {
  readonly brief: MediaBrief;
  readonly orders: readonly MediaOrder[];
  /** Where the button of their mail leads: the page of a film offers the same. */
  readonly action: { readonly label: string; readonly url: string };
}

/** Everything that can make something, and the words that services are asked with. */
export interface Providers {
  /** In order of preference. */
  of(kind: MediaKind): readonly MediaProvider[];
  promptFor(kind: MediaKind, brief: MediaBrief, aspect: Aspect): string;
}

/** What is to be made for everybody selected, in the order of ids or as the ids are given. */
export async function* commissions(
  { store, copy, model }: MediaSource,
  selection: Selection,
  wanted: readonly { readonly kind: MediaKind; readonly aspect: Aspect }[],
  providers: Providers,
): AsyncGenerator<Commission> {
  for await (const record of recordsOf(store, selection)) {
    const pitch = choosePitch(record, model, copy, { siteUrl: '' });
    const brief = briefOf(record, pitch, model, copy);
    const { label, url } = pitch.mail.callToAction;
    yield {
      brief,
      orders: wanted.map(({ kind, aspect }) => orderOf(kind, brief, aspect, providers)),
      action: { label, url },
    };
  }
}

export function orderOf(
  kind: MediaKind,
  brief: MediaBrief,
  aspect: Aspect,
  providers: Pick<Providers, 'promptFor'>,
): MediaOrder {
  return { kind, brief, aspect, prompt: providers.promptFor(kind, brief, aspect) };
}

export interface Estimate {
  readonly customers: number;
  /** Media that are there already. */
  readonly kept: number;
  /** How many each provider is going to make, and for how many US dollars. */
  readonly toMake: ReadonlyMap<ProviderName, { readonly count: number; readonly cost: number }>;
  /** US dollars, by the price list. Fall-backs are never dearer than what they stand in for. */
  readonly cost: number;
}

/** What is going to happen if nothing fails: asks no service and spends nothing. */
export async function estimate(
  list: AsyncIterable<Commission>,
  providers: Providers,
  cache: MediaCache,
  retry: boolean,
): Promise<Estimate> {
  const toMake = new Map<ProviderName, { count: number; cost: number }>();
  const seen = new Set<string>();
  let [customers, kept] = [0, 0];
  const count = async (order: MediaOrder, isWanted: boolean): Promise<void> => {
    for (const provider of providers.of(order.kind)) {
      const key = keyOf(provider, order);
      if (seen.has(key)) return;
      if (await cache.find(key)) {
        seen.add(key);
        if (isWanted) kept += 1;
        return;
      }
      if (!(await provider.readiness(order)).ready) continue;
      const operation = await cache.operationOf(key).read();
      const isOpen = operation !== undefined && operation !== PLACING;
      const isKnown = operation === PLACING || (!isOpen && (await cache.failureOf(key)) !== undefined);
      if (provider.place === 'google' && !retry && isKnown) continue;
      seen.add(key);
      const sum = toMake.get(provider.name) ?? { count: 0, cost: 0 };
      // An operation that goes on was paid by the run that began it.
      const cost = isOpen ? 0 : provider.cost(order);
      toMake.set(provider.name, { count: sum.count + 1, cost: sum.cost + cost });
      for (const needed of provider.needs?.(order) ?? []) await count(needed, false);
      return;
    }
  };
  for await (const { orders } of list) {
    customers += 1;
    for (const order of orders) await count(order, true);
  }
  const cost = [...toMake.values()].reduce((sum, each) => sum + each.cost, 0);
  return { customers, kept, toMake, cost };
}
