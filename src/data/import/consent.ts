import type { Consent } from '../vocabulary.ts';
import { DATE_ORDERS, inOrder, readDate } from './dates.ts';

/**
 * What the words of a consent column mean. A person who never subscribed may not be written to, nor one whose address
 * was cleaned or who has not confirmed yet: they count as unsubscribed.
 */
const WORDS: Readonly<Record<Consent, string>> = {
  subscribed:
    'yes|y|true|1|subscribed|subscriber|opted in|opt in|optin|single opt in|confirmed opt in|confirmed|active|accepts marketing|granted|ja|oui|si|sí|sim|tak|kyllä|да|是|हाँ',
  unsubscribed:
    'no|n|false|0|unsubscribed|never subscribed|non subscribed|not subscribed|opted out|opt out|optout|cleaned|bounced|pending|unconfirmed|suppressed|blocked|blacklisted|blocklisted|transactional|redacted|invalid|denied|withdrawn|nej|nein|non|não|nie|ei|нет|否|नहीं',
  unknown: 'unknown|not set|n/a|na|null|none|undefined|?',
};

const MEANINGS = new Map<string, Consent>(
  Object.entries(WORDS).flatMap(([consent, words]) =>
    words.split('|').map((word) => [word, consent as Consent] as const),
  ),
);

/** The meaning of a word in a consent column, `undefined` when it is not known; no word says nothing. */
export function consentOf(word: string, own?: ReadonlyMap<string, Consent>): Consent | undefined {
  const text = word.trim().toLowerCase();
  if (text === '') return 'unknown';
  return own?.get(text) ?? MEANINGS.get(text.replace(/[_-]+/g, ' '));
}

/** A cell of a suppression list or of a yes-or-no column: anything but "nothing" and "no". */
export function isYes(cell: string): boolean {
  return !/^\s*(|[-–—]|no|n|false|0|\[\]|none|null|n\/a|never|nej|nein|non|não|nie|ei|nee|нет|नहीं|0000-00-00.*)\s*$/i.test(
    cell,
  );
}

/** Whether a cell is the time of something that has happened: a day in any order of its numbers, until `last`. */
export function isTimeUntil(last: number, cell: string): boolean {
  const found = readDate(cell);
  if (found === undefined) return false;
  const read = 'day' in found ? [found] : DATE_ORDERS.map((order) => inOrder(found, order));
  const days = read.flatMap((moment) => (moment ? [moment.day] : []));
  return days.length > 0 && days.every((day) => day <= last);
}

/** The order in which consents win where several rows speak of one person: what forbids most comes first. */
export const STRICTEST: readonly Consent[] = ['unsubscribed', 'subscribed', 'unknown'];

export function strictest(one: Consent, other: Consent): Consent {
  return STRICTEST.indexOf(one) <= STRICTEST.indexOf(other) ? one : other;
}

/** Consents that were withdrawn before this import: whoever is in them stays unsubscribed whatever the file says. */
export interface Withdrawn {
  /** Keys of `addressKey`. */
  readonly addresses: ReadonlySet<string>;
  /** Keys of `idKey`, or ids. */
  readonly ids: ReadonlySet<string>;
}

export const NOBODY_WITHDREW: Withdrawn = { addresses: new Set(), ids: new Set() };
