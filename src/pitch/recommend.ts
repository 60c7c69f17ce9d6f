import type { Customer } from '../data/customer.ts';
import { daysBetween } from '../data/days.ts';
import type { Product } from '../data/product.ts';
import type { Behavior } from '../data/vocabulary.ts';
import { compare, type History } from './history.ts';
import type { Model } from './model.ts';
import type { Claim, Recommendation, ScorePart } from './pitch.ts';

/**
 * Picks 3 to 5 products for one customer. Each candidate scores 0…1 as the weighted sum of
 *
 * - `interest`: how high the customer's interests stand among the product's tags,
 * - `together`: the strongest co-purchase lift with something they own,
 * - `trend`: growth of its orders beyond chance,
 * - `priceFit`: a log-normal bell around what they usually pay for a piece,
 * - `behavior`: what their buying behaviour looks for (see `behaviorFit`),
 * - `margin`: breaks near-ties.
 *
 * Owned products are left out, except consumables due for a refill; at most two of a category; ties go to the id.
 * Somebody who owns nearly everything is shown owned products again, and the claim says so.
 */
export function recommend(customer: Customer, history: History, model: Model): readonly Recommendation[] {
  const count = pickCount(customer);
  const candidates: Recommendation[] = [];
  const ownedAgain: Recommendation[] = [];
  for (const product of model.products) {
    const boughtOn = history.owned.get(product.id);
    const isRefill = boughtOn !== undefined && isDue(product, boughtOn, model);
    const list = boughtOn !== undefined && !isRefill ? ownedAgain : candidates;
    list.push(assess(product, customer, history, model, isRefill));
  }
  const byScore = (a: Recommendation, b: Recommendation) =>
    b.score - a.score || compare(a.productId, b.productId);
  const picks = pickVaried(candidates.sort(byScore), count, model);
  for (const again of ownedAgain.sort(byScore)) {
    if (picks.length >= MIN_PICKS) break;
    picks.push(again);
  }
  return picks;
}

export const MIN_PICKS = 3;
export const MAX_PICKS = 5;

export const WEIGHTS: Readonly<Record<ScorePart, number>> = {
  interest: 0.3,
  together: 0.28,
  trend: 0.1,
  priceFit: 0.14,
  behavior: 0.13,
  margin: 0.05,
};

/** Researchers compare, so they get five; impulse buyers and people with too much choice get three; others four. */
export function pickCount(customer: Customer): number {
  if (customer.pain_points.includes('choice_overload')) return MIN_PICKS;
  if (customer.buying_behavior === 'impulse_buyer') return MIN_PICKS;
  return customer.buying_behavior === 'researcher' ? MAX_PICKS : 4;
}

function isDue(product: Product, boughtOn: string, model: Model): boolean {
  return product.refill_days !== undefined && daysBetween(boughtOn, model.asOf) >= product.refill_days * 0.8;
}

function pickVaried(sorted: readonly Recommendation[], count: number, model: Model): Recommendation[] {
  const picks: Recommendation[] = [];
  const perCategory = new Map<string, number>();
  for (const limit of [2, Number.POSITIVE_INFINITY]) {
    for (const candidate of sorted) {
      if (picks.length >= count) return picks;
      const { category } = model.byId.get(candidate.productId) as Product;
      const taken = perCategory.get(category) ?? 0;
      if (taken >= limit || picks.includes(candidate)) continue;
      perCategory.set(category, taken + 1);
      picks.push(candidate);
    }
  }
  return picks;
}

function assess(
  product: Product,
  customer: Customer,
  history: History,
  model: Model,
  isRefill: boolean,
): Recommendation {
  const claims: Claim[] = [];
  const boughtOn = history.owned.get(product.id);
  if (boughtOn !== undefined) {
    const daysAgo = daysBetween(boughtOn, model.asOf);
    claims.push({ kind: isRefill ? 'refill' : 'again', lastBought: boughtOn, daysAgo });
  }

  let together = 0;
  let togetherClaim: Claim | undefined;
  for (const ownedId of history.owned.keys()) {
    const found = model.together(ownedId).get(product.id);
    if (!found || !(found.strength > together)) continue;
    together = found.strength;
    const { buyersOfBoth, buyersOfOther, lift } = found;
    togetherClaim = { kind: 'together', withProductId: ownedId, buyersOfBoth, buyersOfOther, lift };
  }
  if (togetherClaim && boughtOn === undefined) claims.push(togetherClaim);

  let interest = 0;
  let matched: string | undefined;
  product.tags.forEach((tag, rank) => {
    const place = customer.interests.indexOf(tag);
    if (place === -1) return;
    const value = 1 / (1 + 0.35 * rank) / (1 + 0.15 * place);
    if (value > interest) [interest, matched] = [value, tag];
  });
  if (matched) claims.push({ kind: 'interest', interest: matched });

  const trend = model.trends.get(product.id);
  if (trend) claims.push({ kind: 'trend', ...trend });

  const percent = percentOff(product);
  if (percent >= 1) {
    claims.push({ kind: 'discount', price: product.price * 100, listPrice: product.list_price * 100, percent });
  }
  const buyersHere = model.buyersIn(customer.segment, product.id);
  if (buyersHere >= 3) claims.push({ kind: 'popular', segment: customer.segment, buyers: buyersHere });
  claims.push({ kind: 'shelf', category: product.category });

  const parts: Record<ScorePart, number> = {
    interest,
    together: isRefill ? 1 : together,
    trend: trend ? Math.min(1, (trend.recent - trend.previous) / trend.previous) : 0,
    priceFit: priceFit(product, history),
    behavior: behaviorFit(customer.buying_behavior, product, history, model),
    margin: { high: 1, medium: 0.5, low: 0 }[product.margin],
  };
  let score = 0;
  for (const part of Object.keys(WEIGHTS) as ScorePart[]) score += WEIGHTS[part] * parts[part];
  return { productId: product.id, score, parts, claims };
}

/** Whole percent below the list price, rounded down so that it never promises too much. */
export function percentOff(product: Product): number {
  return Math.floor(((product.list_price - product.price) * 100) / product.list_price);
}

/** exp(−½·(ln(price/typical)/0.7)²): 1 at the usual price, about 0.6 at twice or half of it. */
function priceFit(product: Product, { typicalPrice }: History): number {
  if (typicalPrice === undefined) return 0.5;
  return Math.exp(-0.5 * (Math.log((product.price * 100) / typicalPrice) / 0.7) ** 2);
}

function behaviorFit(behavior: Behavior, product: Product, history: History, model: Model): number {
  switch (behavior) {
    case 'bargain_hunter':
      return Math.min(1, percentOff(product) / 25);
    case 'seasonal':
      return product.seasons.includes(model.season) ? 1 : 0;
    case 'loyal':
      return product.category === history.favouriteCategory ? 1 : 0;
    case 'impulse_buyer':
      return history.typicalPrice === undefined || product.price * 100 <= history.typicalPrice ? 1 : 0;
    case 'researcher':
      return Math.min(1, model.buyers(product.id) / Math.max(1, model.customers * 0.1));
  }
}
