import { addressesIn, cleanId, isRoundedId } from './address.ts';
import { consentOf } from './consent.ts';
import { type CustomerFile, readConsent } from './customer-row.ts';
import type { Target } from './mapping.ts';
import type { Row } from './read-rows.ts';

/** Whom a row names that says no. */
export interface Refusal {
  readonly ids: readonly string[];
  readonly emails: readonly string[];
}

const SAYS: readonly Target[] = ['email_consent', 'suppressed', 'blocklisted', 'opted_out', 'state'];

/**
 * Whom a row forbids to mail that is not taken as a customer or an order. Where its cells may have moved, nobody knows
 * which of them is the consent: any no among them counts, and so does a column that is filled when they said no.
 *
 * @param file whose cells were last turned to this row.
 * @returns `undefined` when it does not say no.
 */
export function refusalOf(file: CustomerFile, { cells: read, fault, text = '' }: Row): Refusal | undefined {
  const { cells, headers, delimiter, isOwn } = file;
  if (!SAYS.some((target) => cells.has(target))) return undefined;
  const parts = fault ? text.split(delimiter).map((part) => part.replaceAll('"', '').trim()) : read;
  cells.peek(parts);
  const inPlace = parts.length <= headers.length && (!fault || parts.length === headers.length);
  const saysNo = inPlace
    ? readConsent(file) === 'unsubscribed'
    : parts.some((part) => consentOf(part, file.consentWords) === 'unsubscribed') ||
      SAYS.slice(1).some((target) => cells.has(target));
  if (!saysNo) return undefined;
  const id = isOwn ? cells.raw('customer_id') : cleanId(cells.raw('customer_id'));
  const emails = inPlace
    ? [...cells.all('email').flatMap(addressesIn), ...listedIn(file)]
    : parts.flatMap(addressesIn);
  return { ids: isRoundedId(id) ? [] : [id], emails };
}

const FORBIDS: readonly Target[] = ['suppressed', 'opted_out', 'blocklisted'];

/** Addresses in the columns that forbid mail: a list beside the customers says no for those whom it names, not for its row. */
export function listedIn({ cells }: CustomerFile): readonly string[] {
  const listed: string[] = [];
  for (const target of FORBIDS) {
    for (const cell of cells.has(target) ? cells.all(target) : []) {
      if (cell.includes('@')) listed.push(...addressesIn(cell));
    }
  }
  return listed;
}
