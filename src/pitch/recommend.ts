import type { Customer } from '../data/customer.ts';
import { daysBetween } from '../data/days.ts';
import type { Product } from '../data/product.ts';
import type { Behavior } from '../data/vocabulary.ts';
import { hash32, mix } from '../digest.ts';
import { compare, type History } from './history.ts';
import { type Model, namesNothing, percentOff, type Together, type Traits } from './model.ts';
import type { Claim, Recommendation, ScorePart } from './pitch.ts';

/**
 * Picks 3 to 5 products for one customer. Each candidate scores 0…1 as the weighted sum of
 *
 * - `interest`: how high the customer's interests stand among the product's tags,
 * - `together`: the strongest co-purchase lift with something they own,
 * - `trend`: growth of its orders beyond chance, by how sure it is,
 * - `priceFit`: a log-normal bell around what they usually pay for a piece,
 * - `behavior`: what their buying behaviour looks for (see `behaviorFit`),
 * - `margin`: the shop's own interest, a little,
 * - `variety`: a fixed number of customer and product, which spreads equally fitting products over equally fitting
 *   customers, so that one product does not stand in every mail.
 *
 * Owned products are left out, except consumables due for a refill; at most two of a category; ties go to the id.
 * Somebody who owns nearly everything is shown owned products again, and the claim says so.
 */
export function recommend(customer: Customer, history: History, model: Model): readonly Recommendation[] {
  const count = pickCount(customer);
  const candidates: Scored[] = [];
  const owned: Scored[] = [];
  const chance = hash32(customer.customer_id);
  for (const traits of model.traits) {
    const { product } = traits;
    const boughtOn = history.owned.get(product.id);
    const isRefill = boughtOn !== undefined && isDue(product, boughtOn, model);
    const list = boughtOn !== undefined && !isRefill ? owned : candidates;
    list.push(scored(traits, customer, history, model, isRefill, chance));
  }
  const picks = pickVaried(candidates.sort(byScore), count);
  for (const again of owned.sort(byScore)) {
    if (picks.length >= MIN_PICKS) break;
    picks.push(again);
  }
  return picks.map((pick) => ({
    productId: pick.product.id,
    score: pick.score,
    parts: pick.parts,
    claims: claimsFor(pick, customer, history, model),
  }));
}

export const MIN_PICKS = 3;
export const MAX_PICKS = 5;

export const WEIGHTS: Readonly<Record<ScorePart, number>> = {
  interest: 0.3,
  together: 0.27,
  trend: 0.08,
  priceFit: 0.12,
  behavior: 0.12,
  margin: 0.03,
  variety: 0.08,
};

const PARTS = Object.keys(WEIGHTS) as readonly ScorePart[];

/** Researchers compare, so they get five; impulse buyers and people with too much choice get three; others four. */
export function pickCount(customer: Customer): number {
  if (customer.pain_points.includes('choice_overload')) return MIN_PICKS;
  if (customer.buying_behavior === 'impulse_buyer') return MIN_PICKS;
  return customer.buying_behavior === 'researcher' ? MAX_PICKS : 4;
}

function isDue(product: Product, boughtOn: string, model: Model): boolean {
  const days = daysBetween(boughtOn, model.asOf);
  const { refill_days: lasts } = product;
  return lasts !== undefined && days >= lasts * DUE.from && days <= lasts * DUE.until;
}

/** Lifetimes after the last purchase in which a reminder makes sense: nearly used up, and not long given up. */
const DUE = { from: 0.8, until: 3 };

interface Scored {
  readonly product: Product;
  readonly score: number;
  readonly parts: Readonly<Record<ScorePart, number>>;
  readonly isRefill: boolean;
}

const byScore = (a: Scored, b: Scored) => b.score - a.score || compare(a.product.id, b.product.id);

function pickVaried(sorted: readonly Scored[], count: number): Scored[] {
  const picks: Scored[] = [];
  const perCategory = new Map<string, number>();
  for (const limit of [2, Number.POSITIVE_INFINITY]) {
    for (const candidate of sorted) {
      if (picks.length >= count) return picks;
      const { category } = candidate.product;
      const taken = perCategory.get(category) ?? 0;
      if (taken >= limit || picks.includes(candidate)) continue;
      perCategory.set(category, taken + 1);
      picks.push(candidate);
    }
  }
  return picks;
}

