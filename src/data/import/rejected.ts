import type { ImportFile } from './import-file.ts';
import { withoutFormula } from './plain-text.ts';
import type { Row } from './read-rows.ts';
import { REJECTED_FRONT } from './rejected-columns.ts';
import type { Rejection } from './row-cells.ts';
import { type Sink, type Table, TableWriter } from './sink.ts';

/** A row that was not taken. */
export interface RejectedRow extends Rejection {
  readonly file: string;
  readonly row: number;
  readonly line: number;
}

/**
 * Every row that was not taken, as it stands in its file, behind its place and the reason: corrected, it can be imported
 * together with that file. Each file has a table of its own, `rejected`, `rejected-2`… They are made for spreadsheets, so
 * no value is run as a formula.
 */
export class Rejected {
  readonly #sink: Sink;
  readonly #onRow: (row: RejectedRow) => void;
  readonly #tables = new Map<ImportFile, TableWriter>();

  constructor(sink: Sink, onRow: (row: RejectedRow) => void = () => {}) {
    this.#sink = sink;
    this.#onRow = onRow;
  }

  add(file: ImportFile, row: Row, problem: Rejection | undefined): void {
    const { inspected, tally } = file;
    const why = problem ?? { field: '', value: '', reason: 'cannot be read' };
    tally.reject(row, why);
    const place = [String(row.row), String(row.line), why.field, why.reason];
    this.#tableOf(file).add([...place, ...cellsOf(file, row)].map(withoutFormula));
    this.#onRow({ file: inspected.name, row: row.row, line: row.line, ...why });
  }

  async flush(): Promise<void> {
    for (const table of this.#tables.values()) await table.flush();
  }

  /** @param files all of them: where no row was rejected, there is a header all the same. */
  async end([first]: readonly ImportFile[]): Promise<void> {
    if (this.#tables.size === 0 && first) {
      await new TableWriter(this.#sink, 'rejected', headerOf(first)).flush(true);
    }
    for (const table of this.#tables.values()) await table.flush(true);
  }

  #tableOf(file: ImportFile): TableWriter {
    const known = this.#tables.get(file);
    if (known) return known;
    const number = this.#tables.size + 1;
    const name: Table = number === 1 ? 'rejected' : `rejected-${number}`;
    const made = new TableWriter(this.#sink, name, headerOf(file));
    this.#tables.set(file, made);
    file.tally.rejectedIn = `${name}.csv`;
    return made;
  }
}

/** A file of rejected rows that is imported again keeps its place in the original only. */
const skipped = ({ isRejected }: ImportFile) => (isRejected ? REJECTED_FRONT.length : 0);

const headerOf = (file: ImportFile) => [...REJECTED_FRONT, ...file.headers.slice(skipped(file))];

function cellsOf(file: ImportFile, { cells, fault, text = '' }: Row): readonly string[] {
  const parts =
    fault === undefined
      ? cells
      : fault === 'too-long'
        ? []
        : text
            .trimEnd()
            .split(file.delimiter)
            .map((part) => part.replaceAll('"', ''));
  return parts.slice(skipped(file));
}
