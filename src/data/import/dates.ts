import type { Day } from '../days.ts';

/** A moment as a file tells it, in UTC. */
export interface Moment {
  /** Days since 1970-01-01. */
  readonly day: number;
  /** Minutes since midnight; -1 when only a day is given. */
  readonly minute: number;
  /** A time without a zone: it was taken for UTC. */
  readonly isNaive: boolean;
}

export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** Three numbers of which the file alone does not say which is the day: `04/12/2024`. */
export interface NumericDate {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** `/`, `-` or `.`: dates of one program are written alike. */
  readonly separator: string;
  readonly time: string;
}

/**
 * Reads a date. Days before 1900 and after 2199 are none.
 * @returns `undefined` for what is no date, `NumericDate` for what needs an order to be one.
 */
export function readDate(text: string): Moment | NumericDate | undefined {
  const numeric = NUMERIC.exec(text);
  if (numeric) {
    const [, a = '', separator = '', b = '', c = '', time = ''] = numeric;
    return { a: Number(a), b: Number(b), c: Number(c), separator, time };
  }
  const iso = ISO.exec(text) ?? COMPACT.exec(text);
  if (iso) return moment(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso[4] ?? '');
  if (/^\d{10}$|^\d{13}$/.test(text)) return fromEpoch(Number(text) * (text.length === 10 ? 1000 : 1));
  const named = DAY_FIRST_NAMED.exec(text);
  if (named) return moment(fullYear(named[3]), monthOf(named[2]), Number(named[1]), named[4] ?? '');
  const american = MONTH_FIRST_NAMED.exec(text);
  if (american)
    return moment(fullYear(american[3]), monthOf(american[1]), Number(american[2]), american[4] ?? '');
  return undefined;
}

/** What the numbers prove by themselves: a day above 12, or day and month alike. @param today days since 1970. */
export function provenOrder(date: NumericDate, today: number): DateOrder | 'either' | undefined {
  const { a, b, c } = date;
  // 23-01-15 may be the 23rd of January or the 15th: a year of two digits may stand first or last.
  const yearFirst = c < 100 ? inOrder(date, 'ymd') : undefined;
  if (yearFirst && inOrder(date, 'dmy') === undefined && inOrder(date, 'mdy') === undefined) return 'ymd';
  if (yearFirst && yearFirst.day <= today + FAR_AHEAD) {
    return a === b && b === c ? 'either' : undefined;
  }
  if (a > 12 && a <= 31 && b <= 12) return 'dmy';
  if (b > 12 && b <= 31 && a <= 12) return 'mdy';
  return a === b ? 'either' : undefined;
}

/** Days. Nobody's order or consent is that far in the future, so such a reading is none. */
const FAR_AHEAD = 730;

/** A numeric date in a known order; `undefined` when it is none in this order. */
export function inOrder({ a, b, c, time }: NumericDate, order: DateOrder): Moment | undefined {
  if (order === 'ymd') return moment(fullYear(a), b, c, time);
  return order === 'dmy' ? moment(fullYear(c), b, a, time) : moment(fullYear(c), a, b, time);
}

const TIME = String.raw`(?:[T ,]+(?:at +)?(\d{1,2}:\d{2}.*))?`;
const NUMERIC = new RegExp(String.raw`^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})${TIME}$`);
const ISO = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${TIME}$`);
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2}:?\d{2}.*))?$/;
const DAY_FIRST_NAMED = new RegExp(
  String.raw`^(?:\p{L}{2,9}\.?,? +)?(\d{1,2})\.?[ -](\p{L}{3,9})\.?,?[ -](\d{4})${TIME}$`,
  'u',
);
const MONTH_FIRST_NAMED = new RegExp(
  String.raw`^(?:\p{L}{2,9}\.?, +)?(\p{L}{3,9})\.? +(\d{1,2}),? +(\d{4})${TIME}$`,
  'u',
);
const CLOCK =
  /^(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)? *([ap])?\.?(?:m\.?)?(?: *(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}))?$/i;

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** English names only; other languages are no dates here, and the row says so. */
function monthOf(name: string | undefined): number {
  return MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
}

function fullYear(year: number | string | undefined): number {
  const number = Number(year);
  return number >= 100 ? number : number + (number < 70 ? 2000 : 1900);
}

const MS = 86_400_000;
const FIRST = Date.UTC(1900, 0, 1) / MS;
const LAST = Date.UTC(2199, 11, 31) / MS;
/** Ten or thirteen digits are a time from 2001 on; fewer would be amounts and ids. */
const FIRST_EPOCH = Date.UTC(2001, 8, 9);

function fromEpoch(ms: number): Moment | undefined {
  if (ms < FIRST_EPOCH || ms > LAST * MS) return undefined;
  return { day: Math.floor(ms / MS), minute: Math.floor((ms % MS) / 60_000), isNaive: false };
}

function moment(year: number, month: number, date: number, time: string): Moment | undefined {
  if (month < 1 || month > 12 || date < 1 || date > lengthOf(year, month)) return undefined;
  const day = Date.UTC(year, month - 1, date) / MS;
  if (day < FIRST || day > LAST) return undefined;
  if (time === '') return { day, minute: -1, isNaive: false };
  const clock = CLOCK.exec(time.trim());
  if (!clock) return undefined;
  const [, hours = '', minutes = '', seconds = '0', half, zone] = clock;
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 60) return undefined;
  const minute = hour * 60 + Number(minutes) - offsetOf(zone);
  const shift = Math.floor(minute / 1440);
  return { day: day + shift, minute: minute - shift * 1440, isNaive: zone === undefined };
}

/** Minutes east of Greenwich. */
function offsetOf(zone: string | undefined): number {
  const found = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone ?? '');
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
  return found[1] === '-' ? -minutes : minutes;
}

function lengthOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const printed = new Map<number, Day>();

/** 19723 → `2024-01-01`. */
export function printDay(day: number): Day {
  let text = printed.get(day);
  if (text === undefined) {
    text = new Date(day * MS).toISOString().slice(0, 10);
    printed.set(day, text);
  }
  return text;
}

/** `2024-01-01` → 19723. */
export function dayNumber(day: Day): number {
  return Date.parse(day) / MS;
}
