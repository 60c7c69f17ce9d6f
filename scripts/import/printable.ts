import { basename } from 'node:path';
import { isPitchwrightError, PitchwrightError } from '../../src/errors.ts';

/** What would command a terminal, turn a line around or stand there unseen. Joiners stay: names of Hindi need them. */
const UNSHOWN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** A text of a file, or its name, as a terminal may show it: `\x1b` for the byte that begins its commands. */
export function printable(text: string): string {
  return text.replace(UNSHOWN, (sign) => {
    const code = sign.charCodeAt(0).toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}

/** The same for a text of several lines. */
export const printableLines = (text: string) => text.split('\n').map(printable).join('\n');

/** An error whose words may hold names and cells of files. @param names of files, which may hold line ends too. */
export function printableError(error: unknown, names: readonly string[]): unknown {
  if (!(error instanceof Error)) return error;
  const strange = names.flatMap((name) => [name, basename(name)]).filter((name) => printable(name) !== name);
  const show = (text: string) =>
    printableLines(strange.reduce((words, name) => words.replaceAll(name, printable(name)), text));
  if (isPitchwrightError(error)) {
    const { code, message, hint, cause } = error;
    return new PitchwrightError(code, show(message), {
      ...(hint === undefined ? {} : { hint: show(hint) }),
      cause,
    });
  }
  error.stack = show(error.stack ?? error.message);
  return error;
}
