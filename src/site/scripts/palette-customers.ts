import type { ListColumns } from '../customer-list.ts';
import { fold, RANKS, rankAll } from './palette-match.ts';

/** Customers shown for a query. */
export const MOST_CUSTOMERS = 8;

/** Everybody by name and id, made for being searched at every key. */
export interface CustomerIndex {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly cities: readonly string[];
  /** Name and id, folded. */
  readonly texts: readonly string[];
  /** The letters each text has, as a set of 32 bits: what lacks a letter of the query is not looked at. */
  readonly letters: Int32Array;
  /** All rows, the shorter texts first; equally long ones in the order of the list. */
  readonly byLength: Uint32Array;
}

export function customerIndex({ total, ids, names, cities }: ListColumns): CustomerIndex {
  const allIds = total === 0 ? [] : ids.split('\n');
  const allNames = total === 0 ? [] : names.split('\n');
  const texts = allNames.map((name, at) => fold(`${name} ${allIds[at]}`));
  return {
    ids: allIds,
    names: allNames,
    cities: cities.codes.map((code) => cities.values[code] as string),
    texts,
    letters: Int32Array.from(texts, lettersOf),
    byLength: Uint32Array.from(texts.keys()).sort(
      (a, b) => (texts[a] as string).length - (texts[b] as string).length || a - b,
    ),
  };
}

function lettersOf(text: string): number {
  let set = 0;
  for (let at = 0; at < text.length; at += 1) set |= 1 << (text.charCodeAt(at) & 31);
  return set;
}

/**
 * The rows that fit best, best first; of equally good ones the shorter, then the earlier. Letters that stand apart
 * count only when nothing better fills the places.
 */
export function findCustomers(index: CustomerIndex, words: readonly string[]): readonly number[] {
  if (words.length === 0) return [];
  const close = best(index, words, RANKS.inside);
  // Of a number, digits that stand apart are chance.
  if (close.length === MOST_CUSTOMERS || words.some((word) => /\d/.test(word))) return close;
  const apart = best(index, words, RANKS.scattered).filter((at) => !close.includes(at));
  return [...close, ...apart].slice(0, MOST_CUSTOMERS);
}

function best({ texts, letters, byLength }: CustomerIndex, words: readonly string[], least: number) {
  const wanted = lettersOf(words.join(''));
  // One word begins the text and all others a word of it: nothing later is better.
  const perfect = 1 + RANKS.startOfText + RANKS.startOfWord * (words.length - 1);
  const top: { readonly at: number; readonly rank: number }[] = [];
  for (const at of byLength) {
    if (((letters[at] as number) & wanted) !== wanted) continue;
    const worst = top.length === MOST_CUSTOMERS ? (top.at(-1)?.rank ?? 0) : 0;
    // Of a single word the rank to beat is known.
    const rank = rankAll(words, texts[at] as string, words.length === 1 ? Math.max(least, worst) : least);
    if (rank <= worst) continue;
    let place = top.length;
    while (place > 0 && (top[place - 1]?.rank ?? 0) < rank) place -= 1;
    top.splice(place, 0, { at, rank });
    if (top.length > MOST_CUSTOMERS) top.pop();
    if (top.length === MOST_CUSTOMERS && (top.at(-1)?.rank ?? 0) >= perfect) break;
  }
  return top.map((found) => found.at);
}
