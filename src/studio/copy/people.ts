import type { Store } from '../../store/store.ts';

/** Somebody whose mail can be looked at. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly segment: string;
  readonly locale: string;
}

/** People who are worth a look, each with why. */
export interface Preset extends Person {
  readonly why: string;
}

const COLUMNS = 'customer_id AS id, name, segment, locale';

/** The first of each segment, and the edges: the longest name, no name, no orders, Hindi and other languages. */
export async function presets(store: Store): Promise<readonly Preset[]> {
  const segments = store.query<Person>(
    `SELECT ${COLUMNS} FROM customers WHERE customer_id IN (SELECT min(customer_id) FROM customers GROUP BY segment) ORDER BY segment`,
  );
  const locales = store.query<Person>(
    `SELECT ${COLUMNS} FROM customers WHERE customer_id IN (SELECT min(customer_id) FROM customers WHERE locale <> '' GROUP BY split_part(locale, '-', 1)) ORDER BY locale`,
  );
  const one = (where: string, order: string) =>
    store.query<Person>(
      `SELECT ${COLUMNS} FROM customers WHERE ${where} ORDER BY ${order}, customer_id LIMIT 1`,
    );
  const edges = [
    ['Longest name', one("name <> ''", 'length(name) DESC')],
    ['No name', one("name = ''", 'customer_id')],
    ['No orders', one('customer_id NOT IN (SELECT customer_id FROM orders)', 'customer_id')],
    [
      'Most orders',
      one(
        'customer_id = (SELECT customer_id FROM orders GROUP BY customer_id ORDER BY count(*) DESC, customer_id LIMIT 1)',
        'customer_id',
      ),
    ],
  ] as const;
  const languages = new Intl.DisplayNames('en', { type: 'language' });
  const found = [
    ...(await segments).map((person) => ({ ...person, why: `First of ${person.segment}` })),
    ...(await locales).map((person) => ({ ...person, why: languages.of(person.locale) ?? person.locale })),
  ];
  for (const [why, people] of edges) for (const person of await people) found.push({ ...person, why });
  return found;
}

/** Up to 12 customers whose id or name holds the words. */
export async function peopleLike(store: Store, words: string): Promise<readonly Person[]> {
  const pattern = `%${words.toLowerCase().replace(/[\\%_]/g, '')}%`;
  return store.query<Person>(
    `SELECT ${COLUMNS} FROM customers WHERE lower(customer_id) LIKE $1 OR lower(name) LIKE $1 ORDER BY customer_id LIMIT 12`,
    [pattern],
  );
}
