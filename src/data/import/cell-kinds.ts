import { countryOf } from './countries.ts';
import { readDate } from './dates.ts';
import { readAmount } from './money.ts';

/** What the filled cells of a column look like, as shares of them. */
export interface CellKinds {
  readonly filled: number;
  readonly email: number;
  readonly date: number;
  readonly money: number;
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
    country: share((cell) => countryOf(cell) !== undefined),
    distinct: filled.length === 0 ? 0 : new Set(filled).size / filled.length,
  };
}