function scored(
  traits: Traits,
  customer: Customer,
  history: History,
  model: Model,
  isRefill: boolean,
  chance: number,
): Scored {
  const { product } = traits;
  const parts = {
    interest: interestIn(product, customer)?.value ?? 0,
    together: isRefill ? 1 : (strongestPair(product, history, model)?.strength ?? 0),
    trend: traits.trend,
    priceFit: priceFit(traits.logPrice, history),
    behavior: behaviorFit(customer.buying_behavior, traits, history),
    margin: traits.margin,
    variety: mix(chance ^ traits.hash) / 2 ** 32,
  };
  let score = 0;
  for (const part of PARTS) score += WEIGHTS[part] * parts[part];
  return { product, score, parts, isRefill };
}

/** Everything that is true of this product for this customer. */
function claimsFor(
  { product, isRefill }: Scored,
  customer: Customer,
  history: History,
  model: Model,
): readonly Claim[] {
  const claims: Claim[] = [];
  const boughtOn = history.owned.get(product.id);
  if (boughtOn !== undefined) {
    const daysAgo = daysBetween(boughtOn, model.asOf);
    claims.push({ kind: isRefill ? 'refill' : 'again', lastBought: boughtOn, daysAgo });
  }
  const pair = strongestPair(product, history, model);
  if (pair && boughtOn === undefined) {
    const { withProductId, buyersOfBoth, buyersOfOther, lift } = pair;
    claims.push({ kind: 'together', withProductId, buyersOfBoth, buyersOfOther, lift });
  }
  const interest = interestIn(product, customer);
  if (interest) claims.push({ kind: 'interest', interest: interest.tag });
  const trend = model.trends.get(product.id);
  if (trend) claims.push({ kind: 'trend', ...trend });
  const percent = percentOff(product);
  if (percent >= 1) {
    claims.push({
      kind: 'discount',
      price: product.price,
      listPrice: product.list_price,
      percent,
    });
  }
  const buyers = model.buyersIn(customer.segment, product.id);
  if (buyers >= 3) claims.push({ kind: 'popular', segment: customer.segment, buyers });
  if (model.isAisle(product.category)) return [...claims, { kind: 'shelf', category: product.category }];
  const others = model.buyers(product.id);
  if (others > 0 && boughtOn === undefined) claims.push({ kind: 'bought', buyers: others });
  return [...claims, { kind: 'shop', products: model.products.length }];
}

/** The customer's interest that this product serves best. */
function interestIn(
  product: Product,
  customer: Customer,
): { readonly tag: string; readonly value: number } | undefined {
  let best: { tag: string; value: number } | undefined;
  for (let rank = 0; rank < product.tags.length; rank += 1) {
    const tag = product.tags[rank] as string;
    const place = customer.interests.indexOf(tag);
    if (place === -1 || namesNothing(tag)) continue;
    const value = 1 / (1 + 0.35 * rank) / (1 + 0.15 * place);
    if (!best || value > best.value) best = { tag, value };
  }
  return best;
}

/** The owned product that goes best with this one. */
function strongestPair(product: Product, history: History, model: Model) {
  let best: (Together & { readonly withProductId: string }) | undefined;
  for (const ownedId of history.owned.keys()) {
    const found = model.together(ownedId).get(product.id);
    if (found && found.strength > (best?.strength ?? 0)) best = { ...found, withProductId: ownedId };
  }
  return best;
}

/** exp(−½·(ln(price/typical)/0.7)²): 1 at the usual price, about 0.6 at twice or half of it. */
function priceFit(logPrice: number, { logTypicalPrice }: History): number {
  return logTypicalPrice === undefined ? 0.5 : Math.exp(-0.5 * ((logPrice - logTypicalPrice) / 0.7) ** 2);
}

function behaviorFit(behavior: Behavior, traits: Traits, history: History): number {
  switch (behavior) {
    case 'bargain_hunter':
      return Math.min(1, traits.percentOff / 25);
    case 'seasonal':
      return traits.inSeason;
    case 'loyal':
      return traits.product.category === history.favouriteCategory ? 1 : 0;
    case 'impulse_buyer':
      return history.logTypicalPrice === undefined || traits.logPrice <= history.logTypicalPrice ? 1 : 0;
    case 'researcher':
      return traits.proven;
  }
}
