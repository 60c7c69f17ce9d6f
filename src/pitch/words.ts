import type { Copy, LocaleCopy } from '../copy/copy.ts';
import { segmentNameIn } from '../copy/segment-names.ts';
import { daysBetween } from '../data/days.ts';
import type { Product } from '../data/product.ts';
import type { CustomerRecord } from '../store/store.ts';
import type { History } from './history.ts';
import { type Model, percentOff } from './model.ts';
import { formatMoney } from './money-format.ts';
import { personName } from './person-name.ts';
import type { Claim, Recommendation } from './pitch.ts';
import { slot } from './slot.ts';

/** The variables of `src/copy/variables.ts`, filled for one customer. */
export type Words = ReturnType<typeof wordsFor>;

export function wordsFor(
  { customer }: CustomerRecord,
  history: History,
  recommendations: readonly Recommendation[],
  model: Model,
  copy: Copy,
  text: LocaleCopy,
) {
  const money = (minor: number) => formatMoney(minor, copy.brand.currency, text.locale);
  const picked = recommendations.map(({ productId }) => model.byId.get(productId) as Product);
  const name = personName(customer);
  const interest = interestServed(recommendations);
  const { policies } = copy.brand;
  const last = history.lastProduct === undefined ? undefined : model.byId.get(history.lastProduct);
  return {
    customer: {
      id: customer.customer_id,
      name: name.full,
      first_name: name.first,
      city: slot(customer.city),
      interest: interest === undefined ? '' : (labelIn(text.labels.interests, interest) ?? ''),
      since: history.since?.slice(0, 4) ?? '',
      segment: slot(segmentNameIn(copy.segments, customer.segment, text.locale)),
    },
    brand: { name: copy.brand.name, tagline: copy.brand.tagline },
    orders: {
      count: history.orders,
      days_since_last: history.daysSinceLast ?? null,
      months_since_last: history.monthsSinceLast ?? null,
      last_product: last === undefined ? '' : nameOf(last, text),
      favourite_category: categoryLabel(history.favouriteCategory ?? '', text),
    },
    shop: {
      product_count: model.products.length,
      discounted_count: model.discounted,
      bought_count: model.bought,
      free_delivery_from: money(policies.free_delivery_from * 100),
      delivery_days: policies.delivery_days,
      return_days: policies.return_days,
      warranty_months: policies.warranty_months,
      support_hours: policies.support_hours,
    },
    season: {
      name: text.labels.seasons[model.season]({}),
      count: model.seasonal,
    },
    picks: {
      count: picked.length,
      first: nameOf(picked[0] as Product, text),
      first_price: money((picked[0] as Product).price),
      lowest_price: money(Math.min(...picked.map(({ price }) => price))),
      discounted_count: picked.filter((product) => percentOff(product) >= 1).length,
      best_saving: Math.max(...picked.map(percentOff)),
    },
  };
}

export type ItemWords = ReturnType<typeof itemWords>;

/** The customer's words and, besides, those of one recommended item. */
export function itemWords(pick: Recommendation, words: Words, model: Model, copy: Copy, text: LocaleCopy) {
  const product = model.byId.get(pick.productId) as Product;
  const money = (minor: number) => formatMoney(minor, copy.brand.currency, text.locale);
  const claim = <K extends Claim['kind']>(kind: K) =>
    pick.claims.find((each): each is Extract<Claim, { kind: K }> => each.kind === kind);
  const together = claim('together');
  const trend = claim('trend');
  const bought = claim('refill') ?? claim('again');
  const other = together && model.byId.get(together.withProductId);
  return {
    ...words,
    product: {
      id: product.id,
      name: nameOf(product, text),
      price: money(product.price),
      category: model.isAisle(product.category) ? categoryLabel(product.category, text) : '',
    },
    other: { name: other ? nameOf(other, text) : '' },
    together: { share: together ? Math.round((together.buyersOfBoth * 100) / together.buyersOfOther) : 0 },
    interest: { label: labelOf(claim('interest')?.interest, text) },
    trend: {
      growth: trend ? Math.floor(((trend.recent - trend.previous) * 100) / trend.previous) : 0,
      days: trend?.windowDays ?? 0,
    },
    refill: {
      days: bought ? daysBetween(bought.lastBought, model.asOf) : 0,
      months: bought ? Math.round(bought.daysAgo / 30.44) : 0,
    },
    popular: { buyers: (claim('popular') ?? claim('bought'))?.buyers ?? 0 },
    discount: { percent: percentOff(product), list_price: money(product.list_price) },
  };
}

export function nameOf(product: Product, text: LocaleCopy): string {
  return slot(product.names[text.locale] ?? product.name);
}

export function categoryLabel(category: string, text: LocaleCopy): string {
  return slot(labelIn(text.labels.categories, category) ?? category);
}

function labelOf(interest: string | undefined, text: LocaleCopy): string {
  return interest === undefined ? '' : slot(labelIn(text.labels.interests, interest) ?? interest);
}

/** The label of a term; a term may be called like something that every object has. */
export function labelIn(labels: LocaleCopy['labels']['interests'], term: string): string | undefined {
  return Object.hasOwn(labels, term) ? labels[term]?.({}) : undefined;
}

/** The interest that the first pick with one serves. */
function interestServed(recommendations: readonly Recommendation[]): string | undefined {
  for (const { claims } of recommendations) {
    const found = claims.find((claim) => claim.kind === 'interest');
    if (found) return found.interest;
  }
  return undefined;
}
