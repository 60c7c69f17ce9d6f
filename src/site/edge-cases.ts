import { formatMoney } from '../pitch/money-format.ts';
import { printDay } from '../report/day-words.ts';
import { LANGUAGES } from './customer-view.ts';
import type { SiteRow } from './site-row.ts';
import { printKilobytes } from './variants.ts';

/** Somebody whose mail is worth a look before everybody's goes. */
export interface EdgeCase {
  readonly title: string;
  readonly about: 'words' | 'mail' | 'data' | 'history';
  /** Whose mail is shown. */
  readonly row: SiteRow;
  /** What makes theirs the case, in a few words. */
  readonly why: string;
  /** How many are like this: 1 where only one can be. */
  readonly count: number;
  /** Up to nine more of them, in the order of the case. */
  readonly others: readonly SiteRow[];
}

const MOST_SHOWN = 10;

export const NO_ADDRESS = 'No address';

/** The cases somebody is in; of those equally extreme, the one with the smaller id. Reads every row a few times. */
export function edgeCases(rows: readonly SiteRow[], currency: string): readonly EdgeCase[] {
  const money = (minor: number) => formatMoney(minor, currency, 'en', true);
  const found = [
    most(rows, 'words', 'Longest name', letters, (n) => `${n} letters`),
    all(rows, 'words', 'A name in another script', isOtherScript, letters, () => 'not in Latin letters'),
    most(
      rows,
      'words',
      'Longest subject',
      (row) => row.subjectLength,
      (n) => `${n} characters`,
    ),
    ...languages(rows),
    most(rows, 'mail', 'Biggest mail', bytes, (n) => `${printKilobytes(n)} of HTML`),
    least(rows, 'mail', 'Smallest mail', bytes, (n) => `${printKilobytes(n)} of HTML`),
    most(rows, 'mail', 'Most products', products, (n) => `${n} products`),
    least(rows, 'mail', 'Fewest products', products, (n) => plural(n, 'product')),
    all(
      rows,
      'data',
      'Missing data',
      (row) => row.lacks.length > 0,
      (row) => row.lacks.length,
      (row) => `no ${row.lacks.join(', no ')}`,
    ),
    all(
      rows,
      'data',
      'No city',
      (row) => row.city === '',
      none,
      () => 'the mail names no place',
    ),
    all(
      rows,
      'data',
      'Most worked out',
      (row) => row.workedOut > 0,
      (row) => row.workedOut,
      (row) => `${plural(row.workedOut, 'field')} from no file`,
    ),
    all(
      rows,
      'data',
      NO_ADDRESS,
      (row) => row.reach === 'none',
      none,
      () => 'never mailed',
    ),
    all(
      rows,
      'data',
      'Unsubscribed',
      (row) => row.consent === 'unsubscribed',
      none,
      () => 'left out of every campaign',
    ),
    all(
      rows,
      'history',
      'Never ordered',
      (row) => row.orders === 0,
      none,
      () => 'no order on file',
    ),
    most(
      rows,
      'history',
      'Most orders',
      (row) => row.orders,
      (n) => plural(n, 'order'),
    ),
    most(rows, 'history', 'Highest spend', (row) => row.lifetimeValue, money),
    least(rows, 'history', 'Customer for longest', joined, (_, row) => `since ${printDay(row.joined)}`),
    most(rows, 'history', 'Newest customer', joined, (_, row) => `since ${printDay(row.joined)}`),
  ];
  return found.filter((each) => each !== undefined);
}

type Measure = (row: SiteRow) => number;

// Marks that stand on a letter are part of it.
const letters: Measure = ({ name }) => [...name.replace(/\p{M}/gu, '')].length;
const bytes: Measure = ({ htmlBytes }) => htmlBytes;
const products: Measure = ({ picks }) => picks.length;
const joined: Measure = ({ joined }) => Date.parse(joined);
const none: Measure = () => 0;

const isOtherScript = ({ name }: SiteRow) => /(?!\p{Script=Latin})\p{L}/u.test(name);

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The one with the most; undefined when all have as much. */
function most(
  rows: readonly SiteRow[],
  about: EdgeCase['about'],
  title: string,
  measure: Measure,
  why: (value: number, row: SiteRow) => string,
): EdgeCase | undefined {
  const [first] = rows;
  if (!first) return undefined;
  let [best, value, isEven] = [first, measure(first), true];
  for (const row of rows) {
    const own = measure(row);
    if (own !== value) isEven = false;
    if (own > value || (own === value && row.id < best.id)) [best, value] = [row, own];
  }
  return isEven ? undefined : { title, about, row: best, why: why(value, best), count: 1, others: [] };
}

function least(
  rows: readonly SiteRow[],
  about: EdgeCase['about'],
  title: string,
  measure: Measure,
  why: (value: number, row: SiteRow) => string,
): EdgeCase | undefined {
  return most(
    rows,
    about,
    title,
    (row) => -measure(row),
    (value, row) => why(-value, row),
  );
}

/** Everybody it is true of, those with the most first; undefined when there is nobody. */
function all(
  rows: readonly SiteRow[],
  about: EdgeCase['about'],
  title: string,
  isOne: (row: SiteRow) => boolean,
  measure: Measure,
  why: (row: SiteRow) => string,
): EdgeCase | undefined {
  const own = rows.filter(isOne);
  const [row, ...others] = own
    .map((each) => ({ each, value: measure(each) }))
    .sort((a, b) => b.value - a.value || (a.each.id < b.each.id ? -1 : 1))
    .slice(0, MOST_SHOWN)
    .map(({ each }) => each);
  return row && { title, about, row, why: why(row), count: own.length, others };
}

/** One mail in each language, when there are several; the longest subject of each. */
function languages(rows: readonly SiteRow[]): readonly (EdgeCase | undefined)[] {
  const locales = [...new Set(rows.map(({ locale }) => locale))].sort();
  if (locales.length < 2) return [];
  return locales.map((locale) =>
    all(
      rows,
      'words',
      `A mail in ${LANGUAGES[locale] ?? locale}`,
      (row) => row.locale === locale,
      (row) => row.subjectLength,
      () => 'with the longest subject in this language',
    ),
  );
}
