import type { Problem } from '../../copy/problem.ts';
import type { Env } from '../../env.ts';
import type { PitchwrightError } from '../../errors.ts';
import { kindOf, OWN_CATALOGUE } from '../copy/kinds.ts';

/** One thing that keeps the pages from being made. */
export interface Wrong {
  readonly fact: string;
  /** How to put it right. */
  readonly fix: string | undefined;
  /** As people know the file: `locales/en/labels.yaml line 12`. Empty when the fact names it. */
  readonly place: string;
  /** Of the copy desk, when it edits that file: its query. */
  readonly desk: string | undefined;
}

/** More are not read by anybody before the first are mended. */
const MOST_TOLD = 6;

/** What an error says, with the places that the copy desk can open. */
export function wrongsOf(
  error: PitchwrightError,
  env: Pick<Env, 'CONTENT_DIR' | 'DATA_DIR'>,
): readonly Wrong[] {
  // By shape: the pages are bundled apart, and have classes of their own.
  const { problems = [] } = error as { readonly problems?: readonly Problem[] };
  if (problems.length > 0) {
    return problems.slice(0, MOST_TOLD).map(({ file, line, message, hint }) => {
      const name = nameOf(file, env);
      const place = line > 0 ? `${name} line ${line}` : name;
      return { fact: message, fix: hint ?? error.hint, place, desk: deskQuery(name, line) };
    });
  }
  const [, file = '', line = '0'] = /^(.+?\.yaml)(?: line (\d+))?/.exec(error.message) ?? [];
  const desk = deskQuery(nameOf(file, env), Number(line));
  return [{ fact: error.message, fix: error.hint, place: '', desk }];
}

/** The file as the copy desk lists it. */
function nameOf(file: string, { CONTENT_DIR, DATA_DIR }: Pick<Env, 'CONTENT_DIR' | 'DATA_DIR'>): string {
  if (file === `${DATA_DIR}/catalogue.yaml`) return OWN_CATALOGUE;
  return file.startsWith(`${CONTENT_DIR}/`) ? file.slice(CONTENT_DIR.length + 1) : file;
}

function deskQuery(name: string, line: number): string | undefined {
  if (!kindOf(name)) return undefined;
  return `${new URLSearchParams({ file: name, ...(line > 0 ? { line: String(line) } : {}) })}`;
}
