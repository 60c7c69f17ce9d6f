import { PitchwrightError } from '../../errors.ts';
import { type Decimal, readAmount } from './money.ts';

/**
 * One column of amounts. Its decimal mark is decided by what its own values prove: `1.234,50` proves a comma, `12.5` a
 * point; `1,234` alone proves nothing.
 */
export class MoneyColumn {
  readonly header: string;
  /** Undecided until something proves it; `mixed` when values prove both. */
  decimal: Decimal | 'mixed' | undefined;
  because = '';
  readonly evidence = { '.': '', ',': '', unsure: [] as string[], currencies: new Map<string, number>() };

  /** What the mapping says, for when the file proves nothing. */
  readonly saved: Decimal | undefined;

  constructor(header: string, saved?: Decimal) {
    this.header = header;
    this.saved = saved;
    this.decimal = saved;
  }

  /** Reads a cell that is not empty, as `SCALE`ths; a text says why it is no amount. */
  read(text: string): number | string {
    const amount = readAmount(text);
    if (!amount) return 'is no amount of money';
    const { evidence } = this;
    if (amount.currency !== '') {
      evidence.currencies.set(amount.currency, (evidence.currencies.get(amount.currency) ?? 0) + 1);
    }
    if (amount.proof !== undefined) evidence[amount.proof] ||= text;
    if (amount.other === undefined) return amount.value;
    if (evidence.unsure.length < 2 && !evidence.unsure.includes(text)) evidence.unsure.push(text);
    if (this.decimal === '.') return amount.value;
    if (this.decimal === ',') return amount.other;
    return 'may be thousands or decimals, and the column has both';
  }
}

/**
 * Decides the decimal mark of each column of one file after all of it was read: by its own values, else by the other
 * columns of amounts in the same file, else by the mapping or the person.
 *
 * @param onOpen once all rows were read: told of every column that is still open (`IMPORT_DECIMALS_AMBIGUOUS`).
 * @returns whether a decision changed: then the values have to be read again.
 */
export function decideDecimals(
  file: string,
  columns: readonly MoneyColumn[],
  asked: Decimal | undefined,
  onOpen?: (question: PitchwrightError) => void,
): boolean {
  const before = columns.map(({ decimal }) => decimal);
  const own = columns.map((column) => ownDecimal(column));
  const proven = new Set(own.filter((each) => each !== undefined));
  columns.forEach((column, at) => {
    const { evidence } = column;
    const found = own[at];
    if (asked !== undefined) [column.decimal, column.because] = [asked, 'as you said'];
    else if (found !== undefined) {
      const proofs = found === 'mixed' ? [evidence['.'], evidence[',']] : [evidence[found]];
      [column.decimal, column.because] = [
        found,
        `${proofs.map((text) => `"${text}"`).join(' and ')} proves it`,
      ];
    } else if (evidence.unsure.length === 0) column.decimal = undefined;
    else if (proven.size === 1 && !proven.has('mixed')) {
      column.decimal = [...proven][0];
      column.because = 'as in the other amounts of the file';
    } else if (column.saved) [column.decimal, column.because] = [column.saved, 'as the mapping says'];
    else onOpen?.(unsure(file, column));
  });
  return columns.some(({ decimal }, at) => decimal !== before[at]);
}

function ownDecimal({ evidence }: MoneyColumn): Decimal | 'mixed' | undefined {
  if (evidence['.'] !== '' && evidence[','] !== '') return 'mixed';
  if (evidence['.'] !== '') return '.';
  return evidence[','] === '' ? undefined : ',';
}

function unsure(file: string, { header, evidence }: MoneyColumn): PitchwrightError {
  return new PitchwrightError(
    'IMPORT_DECIMALS_AMBIGUOUS',
    `${file}: the column "${header}" holds amounts such as ${evidence.unsure.map((text) => `"${text}"`).join(' and ')}, and nothing in the file says whether the mark stands before thousands or before decimals`,
    { hint: 'say it: --decimal point when 1.234 is a little more than 1, --decimal comma when 1,234 is' },
  );
}
