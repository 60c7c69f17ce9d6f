import { readCsv } from '../../data/read-csv.ts';
import { PitchwrightError } from '../../errors.ts';
import { addressProblem } from '../address.ts';

/** The addresses of a list to suppress, lower-case, and the lines that hold none. */
export interface AddressList {
  readonly addresses: readonly string[];
  readonly refused: readonly { readonly line: number; readonly fact: string }[];
}

const HEADER = /^e-?mail([ _-]?address)?$/i;

/**
 * Reads addresses from a CSV file: its column `email`, or the only column of a file without a header.
 * @throws PitchwrightError `SUPPRESS_INVALID`
 */
export async function readAddressList(path: string): Promise<AddressList> {
  const rows: { readonly line: number; readonly fields: readonly string[] }[] = [];
  try {
    await readCsv(path, ({ line, fields }) => void rows.push({ line, fields }));
  } catch (cause) {
    throw new PitchwrightError('SUPPRESS_INVALID', `${path} cannot be read: ${(cause as Error).message}`, {
      hint: 'name a CSV file with a column email, or one address',
      cause,
    });
  }
  const column = (rows[0]?.fields ?? []).findIndex((name) => HEADER.test(name.trim()));
  if (column === -1 && rows.some(({ fields }) => fields.length > 1)) {
    throw new PitchwrightError('SUPPRESS_INVALID', `${path} line 1: there is no column email`, {
      hint: 'name the column of the addresses "email"',
    });
  }
  const addresses = new Set<string>();
  const refused: { line: number; fact: string }[] = [];
  for (const { line, fields } of column === -1 ? rows : rows.slice(1)) {
    const address = (fields[Math.max(column, 0)] ?? '').trim().toLowerCase();
    const problem = address === '' ? 'it is empty' : addressProblem(address);
    if (problem === undefined) addresses.add(address);
    else refused.push({ line, fact: problem });
  }
  return { addresses: [...addresses], refused };
}
