/** A stretch of a text, as `slice` takes it. */
export type Mark = readonly [from: number, to: number];

/** Letters without a decomposition of their own that are typed as others. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};
/** Accents, and the marks that direct or join letters. The vowel signs of Devanagari are letters, and stay. */
const SILENT = /[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]/g;
const ASCII = /^[\x20-\x7e]*$/;

/** The text in small letters without accents: what is compared. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  let folded = '';
  for (const letter of text) folded += foldLetter(letter);
  return folded;
}

/** Kept, because a long list has few different letters. */
const letters = new Map<string, string>();

function foldLetter(letter: string): string {
  const known = letters.get(letter);
  if (known !== undefined) return known;
  const small = letter.toLowerCase();
  const folded = PLAIN[small] ?? small.normalize('NFD').replace(SILENT, '');
  letters.set(letter, folded);
  return folded;
}

/** Folded, with the place in `text` that each folded letter comes from, and the text's length at the end. */
function foldWithPlaces(text: string): { readonly folded: string; readonly places: readonly number[] } {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const letter of text) {
    const small = foldLetter(letter);
    for (let step = 0; step < small.length; step += 1) places.push(at);
    folded += small;
    at += letter.length;
  }
  places.push(text.length);
  return { folded, places };
}

/** The words of a query, folded. */
export function wordsOf(query: string): readonly string[] {
  return fold(query).split(/\s+/).filter(Boolean);
}

/** How well a word is found in a folded text. */
export const RANKS = { nowhere: 0, scattered: 1, inside: 2, startOfWord: 3, startOfText: 4 } as const;

/** @param least what is worse is not found; at `scattered`, letters may stand apart, in order and from a word's start. */
export function rankOf(word: string, folded: string, least: number = RANKS.scattered): number {
  if (least === RANKS.startOfText) return folded.startsWith(word) ? RANKS.startOfText : RANKS.nowhere;
  const at = folded.indexOf(word);
  if (at === 0) return RANKS.startOfText;
  if (at > 0 && startOfWord(word, folded, at) >= 0) return RANKS.startOfWord;
  if (at > 0) return least <= RANKS.inside ? RANKS.inside : RANKS.nowhere;
  return least <= RANKS.scattered && scattered(word, folded) ? RANKS.scattered : RANKS.nowhere;
}

/**
 * The rank of a whole query: that of its words together. 0 when one of them is found nowhere; a query without words
 * finds everything alike.
 */
export function rankAll(words: readonly string[], folded: string, least: number = RANKS.scattered): number {
  let sum = 1;
  for (const word of words) {
    const rank = rankOf(word, folded, least);
    if (rank === RANKS.nowhere) return 0;
    sum += rank;
  }
  return sum;
}

/** Where the words stand in the text as it is written, in order and without overlap. */
export function marksOf(words: readonly string[], text: string): readonly Mark[] {
  const { folded, places } = foldWithPlaces(text);
  const isHit = new Uint8Array(folded.length);
  for (const word of words) {
    const first = folded.indexOf(word);
    if (first >= 0) {
      const at = first === 0 ? 0 : startOfWord(word, folded, first);
      isHit.fill(1, at >= 0 ? at : first, (at >= 0 ? at : first) + word.length);
    } else {
      for (const at of scattered(word, folded) ?? []) isHit[at] = 1;
    }
  }
  const marks: [number, number][] = [];
  for (let at = 0; at < folded.length; at += 1) {
    if (!isHit[at]) continue;
    const [from, to] = [places[at] as number, endOf(places, at)];
    const last = marks.at(-1);
    if (last && last[1] >= from) last[1] = to;
    else marks.push([from, to]);
  }
  return marks;
}

/** The end, in the text, of the letter that folded letter `at` belongs to; with the accents that follow it. */
function endOf(places: readonly number[], at: number): number {
  let next = at + 1;
  while (places[next] === places[at]) next += 1;
  return places[next] as number;
}

const WORD_LETTER = /[\p{L}\p{M}\p{N}]/u;
/** The first 128 code points that are letters or digits: asking a pattern a million times is what takes the time. */
const ASCII_WORD = Array.from({ length: 128 }, (_, code) => WORD_LETTER.test(String.fromCharCode(code)));

function startsWord(folded: string, at: number): boolean {
  return at === 0 || !(ASCII_WORD[folded.charCodeAt(at - 1)] ?? WORD_LETTER.test(folded[at - 1] as string));
}

/** The first place, from `at`, where the word begins one of the text's words; −1 without one. */
function startOfWord(word: string, folded: string, at: number): number {
  let found = at;
  while (found >= 0 && !startsWord(folded, found)) found = folded.indexOf(word, found + 1);
  return found;
}

/** The places of the word's letters, each after the one before, the first at the start of a word; two are chance. */
function scattered(word: string, folded: string): readonly number[] | undefined {
  if (word.length < 3) return undefined;
  let start = startOfWord(word[0] as string, folded, folded.indexOf(word[0] as string));
  // A later start finds no more than an earlier one, so one try is enough.
  if (start < 0) return undefined;
  const found = [start];
  for (const letter of word.slice(1)) {
    start = folded.indexOf(letter, start + 1);
    if (start < 0) return undefined;
    found.push(start);
  }
  return found;
}
