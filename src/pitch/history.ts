import { type Day, daysBetween, monthsBetween } from '../data/days.ts';
import type { CustomerRecord } from '../store/store.ts';
import type { Model } from './model.ts';

/** What one customer's orders say, as the choosing needs it. */
export interface History {
  /** Days on which they ordered: what was bought on one day came as one order. */
  readonly orders: number;
  /** Their first day with the shop, by the file or by their first order; undefined where neither is known. */
  readonly since: Day | undefined;
  /** Product id → the last day it was bought. */
  readonly owned: ReadonlyMap<string, Day>;
  /** ln of the geometric mean of the price paid for a piece, minor units; undefined without paid orders. */
  readonly logTypicalPrice: number | undefined;
  /** The aisle bought from most often: at least twice, and oftener than from any other. */
  readonly favouriteCategory: string | undefined;
  readonly lastProduct: string | undefined;
  readonly daysSinceLast: number | undefined;
  readonly monthsSinceLast: number | undefined;
}

export function historyOf({ customer, orders }: CustomerRecord, model: Model): History {
  const owned = new Map<string, Day>();
  const categories = new Map<string, number>();
  const days = new Set<Day>();
  let logs = 0;
  let paid = 0;
  for (const order of orders) {
    const known = owned.get(order.product_id);
    if (!known || order.order_date > known) owned.set(order.product_id, order.order_date);
    if (order.amount > 0) {
      logs += Math.log(order.amount / order.quantity);
      paid += 1;
    }
    days.add(order.order_date);
    const category = model.byId.get(order.product_id)?.category;
    if (category) categories.set(category, (categories.get(category) ?? 0) + 1);
  }
  const [most, second] = [...categories].sort(([, a], [, b]) => b - a);
  const last = orders.at(-1);
  return {
    orders: days.size,
    // A day that the import put in the place of one says nothing by itself.
    since: [...(customer.derived.includes('join_date') ? [] : [customer.join_date]), ...days].sort()[0],
    owned,
    logTypicalPrice: paid === 0 ? undefined : logs / paid,
    favouriteCategory:
      most && most[1] >= 2 && most[1] > (second?.[1] ?? 0) && model.isAisle(most[0]) ? most[0] : undefined,
    lastProduct: last?.product_id,
    daysSinceLast: last && daysBetween(last.order_date, model.asOf),
    monthsSinceLast: last && monthsBetween(last.order_date, model.asOf),
  };
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
