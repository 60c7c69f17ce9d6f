import { PitchwrightError } from '../../errors.ts';
import { MAX_RECORD, RecordSplitter } from './records.ts';

/** How the text of a comma-separated file is laid out. */
export interface Shape {
  readonly delimiter: Delimiter;
  readonly newline: '\n' | '\r';
  /** The file begins with Excel's `sep=;`. */
  readonly hasSepLine: boolean;
  readonly hasHeader: boolean;
  /** As the file has them, each different: `Email`, `Email (2)`, `Column 4`. */
  readonly headers: readonly string[];
}

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export const MAX_COLUMNS = 1000;
/** Characters that decide about the shape. */
export const SAMPLE_LENGTH = 262_144;

/**
 * Finds delimiter and header from the beginning of a text.
 * @param isWhole whether the text is the whole file.
 * @throws PitchwrightError `IMPORT_SHAPE`
 */
export function sniffShape(name: string, text: string, isWhole: boolean): Shape {
  const newline = text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
  const sep = /^sep=(.)\r?(?:\n|\r|$)/i.exec(text)?.[1];
  if (sep !== undefined && !isDelimiter(sep)) {
    throw shapeError(
      `${name} says that "${sep}" stands between its cells`,
      'export it with commas, semicolons, tabs or bars between them',
    );
  }
  const delimiter = isDelimiter(sep) ? sep : mostRegular(text, newline, isWhole);
  const splitter = new RecordSplitter({ delimiter, newline });
  const records = [...splitter.push(text), ...(isWhole ? splitter.end() : [])];
  if (sep !== undefined) records.shift();
  const first = records.find(
    ({ cells, fault }) => fault !== undefined || cells.some((cell) => cell.trim() !== ''),
  );
  if (!first && !isWhole && text.length >= Math.min(SAMPLE_LENGTH, MAX_RECORD)) {
    throw shapeError(
      `${name} has no line end in its first ${text.length.toLocaleString('en')} characters`,
      EXPORT,
    );
  }
  if (!first)
    throw shapeError(`${name} holds no rows`, 'export it again; there is nothing but empty lines in it');
  if (first.fault === 'too-long') {
    throw shapeError(
      `the first line of ${name} is longer than ${MAX_RECORD.toLocaleString('en')} characters`,
      EXPORT,
    );
  }
  if (first.fault) {
    throw shapeError(
      `${name} line ${first.line}: a quote in the header is never closed`,
      'mend the header row',
    );
  }
  if (first.cells.length > MAX_COLUMNS) {
    throw shapeError(
      `${name} has ${first.cells.length.toLocaleString('en')} columns`,
      `leave out what is not needed: ${MAX_COLUMNS.toLocaleString('en')} is the most`,
    );
  }
  const hasHeader = !first.cells.some(isData);
  const headers = hasHeader ? nameColumns(first.cells) : first.cells.map((_, at) => `Column ${at + 1}`);
  return { delimiter, newline, hasSepLine: sep !== undefined, hasHeader, headers };
}

const EXPORT = 'export it as CSV, with one row on each line';

function shapeError(fact: string, hint: string): PitchwrightError {
  return new PitchwrightError('IMPORT_SHAPE', fact, { hint });
}

const isDelimiter = (text: string | undefined): text is Delimiter => DELIMITERS.includes(text as Delimiter);

/** The delimiter that gives the first rows the same number of cells, and many. */
function mostRegular(text: string, newline: '\n' | '\r', isWhole: boolean): Delimiter {
  let best: Delimiter = ',';
  let highest = 0;
  for (const delimiter of DELIMITERS) {
    const splitter = new RecordSplitter({ delimiter, newline });
    const records = [...splitter.push(text.slice(0, 65_536)), ...(isWhole ? splitter.end() : [])];
    const widths = records
      .slice(0, 50)
      .filter(({ cells, fault }) => !fault && cells.some((cell) => cell.trim() !== ''))
      .map(({ cells }) => cells.length);
    const width = widths[0] ?? 1;
    if (width < 2) continue;
    const regular = widths.filter((each) => each === width).length / widths.length;
    const score = regular * 10 + Math.log2(width);
    if (score > highest) [best, highest] = [delimiter, score];
  }
  return best;
}

/** An address, a date or an amount: no header has such a cell. */
function isData(cell: string): boolean {
  const text = cell.trim();
  return (
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ||
    /^\d{4}-\d{2}-\d{2}/.test(text) ||
    /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/.test(text) ||
    /^-?\d+[.,]\d+$/.test(text)
  );
}

/** Every column gets a name of its own. */
function nameColumns(cells: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return cells.map((cell, at) => {
    const own =
      cell
        .replace(/\s+/g, ' ')
        .replace(/^['\uFEFF]+/, '')
        .trim() || `Column ${at + 1}`;
    let name = own;
    for (let count = 2; taken.has(name); count += 1) name = `${own} (${count})`;
    taken.add(name);
    return name;
  });
}
