import type { z } from 'zod';
import { type Customer, customerSchema } from '../customer.ts';
import { cleanId, isRoundedId, readAddress } from './address.ts';
import { type Answer, answerOf, isTimeUntil, isYes, strictest } from './consent.ts';
import { countryOf } from './countries.ts';
import type { Moment } from './dates.ts';
import { isGeneralStatus } from './general-status.ts';
import type { CustomerTarget, Target } from './mapping.ts';
import { SCALE } from './money.ts';
import { plainText } from './plain-text.ts';
import type { RowCells } from './row-cells.ts';

/** Columns whose values are taken over as they are, when a file has them in our own words. */
export const OWN_WORDS = [
  'segment',
  'interests',
  'engagement_score',
  'preferred_contact_time',
  'pain_points',
  'buying_behavior',
  'response_rate',
  'locale',
  'time_zone',
] as const satisfies readonly (CustomerTarget & keyof Customer)[];

export type OwnWord = (typeof OWN_WORDS)[number];

/** One row of a file of customers, cleaned. Texts are empty and numbers -1 where the file says nothing. */
export interface CustomerRow {
  /** As the file has it, without an apostrophe; not yet a folder's name. */
  readonly id: string;
  readonly name: string;
  /** Lower-cased. */
  readonly email: string;
  readonly city: string;
  readonly consent: Answer;
  /** Day number. */
  readonly joined: number;
  /** Minutes since 1970: which of two rows about one person is the newer one. */
  readonly changed: number;
  readonly lastActive: number;
  /** Minute of the day at which they last opened a mail. */
  readonly openedAt: number;
  readonly lastOpen: number;
  /** What the file says they spent, in minor units, and how often they ordered. */
  readonly total: number;
  readonly orders: number;
  readonly words: Readonly<Record<OwnWord, string>>;
  /** Of the values above, those that were worked out, here or by the import that wrote the file. */
  readonly derived: readonly string[];
}

/** Targets without which a short row is not taken: who it is, and whether they may be mailed. */
export const DECISIVE: readonly Target[] = [
  'email',
  'customer_id',
  'email_consent',
  'suppressed',
  'blocklisted',
  'state',
  'opted_out',
];

/** How the columns of a file are to be understood. */
export interface CustomerFile {
  readonly cells: RowCells;
  readonly headers: readonly string[];
  /** Between cells. */
  readonly delimiter: string;
  /** The last day that a date may name, and what to say of one after it. */
  readonly limit: Limit;
  /** A file as this program writes it: its values must be right; elsewhere strange words are left out. */
  readonly isOwn: boolean;
  readonly consentWords: ReadonlyMap<string, Answer> | undefined;
}

export interface Limit {
  readonly day: number;
  readonly reason: string;
}

/** Reads the row that the cells stand at; `undefined` when `cells.problem` says why not. */
export function readCustomer(file: CustomerFile): CustomerRow | undefined {
  const { cells, isOwn, limit } = file;
  const joined = cells.date('join_date', true);
  const changed = cells.date('last_changed', false);
  const lastActive = cells.date('last_active', false);
  const lastOpen = cells.date('last_open', false);
  const total = cells.money('lifetime_value', false);
  if (cells.has('currency')) cells.noteCurrency();
  if (joined && joined.day > limit.day)
    cells.reject(cells.header('join_date'), cells.raw('join_date'), limit.reason);
  const derived = isOwn ? cells.raw('derived').split('|').filter(Boolean) : [];
  const row: CustomerRow = {
    id: isOwn ? cells.text('customer_id') : readId(cells),
    name: readName(cells),
    email: readEmail(cells),
    city: cells.text('city').slice(0, 100),
    consent: readConsent(file),
    joined: joined?.day ?? -1,
    changed: stamp(notAfter(limit, changed)),
    lastActive: notAfter(limit, lastActive)?.day ?? -1,
    openedAt: notAfter(limit, lastOpen)?.minute ?? -1,
    lastOpen: notAfter(limit, lastOpen)?.day ?? -1,
    total: total === undefined ? -1 : Math.max(0, Math.round((total * 100) / SCALE)),
    orders: readCount(cells),
    words: readWords(cells, isOwn, derived),
    derived,
  };
  if (row.email === '' && row.name === '' && row.id === '') {
    cells.reject('', '', 'the row has no address, no name and no id');
  } else if (row.email === '' && row.id === '') {
    cells.reject(cells.header('email'), '', 'without an address or an id nobody can tell who it is');
  }
  return cells.problem ? undefined : row;
}

const notAfter = (limit: Limit, moment: Moment | undefined) =>
  moment && moment.day <= limit.day ? moment : undefined;

const stamp = (moment: Moment | undefined) => (moment ? moment.day * 1440 + Math.max(0, moment.minute) : -1);

function readId(cells: RowCells): string {
  const id = cleanId(cells.text('customer_id'));
  if (!isRoundedId(id)) return id;
  cells.note('ids rounded by a spreadsheet (7.2E+12) were not used: format the column as text', id);
  return '';
}

