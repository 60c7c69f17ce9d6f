import type { Customer } from '../data/customer.ts';
import type { Order } from '../data/order.ts';
import type { CustomerRecord, Store, StoreFacts } from './store.ts';

/** A store on whatever answers SQL: the same text on both engines. */
export function storeOn(facts: StoreFacts, query: Store['query'], close: () => void): Store {
  return {
    facts,
    query,
    customers: (after, limit) => readRecords(query, after, limit),
    find: (ids) => findRecords(query, ids),
    close,
  };
}

/** The customers whose id follows `after`, with their orders. */
async function readRecords(
  query: Store['query'],
  after: string,
  limit: number,
): Promise<readonly CustomerRecord[]> {
  const customers = (await query<CustomerRow>(PAGE_OF_CUSTOMERS, [after, limit])).map(toCustomer);
  const [first, last] = [customers[0], customers.at(-1)];
  if (!first || !last) return [];
  return joinOrders(customers, await query<Order>(PAGE_OF_ORDERS, [first.customer_id, last.customer_id]));
}

/** These customers with their orders, in the order of ids. */
async function findRecords(
  query: Store['query'],
  ids: readonly string[],
): Promise<readonly CustomerRecord[]> {
  if (ids.length === 0) return [];
  const list = ids.map((_, at) => `$${at + 1}`).join(', ');
  const customers = (await query<CustomerRow>(someCustomers(list), ids)).map(toCustomer);
  return joinOrders(customers, await query<Order>(someOrders(list), ids));
}

const CUSTOMER = `SELECT customer_id, name, email, segment, array_to_string(interests, '|') AS interests, city,
    CAST(join_date AS VARCHAR) AS join_date, engagement_score, preferred_contact_time,
    array_to_string(pain_points, '|') AS pain_points, buying_behavior, response_rate,
    CAST(lifetime_value * 100 AS DOUBLE PRECISION) AS lifetime_value, locale, time_zone, email_consent,
    array_to_string(derived, '|') AS derived
  FROM customers`;

const PAGE_OF_CUSTOMERS = `${CUSTOMER} WHERE customer_id > $1 ORDER BY customer_id LIMIT $2`;
const someCustomers = (list: string) => `${CUSTOMER} WHERE customer_id IN (${list}) ORDER BY customer_id`;

// By name of the table, so that it is the date that orders the rows and not its text.
const ORDER = `SELECT order_id, customer_id, CAST(order_date AS VARCHAR) AS order_date, product_id, category,
    quantity, CAST(amount * 100 AS DOUBLE PRECISION) AS amount FROM orders`;
const IN_ORDER = 'ORDER BY orders.customer_id, orders.order_date, orders.order_id';

const PAGE_OF_ORDERS = `${ORDER} WHERE customer_id BETWEEN $1 AND $2 ${IN_ORDER}`;
const someOrders = (list: string) => `${ORDER} WHERE customer_id IN (${list}) ${IN_ORDER}`;

type List = 'interests' | 'pain_points' | 'derived';
type CustomerRow = Omit<Customer, List> & Readonly<Record<List, string>>;

function toCustomer(row: CustomerRow): Customer {
  return {
    ...row,
    interests: listOf(row.interests),
    pain_points: listOf(row.pain_points) as Customer['pain_points'],
    derived: listOf(row.derived) as Customer['derived'],
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
