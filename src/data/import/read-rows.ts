import { decodeText, type Encoding } from './encoding.ts';
import { type Fault, type RecordForm, RecordSplitter } from './records.ts';
import type { Source } from './source.ts';

/** One row of data: neither the header nor an empty line. */
export interface Row {
  /** As a spreadsheet counts: the header is row 1, and a cell may hold several lines. */
  readonly row: number;
  /** Line of the file on which it starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly fault: Fault | undefined;
  /** The line of a row with a fault, as much of it as may matter. */
  readonly text?: string | undefined;
}

/** All that is needed to read a file's rows again and again. */
export interface RowForm extends RecordForm {
  readonly encoding: Encoding;
  /** Records before the first row of data. */
  readonly hasSepLine: boolean;
  readonly hasHeader: boolean;
  /** Records above the header that are not empty, and are no rows. */
  readonly above?: number;
}

/** The rows of a file, as many at a time as a piece of it holds. Empty lines are left out. */
export async function* readRows(
  source: Source,
  form: RowForm,
  {
    signal,
    onBytes,
  }: { readonly signal?: AbortSignal | undefined; readonly onBytes?: (count: number) => void } = {},
): AsyncGenerator<readonly Row[]> {
  const splitter = new RecordSplitter(form);
  let count = form.hasSepLine ? -1 : 0;
  let before = (form.above ?? 0) + Number(form.hasHeader);
  const take = (records: ReturnType<RecordSplitter['push']>): readonly Row[] => {
    const rows: Row[] = [];
    for (const { line, cells, fault, text } of records) {
      count += 1;
      if (count === 0 || (!fault && cells.every(isBlank))) continue;
      if (before > 0) before -= 1;
      else rows.push(fault ? { row: count, line, cells, fault, text } : { row: count, line, cells, fault });
    }
    return rows;
  };
  for await (const text of decodeText(source, form.encoding, onBytes)) {
    signal?.throwIfAborted();
    const rows = take(splitter.push(text));
    if (rows.length > 0) yield rows;
  }
  const rows = take(splitter.end());
  if (rows.length > 0) yield rows;
}

const isBlank = (cell: string) => cell === '' || cell.trim() === '';
