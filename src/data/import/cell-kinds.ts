import { countryOf } from './countries.ts';
import { readDate } from './dates.ts';
import { readAmount } from './money.ts';

/** What the filled cells of a column look like, as shares of them. */
export interface CellKinds {
  readonly filled: number;
  readonly email: number;
  readonly date: number;
  readonly money: number;
  /** Amounts with decimals or a currency: a plain number may be anything. */
  readonly price: number;
  /** One word with a digit in it. */
  readonly code: number;
  readonly country: number;
  /** Whether hardly any value stands there twice, as ids do. */
  readonly distinct: number;
}

/** @param cells of one column, from the first rows of a file. */
export function kindsOf(cells: readonly string[]): CellKinds {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const share = (test: (cell: string) => boolean) =>
    filled.length === 0 ? 0 : filled.filter(test).length / filled.length;
  return {
    filled: cells.length === 0 ? 0 : filled.length / cells.length,
    email: share((cell) => /[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+/.test(cell)),
    date: share((cell) => !/^\d+$/.test(cell) && readDate(cell) !== undefined),
    money: share((cell) => /\d/.test(cell) && readAmount(cell) !== undefined),
    price: share(
      (cell) => /\d[.,]\d{1,2}(?!\d)|\d\s*\p{Sc}|\p{Sc}\s*\d/u.test(cell) && readAmount(cell) !== undefined,
    ),
    code: share((cell) => /^(?=\S*\d)[#\p{L}\p{N}_/-]+$/u.test(cell)),
    country: share((cell) => countryOf(cell) !== undefined),
    distinct: filled.length === 0 ? 0 : new Set(filled).size / filled.length,
  };
}
