import type { LocaleFiles } from './content.ts';
import type { VariableSet } from './variables.ts';

/** Which variables a text of a locale may use depends on where it stands. */
export function setOf(file: keyof LocaleFiles, path: readonly string[]): VariableSet {
  if (file === 'reasons') return path[0] as VariableSet;
  if (file === 'film') return 'film';
  if (file === 'labels') {
    const key = path.slice(0, 2).join('.');
    if (['saving', 'link', 'image', 'rows.discount'].includes(key)) return 'item';
    // Labels that stand inside other texts are plain words.
    if (['seasons', 'interests', 'categories'].includes(path[0] as string)) return 'plain';
  }
  return 'text';
}

/** The same for a link of brand.yaml. */
export function setOfLink(key: string): VariableSet {
  return key === 'unsubscribe' || key === 'one_click' ? 'unsubscribe' : 'link';
}
