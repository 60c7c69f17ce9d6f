import type { Customer } from '../data/customer.ts';
import type { Order } from '../data/order.ts';
import type { CustomerRecord, Store } from './store.ts';

/** The customers whose id follows `after`, with their orders: the same SQL on both engines. */
export async function readRecords(
  query: Store['query'],
  after: string,
  limit: number,
): Promise<readonly CustomerRecord[]> {
  const customers = (await query<CustomerRow>(PAGE_OF_CUSTOMERS, [after, limit])).map(toCustomer);
  const [first, last] = [customers[0], customers.at(-1)];
  if (!first || !last) return [];
  return joinOrders(customers, await query<Order>(PAGE_OF_ORDERS, [first.customer_id, last.customer_id]));
}

const PAGE_OF_CUSTOMERS = `SELECT customer_id, name, email, segment, array_to_string(interests, '|') AS interests, city,
    CAST(join_date AS VARCHAR) AS join_date, engagement_score, preferred_contact_time,
    array_to_string(pain_points, '|') AS pain_points, buying_behavior, response_rate,
    CAST(lifetime_value * 100 AS DOUBLE PRECISION) AS lifetime_value, locale, time_zone, email_consent
  FROM customers WHERE customer_id > $1 ORDER BY customer_id LIMIT $2`;

// By name of the table, so that it is the date that orders the rows and not its text.
const PAGE_OF_ORDERS = `SELECT order_id, customer_id, CAST(order_date AS VARCHAR) AS order_date, product_id, category,
    quantity, CAST(amount * 100 AS DOUBLE PRECISION) AS amount
  FROM orders WHERE customer_id BETWEEN $1 AND $2
  ORDER BY orders.customer_id, orders.order_date, orders.order_id`;

type CustomerRow = Omit<Customer, 'interests' | 'pain_points'> &
  Readonly<Record<'interests' | 'pain_points', string>>;

function toCustomer(row: CustomerRow): Customer {
  return {
    ...row,
    interests: listOf(row.interests),
    pain_points: listOf(row.pain_points) as Customer['pain_points'],
  };
}

const listOf = (text: string) => (text === '' ? [] : text.split('|'));

/** Both lists are in the order of customer ids. */
function joinOrders(customers: readonly Customer[], orders: readonly Order[]): CustomerRecord[] {
  let at = 0;
  return customers.map((customer) => {
    const own: Order[] = [];
    for (let next = orders[at]; next?.customer_id === customer.customer_id; next = orders[at]) {
      own.push(next);
      at += 1;
    }
    return { customer, orders: own };
  });
}
