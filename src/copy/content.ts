import type { z } from 'zod';
import { isPitchwrightError, PitchwrightError } from '../errors.ts';
import { type Brand, brandSchema } from './brand.ts';
import { type Catalogue, catalogueSchema } from './catalogue.ts';
import { contrastProblems } from './contrast.ts';
import { LOCALE_FILES, type labelsSchema } from './locale.ts';
import { fillLabels, type OwnCatalogue } from './own-catalogue.ts';
import { parseYaml } from './parse-yaml.ts';
import { type Segments, segmentsOf, segmentsSchema, withSegmentNames } from './segments.ts';

/** The files of one locale, checked, their texts not compiled. */
export type LocaleFiles = { readonly [K in keyof typeof LOCALE_FILES]: z.output<(typeof LOCALE_FILES)[K]> };
export type Labels = z.output<typeof labelsSchema>;

/** What `content/` says, checked. Plain data: it goes through JSON and stays the same. */
export interface Content {
  /** The folder as messages name it. */
  readonly folder: string;
  readonly brand: Brand;
  readonly catalogue: Catalogue;
  /** The file that the catalogue is from, as messages name it. */
  readonly catalogueFile: string;
  readonly segments: Segments;
  /** One for each of the brand's locales, in its order. */
  readonly locales: Readonly<Record<string, LocaleFiles>>;
}

/**
 * Reads the texts of `content/`.
 * @param files their texts by path: `brand.yaml`, `locales/en/labels.yaml`. Locales that the brand does not name are
 * not looked at; without `segments.yaml` the segments are as the dataset has them.
 * @param own the catalogue of the dataset, when it brings one.
 * @throws PitchwrightError `CONTENT_MISSING` | `CONTENT_INVALID`, naming file and key.
 */
export function parseContent(
  files: ReadonlyMap<string, string>,
  folder: string,
  own?: OwnCatalogue,
): Content {
  const read = <T extends z.ZodType>(name: string, schema: T): z.output<T> => {
    const text = files.get(name);
    if (text === undefined) {
      throw new PitchwrightError('CONTENT_MISSING', `${folder}/${name} is missing`, {
        hint: 'restore the file; every locale needs all of them',
      });
    }
    return parseYaml(text, `${folder}/${name}`, schema);
  };
  const brand = read('brand.yaml', brandSchema);
  const catalogue = own
    ? parseYaml(own.text, own.file, catalogueSchema)
    : read('catalogue.yaml', catalogueSchema);
  const segments = segmentsOf(files.has('segments.yaml') ? read('segments.yaml', segmentsSchema) : {});
  checkBrand(brand, folder);
  const locales: Record<string, LocaleFiles> = {};
  for (const locale of brand.locales) {
    const label = `locales/${locale}`;
    const texts = Object.entries(LOCALE_FILES).map(([name, schema]) => [
      name,
      named(segments, () => read(`${label}/${name}.yaml`, schema as z.ZodType)),
    ]);
    refuseStrangers(files, label, folder);
    const checked = Object.fromEntries(texts) as LocaleFiles;
    if (!own) checkLabels(checked.labels, catalogue, `${folder}/${label}/labels.yaml`);
    locales[locale] = own ? { ...checked, labels: fillLabels(checked.labels, catalogue) } : checked;
  }
  const catalogueFile = own?.file ?? `${folder}/catalogue.yaml`;
  return { folder, brand, catalogue, catalogueFile, segments, locales };
}

/** What is wrong with a segment's texts is said with the name that people know it by. */
function named<T>({ names }: Segments, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isPitchwrightError(error)) throw error;
    const { code, message, hint, cause } = error;
    throw new PitchwrightError(code, withSegmentNames(message, names), {
      ...(hint === undefined ? {} : { hint }),
      cause,
    });
  }
}

function refuseStrangers(files: ReadonlyMap<string, string>, label: string, folder: string): void {
  const known = Object.keys(LOCALE_FILES).map((name) => `${label}/${name}.yaml`);
  const strange = [...files.keys()].find((name) => name.startsWith(`${label}/`) && !known.includes(name));
  if (strange === undefined) return;
  throw new PitchwrightError('CONTENT_INVALID', `${folder}/${strange} is not read by anything`, {
    hint: `a locale has ${Object.keys(LOCALE_FILES).join('.yaml, ')}.yaml; remove or rename it`,
  });
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
