import { readFile } from 'node:fs/promises';
import { readCsv } from '../../data/read-csv.ts';
import { PitchwrightError } from '../../errors.ts';
import { addressProblem } from '../address.ts';
import { plainAddress } from './plain-address.ts';

/** The addresses of a list to suppress, lower-case, and the lines that hold none. */
export interface AddressList {
  readonly addresses: readonly string[];
  /** So many lines were to hold one. */
  readonly lines: number;
  readonly refused: readonly { readonly line: number; readonly fact: string }[];
}

const HEADER = /^e-?mail([ _-]?address)?$/i;

interface Written {
  readonly line: number;
  readonly text: string;
}

/**
 * Reads addresses from a file: the column `email` of a CSV, or one address a line. Both also as `Name <address>` and
 * `mailto:address`.
 * @throws PitchwrightError `SUPPRESS_INVALID`
 */
export async function readAddressList(path: string): Promise<AddressList> {
  const rows: { readonly line: number; readonly fields: readonly string[] }[] = [];
  let text: string;
  try {
    text = await readFile(path, 'utf8');
    await readCsv(path, ({ line, fields }) => void rows.push({ line, fields }));
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    const fact = isMissing
      ? `there is no file ${path}`
      : `${path} cannot be read: ${(cause as Error).message}`;
    throw new PitchwrightError('SUPPRESS_INVALID', fact, {
      hint: 'name a file with one address a line, a CSV file with a column email, or one address',
      cause,
    });
  }
  const column = (rows[0]?.fields ?? []).findIndex((name) => HEADER.test(name.trim()));
  if (column !== -1) {
    return listOf(rows.slice(1).map(({ line, fields }) => ({ line, text: fields[column] ?? '' })));
  }
  const list = listOf(linesOf(text));
  if (list.refused.length > 0 && rows.some(({ fields }) => fields.length > 1)) {
    throw new PitchwrightError('SUPPRESS_INVALID', `${path} line 1: there is no column email`, {
      hint: 'name the column of the addresses "email"',
    });
  }
  return list;
}

/** Not by the rules of CSV: the quotes and commas of `"Jung, Jo" <jo@shop.example>` are part of the line. */
const linesOf = (text: string): readonly Written[] =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, index) => ({ line: index + 1, text: line.trim().replace(/^"(.*)"$/, '$1') }))
    .filter(({ text }) => text !== '');

function listOf(written: readonly Written[]): AddressList {
  const addresses = new Set<string>();
  const refused: { line: number; fact: string }[] = [];
  for (const { line, text } of written) {
    const address = plainAddress(text);
    const problem = address === '' ? 'it is empty' : addressProblem(address);
    if (problem === undefined) addresses.add(address);
    else refused.push({ line, fact: problem });
  }
  return { addresses: [...addresses], lines: written.length, refused };
}
