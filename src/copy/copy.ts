import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Product } from '../data/product.ts';
import { sha256Of } from '../digest.ts';
import { PitchwrightError } from '../errors.ts';
import { type Brand, brandSchema } from './brand.ts';
import { type Catalogue, catalogueSchema } from './catalogue.ts';
import { contrastProblems } from './contrast.ts';
import { LOCALE_FILES, type labelsSchema } from './locale.ts';
import { compileText, type Text } from './text.ts';
import type { VariableSet } from './variables.ts';
import { readYaml } from './yaml-file.ts';

/** The same nest of keys, with every text compiled. */
type Compiled<T> = T extends string
  ? Text
  : T extends object
    ? { readonly [K in keyof T]: Compiled<T[K]> }
    : T;

type Files = { readonly [K in keyof typeof LOCALE_FILES]: z.output<(typeof LOCALE_FILES)[K]> };
type Labels = z.output<typeof labelsSchema>;

/** All the words of one language. `dir` is not a text. */
export interface LocaleCopy {
  readonly locale: string;
  readonly dir: 'ltr' | 'rtl';
  readonly subjects: Compiled<Files['subjects']>;
  readonly openings: Compiled<Files['openings']>;
  readonly painPoints: Compiled<Files['pain-points']>;
  readonly callsToAction: Compiled<Files['calls-to-action']>;
  readonly reasons: Compiled<Files['reasons']>;
  readonly labels: Compiled<Omit<Labels, 'dir'>>;
}

type OptionalLink = 'one_click' | 'unsubscribe_mail';

/** The links of brand.yaml, ready to be filled. */
export type Links = Readonly<Record<Exclude<keyof Brand['links'], OptionalLink>, Text>> & {
  readonly one_click?: Text;
};

/** Everything of `content/`, read and checked. */
export interface Copy {
  readonly brand: Brand;
  readonly links: Links;
  readonly catalogue: Catalogue;
  readonly products: ReadonlyMap<string, Product>;
  readonly locales: ReadonlyMap<string, LocaleCopy>;
  /** The folder as messages name it. */
  readonly folder: string;
  /** SHA-256 over brand, catalogue and copy as they were read: changes when any of them does. */
  readonly digest: string;
}

/**
 * Reads `content/`.
 * @throws PitchwrightError `CONTENT_MISSING` | `CONTENT_INVALID` | `COPY_INVALID`, naming file and key.
 */
export async function readCopy(folder: string): Promise<Copy> {
  const brand = await readYaml(join(folder, 'brand.yaml'), `${folder}/brand.yaml`, brandSchema);
  const catalogue = await readYaml(
    join(folder, 'catalogue.yaml'),
    `${folder}/catalogue.yaml`,
    catalogueSchema,
  );
  checkBrand(brand, folder);
  const digests = [JSON.stringify(brand), JSON.stringify(catalogue)];
  const locales = new Map<string, LocaleCopy>();
  for (const locale of brand.locales) {
    const files = await readLocale(join(folder, 'locales', locale), `${folder}/locales/${locale}`);
    checkLabels(files.labels, catalogue, `${folder}/locales/${locale}/labels.yaml`);
    digests.push(locale, JSON.stringify(files));
    locales.set(locale, compileLocale(locale, files, `${folder}/locales/${locale}`));
  }
  return {
    brand,
    links: compileLinks(brand.links, folder),
    catalogue,
    products: new Map(catalogue.products.map((product) => [product.id, product])),
    locales,
    folder,
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

async function readLocale(path: string, label: string): Promise<Files> {
  const files: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(LOCALE_FILES)) {
    files[name] = await readYaml(join(path, `${name}.yaml`), `${label}/${name}.yaml`, schema as z.ZodType);
  }
  const strange = (await readdir(path)).find((name) => !(name.replace(/\.yaml$/, '') in LOCALE_FILES));
  if (strange) {
    throw new PitchwrightError('CONTENT_INVALID', `${label}/${strange} is not read by anything`, {
      hint: `a locale has ${Object.keys(LOCALE_FILES).join('.yaml, ')}.yaml; remove or rename it`,
    });
  }
  return files as Files;
}

function compileLinks({ unsubscribe_mail: _, ...links }: Brand['links'], folder: string): Links {
  return mapValues(links, (link, key) => {
    const set = key === 'unsubscribe' || key === 'one_click' ? 'unsubscribe' : 'link';
    return compileText(link as string, set, `${folder}/brand.yaml › links › ${key}`);
  }) as Links;
}

function checkBrand(brand: Brand, folder: string): void {
  const file = `${folder}/brand.yaml`;
  const strange = Object.entries(brand.fallbacks).find(([, to]) => !brand.locales.includes(to));
  if (strange) {
    throw new PitchwrightError('CONTENT_INVALID', `${file}: fallbacks › ${strange[0]} is "${strange[1]}"`, {
      hint: `use one of the locales: ${brand.locales.join(', ')}`,
    });
  }
  const unreadable = contrastProblems(brand.colors);
  if (unreadable.length > 0) {
    throw new PitchwrightError('CONTENT_INVALID', unreadable.map((line) => `${file}: ${line}`).join('\n'), {
      hint: 'text needs a contrast of at least 4.5 : 1 (WCAG 2.2, 1.4.3)',
    });
  }
}

function checkLabels(labels: Labels, catalogue: Catalogue, file: string): void {
  for (const kind of ['interests', 'categories'] as const) {
    const missing = catalogue[kind].filter((key) => !(key in labels[kind]));
    const unknown = Object.keys(labels[kind]).filter((key) => !catalogue[kind].includes(key));
    const facts = [
      ...missing.map((key) => `${file}: ${kind} › ${key} is missing; add it.`),
      ...unknown.map(
        (key) => `${file}: ${kind} › ${key} is not in the catalogue; remove it or correct its spelling.`,
      ),
    ];
    if (facts.length > 0) {
      throw new PitchwrightError('CONTENT_INVALID', facts.join('\n'), {
        hint: `every one of the catalogue's ${kind} needs its label in every locale`,
      });
    }
  }
}

/** Which variables a text may use depends on where it stands. */
function setOf(file: keyof Files, path: readonly string[]): VariableSet {
  if (file === 'reasons') return path[0] as VariableSet;
  if (file === 'labels') {
    const key = path.slice(0, 2).join('.');
    if (['saving', 'link', 'image', 'rows.discount'].includes(key)) return 'item';
    // Labels that stand inside other texts are plain words.
    if (['seasons', 'interests', 'categories'].includes(path[0] as string)) return 'plain';
  }
  return 'text';
}

function compileLocale(locale: string, files: Files, label: string): LocaleCopy {
  const compile = (file: keyof Files, value: unknown, path: readonly string[]): unknown => {
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
