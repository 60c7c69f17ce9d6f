import { existsSync } from 'node:fs';
import { type AddressList, readAddressList } from './address-list.ts';
import { checkAddress } from './by-hand.ts';

/** What somebody asks to suppress, of whom some may have been written so that nobody can read them. */
export interface NamedAddresses {
  readonly addresses: readonly string[];
  /** The files with lines that hold no address. */
  readonly gaps: readonly (AddressList & { readonly path: string })[];
}

/**
 * Addresses, and those of files, as they were named on the command line.
 * @throws PitchwrightError `ADDRESS_INVALID` | `SUPPRESS_INVALID`: then nothing may be done with the others either.
 */
export async function readNamedAddresses(named: readonly string[]): Promise<NamedAddresses> {
  const addresses = new Set<string>();
  const gaps: (AddressList & { readonly path: string })[] = [];
  for (const text of named) {
    if (!isFile(text)) {
      addresses.add(checkAddress(text));
      continue;
    }
    const list = await readAddressList(text);
    for (const address of list.addresses) addresses.add(address);
    if (list.refused.length > 0) gaps.push({ path: text, ...list });
  }
  return { addresses: [...addresses], gaps };
}

/** `list.csv: 1 of 2 lines suppressed, 1 not: line 3: it is not of the form name@domain`. */
export function gapLine({ path, lines, refused }: NamedAddresses['gaps'][number]): string {
  const shown = refused.slice(0, NAMED).map(({ line, fact }) => `line ${line}: ${fact}`);
  const more = refused.length - shown.length;
  const counts = `${lines - refused.length} of ${lines} lines suppressed, ${refused.length} not`;
  return `${path}: ${counts}: ${[...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')}`;
}

const NAMED = 20;

/** Also what is not there: a path that was mistyped is no address. */
const isFile = (text: string) =>
  existsSync(text) || (!/<|^mailto:/i.test(text) && (/[/\\]/.test(text) || /\.(csv|txt)$/i.test(text)));
