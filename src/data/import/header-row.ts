import { CUSTOMER_WORDS, headerKey, ORDER_WORDS } from './header-words.ts';
import type { CsvRecord } from './records.ts';

/** Where the table of a file begins: titles and empty lines may stand above it. */
export interface HeaderRow {
  /** Number of the record with the header; without one, of the first row of data. */
  readonly at: number;
  readonly hasHeader: boolean;
}

/** Records that may be titles. A table that begins below them has none. */
const ZONE = 30;

/**
 * Finds the header among the first records, none of them empty: the first one that is no title. A title fills one cell, or
 * fewer than the rows of the table and none with a word for a column.
 */
export function findHeader(records: readonly CsvRecord[]): HeaderRow {
  const zone = records.slice(0, ZONE);
  const fills = records.map(filledIn).sort((a, b) => a - b);
  const usual = fills[Math.floor(fills.length * 0.75)] ?? 0;
  const known = zone.map(knownIn);
  const most = Math.max(...known);
  const titles = zone.findIndex((record, at) => {
    const filled = filledIn(record);
    const isNames = known[at] === filled && known[at] === most;
    const isSparse = filled === 1 || filled * 2 <= usual || (filled < usual && known[at] === 0 && most > 0);
    return record.fault !== undefined || usual < 2 || !isSparse || isNames || record.cells.some(isAddress);
  });
  if (titles <= 0) return { at: 0, hasHeader: !records[0]?.cells.some(isData) };
  if (!(zone[titles] as CsvRecord).cells.some(isData)) return { at: titles, hasHeader: true };
  // Data at once: what stands over it is the header where it may name columns, though some of them have no name.
  const above = zone[titles - 1] as CsvRecord;
  return (known[titles - 1] !== 0 || filledIn(above) > 1) && !above.cells.some(isData)
    ? { at: titles - 1, hasHeader: true }
    : { at: titles, hasHeader: false };
}

const filledIn = ({ cells }: CsvRecord) => cells.filter((cell) => cell.trim() !== '').length;

const isAddress = (cell: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell.trim());

/** An address, a date or an amount: no header has such a cell. */
function isData(cell: string): boolean {
  const text = cell.trim();
  return (
    isAddress(text) ||
    /^\d{4}-\d{2}-\d{2}/.test(text) ||
    /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/.test(text) ||
    /^-?\d+[.,]\d+$/.test(text)
  );
}

const WORDS = new Set(
  [CUSTOMER_WORDS, ORDER_WORDS].flatMap((words) => Object.values(words).flatMap((names) => names.split(' '))),
);

/** How many cells of a record say in a known language what a column holds. */
export function knownIn({ cells }: CsvRecord): number {
  return cells.filter((cell) => WORDS.has(headerKey(cell))).length;
}
