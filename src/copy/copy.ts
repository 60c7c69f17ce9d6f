import type { Product } from '../data/product.ts';
import { sha256Of } from '../digest.ts';
import type { Brand } from './brand.ts';
import type { Catalogue } from './catalogue.ts';
import type { Content, Labels, LocaleFiles } from './content.ts';
import type { Segments } from './segments.ts';
import { compileText, type Text } from './text.ts';
import { setOf, setOfLink } from './variable-set.ts';

/** The same nest of keys, with every text compiled. */
type Compiled<T> = T extends string
  ? Text
  : T extends object
    ? { readonly [K in keyof T]: Compiled<T[K]> }
    : T;

/** All the words of one language. `dir` is not a text. */
export interface LocaleCopy {
  readonly locale: string;
  readonly dir: 'ltr' | 'rtl';
  readonly subjects: Compiled<LocaleFiles['subjects']>;
  readonly openings: Compiled<LocaleFiles['openings']>;
  readonly painPoints: Compiled<LocaleFiles['pain-points']>;
  readonly callsToAction: Compiled<LocaleFiles['calls-to-action']>;
  readonly reasons: Compiled<LocaleFiles['reasons']>;
  readonly film: Compiled<LocaleFiles['film']>;
  readonly labels: Compiled<Omit<Labels, 'dir'>>;
}

type OptionalLink = 'one_click' | 'unsubscribe_mail' | 'film';

/** The links of brand.yaml, ready to be filled. */
export type Links = Readonly<Record<Exclude<keyof Brand['links'], OptionalLink>, Text>> & {
  readonly one_click?: Text;
  readonly film?: Text;
};

/** Everything of `content/`, read and checked. */
export interface Copy {
  readonly brand: Brand;
  readonly links: Links;
  readonly catalogue: Catalogue;
  readonly products: ReadonlyMap<string, Product>;
  readonly segments: Segments;
  readonly locales: ReadonlyMap<string, LocaleCopy>;
  /** The folder as messages name it. */
  readonly folder: string;
  /** What all of it was made from. */
  readonly content: Content;
  /** SHA-256 over brand, catalogue, segments and copy as they were read: changes when any of them does. */
  readonly digest: string;
}

/**
 * Compiles every text of `content/`.
 * @throws PitchwrightError `COPY_INVALID`, naming file and key.
 */
export function compileCopy(content: Content): Copy {
  const { folder, brand, catalogue, segments, locales } = content;
  const digests = [brand, catalogue, segments].map((part) => JSON.stringify(part));
  const compiled = new Map<string, LocaleCopy>();
  for (const locale of brand.locales) {
    const files = locales[locale] as LocaleFiles;
    digests.push(locale, JSON.stringify(files));
    compiled.set(locale, compileLocale(locale, files, `${folder}/locales/${locale}`));
  }
  return {
    brand,
    links: compileLinks(brand.links, folder),
    catalogue,
    products: new Map(catalogue.products.map((product) => [product.id, product])),
    segments,
    locales: compiled,
    folder,
    content,
    digest: sha256Of(digests),
  };
}

/**
 * Which copy a customer reads, and why: their language, that language without its region, the brand's fall-back for
 * it, the brand's default.
 */
export function localeFor(
  copy: Copy,
  wanted: string,
): { readonly copy: LocaleCopy; readonly because: string } {
  const fallback = copy.locales.get(copy.brand.locales[0] as string) as LocaleCopy;
  if (wanted === '')
    return { copy: fallback, because: 'the customer has no language set; this is the brand’s default' };
  const tag = tagOf(wanted);
  const language = tag.split('-')[0] as string;
  for (const [key, because] of [
    [tag, `the customer’s language is ${wanted}`],
    [language, `the customer’s language is ${wanted}; there is copy for ${language}`],
    [copy.brand.fallbacks[tag] ?? '', `the customer’s language is ${wanted}; the brand falls back from it`],
    [
      copy.brand.fallbacks[language] ?? '',
      `the customer’s language is ${wanted}; the brand falls back from it`,
    ],
  ] as const) {
    const found = copy.locales.get(key);
    if (found) return { copy: found, because };
  }
  return { copy: fallback, because: `there is no copy for ${wanted}; this is the brand’s default` };
}

/** A language tag in the case that BCP 47 writes it in: `HI-in` → `hi-IN`. */
function tagOf(wanted: string): string {
  const [language = '', ...rest] = wanted.split('-');
  return [
    language.toLowerCase(),
    ...rest.map((part) => (part.length === 2 ? part.toUpperCase() : part)),
  ].join('-');
}

function compileLinks({ unsubscribe_mail: _, ...links }: Brand['links'], folder: string): Links {
  return mapValues(links, (link, key) => {
    return compileText(link as string, setOfLink(key), `${folder}/brand.yaml › links › ${key}`);
  }) as Links;
}

function compileLocale(locale: string, files: LocaleFiles, label: string): LocaleCopy {
  const compile = (file: keyof LocaleFiles, value: unknown, path: readonly string[]): unknown => {
    if (typeof value === 'string') {
      return compileText(value, setOf(file, path), [`${label}/${file}.yaml`, ...path].join(' › '));
    }
    if (Array.isArray(value))
      return value.map((item, index) => compile(file, item, [...path, String(index + 1)]));
    return mapValues(value as Record<string, unknown>, (item, key) => compile(file, item, [...path, key]));
  };
  const { dir, ...labels } = files.labels;
  return {
    locale,
    dir,
    subjects: compile('subjects', files.subjects, []),
    openings: compile('openings', files.openings, []),
    painPoints: compile('pain-points', files['pain-points'], []),
    callsToAction: compile('calls-to-action', files['calls-to-action'], []),
    reasons: compile('reasons', files.reasons, []),
    film: compile('film', files.film, []),
    labels: compile('labels', labels, []),
  } as LocaleCopy;
}

function mapValues<T extends object, R>(
  object: T,
  value: (item: T[keyof T], key: string) => R,
): Record<keyof T, R> {
  return Object.fromEntries(Object.entries(object).map(([key, item]) => [key, value(item, key)])) as Record<
    keyof T,
    R
  >;
}
