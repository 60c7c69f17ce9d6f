import type { z } from 'zod';
import { isPitchwrightError, PitchwrightError } from '../errors.ts';
import { type Brand, brandSchema } from './brand.ts';
import { type Catalogue, catalogueSchema } from './catalogue.ts';
import { checkBrand, checkLabels, refuseStrangers, type WrittenFile } from './cross-checks.ts';
import { LOCALE_FILES, type labelsSchema } from './locale.ts';
import { fillLabels, type OwnCatalogue } from './own-catalogue.ts';
import { parseYaml } from './parse-yaml.ts';
import { ContentError } from './problem.ts';
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
  const { content, errors } = inspectContent(files, folder, own);
  if (!content) throw errors[0];
  return content;
}

/** The content, or everything that is wrong with it: of the files that others depend on, as far as can be told. */
export interface Inspected {
  readonly content: Content | undefined;
  /** In the order of reading; of one that is a `ContentError`, the problems one by one. */
  readonly errors: readonly PitchwrightError[];
}

/** As `parseContent`, but reads on after an error. */
export function inspectContent(
  files: ReadonlyMap<string, string>,
  folder: string,
  own?: OwnCatalogue,
): Inspected {
  const errors: PitchwrightError[] = [];
  const attempt = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      if (!isPitchwrightError(error)) throw error;
      errors.push(error);
      return undefined;
    }
  };
  const read = <T extends z.ZodType>(name: string, schema: T): z.output<T> => {
    const text = files.get(name);
    if (text === undefined) {
      throw new PitchwrightError('CONTENT_MISSING', `${folder}/${name} is missing`, {
        hint: 'restore the file; every locale needs all of them',
      });
    }
    return parseYaml(text, `${folder}/${name}`, schema);
  };
  const written = (name: string): WrittenFile => ({ file: `${folder}/${name}`, text: files.get(name) ?? '' });

  const brand = attempt(() => read('brand.yaml', brandSchema));
  const catalogue = attempt(() =>
    own ? parseYaml(own.text, own.file, catalogueSchema) : read('catalogue.yaml', catalogueSchema),
  );
  const segments = attempt(() =>
    segmentsOf(files.has('segments.yaml') ? read('segments.yaml', segmentsSchema) : {}),
  );
  if (!brand) return { content: undefined, errors };
  attempt(() => checkBrand(brand, written('brand.yaml')));
  const locales: Record<string, LocaleFiles> = {};
  for (const locale of brand.locales) {
    const label = `locales/${locale}`;
    const texts = Object.entries(LOCALE_FILES).map(([name, schema]) => [
      name,
      attempt(() =>
        withNames(segments ?? segmentsOf({}), () => read(`${label}/${name}.yaml`, schema as z.ZodType)),
      ),
    ]);
    attempt(() => refuseStrangers(files, label, folder));
    const checked = Object.fromEntries(texts) as LocaleFiles;
    if (!catalogue || !checked.labels) continue;
    if (!own) attempt(() => checkLabels(checked.labels, catalogue, written(`${label}/labels.yaml`)));
    locales[locale] = own ? { ...checked, labels: fillLabels(checked.labels, catalogue) } : checked;
  }
  if (errors.length > 0 || !catalogue || !segments) return { content: undefined, errors };
  const catalogueFile = own?.file ?? `${folder}/catalogue.yaml`;
  return { content: { folder, brand, catalogue, catalogueFile, segments, locales }, errors };
}

/** What is wrong with a segment's texts is said with the name that people know it by. */
function withNames<T>({ names }: Segments, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    const { code, hint, cause } = error;
    const problems = error.problems.map((problem) => ({
      ...problem,
      message: withSegmentNames(problem.message, names),
    }));
    throw new ContentError(code, withSegmentNames(error.message, names), problems, {
      ...(hint === undefined ? {} : { hint }),
      cause,
    });
  }
}
