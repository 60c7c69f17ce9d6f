import type { Customer } from '../data/customer.ts';
import { slot } from './slot.ts';

/** How somebody may be called. Each part is empty where nobody knows it. */
export interface PersonName {
  readonly full: string;
  readonly first: string;
  readonly last: string;
}

const NOBODY: PersonName = { full: '', first: '', last: '' };

/**
 * The name of a customer, in the order in which it is spoken. A name that the import made up is none. Titles and
 * initials are no first names: of "Frau Müller" and "R. Narayan" nobody knows the first name.
 */
export function personName({ name, derived }: Pick<Customer, 'name' | 'derived'>): PersonName {
  const written = slot(name);
  if (derived.includes('name') || written.includes('@')) return NOBODY;
  const { given, family } = commaForm(written);
  const words = given.split(' ').filter((word) => word !== '');
  const titles = words.findIndex((word, at) => !isTitle(word, words.length - at - 1));
  const called = titles === -1 ? [] : words.slice(titles);
  const at = called.findIndex((word) => !isInitial(word));
  // One word behind a title or an initial may as well be the family's name.
  const isAlone = at === called.length - 1 && (titles > 0 || at > 0) && family === '';
  const first = at === -1 || isAlone ? '' : (called[at] as string);
  const last = isAlone ? (called[at] as string) : family || called.slice(at + 1).join(' ');
  return { full: written, first: /\p{L}/u.test(first) ? first : '', last };
}

/** `Müller, Anna` has the family's name first; what follows a comma may also be a degree: `Anna Müller, MD`. */
function commaForm(name: string): { readonly given: string; readonly family: string } {
  const [before = '', ...parts] = name.split(',').map((part) => part.trim());
  const after = parts.find((part) => part !== '' && !part.split(' ').every(isDegree));
  return after === undefined ? { given: before, family: '' } : { given: after, family: before };
}

/** @param following how many words come after it */
const isTitle = (word: string, following: number) =>
  TITLES.has(bare(word)) || (following >= 2 && ALSO_NAMES.has(bare(word)));
const isDegree = (word: string) => DEGREES.has(bare(word));
/** One capital letter, or several with dots: `R.`, `J.R.` */
const isInitial = (word: string) => /^(\p{Lu}|(\p{Lu}\.)+)$/u.test(word);
const bare = (word: string) => word.toLowerCase().replaceAll('.', '');

const TITLES: ReadonlySet<string> = new Set(
  (
    'mr mrs ms miss mx dr prof sir madam mister herr frau hr fr dipl-ing ing mag m mme mlle monsieur madame dott sig ' +
    'sigra signor signora sr sra srta señor señora dhr mevr shri shrimati smt ' +
    'श्री श्रीमती सुश्री डॉ'
  ).split(' '),
);

/** Titles that people are also called by: `Kumari Jha`, but `Kumari Anita Jha`. */
const ALSO_NAMES: ReadonlySet<string> = new Set(['sri', 'kumari', 'कुमारी']);

const DEGREES: ReadonlySet<string> = new Set(
  'jr sr ii iii iv phd md mba msc bsc esq dds llm inc ltd llc gmbh'.split(' '),
);