const MOST_NAME = 300;

export function readName(cells: RowCells): string {
  const first = cells.text('first_name');
  const last = cells.text('last_name');
  const name = `${first} ${last}`.trim() || cells.text('name');
  if (name.length > MOST_NAME)
    cells.reject(cells.header('name'), name, `holds more than ${MOST_NAME} characters`);
  // A dash or a dot in the place of a name says that there is none.
  return /[\p{L}\p{N}\p{S}]/u.test(name) ? name : '';
}

export function readEmail(cells: RowCells): string {
  const cell = cells.text('email');
  if (cell === '' || /^(-|n\/a|none|null|unknown)$/i.test(cell)) return '';
  const address = readAddress(cell);
  if (typeof address === 'string') return address;
  cells.reject(cells.header('email'), cell, address.reason);
  return '';
}

/** What all columns of a row say together: the strictest of them. */
export function readConsent({ cells, consentWords: words, limit }: CustomerFile): Answer {
  let answer: Answer = 'unknown';
  for (const { cell, header } of cells.filled('email_consent')) {
    const word = plainText(cell);
    answer = strictest(
      answer,
      isGeneralStatus(header)
        ? statusSays(cells, header, word, words)
        : consentSays(cells, header, word, words),
    );
  }
  for (const cell of cells.all('blocklisted'))
    answer = strictest(answer, isYes(cell) ? 'withdrawn' : 'subscribed');
  if (cells.all('opted_in').some((cell) => isTimeUntil(limit.day, cell))) {
    answer = strictest(answer, 'subscribed');
  }
  for (const word of cells.all('state')) {
    const said = answerOf(plainText(word), words);
    if (said === 'withdrawn' || said === 'never') answer = strictest(answer, said);
  }
  return [...cells.all('opted_out'), ...cells.all('suppressed')].some(isYes) ? 'withdrawn' : answer;
}

type Words = CustomerFile['consentWords'];

function consentSays(cells: RowCells, header: string, word: string, words: Words): Answer {
  const answer = answerOf(word, words);
  if (answer === 'unclear')
    cells.noteWord(
      `${header}: words that are not understood give no consent; list them under consent in the mapping`,
      word,
    );
  return answer;
}

/** An "active" account is no wish for mail: only words that the mapping itself names are a yes. */
function statusSays(cells: RowCells, header: string, word: string, words: Words): Answer {
  const answer = answerOf(word, words);
  if (answer === 'unclear') return 'unknown';
  if (answer !== 'subscribed' || words?.get(word.toLowerCase()) === 'subscribed') return answer;
  cells.note(
    `${header}: a general status gives no consent; list the words that do under consent › subscribed in the mapping`,
    word,
  );
  return 'unknown';
}

function readCount(cells: RowCells): number {
  const text = cells
    .raw('order_count')
    .replace(/[\s,.'\u00a0](?=\d{3}\b)/g, '')
    .replace(/[.,]0+$/, '');
  return /^\d{1,7}$/.test(text) ? Number(text) : -1;
}

function readWords(cells: RowCells, isOwn: boolean, derived: string[]): Record<OwnWord, string> {
  const words = {} as Record<OwnWord, string>;
  for (const column of OWN_WORDS) {
    const text = cells.text(column);
    words[column] = text;
    if (text === '') continue;
    const problem = wrongWith(column, text);
    if (problem === undefined) continue;
    words[column] = '';
    if (isOwn) cells.reject(cells.header(column), text, problem);
    else if (column !== 'locale') {
      cells.note(`${cells.header(column)}: values that this program does not know were left out`, text);
    }
  }
  if (words.engagement_score === '' && cells.has('rating')) {
    words.engagement_score = ratingOf(cells);
    if (words.engagement_score !== '') derived.push('engagement_score');
  }
  if (words.time_zone === '' && cells.has('country')) {
    words.time_zone = countryOf(cells.text('country'))?.zone ?? '';
    if (words.time_zone !== '') derived.push('time_zone');
  }
  return words;
}

/** The same few words come again and again: what the schema says of them is kept, by column. */
const verdicts = new Map<OwnWord, Map<string, string | undefined>>(
  OWN_WORDS.map((column) => [column, new Map()]),
);
const MOST_VERDICTS = 5000;

function wrongWith(column: OwnWord, text: string): string | undefined {
  const known = verdicts.get(column) as Map<string, string | undefined>;
  if (known.has(text)) return known.get(text);
  const schema: z.ZodType = customerSchema.shape[column];
  const result = schema.safeParse(text);
  const verdict = result.success ? undefined : (result.error.issues[0]?.message ?? 'is not right');
  if (known.size >= MOST_VERDICTS) known.clear();
  known.set(text, verdict);
  return verdict;
}

/** Five stars are 100. */
function ratingOf(cells: RowCells): string {
  const stars = cells.raw('rating');
  return /^[1-5]$/.test(stars) ? String(Number(stars) * 20) : '';
}
