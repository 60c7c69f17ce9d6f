import type { Assortment } from './assortment.ts';
import { checkOut, drawCompanion, drawTaste, type Purchase, weighProducts } from './basket.ts';
import type { Calendar } from './calendar.ts';
import type { Role } from './cast.ts';
import { type Course, drawCourse } from './purchase-process.ts';
import type { Random } from './random.ts';
import { RULES, segmentOf } from './segment.ts';
import { TEMPERAMENTS } from './temperament.ts';

export interface History {
  readonly joined: number;
  readonly interests: readonly string[];
  /** At least one, by day. */
  readonly purchases: readonly Purchase[];
  readonly spend: number;
}

/** Order numbers have two digits. */
const MOST_PURCHASES = 99;

/**
 * A history that is true to the role: whole histories are drawn until the segment rule, applied to the orders,
 * says the segment of the role. This is the process conditioned on its outcome, by rejection.
 */
export function drawHistory(random: Random, assortment: Assortment, calendar: Calendar, role: Role): History {
  for (;;) {
    const course = drawCourse(random, calendar, role);
    const daysSinceLastVisit = calendar.last - (course.visits.at(-1) ?? 0);
    // Most misses show here, before a basket is filled: the last visit is on the wrong side.
    const isLost = daysSinceLastVisit >= RULES['At-Risk'].silentFor;
    if (isLost !== (role.segment === 'At-Risk')) continue;

    const history = shop(random, assortment, calendar, role, course);
    const { joined, purchases, spend } = history;
    const standing = {
      daysSinceJoining: calendar.last - joined,
      orders: purchases.length,
      daysSinceLastOrder: calendar.last - (purchases.at(-1)?.day ?? 0),
      spend,
    };
    if (segmentOf(standing, assortment.highSpend) === role.segment) return history;
  }
}

/** Fills a basket on every visit, and once more whenever something is used up. */
function shop(
  random: Random,
  assortment: Assortment,
  calendar: Calendar,
  role: Role,
  { joined, visits, end }: Course,
): History {
  const { behavior } = role;
  const { companion, extra, refill } = TEMPERAMENTS[behavior];
  const interests = random.weightedKeys(assortment.interests, 1 + random.weightedIndex([20, 38, 28, 14]));
  const taste = drawTaste(random, assortment, { ...role, interests });

  const purchases: Purchase[] = [];
  const errands: { readonly day: number; readonly product?: number }[] = visits.map((day) => ({ day }));
  for (let errand = errands.shift(); errand && purchases.length < MOST_PURCHASES; errand = errands.shift()) {
    const { day } = errand;
    let { product } = errand;
    if (product === undefined) {
      const weights = weighProducts(taste, assortment, calendar, { behavior, day, owned: purchases });
      const isExtra = purchases.at(-1)?.day === day;
      const goesWith = random.chance(isExtra ? 0.6 : companion)
        ? drawCompanion(random, assortment, weights, purchases)
        : undefined;
      product = goesWith ?? random.weightedIndex(weights);
      if (random.chance(extra)) errands.unshift({ day });
    }
    purchases.push(checkOut(random, assortment, { behavior, day, product }));

    const lasts = assortment.products[product]!.refill_days;
    if (lasts !== undefined && random.chance(refill)) {
      const again = day + Math.round(lasts * random.between(0.85, 1.3));
      if (again > end) continue;
      errands.push({ day: again, product });
      errands.sort((a, b) => a.day - b.day);
    }
  }
  return { joined, interests, purchases, spend: purchases.reduce((sum, { amount }) => sum + amount, 0) };
}
