import { type Day, monthsBetween } from '../data/days.ts';
import type { CustomerRecord } from '../store/store.ts';
import type { Model } from './model.ts';

/** What one customer's orders say, as the choosing needs it. */
export interface History {
  readonly orders: number;
  /** Product id → the last day it was bought. */
  readonly owned: ReadonlyMap<string, Day>;
  /** ln of the geometric mean of the price paid for a piece, minor units; undefined without paid orders. */
  readonly logTypicalPrice: number | undefined;
  /** The catalogue category bought most often; ties go to the most recent, then to the alphabet. */
  readonly favouriteCategory: string | undefined;
  readonly lastProduct: string | undefined;
  readonly monthsSinceLast: number | undefined;
}

export function historyOf({ orders }: CustomerRecord, model: Model): History {
  const owned = new Map<string, Day>();
  const categories = new Map<string, { count: number; last: Day }>();
  let logs = 0;
  let paid = 0;
  for (const order of orders) {
    const known = owned.get(order.product_id);
    if (!known || order.order_date > known) owned.set(order.product_id, order.order_date);
    if (order.amount > 0) {
      logs += Math.log(order.amount / order.quantity);
      paid += 1;
    }
    const category = model.byId.get(order.product_id)?.category;
    if (category) {
      const { count, last } = categories.get(category) ?? { count: 0, last: '' };
      categories.set(category, {
        count: count + 1,
        last: compare(order.order_date, last) > 0 ? order.order_date : last,
      });
    }
  }
  const favourite = [...categories].sort(
    ([a, x], [b, y]) => y.count - x.count || compare(y.last, x.last) || compare(a, b),
  )[0]?.[0];
  const last = orders.at(-1);
  return {
    orders: orders.length,
    owned,
    logTypicalPrice: paid === 0 ? undefined : logs / paid,
    favouriteCategory: favourite,
    lastProduct: last?.product_id,
    monthsSinceLast: last && monthsBetween(last.order_date, model.asOf),
  };
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
