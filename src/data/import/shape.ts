import { PitchwrightError } from '../../errors.ts';
import { findHeader, knownIn } from './header-row.ts';
import { type CsvRecord, MAX_RECORD, RecordSplitter } from './records.ts';

/** How the text of a comma-separated file is laid out. */
export interface Shape {
  readonly delimiter: Delimiter;
  readonly newline: '\n' | '\r';
  /** The file begins with Excel's `sep=;`. */
  readonly hasSepLine: boolean;
  readonly hasHeader: boolean;
  /** Lines above the header that are not empty: titles, which are no rows. */
  readonly above: readonly Above[];
  /** As the file has them, each different: `Email`, `Email (2)`, `Column 4`. */
  readonly headers: readonly string[];
}

/** A line above the header. */
export interface Above {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly text: string;
}

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export const MAX_COLUMNS = 1000;
/** Characters that decide about the shape. */
export const SAMPLE_LENGTH = 262_144;

/**
 * Finds delimiter and header from the beginning of a text.
 * @param isWhole whether the text is the whole file.
 * @param skipped empty lines of the file before the text.
 * @throws PitchwrightError `IMPORT_SHAPE`
 */
export function sniffShape(name: string, text: string, isWhole: boolean, skipped = 0): Shape {
  const newline = newlineOf(text);
  const sep = /^sep=(.)\r?(?:\n|\r|$)/i.exec(text)?.[1];
  if (sep !== undefined && !isDelimiter(sep)) {
    throw shapeError(
      `${name} says that "${sep}" stands between its cells`,
      'export it with commas, semicolons, tabs or bars between them',
    );
  }
  const delimiter = isDelimiter(sep) ? sep : mostRegular(text, newline, isWhole);
  const records = recordsOf(text, { delimiter, newline }, isWhole, sep !== undefined);
  const { at, hasHeader } = findHeader(records);
  const first = records[at];
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
      `${name} line ${skipped + first.line}: a quote in the header is never closed`,
      'mend the header row',
    );
  }
  if (first.cells.length > MAX_COLUMNS) {
    throw shapeError(
      `${name} has ${first.cells.length.toLocaleString('en')} columns`,
      `leave out what is not needed: ${MAX_COLUMNS.toLocaleString('en')} is the most`,
    );
  }
  const above = records.slice(0, at).map(({ line, cells }) => ({
    line: skipped + line,
    text: cells
      .filter((cell) => cell.trim() !== '')
      .join(' ')
      .trim(),
  }));
  const headers = hasHeader ? nameColumns(first.cells) : first.cells.map((_, place) => `Column ${place + 1}`);
  return { delimiter, newline, hasSepLine: sep !== undefined, hasHeader, above, headers };
}

/** What ends a line; the other mark may stand inside of cells. */
function newlineOf(text: string): Shape['newline'] {
  const bare = text.replace(/"[^"]*"/g, '');
  const count = (pattern: RegExp) => bare.match(pattern)?.length ?? 0;
  return count(/\r(?!\n)/g) > count(/\n/g) ? '\r' : '\n';
}

/** The records that are not empty. */
function recordsOf(
  text: string,
  form: ConstructorParameters<typeof RecordSplitter>[0],
  isWhole: boolean,
  hasSepLine: boolean,
): readonly CsvRecord[] {
  const splitter = new RecordSplitter(form);
  const records = [...splitter.push(text), ...(isWhole ? splitter.end() : [])];
  return records
    .slice(hasSepLine ? 1 : 0)
    .filter(({ cells, fault }) => fault !== undefined || cells.some((cell) => cell.trim() !== ''));
}

const EXPORT = 'export it as CSV, with one row on each line';

function shapeError(fact: string, hint: string): PitchwrightError {
  return new PitchwrightError('IMPORT_SHAPE', fact, { hint });
}

const isDelimiter = (text: string | undefined): text is Delimiter => DELIMITERS.includes(text as Delimiter);

/** The delimiter that gives the rows below the header the same number of cells as it has, and many. */
function mostRegular(text: string, newline: '\n' | '\r', isWhole: boolean): Delimiter {
  let best: Delimiter = ',';
  let highest = 0;
  for (const delimiter of DELIMITERS) {
    const form = { delimiter, newline };
    const records = recordsOf(text.slice(0, 65_536), form, isWhole, false)
      .slice(0, 50)
      .filter(({ fault }) => fault === undefined);
    const { at } = findHeader(records);
    const header = records[at];
    const width = header?.cells.length ?? 1;
    if (header === undefined || width < 2) continue;
    const regular = records.filter(({ cells }) => cells.length === width).length / records.length;
    const score = regular * 10 + Math.log2(width) + (knownIn(header) > 0 ? 10 : 0) - (at > 0 ? 2 : 0);
    if (score > highest) [best, highest] = [delimiter, score];
  }
  return best;
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
