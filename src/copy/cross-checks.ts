import { PitchwrightError } from '../errors.ts';
import type { Brand } from './brand.ts';
import type { Catalogue } from './catalogue.ts';
import type { Labels } from './content.ts';
import { contrastProblems } from './contrast.ts';
import { LOCALE_FILES } from './locale.ts';
import { ContentError, type Problem } from './problem.ts';
import { openYaml } from './yaml-source.ts';

/** A file of `content/` as it is written; `file` is how messages name it. */
export interface WrittenFile {
  readonly file: string;
  readonly text: string;
}

/** A locale has its own files and no others. */
export function refuseStrangers(files: ReadonlyMap<string, string>, label: string, folder: string): void {
  const known = Object.keys(LOCALE_FILES).map((name) => `${label}/${name}.yaml`);
  const strange = [...files.keys()].find((name) => name.startsWith(`${label}/`) && !known.includes(name));
  if (strange === undefined) return;
  throw new PitchwrightError('CONTENT_INVALID', `${folder}/${strange} is not read by anything`, {
    hint: `a locale has ${Object.keys(LOCALE_FILES).join('.yaml, ')}.yaml; remove or rename it`,
  });
}

/** Fall-backs lead to languages that are there, and colours can be read. */
export function checkBrand(brand: Brand, written: WrittenFile): void {
  const strange = Object.entries(brand.fallbacks).find(([, to]) => !brand.locales.includes(to));
  if (strange) {
    const [from, to] = strange;
    throw refusal(written, [{ path: ['fallbacks', from], fact: `fallbacks › ${from} is "${to}"` }], {
      hint: `use one of the locales: ${brand.locales.join(', ')}`,
    });
  }
  const unreadable = contrastProblems(brand.colors);
  if (unreadable.length === 0) return;
  throw refusal(
    written,
    // The pair of colours that it is about, and of the pair the text's.
    unreadable.map((fact) => {
      const [place = '', text = ''] = fact.split(': ');
      return { path: [...place.split(' › '), text.split(' ')[0] as string], fact };
    }),
    { hint: 'text needs a contrast of at least 4.5 : 1 (WCAG 2.2, 1.4.3)' },
  );
}

/** Every interest and category of the catalogue has a label, and no other has. */
export function checkLabels(labels: Labels, catalogue: Catalogue, written: WrittenFile): void {
  for (const kind of ['interests', 'categories'] as const) {
    const missing = catalogue[kind].filter((key) => !(key in labels[kind]));
    const unknown = Object.keys(labels[kind]).filter((key) => !catalogue[kind].includes(key));
    const facts = [
      ...missing.map((key) => ({ path: [kind, key], fact: `${kind} › ${key} is missing; add it.` })),
      ...unknown.map((key) => ({
        path: [kind, key],
        fact: `${kind} › ${key} is not in the catalogue; remove it or correct its spelling.`,
      })),
    ];
    if (facts.length > 0)
      throw refusal(written, facts, {
        hint: `every one of the catalogue's ${kind} needs its label in every locale`,
      });
  }
}

function refusal(
  { file, text }: WrittenFile,
  facts: readonly { readonly path: readonly string[]; readonly fact: string }[],
  { hint }: { readonly hint: string },
): ContentError {
  const source = openYaml(text);
  const problems = facts.map(
    ({ path, fact }): Problem => ({ file, ...source.placeOf(path), path, message: fact, hint }),
  );
  return new ContentError(
    'CONTENT_INVALID',
    facts.map(({ fact }) => `${file}: ${fact}`).join('\n'),
    problems,
    {
      hint,
    },
  );
}
