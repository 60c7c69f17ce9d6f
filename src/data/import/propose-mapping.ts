import { PitchwrightError } from '../../errors.ts';
import { CUSTOMER_COLUMNS } from '../customer.ts';
import { ORDER_COLUMNS } from '../order.ts';
import { type CellKinds, kindsOf } from './cell-kinds.ts';
import { CUSTOMER_WORDS, headerKey, ORDER_WORDS } from './header-words.ts';
import { likeness } from './likeness.ts';
import { headersOf, type Mapping, mappingSchema, type Target } from './mapping.ts';
import { isOptOut, refuseUnusedOptOuts, withOptOuts } from './opt-out-columns.ts';
import { PRESETS, type Preset } from './presets.ts';

/** What a file was taken for, and why. */
export interface Proposal {
  readonly mapping: Mapping;
  /** `own`: files as this program writes them; `saved`: a mapping made before; `proposed`: worth a look. */
  readonly by: 'own' | 'preset' | 'saved' | 'proposed';
  /** Completes "recognised as …". */
  readonly title: string;
  /** Why each column of a proposal was chosen, by target. */
  readonly reasons: Readonly<Partial<Record<Target, string>>>;
}

/** What is known of a file: its headers, and its first rows. */
export interface Glance {
  readonly name: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Finds out what the columns of a file are: a mapping made before, a known export, or names and contents that look
 * alike.
 * @param saved mappings to prefer, the first that fits.
 * @throws PitchwrightError `IMPORT_UNKNOWN_COLUMNS`
 */
export function proposeMapping(glance: Glance, saved: readonly Mapping[] = []): Proposal {
  const own = saved.find((mapping) => fits(mapping, glance));
  if (own) {
    refuseUnusedOptOuts(own, glance.name, glance.headers);
    return { mapping: own, by: 'saved', title: `a file of ${own.kind} with a mapping`, reasons: {} };
  }
  const found = ownFormat(glance) ?? known(glance) ?? alike(glance);
  return { ...found, mapping: withOptOuts(found.mapping, glance.headers) };
}

function fits(mapping: Mapping, { name, headers }: Glance): boolean {
  if (mapping.file !== undefined && mapping.file !== name) return false;
  if (mapping.format === 'fixed') return true;
  if (mapping.headers) {
    return (
      mapping.headers.length === headers.length && mapping.headers.every((each) => headers.includes(each))
    );
  }
  const named = headersOf(mapping);
  return named.length > 0 && named.every((each) => headers.includes(each));
}

function ownFormat({ headers }: Glance): Proposal | undefined {
  for (const [kind, columns, needed] of [
    [
      'customers',
      CUSTOMER_COLUMNS,
      ['customer_id', 'name', 'email', 'segment', 'join_date', 'lifetime_value'],
    ],
    ['orders', ORDER_COLUMNS, ORDER_COLUMNS],
  ] as const) {
    if (!needed.every((column) => headers.includes(column))) continue;
    const present = columns.filter((column) => headers.includes(column));
    const mapping = mappingSchema.parse({
      kind,
      columns: Object.fromEntries(present.map((each) => [each, each])),
    });
    return { mapping, by: 'own', title: `${kind}.csv of this program`, reasons: {} };
  }
  return undefined;
}

function known({ headers }: Glance): Proposal | undefined {
  const byKey = new Map<string, string>();
  for (const header of headers) {
    if (!byKey.has(headerKey(header))) byKey.set(headerKey(header), header);
  }
  const find = (name: string) => byKey.get(headerKey(name));
  const isThere = (need: string | readonly string[]) =>
    [need].flat().some((name) => find(name) !== undefined);
  const preset = PRESETS.find(({ needs }) => needs.every(isThere));
  if (!preset) return undefined;
  const columns = Object.entries(preset.columns).flatMap(([target, names]) => {
    const present = names.map(find).filter((header) => header !== undefined);
    return present.length === 0 ? [] : [[target, present.length === 1 ? present[0] : present] as const];
  });
  return {
    mapping: mappingSchema.parse({
      kind: preset.kind,
      columns: Object.fromEntries(columns),
      ...constantsOf(preset),
    }),
    by: 'preset',
    title: preset.title,
    reasons: {},
  };
}

/** Payments name no product, only invoices: all of them are the same one. */
function constantsOf({ name }: Preset): object {
  return name === 'stripe-payments' ? { constants: { product_id: 'payment' } } : {};
}

/** What only a column that forbids mail may be. */
const FORBIDS: readonly Target[] = ['suppressed', 'blocklisted', 'opted_out'];
/** Never guessed: a word more may be a "not". */
const CONSENTS: readonly Target[] = [...FORBIDS, 'email_consent', 'state', 'opted_in'];

/** A day of one order, which no file of customers has; `last order date` is another thing. */
const ORDER_DAY = /^(order|purchase|sale|transaction|invoice|payment)(ed|d)?[ _-]?(date|day|time|at|on)$/i;

/** The lowest likeness of names that counts. */
const ALIKE = 0.8;

interface Candidate {
  readonly target: Target;
  readonly header: string;
  readonly score: number;
  readonly reason: string;
}

function alike(glance: Glance): Proposal {
  const kinds = glance.headers.map((_, at) => kindsOf(glance.rows.map((cells) => cells[at] ?? '')));
  const [customers, orders] = [CUSTOMER_WORDS, ORDER_WORDS].map((words) => assign(glance, kinds, words));
  const has = (found: ReadonlyMap<Target, Candidate> | undefined, target: Target) =>
    found?.has(target) === true;
  const isOrders =
    has(orders, 'order_date') &&
    (has(orders, 'amount') || has(orders, 'unit_price')) &&
    (has(orders, 'customer_id') || has(orders, 'email')) &&
    (has(orders, 'order_id') ||
      has(orders, 'quantity') ||
      has(orders, 'product_id') ||
      has(orders, 'product_name') ||
      ORDER_DAY.test(orders?.get('order_date')?.header ?? ''));
  const found = new Map(isOrders ? orders : customers);
  if (!isOrders) takeListOfRefusals(glance, kinds, found);
  if (!isOrders && !found.has('email') && !found.has('customer_id')) {
    throw new PitchwrightError(
      'IMPORT_UNKNOWN_COLUMNS',
      `${glance.name} has no column that looks like an e-mail address or an id: its columns are ${shortList(glance.headers)}`,
      {
        hint: 'say what they are in a mapping file and name it with --map; files without a header row need one too',
      },
    );
  }
  const mapping = mappingSchema.parse({
    kind: isOrders ? 'orders' : 'customers',
    headers: [...glance.headers],
    // Columns without names look alike in every file.
    ...(glance.headers.every((header) => /^Column \d+$/.test(header)) ? { file: glance.name } : {}),
    columns: Object.fromEntries([...found].map(([target, { header }]) => [target, header])),
  });
  return {
    mapping,
    by: 'proposed',
    title: `a file of ${mapping.kind}, by the names and contents of its columns`,
    reasons: Object.fromEntries([...found].map(([target, { reason }]) => [target, reason])),
  };
}

/** A list of addresses under a header such as "Unsubscribed e-mails": who stands in it said no. */
function takeListOfRefusals(
  { headers }: Glance,
  kinds: readonly CellKinds[],
  found: Map<Target, Candidate>,
): void {
  const header = headers.find((each, at) => isOptOut(each) && (kinds[at] as CellKinds).email >= 0.5);
  if (header === undefined || found.has('email')) return;
  const candidate = { header, score: 1, reason: 'it holds the addresses of those who said no' };
  found.set('email', { ...candidate, target: 'email' });
  found.set('suppressed', { ...candidate, target: 'suppressed' });
}

/** Gives every target its best column, the surest pairs first; no column serves twice. */
function assign(
  { headers }: Glance,
  kinds: readonly CellKinds[],
  words: Readonly<Partial<Record<Target, string>>>,
): ReadonlyMap<Target, Candidate> {
  const candidates: Candidate[] = [];
  headers.forEach((header, at) => {
    const key = headerKey(header.replace(/ \(\d+\)$/, ''));
    const repeat = / \(\d+\)$/.test(header) ? 0.05 : 0;
    for (const [target, names] of Object.entries(words) as [Target, string][]) {
      if (isOptOut(header) && !FORBIDS.includes(target)) continue;
      const best = Math.max(...keysOf(names).map((name) => likeness(key, name)));
      const content = contentScore(target, kinds[at] as CellKinds);
      if (content < 0) continue;
      if (best >= (CONSENTS.includes(target) ? 1 : ALIKE)) {
        const reason = best === 1 ? 'the name says it' : 'the name is much like it';
        candidates.push({ target, header, score: best + content / 10 - repeat, reason });
      } else if (target === 'email' && content === 1) {
        candidates.push({ target, header, score: 0.7 - repeat, reason: 'it holds addresses' });
      }
    }
  });
  candidates.sort((a, b) => b.score - a.score);
  const found = new Map<Target, Candidate>();
  const used = new Set<string>();
  for (const candidate of candidates) {
    if (found.has(candidate.target) || used.has(candidate.header)) continue;
    found.set(candidate.target, candidate);
    used.add(candidate.header);
  }
  return found;
}

const keys = new Map<string, readonly string[]>();

function keysOf(names: string): readonly string[] {
  let found = keys.get(names);
  if (!found) {
    found = names.split(' ').map(headerKey);
    keys.set(names, found);
  }
  return found;
}

const DATES: readonly Target[] = ['join_date', 'order_date', 'last_changed', 'last_active', 'last_open'];
const MONEY: readonly Target[] = [
  'lifetime_value',
  'amount',
  'unit_price',
  'line_discount',
  'order_discount',
  'refunded',
];

/** 1: the cells are what the target needs; 0: they say nothing; -1: they are something else. */
function contentScore(target: Target, kinds: CellKinds): number {
  const agrees = (share: number) => (kinds.filled === 0 ? 0 : share >= 0.5 ? 1 : -1);
  if (target === 'email') return agrees(kinds.email);
  if (DATES.includes(target)) return agrees(kinds.date);
  if (MONEY.includes(target)) return agrees(kinds.money);
  if (target === 'country') return agrees(Math.max(kinds.country, 0.5));
  if (['customer_id', 'name', 'first_name', 'last_name', 'city'].includes(target))
    return kinds.email > 0.5 || kinds.date > 0.5 ? -1 : 0;
  return 0;
}

function shortList(headers: readonly string[]): string {
  const names = headers.slice(0, 8).map((header) => `"${header.slice(0, 40)}"`);
  return headers.length > 8 ? `${names.join(', ')} and ${headers.length - 8} more` : names.join(', ');
}
