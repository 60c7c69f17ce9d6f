import { hash32 } from '../../digest.ts';
import { integers } from './growable.ts';
import { foldedText } from './plain-text.ts';

/** So many names of one customer are told. */
const MOST_NAMES = 3;
const MOST_LETTERS = 60;

/**
 * Which customers carry more than one name: one address, or one id, may stand for two people. Of everybody a number is
 * kept, and names only of those who have several: the first reading finds out who they are, the second one gathers.
 */
export class NamesMet {
  /** By customer, the hash of the first name; 0 for none. */
  readonly #first = integers();
  readonly #several = new Map<number, string[]>();

  /** In the first reading. */
  meet(customer: number, name: string): void {
    if (name === '') return;
    while (this.#first.length <= customer) this.#first.push(0);
    const hash = hash32(nameKey(name)) | 0 || 1;
    const first = this.#first.at(customer);
    if (first === 0) this.#first.set(customer, hash);
    else if (first !== hash && !this.#several.has(customer)) this.#several.set(customer, []);
  }

  /** In the second reading. */
  gather(customer: number, name: string): void {
    const names = this.#several.get(customer);
    if (!names || name === '' || names.length > MOST_NAMES) return;
    const key = nameKey(name);
    if (names.every((each) => nameKey(each) !== key)) names.push(name);
  }

  hasSeveral(customer: number): boolean {
    return this.#several.has(customer);
  }

  /** The gathered names of a customer, for a sentence. */
  inWords(customer: number): string {
    const names = (this.#several.get(customer) ?? []).map((name) =>
      name.length <= MOST_LETTERS ? name : `${name.slice(0, MOST_LETTERS - 1)}…`,
    );
    return [...names.slice(0, MOST_NAMES), ...(names.length > MOST_NAMES ? ['…'] : [])].join(', ');
  }
}

/** What stays the same of a name however it is typed: no case, accents, spaces and signs. */
export function nameKey(name: string): string {
  // Most names: cheaper than what follows, and the same.
  if (ASCII_WORDS.test(name)) return name.toLowerCase().replaceAll(' ', '');
  const folded = LATIN.test(name)
    ? foldedText(name)
    : name.normalize('NFKD').replace(ACCENTS, '').toLowerCase();
  return folded.replace(/[\s\p{P}]+/gu, '');
}

const ASCII_WORDS = /^[A-Za-z ]+$/;
const LATIN = /\p{Script=Latin}/u;
/** In scripts such as Devanagari other marks are vowels, and make another name. */
const ACCENTS = /[\u0300-\u036f]/g;
