import { hash32 } from '../../digest.ts';
import type { Product } from '../product.ts';
import type { Calendar, Season } from './calendar.ts';

/** How long before the analysis date some products begin to rise. */
export const RISE_DAYS = 60;
const RISING_SHARE = 0.07;
/** Bought at list price until this many days before the analysis date; each product has its own day. */
const REDUCED_SINCE = { least: 45, most: 260 };

/** What the shop sells and to which interests: as much of the catalogue as buying needs. */
export interface Stock {
  readonly interests: readonly string[];
  readonly products: readonly Product[];
}

type SeasonPull = Readonly<Record<Season, Float64Array>>;

/** The stock, prepared for drawing: every list is by product number. */
export interface Assortment {
  readonly interests: Readonly<Record<string, number>>;
  readonly products: readonly Product[];
  readonly popularity: readonly number[];
  /** Natural logarithm of the price against the median price. */
  readonly priceLevel: readonly number[];
  /** Factors of demand: above 1 in a product's season, below 1 out of season, 1 for products without one. */
  readonly seasonPull: Readonly<Record<'usual' | 'strong', SeasonPull>>;
  /** Products that truly sell more and more before the analysis date. */
  readonly rising: readonly number[];
  /** Products that are often bought with it. */
  readonly companions: readonly (readonly number[])[];
  /** The calendar day from which the price counts instead of the list price. */
  readonly reducedFrom: readonly number[];
  /** Minor units that count as a VIP's spend. */
  readonly highSpend: number;
}

export function stockAssortment({ interests, products }: Stock, calendar: Calendar): Assortment {
  const prices = products.map(({ price }) => price).sort((a, b) => a - b);
  const median = prices[prices.length >> 1]!;
  return {
    interests: Object.fromEntries(
      interests.map((interest) => {
        const served = products.filter(({ tags }) => tags.includes(interest)).length;
        return [interest, (1 + served) * (0.6 + chanceOf(`interest ${interest}`))];
      }),
    ),
    products,
    popularity: products.map(({ id }) => Math.exp(1.2 * (chanceOf(`popularity ${id}`) - 0.5))),
    priceLevel: products.map(({ price }) => Math.log(price / median)),
    seasonPull: { usual: pullSeasons(products, 2.2), strong: pullSeasons(products, 4.5) },
    rising: findRising(products),
    companions: pairUp(products),
    reducedFrom: products.map(({ id }) => {
      const { least, most } = REDUCED_SINCE;
      return calendar.last - Math.round(least + (most - least) * chanceOf(`reduction ${id}`));
    }),
    highSpend: median * 7,
  };
}

function pullSeasons(products: readonly Product[], factor: number): SeasonPull {
  const pullOf = (season: Season) =>
    Float64Array.from(products, ({ seasons }) => {
      if (seasons.length === 0) return 1;
      return seasons.includes(season) ? factor : 1 / factor;
    });
  return {
    winter: pullOf('winter'),
    summer: pullOf('summer'),
    monsoon: pullOf('monsoon'),
    festive: pullOf('festive'),
  };
}

/** A few products picked by the hash of their ids; none that would rise anyway because its season comes. */
function findRising(products: readonly Product[]): number[] {
  return [...products.keys()]
    .filter((at) => products[at]!.seasons.length === 0)
    .sort((a, b) => chanceOf(`rise ${products[a]!.id}`) - chanceOf(`rise ${products[b]!.id}`))
    .slice(0, Math.max(2, Math.round(products.length * RISING_SHARE)));
}

/** Every product chooses the partner that shares a tag and has the lowest hash with it; partners know each other. */
function pairUp(products: readonly Product[]): number[][] {
  const companions = products.map(() => new Set<number>());
  products.forEach((product, at) => {
    let best = -1;
    let lowest = Number.POSITIVE_INFINITY;
    products.forEach((other, to) => {
      if (to === at || !other.tags.some((tag) => product.tags.includes(tag))) return;
      const rank = chanceOf(`pair ${[product.id, other.id].sort().join(' ')}`);
      if (rank < lowest) [best, lowest] = [to, rank];
    });
    if (best === -1) return;
    companions[at]!.add(best);
    companions[best]!.add(at);
  });
  return companions.map((set) => [...set]);
}

/** 0 to 1, uniform over texts. */
function chanceOf(text: string): number {
  return hash32(text) / 2 ** 32;
}
