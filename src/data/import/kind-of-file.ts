import { PitchwrightError } from '../../errors.ts';
import type { Candidate, Columns } from './assign-columns.ts';
import type { CellKinds } from './cell-kinds.ts';
import type { Glance } from './glance.ts';
import { headerKey } from './header-words.ts';
import type { Mapping, Target } from './mapping.ts';

/** The columns that a list of purchases would be read by. */
export interface Purchases {
  readonly who: Candidate;
  readonly when: Candidate;
  readonly paid: Candidate;
}

interface Kind {
  readonly kind: Mapping['kind'];
  readonly found: Map<Target, Candidate>;
  readonly purchases?: Purchases;
}

/**
 * Whether a file lists customers or what they bought. The names of its columns may say it, or the same customers who
 * come again on other days for other amounts. Where nothing proves it, nothing is guessed: read as customers, purchases
 * would be merged as repeated rows.
 *
 * @throws PitchwrightError `IMPORT_UNKNOWN_COLUMNS`
 */
export function kindOfFile(
  glance: Glance,
  kinds: readonly CellKinds[],
  customers: Columns,
  named: Columns,
  said?: Mapping['kind'],
): Kind {
  if (said === 'customers') return { kind: said, found: withWho(customers, named) };
  const orders = withPurchaseDay(glance, kinds, named);
  if (saysOrders(orders)) return { kind: 'orders', found: new Map(orders) };
  if (saysBought(orders)) throw withoutAmounts(glance, orders);
  const purchases = purchasesOf(glance, kinds, customers, orders);
  if (!purchases) return { kind: 'customers', found: new Map(customers) };
  if (said === 'orders' || comeAgain(glance, purchases))
    return { kind: 'orders', found: withPurchases(orders, purchases) };
  if (orders.has('order_date') && paidIn(orders)) throw unclear(glance.name, purchases);
  return { kind: 'customers', found: new Map(customers), purchases };
}

/** A column that a list of purchases names its buyers by does so in one of customers, too. */
function withWho(customers: Columns, orders: Columns): Map<Target, Candidate> {
  const who = orders.get('customer_id') ?? orders.get('email');
  if (!who || customers.has('email') || customers.has('customer_id')) return new Map(customers);
  return new Map([...[...customers].filter(([, { header }]) => header !== who.header), [who.target, who]]);
}

/** Also a day whose name is in no list of words. */
function withPurchaseDay({ headers }: Glance, kinds: readonly CellKinds[], orders: Columns): Columns {
  if (orders.has('order_date')) return orders;
  const header = headers.find((each, at) => isPurchaseDay(each) && (kinds[at] as CellKinds).date >= 0.5);
  if (header === undefined) return orders;
  const reason = 'the name says it is the day of a purchase';
  const others = [...orders].filter(([, candidate]) => candidate.header !== header);
  return new Map([...others, ['order_date', { target: 'order_date', header, score: 1, reason }]]);
}

/** A day of one purchase, which no list of customers has; that of the last one is another thing. */
function isPurchaseDay(header: string): boolean {
  const key = headerKey(header);
  return DAY.test(key) && PURCHASE.test(key) && !LAST.test(key);
}

const DAY =
  /date|datum|dato|fecha|data|day|time|tag$|(?<=ed|bestellt|gekauft|kauf)(at|on|am)$|tarikh|dinank|paivamaara/;
const PURCHASE =
  /order|purchase|sale|transaction|invoice|payment|bestell|kauf|rechnung|auftrag|beleg|zahlung|achat|commande|facture|vente|paiement|compra|venta|pedido|factura|pago|venda|acquist|ordine|vendita|fattura|aankoop|factuur|kop|kjop|kob|ordre|kharid|bikri/;
const LAST =
  /^(last|latest|recent|first|next|letzte|erste|derni|premi|ulti|prim|laatste|eerste|senast|forst|siste|sidste|antim|pahl)/;

function saysOrders(orders: Columns): boolean {
  return (
    orders.has('order_date') &&
    paidIn(orders) &&
    (orders.has('customer_id') || orders.has('email')) &&
    (WHAT.some((target) => orders.has(target)) || isPurchaseDay(orders.get('order_date')?.header ?? ''))
  );
}

const WHAT: readonly Target[] = ['order_id', 'quantity', 'product_id', 'product_name'];

const paidIn = (orders: Columns) => orders.has('amount') || orders.has('unit_price');

