import { PAIN_POINTS } from '../data/vocabulary.ts';
import { tierOf } from '../pitch/choose.ts';
import { farthestFirst } from './compare-farthest-first.ts';
import type { SiteRow } from './site-row.ts';

/** What a mail is made of, each trait a part of the distance between two. */
interface Traits {
  readonly row: SiteRow;
  /** In the order of `NAMED`: the same, or not. */
  readonly named: readonly string[];
  /** A bit for each of `PAIN_POINTS`. */
  readonly pains: number;
  /** 0 to 4: the fifth of all mails it belongs to by size. */
  readonly sizeFifth: number;
  readonly products: number;
}

const NAMED = ['segment', 'buying behaviour', 'language', 'engagement', 'film', 'orders'] as const;

export interface UnlikeMail {
  readonly row: SiteRow;
  /** The most like it of those before; undefined for the first, which is the most ordinary mail. */
  readonly nearest: SiteRow | undefined;
  /** 0 to 1: the share of what mails are made of in which the two differ. */
  readonly distance: number;
  /** In what the two differ. */
  readonly differsIn: readonly string[];
}

/**
 * The mails that differ most, by what they are made of: segment, behaviour, language, engagement tier, film, whether
 * there were orders (0 or 1 each), pain points (Jaccard distance), size and number of products (share of the range).
 * The first is the most ordinary: the nearest to the commonest value of every trait; the others follow by
 * farthest-first traversal. Ties go to the smaller id, so the order of rows does not matter.
 */
export function mostUnlike(rows: readonly SiteRow[], count = 10): readonly UnlikeMail[] {
  const all = traitsOf(rows);
  const [some] = all;
  if (!some) return [];
  const usual = { ...some, ...commonest(all) };
  const comesBefore = (one: Traits, other: Traits) => one.row.id < other.row.id;
  let first = some;
  for (const each of all) {
    const lead = distance(first, usual) - distance(each, usual);
    if (lead > 0 || (lead === 0 && comesBefore(each, first))) first = each;
  }
  return farthestFirst(all, count, first, distance, comesBefore).map(({ item, nearest, distance: away }) => ({
    row: item.row,
    nearest: nearest?.row,
    distance: nearest ? away / TRAITS : 1,
    differsIn: nearest ? differing(item, nearest) : [],
  }));
}

const TRAITS = NAMED.length + 3;
const MOST_PRODUCTS = 5;

function traitsOf(rows: readonly SiteRow[]): readonly Traits[] {
  const bytes = Float64Array.from(rows, ({ htmlBytes }) => htmlBytes).sort();
  const limits = [1, 2, 3, 4].map((fifth) => bytes[Math.floor((fifth * bytes.length) / 5)] ?? 0);
  return rows.map((row) => ({
    row,
    named: [
      row.segment,
      row.behavior,
      row.locale,
      tierOf(row.engagement),
      String(row.hasFilm),
      row.orders === 0 ? 'none' : 'some',
    ],
    pains: row.painPoints.reduce((bits, pain) => bits | (1 << PAIN_POINTS.indexOf(pain)), 0),
    sizeFifth: limits.filter((limit) => row.htmlBytes > limit).length,
    products: row.picks.length,
  }));
}

function distance(one: Traits, other: Traits): number {
  let away = 0;
  for (let at = 0; at < NAMED.length; at += 1) if (one.named[at] !== other.named[at]) away += 1;
  const either = bitsIn(one.pains | other.pains);
  if (either > 0) away += 1 - bitsIn(one.pains & other.pains) / either;
  away += Math.abs(one.sizeFifth - other.sizeFifth) / 4;
  return away + Math.min(1, Math.abs(one.products - other.products) / MOST_PRODUCTS);
}

function differing(one: Traits, other: Traits): readonly string[] {
  return [
    ...NAMED.filter((_, at) => one.named[at] !== other.named[at]),
    ...(one.pains === other.pains ? [] : ['pain points']),
    ...(one.sizeFifth === other.sizeFifth ? [] : ['size']),
    ...(one.products === other.products ? [] : ['number of products']),
  ];
}

function bitsIn(number: number): number {
  let count = 0;
  for (let rest = number; rest > 0; rest &= rest - 1) count += 1;
  return count;
}

function commonest(all: readonly Traits[]): Omit<Traits, 'row'> {
  return {
    named: NAMED.map((_, at) => mode(all.map(({ named }) => named[at] as string))),
    pains: mode(all.map(({ pains }) => pains)),
    sizeFifth: 2,
    products: mode(all.map(({ products }) => products)),
  };
}

/** The commonest value; the smallest of those equally common. */
function mode<Value extends string | number>(values: readonly Value[]): Value {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best = values[0] as Value;
  for (const [value, count] of counts) {
    const most = counts.get(best) as number;
    if (count > most || (count === most && value < best)) best = value;
  }
  return best;
}
