import type { Day } from '../data/days.ts';
import type { Product } from '../data/product.ts';
import type { Segment } from '../data/vocabulary.ts';
import { hash32 } from '../digest.ts';
import { type ModelCounts, TREND_DAYS } from './counts.ts';
import { type Season, seasonOf } from './season.ts';

/** What everybody's orders say about the products. Counts are of distinct customers. */
export interface Model {
  readonly asOf: Day;
  readonly season: Season;
  readonly customers: number;
  readonly products: readonly Product[];
  /** How many products cost less than their list price, and how many are made for this season. */
  readonly discounted: number;
  readonly seasonal: number;
  /** Of the products, in the same order. */
  readonly traits: readonly Traits[];
  readonly byId: ReadonlyMap<string, Product>;
  /** How many of the products somebody has bought. */
  readonly bought: number;
  /** Whether a category tells readers anything: the only one there is does not, nor does one for all the rest. */
  isAisle(category: string): boolean;
  buyers(productId: string): number;
  buyersIn(segment: Segment, productId: string): number;
  /** What goes with an owned product, by product id; only pairs that hold up (see `PAIR`). */
  together(ownedId: string): ReadonlyMap<string, Together>;
  /** Products whose orders grew beyond chance. */
  readonly trends: ReadonlyMap<string, Trend>;
}

/** What is the same of a product for every customer, worked out once. */
export interface Traits {
  readonly product: Product;
  /** ln of the price in minor units. */
  readonly logPrice: number;
  /** Whole percent below the list price, rounded down so that it never promises too much. */
  readonly percentOff: number;
  readonly hash: number;
  /** 0…1: see `recommend`. */
  readonly trend: number;
  readonly margin: number;
  readonly proven: number;
  readonly inSeason: number;
}

export interface Together {
  readonly buyersOfBoth: number;
  readonly buyersOfOther: number;
  /** P(both) / (P(one) · P(other)): 1 is chance. */
  readonly lift: number;
  /** 0…1: log₂(lift)/3, shrunk by support n/(n+5). */
  readonly strength: number;
}

export interface Trend {
  readonly windowDays: number;
  /** Orders in the window up to the analysis date, and in the window before it. */
  readonly recent: number;
  readonly previous: number;
}

/** A pair holds up from a lift of 1.5. */
export const PAIR = { lift: 1.5 } as const;
/** A trend holds up from 8 recent orders and z ≥ 1.64 (one-sided 5 %). */
export const TREND = { recent: 8, z: 1.64 } as const;

/** How sure a growth is: z = (r − p)/√(r + p) of two Poisson counts. */
export function trendZ({ recent, previous }: { readonly recent: number; readonly previous: number }): number {
  return (recent - previous) / Math.sqrt(recent + previous);
}

const NONE: ReadonlyMap<string, Together> = new Map();

/** What has no category, as the import, shop systems and people call it. */
const THE_REST: ReadonlySet<string> = new Set(
  'other others misc miscellaneous uncategorized uncategorised none unknown default general sonstiges autres otros'.split(
    ' ',
  ),
);

/** Learns the model. The order of the counts does not matter, nor do counts of products that have left the catalogue. */
export function learnModel(counts: ModelCounts, products: readonly Product[]): Model {
  const { asOf, customers } = counts;
  const byId = new Map(products.map((product) => [product.id, product]));

  const perSegment = new Map<string, number>();
  const buyers = new Map<string, number>();
  for (const { product_id, segment, buyers: count } of counts.buyers) {
    if (!byId.has(product_id)) continue;
    perSegment.set(`${segment} ${product_id}`, count);
    buyers.set(product_id, (buyers.get(product_id) ?? 0) + count);
  }

  const together = new Map<string, Map<string, Together>>();
  for (const { one, other, both } of counts.pairs) {
    if (!byId.has(one) || !byId.has(other)) continue;
    const [ofOne, ofOther] = [buyers.get(one) as number, buyers.get(other) as number];
    const lift = (both * customers) / (ofOne * ofOther);
    if (lift < PAIR.lift) continue;
    const strength = Math.min(1, Math.log2(lift) / 3) * (both / (both + 5));
    for (const [owned, candidate, ofOwned] of [
      [one, other, ofOne],
      [other, one, ofOther],
    ] as const) {
      const partners = together.get(owned) ?? new Map<string, Together>();
      partners.set(candidate, { buyersOfBoth: both, buyersOfOther: ofOwned, lift, strength });
      together.set(owned, partners);
    }
  }

  const trends = new Map<string, Trend>();
  for (const { product_id, recent, previous } of counts.trends) {
    if (!byId.has(product_id)) continue;
    const isTrend = recent >= TREND.recent && trendZ({ recent, previous }) >= TREND.z;
    // Growth in percent needs something to grow from.
    if (isTrend && previous > 0) trends.set(product_id, { windowDays: TREND_DAYS, recent, previous });
  }

  const season = seasonOf(asOf);
  const traits = products.map((product): Traits => {
    const trend = trends.get(product.id);
    return {
      product,
      logPrice: Math.log(product.price),
      percentOff: percentOff(product),
      hash: hash32(product.id),
      trend: trend ? Math.min(1, trendZ(trend) / 5) : 0,
      margin: { high: 1, medium: 0.5, low: 0 }[product.margin],
      proven: Math.min(1, (buyers.get(product.id) ?? 0) / Math.max(1, customers * 0.1)),
      inSeason: product.seasons.includes(season) ? 1 : 0,
    };
  });

  const categories = new Set(products.map(({ category }) => category));
  return {
    asOf,
    season,
    customers,
    bought: buyers.size,
    isAisle: (category) => categories.size > 1 && !namesNothing(category),
    products,
    traits,
    discounted: traits.filter((each) => each.percentOff >= 1).length,
    seasonal: traits.filter((each) => each.inSeason === 1).length,
    byId,
    buyers: (id) => buyers.get(id) ?? 0,
    buyersIn: (segment, id) => perSegment.get(`${segment} ${id}`) ?? 0,
    together: (id) => together.get(id) ?? NONE,
    trends,
  };
}

/** Whether a category or an interest is only the word for what has none. */
export function namesNothing(term: string): boolean {
  return THE_REST.has(term.toLowerCase());
}

/** Whole percent below the list price, rounded down so that it never promises too much. */
export function percentOff(product: Product): number {
  return Math.floor(((product.list_price - product.price) * 100) / product.list_price);
}