/** What was bought, by whom and when, and nothing of what was paid. */
function saysBought(orders: Columns): boolean {
  return (
    !paidIn(orders) &&
    (orders.has('customer_id') || orders.has('email')) &&
    isPurchaseDay(orders.get('order_date')?.header ?? '') &&
    WHAT.some((target) => orders.has(target))
  );
}

/** What a list of customers says, and no list of purchases. */
const OF_CUSTOMERS: readonly Target[] = [
  'order_count',
  'last_active',
  'last_open',
  'segment',
  'engagement_score',
  'rating',
  'interests',
  'opted_in',
  'opted_out',
  'buying_behavior',
];

/** The columns that may say who bought when for how much; `undefined` where they are rather about customers. */
function purchasesOf(
  { headers }: Glance,
  kinds: readonly CellKinds[],
  customers: Columns,
  orders: Columns,
): Purchases | undefined {
  if (OF_CUSTOMERS.some((target) => customers.has(target))) return undefined;
  const who = orders.get('customer_id') ?? orders.get('email');
  const used = [...customers.values(), ...orders.values()].map(({ header }) => header);
  const free = (
    target: Target,
    reason: string,
    test: (kinds: CellKinds) => boolean,
  ): Candidate | undefined => {
    const header = headers.find((each, at) => {
      const own = kinds[at] as CellKinds;
      return !used.includes(each) && own.filled >= 0.9 && test(own);
    });
    return header === undefined ? undefined : { target, header, score: 0.5, reason };
  };
  const when = orders.get('order_date') ?? free('order_date', 'it holds dates', ({ date }) => date >= 0.9);
  const paid =
    orders.get('amount') ??
    orders.get('unit_price') ??
    free('amount', 'it holds amounts', ({ price, date }) => price >= 0.9 && date < 0.5);
  if (!who || !when || !paid || when.header === paid.header) return undefined;
  const isTheirs = (target: Target, { header }: Candidate) => customers.get(target)?.header === header;
  return isTheirs('join_date', when) && isTheirs('lifetime_value', paid) ? undefined : { who, when, paid };
}

/** The least share of rows about somebody who stands above with another day or amount. */
export const AGAIN = 0.1;

function comeAgain({ headers, rows }: Glance, { who, when, paid }: Purchases): boolean {
  const [person, day, amount] = [who, when, paid].map(({ header }) => headers.indexOf(header)) as [
    number,
    number,
    number,
  ];
  const seen = new Map<string, Set<string>>();
  let again = 0;
  for (const cells of rows) {
    const key = (cells[person] ?? '').trim().toLowerCase();
    if (key === '') continue;
    const purchase = `${cells[day]} ${cells[amount]}`;
    const before = seen.get(key) ?? new Set();
    if (before.size > 0 && !before.has(purchase)) again += 1;
    seen.set(key, before.add(purchase));
  }
  return again > 0 && again >= rows.length * AGAIN;
}

function withPurchases(orders: Columns, { when, paid }: Purchases): Map<Target, Candidate> {
  const again = (candidate: Candidate) => ({
    ...candidate,
    reason: `${candidate.reason}, and the same customers come again`,
  });
  return new Map([...orders, [when.target, again(when)], [paid.target, again(paid)]]);
}

/** Nothing in the file tells one from the other. */
export function unclear(name: string, { who, when, paid }: Purchases): PitchwrightError {
  const columns = (...candidates: readonly Candidate[]) =>
    JSON.stringify(Object.fromEntries(candidates.map(({ target, header }) => [target, header])));
  return new PitchwrightError(
    'IMPORT_UNKNOWN_COLUMNS',
    `${name} may list customers or what they bought: it has dates in "${when.header}" and amounts in "${paid.header}"`,
    {
      hint: `say which in a mapping file and name it with --map. Purchases: files: [{ kind: orders, columns: ${columns(who, when, paid)} }]. Customers: files: [{ kind: customers, columns: ${columns(who)} }]`,
    },
  );
}

function withoutAmounts({ name }: Glance, orders: Columns): PitchwrightError {
  return new PitchwrightError(
    'IMPORT_UNKNOWN_COLUMNS',
    `${name} says what was bought and when ("${orders.get('order_date')?.header}"), and no column that is known says what was paid`,
    {
      hint: 'export it with the amounts, or say in a mapping file which column they are in and name it with --map',
    },
  );
}
