import { addressesIn, cleanId, isRoundedId } from './address.ts';
import { type Answer, answerOf, isRestriction, strictest } from './consent.ts';
import { type CustomerFile, readConsent } from './customer-row.ts';
import type { Target } from './mapping.ts';
import type { Row } from './read-rows.ts';

/** Whom a row names that says no. */
export interface Refusal {
  readonly answer: Answer;
  readonly ids: readonly string[];
  readonly emails: readonly string[];
}

const SAYS: readonly Target[] = ['email_consent', 'suppressed', 'blocklisted', 'opted_out', 'state'];

/**
 * Whom a row forbids to mail that is not taken as a customer or an order. Where its cells may have moved, nobody knows
 * which of them is the consent: any no among them counts. A column that is filled when they said no may then be filled or
 * not: they are not mailed, and nothing is remembered of it.
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
  const answer = inPlace ? readConsent(file) : guessed(file, parts);
  if (!isRestriction(answer)) return undefined;
  const id = isOwn ? cells.raw('customer_id') : cleanId(cells.raw('customer_id'));
  const emails = inPlace
    ? [...cells.all('email').flatMap(addressesIn), ...listedIn(file)]
    : parts.flatMap(addressesIn);
  return { answer, ids: isRoundedId(id) ? [] : [id], emails };
}

/** A cell that is not understood may be any other column. */
function guessed({ cells, consentWords }: CustomerFile, parts: readonly string[]): Answer {
  const known = parts.map((part) => answerOf(part, consentWords)).filter((answer) => answer !== 'unclear');
  const least: Answer = SAYS.slice(1).some((target) => cells.has(target)) ? 'never' : 'unknown';
  return known.reduce(strictest, least);
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
