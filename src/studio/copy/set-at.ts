import type { LocaleFiles } from '../../copy/content.ts';
import { setOf, setOfLink } from '../../copy/variable-set.ts';
import type { VariableSet } from '../../copy/variables.ts';

/**
 * The variables that the text at a path of a file may use; undefined where no text with variables stands.
 * @param name of a file that can be edited.
 */
export function setAt(name: string, path: readonly string[]): VariableSet | undefined {
  const [part, key = ''] = path;
  if (part === undefined) return undefined;
  if (name === 'brand.yaml')
    return part === 'links' && path.length === 2 && key !== 'unsubscribe_mail' ? setOfLink(key) : undefined;
  if (name.startsWith('campaigns/')) return part === 'words' && path.length > 2 ? 'text' : undefined;
  const [, file] = /^locales\/[^/]+\/([a-z-]+)\.yaml$/.exec(name) ?? [];
  return file === undefined ? undefined : setOf(file as keyof LocaleFiles, path);
}
