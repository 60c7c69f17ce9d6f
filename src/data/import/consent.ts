import type { Consent } from '../vocabulary.ts';
import { DATE_ORDERS, inOrder, readDate } from './dates.ts';

/**
 * What a file answers to whether somebody may be mailed, the strictest first. Within one import the strictest answer of
 * all rows counts; only `withdrawn` holds for every import after it. `unclear` are words that nobody understands.
 */
export const ANSWERS = ['withdrawn', 'never', 'unclear', 'subscribed', 'unknown'] as const;
export type Answer = (typeof ANSWERS)[number];

/** Who never ticked the box may not be mailed, and may still do so: that is no withdrawal. */
export const consentOfAnswer = (answer: Answer): Consent =>
  answer === 'withdrawn' ? 'unsubscribed' : answer === 'subscribed' ? 'subscribed' : 'unknown';

/** Answers that take a consent away which another row gives. */
export const isRestriction = (answer: Answer): boolean => answer !== 'subscribed' && answer !== 'unknown';

const WORDS: Readonly<Record<Exclude<Answer, 'unclear'>, string>> = {
  subscribed:
    'yes|y|true|1|subscribed|subscriber|opted in|opt in|optin|single opt in|confirmed opt in|confirmed|active|accepts marketing|granted|ja|oui|si|sí|sim|tak|kyllä|да|是|हाँ',
  never:
    'no|n|false|0|non subscribed|not subscribed|not opted in|never subscribed|pending|unconfirmed|transactional|nej|nein|nee|non|não|nie|ei|нет|否|नहीं',
  withdrawn:
    'unsubscribed|opted out|opt out|optout|cleaned|bounced|suppressed|blocked|blacklisted|blocklisted|redacted|invalid|denied|withdrawn',
  unknown: 'unknown|not set|n/a|na|null|none|undefined|?',
};

const MEANINGS = new Map<string, Answer>(
  Object.entries(WORDS).flatMap(([answer, words]) =>
    words.split('|').map((word) => [word, answer as Answer] as const),
  ),
);

/** The meaning of a word in a consent column, `unclear` when it is not known; no word says nothing. */
export function answerOf(word: string, own?: ReadonlyMap<string, Answer>): Answer {
  const text = word.trim().toLowerCase();
  if (text === '') return 'unknown';
  return own?.get(text) ?? MEANINGS.get(text.replace(/[_-]+/g, ' ')) ?? 'unclear';
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

/** What counts where two rows speak of one person. */
export function strictest(one: Answer, other: Answer): Answer {
  return ANSWERS.indexOf(one) <= ANSWERS.indexOf(other) ? one : other;
}

/** Consents that were withdrawn before this import: whoever is in them stays unsubscribed whatever the file says. */
export interface Withdrawn {
  /** Keys of `addressKey`. */
  readonly addresses: ReadonlySet<string>;
  /** Keys of `idKey`, or ids. */
  readonly ids: ReadonlySet<string>;
  /** Keys of ids → the key of the address that the same person has, where one is known. */
  readonly owners?: ReadonlyMap<string, string>;
}

export const NOBODY_WITHDREW: Withdrawn = { addresses: new Set(), ids: new Set() };
