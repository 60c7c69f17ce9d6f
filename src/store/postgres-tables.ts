import type { Customer } from '../data/customer.ts';
import type { Order } from '../data/order.ts';

/** Byte order, as in DuckDB, whatever the language of the database. */
const TEXT = 'text COLLATE "C" NOT NULL';
const LIST = 'text[] COLLATE "C" NOT NULL';
const DAY = 'date NOT NULL';
const DOUBLE = 'double precision NOT NULL';
const MONEY = 'numeric(12,2) NOT NULL';

const CUSTOMERS: Readonly<Record<keyof Customer, string>> = {
  customer_id: TEXT,
  name: TEXT,
  email: TEXT,
  segment: TEXT,
  interests: LIST,
  city: TEXT,
  join_date: DAY,
  engagement_score: DOUBLE,
  preferred_contact_time: TEXT,
  pain_points: LIST,
  buying_behavior: TEXT,
  response_rate: DOUBLE,
  lifetime_value: MONEY,
  locale: TEXT,
  time_zone: TEXT,
  email_consent: TEXT,
  derived: LIST,
};

const ORDERS: Readonly<Record<keyof Order, string>> = {
  order_id: TEXT,
  customer_id: TEXT,
  order_date: DAY,
  product_id: TEXT,
  category: TEXT,
  quantity: 'integer NOT NULL',
  amount: MONEY,
};

export interface PostgresTable {
  readonly name: 'customers' | 'orders';
  /** Each with its type. */
  readonly columns: Readonly<Record<string, string>>;
  readonly key: string;
  readonly indexes: readonly string[];
}

/** The tables of the dataset in PostgreSQL; `Store` describes them for both engines. */
export const POSTGRES_TABLES: readonly PostgresTable[] = [
  { name: 'customers', columns: CUSTOMERS, key: 'customer_id', indexes: ['segment, buying_behavior'] },
  { name: 'orders', columns: ORDERS, key: 'order_id', indexes: ['customer_id, order_date', 'order_date'] },
];

/**
 * One line of COPY's text format per row, in the SQL of DuckDB. Backslash, tab and line ends are escaped; a list becomes
 * `{"a","b"}`, each word quoted, so that the word null stays a word.
 */
export function copyLineSql({ columns }: PostgresTable): string {
  const fields = Object.entries(columns).map(([name, type]) => {
    if (type === LIST)
      return `CASE WHEN len(${name}) = 0 THEN '{}' ELSE '{"' || array_to_string(${name}, '","') || '"}' END`;
    if (type === TEXT) return ESCAPES.reduce((sql, [from, to]) => `replace(${sql}, ${from}, '${to}')`, name);
    return `CAST(${name} AS VARCHAR)`;
  });
  return `concat_ws(chr(9), ${fields.join(', ')})`;
}

/** The backslash first, or the others' would be escaped again. */
const ESCAPES = [
  ["'\\'", '\\\\'],
  ['chr(9)', '\\t'],
  ['chr(10)', '\\n'],
  ['chr(13)', '\\r'],
] as const;
