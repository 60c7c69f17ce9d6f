import { addDays, type Day } from '../data/days.ts';
import type { Segment } from '../data/vocabulary.ts';
import type { Store } from '../store/store.ts';

/** All that the model needs to know of everybody: a few numbers for each product. Rows are in no particular order. */
export interface ModelCounts {
  readonly asOf: Day;
  readonly customers: number;
  /** Customers of a segment who bought a product. */
  readonly buyers: readonly BuyersCount[];
  /** Customers who bought both of two products, where there are at least `PAIR_SUPPORT`. */
  readonly pairs: readonly PairCount[];
  /** Orders of a product in the `TREND_DAYS` up to the analysis date and in as many before, where there are any. */
  readonly trends: readonly TrendCount[];
}

export interface BuyersCount {
  readonly product_id: string;
  readonly segment: Segment;
  readonly buyers: number;
}

export interface PairCount {
  /** Comes before `other` by code unit. */
  readonly one: string;
  readonly other: string;
  readonly both: number;
}

export interface TrendCount {
  readonly product_id: string;
  readonly recent: number;
  readonly previous: number;
}

export const PAIR_SUPPORT = 5;
export const TREND_DAYS = 60;

/** Counts what a store holds; `tally.ts` counts the same without one. */
export async function countsOf(store: Store): Promise<ModelCounts> {
  const { asOf, customers } = store.facts;
  const { recent, previous } = trendWindows(asOf);
  return {
    asOf,
    customers,
    buyers: await store.query<BuyersCount>(BUYERS),
    pairs: await store.query<PairCount>(PAIRS, [PAIR_SUPPORT]),
    trends: await store.query<TrendCount>(TRENDS, [recent, previous]),
  };
}

/** The day before the first of each window. */
export function trendWindows(asOf: Day): { readonly recent: Day; readonly previous: Day } {
  return { recent: addDays(asOf, -TREND_DAYS), previous: addDays(asOf, -2 * TREND_DAYS) };
}

const BUYERS = `SELECT product_id, segment, CAST(count(DISTINCT o.customer_id) AS DOUBLE PRECISION) AS buyers
  FROM orders o JOIN customers c ON c.customer_id = o.customer_id GROUP BY product_id, segment`;

const PAIRS = `WITH bought AS (SELECT DISTINCT customer_id, product_id FROM orders)
  SELECT a.product_id AS one, b.product_id AS other, CAST(count(*) AS DOUBLE PRECISION) AS both
  FROM bought a JOIN bought b ON b.customer_id = a.customer_id AND b.product_id > a.product_id
  GROUP BY a.product_id, b.product_id HAVING count(*) >= $1`;

const TRENDS = `SELECT product_id,
    CAST(count(*) FILTER (WHERE order_date > CAST($1 AS DATE)) AS DOUBLE PRECISION) AS recent,
    CAST(count(*) FILTER (WHERE order_date <= CAST($1 AS DATE)) AS DOUBLE PRECISION) AS previous
  FROM orders WHERE order_date > CAST($2 AS DATE) GROUP BY product_id`;
