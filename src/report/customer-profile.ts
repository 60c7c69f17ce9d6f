import { addMonths, type Month, monthOf, monthsOf } from '../analytics/filter.ts';
import { type RfmGroup, rfmGroup } from '../analytics/rfm-groups.ts';
import type { Standing } from '../analytics/standings.ts';
import type { Copy, LocaleCopy } from '../copy/copy.ts';
import { beforeNoun } from '../copy/segment-names.ts';
import type { Day } from '../data/days.ts';
import { isResponseKnown } from '../data/derived.ts';
import type { Order } from '../data/order.ts';
import { historyOf } from '../pitch/history.ts';
import type { Model } from '../pitch/model.ts';
import type { Pitch } from '../pitch/pitch.ts';
import { slot } from '../pitch/slot.ts';
import { categoryLabel, labelIn } from '../pitch/words.ts';
import type { CustomerRecord } from '../store/store.ts';
import { type NextAction, nextAction } from './next-action.ts';
import { type Position, positionsOf } from './positions.ts';
import { RFM_WORDS } from './rfm-words.ts';

/** What the orders and the standing of one customer say, as plain data; money in minor units. */
export interface CustomerProfile {
  /**
   * Every month from the first order to the analysis date, the earliest first, also those without orders; the last 24
   * at most. Empty without orders. Together with `earlier` they add up to the lifetime value.
   */
  readonly months: readonly MonthSpending[];
  /** Spent before the first of `months`. */
  readonly earlier: number;
  /** As bought, the largest first; they add up to the lifetime value. */
  readonly categories: readonly CategorySpending[];
  /** Undefined for customers who never ordered. */
  readonly rfm: RfmStanding | undefined;
  /** Against the segment: value, orders, engagement, response. */
  readonly positions: readonly Position[];
  /**
   * Their first day with the shop: by the file or, when that is earlier, by their first order; undefined where neither
   * is known.
   */
  readonly since: Day | undefined;
  /** Days on which they ordered: what was bought on one day is one order. */
  readonly orders: number;
  /** Lifetime value by order; 0 without orders. */
  readonly averageOrder: number;
  readonly lastOrder: { readonly day: Day; readonly daysAgo: number } | undefined;
  readonly nextAction: NextAction;
}

export interface MonthSpending {
  readonly month: Month;
  readonly spent: number;
  /** Days on which they ordered. */
  readonly orders: number;
}

export interface CategorySpending {
  /** The category of the orders, as it stands in the file. */
  readonly category: string;
  /** Its name in the brand's default language. */
  readonly label: string;
  readonly spent: number;
  readonly pieces: number;
}

export interface RfmStanding {
  /** 1…5, 5 is best. */
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
  readonly group: RfmGroup;
  /** What the group means, one sentence. */
  readonly sentence: string;
}

export const MOST_MONTHS = 24;

/**
 * @param record the customer with what was chosen for them.
 * @param standing their row of the question `standings`.
 */
export function customerProfile(
  record: CustomerRecord & { readonly pitch: Pitch },
  standing: Standing,
  { copy, model }: { readonly copy: Copy; readonly model: Model },
): CustomerProfile {
  const { customer, orders, pitch } = record;
  const text = copy.locales.get(copy.brand.locales[0] as string) as LocaleCopy;
  const { since, orders: days, daysSinceLast } = historyOf(record, model);
  const last = orders.at(-1);
  const rfm = rfmOf(standing);
  return {
    ...spendingOf(orders, model.asOf),
    categories: categoriesOf(orders, text),
    rfm,
    positions: positionsOf(
      standing,
      beforeNoun(copy.segments.names, customer.segment),
      isResponseKnown(customer),
    ),
    since,
    orders: days,
    averageOrder: days === 0 ? 0 : Math.round(customer.lifetime_value / days),
    lastOrder: last && { day: last.order_date, daysAgo: daysSinceLast ?? 0 },
    nextAction: nextAction({
      customer,
      recommendations: pitch.recommendations,
      group: rfm?.group,
      orders: days,
      daysSinceLast,
      products: model.byId,
      interestOf: (interest) =>
        slot(labelIn(text.labels.interests, interest) ?? interest.replaceAll('_', ' ')),
    }),
  };
}

function rfmOf({ recency, frequency, monetary }: Standing): RfmStanding | undefined {
  if (recency === 0) return undefined;
  const group = rfmGroup(recency, frequency);
  return { recency, frequency, monetary, group, sentence: RFM_WORDS[group] };
}

function spendingOf(
  orders: readonly Order[],
  asOf: Day,
): { readonly months: readonly MonthSpending[]; readonly earlier: number } {
  const [first] = orders;
  if (!first) return { months: [], earlier: 0 };
  const to = monthOf(asOf);
  const reach = addMonths(to, 1 - MOST_MONTHS);
  const [, from = to] = [monthOf(first.order_date), reach].sort();
  const byMonth = new Map<Month, { spent: number; readonly days: Set<Day> }>();
  for (const month of monthsOf({ from, to })) byMonth.set(month, { spent: 0, days: new Set() });
  let earlier = 0;
  for (const { order_date: day, amount } of orders) {
    const own = byMonth.get(monthOf(day));
    if (own) {
      own.spent += amount;
      own.days.add(day);
    } else earlier += amount;
  }
  const months = [...byMonth].map(([month, { spent, days }]) => ({ month, spent, orders: days.size }));
  return { months, earlier };
}

function categoriesOf(orders: readonly Order[], text: LocaleCopy): readonly CategorySpending[] {
  const found = new Map<string, { spent: number; pieces: number }>();
  for (const { category, amount, quantity } of orders) {
    const own = found.get(category) ?? { spent: 0, pieces: 0 };
    found.set(category, { spent: own.spent + amount, pieces: own.pieces + quantity });
  }
  return [...found]
    .map(([category, own]) => ({ category, label: labelOf(category, text), ...own }))
    .sort((a, b) => b.spent - a.spent || (a.category < b.category ? -1 : 1));
}

/** A category that the catalogue has given up keeps the name it has in the file. */
function labelOf(category: string, text: LocaleCopy): string {
  return categoryLabel(category, text).replaceAll('_', ' ');
}
