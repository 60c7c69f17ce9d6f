import { PitchwrightError } from '../../errors.ts';
import { CUSTOMER_COLUMNS } from '../customer.ts';
import { ORDER_COLUMNS } from '../order.ts';
import { assignColumns, type Candidate, type Columns } from './assign-columns.ts';
import { type CellKinds, kindsOf } from './cell-kinds.ts';
import type { Glance } from './glance.ts';
import { CUSTOMER_WORDS, headerKey, ORDER_WORDS } from './header-words.ts';
import { kindOfFile, type Purchases } from './kind-of-file.ts';
import { headersOf, type Mapping, mappingSchema, type Target } from './mapping.ts';
import { isOptOut, refuseUnusedOptOuts, withOptOuts } from './opt-out-columns.ts';
import { PRESETS, type Preset } from './presets.ts';
import { isRejectedFile, REJECTED_FRONT } from './rejected-columns.ts';

/** What a file was taken for, and why. */
export interface Proposal {
  readonly mapping: Mapping;
  /** `own`: files as this program writes them; `saved`: a mapping made before; `proposed`: worth a look. */
  readonly by: 'own' | 'preset' | 'saved' | 'proposed';
  /** Completes "recognised as …". */
  readonly title: string;
  /** Why each column of a proposal was chosen, by target. */
  readonly reasons: Readonly<Partial<Record<Target, string>>>;
  /** A file of customers that would be one of purchases if many of them came again. */
  readonly purchases?: Purchases;
}

/**
 * Finds out what the columns of a file are: a mapping made before, a known export, or names and contents that look
 * alike.
 * @param saved mappings to prefer, the first that fits.
 * @param said what a person says that the file lists, where nothing in it tells.
 * @throws PitchwrightError `IMPORT_UNKNOWN_COLUMNS` | `IMPORT_CONSENT_UNCLEAR`
 */
export function proposeMapping(
  seen: Glance,
  saved: readonly Mapping[] = [],
  said?: Mapping['kind'],
): Proposal {
  const glance = isRejectedFile(seen.headers) ? original(seen) : seen;
  const own = saved.find((mapping) => fits(mapping, glance));
  if (own) {
    refuseUnusedOptOuts(own, glance.name, glance.headers);
    return { mapping: own, by: 'saved', title: `a file of ${own.kind} with a mapping`, reasons: {} };
  }
  const found = ownFormat(glance) ?? known(glance) ?? alike(glance, said);
  return { ...found, mapping: withOptOuts(found.mapping, glance) };
}

/** Rows that were rejected have the columns of their file behind our own. */
function original({ name, headers, rows }: Glance): Glance {
  const own = REJECTED_FRONT.length;
  return { name, headers: headers.slice(own), rows: rows.map((cells) => cells.slice(own)) };
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

function alike(glance: Glance, said?: Mapping['kind']): Proposal {
  const kinds = glance.headers.map((_, at) => kindsOf(glance.rows.map((cells) => cells[at] ?? '')));
  const [customers, orders] = [CUSTOMER_WORDS, ORDER_WORDS].map((words) =>
    assignColumns(glance.headers, kinds, words),
  ) as [Columns, Columns];
  const { kind, found, purchases } = kindOfFile(glance, kinds, customers, orders, said);
  if (kind === 'customers') takeListOfRefusals(glance, kinds, found);
  if (kind === 'customers' && !found.has('email') && !found.has('customer_id')) {
    throw new PitchwrightError(
      'IMPORT_UNKNOWN_COLUMNS',
      `${glance.name} has no column that looks like an e-mail address or an id: its columns are ${shortList(glance.headers)}`,
      {
        hint: 'say what they are in a mapping file and name it with --map; files without a header row need one too',
      },
    );
  }
  const mapping = mappingSchema.parse({
    kind,
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
    ...(purchases ? { purchases } : {}),
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

function shortList(headers: readonly string[]): string {
  const names = headers.slice(0, 8).map((header) => `"${header.slice(0, 40)}"`);
  return headers.length > 8 ? `${names.join(', ')} and ${headers.length - 8} more` : names.join(', ');
}
