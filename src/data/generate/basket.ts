import type { Behavior, Segment } from '../vocabulary.ts';
import { type Assortment, RISE_DAYS } from './assortment.ts';
import type { Calendar } from './calendar.ts';
import type { Random } from './random.ts';
import { TEMPERAMENTS } from './temperament.ts';

/** One product bought on one day, both by number; the amount in minor units. */
export interface Purchase {
  readonly day: number;
  readonly product: number;
  readonly quantity: number;
  readonly amount: number;
}

/** What is on a shopper's mind: how much they like each product, whatever the day. */
export type Taste = Float64Array;

/** Added to the price taste of the temperament: first orders are small ones. */
const SEGMENT_TASTE: Readonly<Record<Segment, number>> = { VIP: 0.3, Returning: 0, New: -0.6, 'At-Risk': 0 };

export function drawTaste(
  random: Random,
  { products, popularity, priceLevel }: Assortment,
  { segment, behavior, interests }: { segment: Segment; behavior: Behavior; interests: readonly string[] },
): Taste {
  const { focus, priceTaste } = TEMPERAMENTS[behavior];
  const wanted = priceTaste + SEGMENT_TASTE[segment] + 0.35 * random.normal();
  const taste = new Float64Array(products.length);
  for (const [at, { tags }] of products.entries()) {
    // The strongest tag comes first and counts double.
    let match = 0.6;
    for (const [rank, tag] of tags.entries()) {
      if (interests.includes(tag)) match += rank === 0 ? 2.4 : 1.2;
    }
    const priceFit = Math.exp(-0.5 * ((priceLevel[at]! - wanted) / 1.1) ** 2);
    taste[at] = match ** focus * popularity[at]! * priceFit;
  }
  return taste;
}

/** The chances of each product on a day, given what is owned. */
export function weighProducts(
  taste: Taste,
  { products, seasonPull, rising }: Assortment,
  calendar: Calendar,
  { behavior, day, owned }: { behavior: Behavior; day: number; owned: readonly Purchase[] },
): Float64Array {
  const weights = taste.slice();
  const pull = seasonPull[behavior === 'seasonal' ? 'strong' : 'usual'][calendar.seasons[day]!];
  for (let at = 0; at < weights.length; at += 1) weights[at]! *= pull[at]!;
  const sinceRise = day - (calendar.last - RISE_DAYS);
  if (sinceRise > 0) for (const at of rising) weights[at]! *= 2 + (3 * sinceRise) / RISE_DAYS;
  // A second lamp is rarer than a second pack of tea.
  for (const { product } of owned)
    weights[product]! *= products[product]!.refill_days === undefined ? 0.08 : 0.6;
  return weights;
}

/** Something that goes with the products owned and is not owned yet, if there is such a thing. */
export function drawCompanion(
  random: Random,
  { companions }: Assortment,
  weights: Float64Array,
  owned: readonly Purchase[],
): number | undefined {
  const offers: number[] = [];
  for (const { product } of owned) {
    for (const other of companions[product]!) {
      if (!owned.some((purchase) => purchase.product === other)) offers.push(other);
    }
  }
  return offers[random.weightedIndex(offers.map((offer) => weights[offer]!))];
}

/** How many, and what is paid for them. */
export function checkOut(
  random: Random,
  assortment: Assortment,
  { behavior, day, product }: { behavior: Behavior; day: number; product: number },
): Purchase {
  const { price, list_price, refill_days } = assortment.products[product]!;
  const more = refill_days === undefined ? [0.95, 0.04, 0.01] : [0.62, 0.28, 0.1];
  const quantity = 1 + random.weightedIndex(more);
  const asked = day >= assortment.reducedFrom[product]! ? price : list_price;
  const percentOff = random.chance(TEMPERAMENTS[behavior].coupon) ? random.integer(5, 20) : 0;
  return { day, product, quantity, amount: Math.round((asked * (100 - percentOff)) / 100) * quantity };
}
