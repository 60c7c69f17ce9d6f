import type { Customer } from '../data/customer.ts';
import type { Day } from '../data/days.ts';
import type { Order } from '../data/order.ts';

export interface CustomerRecord {
  readonly customer: Customer;
  /** By date, then id. */
  readonly orders: readonly Order[];
}

export interface StoreFacts {
  readonly customers: number;
  readonly orders: number;
  /** The analysis date. */
  readonly asOf: Day;
  /** Generated people: never mailed for real. */
  readonly isSample: boolean;
}

/**
 * Says anew who is in which segment, when a dataset is loaded: SQL of DuckDB whose rows are (customer_id, segment), one for
 * every customer, from the tables below. The segment of the file is what `customers.segment` holds until then.
 */
export type Segmentation = (asOf: Day) => string;

/** A value that SQL text can be given; both engines take them as $1, $2… */
export type SqlValue = string | number | boolean | null;

/**
 * The dataset, read-only. Tables (in both engines):
 *
 * - `customers(customer_id, name, email, segment, interests text[], city, join_date date, engagement_score double,
 *   preferred_contact_time, pain_points text[], buying_behavior, response_rate double, lifetime_value decimal(12,2),
 *   locale, time_zone, email_consent, derived text[])`
 * - `orders(order_id, customer_id, order_date date, product_id, category, quantity integer, amount decimal(12,2))`
 *
 * Ids are ASCII and sort by code unit. `customers()` pages by key, so memory depends on the page, not on the file.
 */
export interface Store {
  readonly facts: StoreFacts;
  /** Rows as plain objects. Decimals and counts must be cast in the SQL to `double`, dates to `varchar`. */
  query<Row>(sql: string, values?: readonly SqlValue[]): Promise<readonly Row[]>;
  /** The customers whose id follows `after`, in the order of ids, at most `limit`. */
  customers(after: string, limit: number): Promise<readonly CustomerRecord[]>;
  /** These customers, in the order of ids; ids that nobody has are left out. */
  find(ids: readonly string[]): Promise<readonly CustomerRecord[]>;
  close(): void;
}

/** Every customer in the order of ids, page by page. */
export async function* pages(store: Store, size = 1000): AsyncGenerator<readonly CustomerRecord[]> {
  let after = '';
  for (;;) {
    const page = await store.customers(after, size);
    const last = page.at(-1);
    if (!last) return;
    yield page;
    after = last.customer.customer_id;
  }
}
