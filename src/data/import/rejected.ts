import type { ImportFile } from './import-file.ts';
import { withoutFormula } from './plain-text.ts';
import type { Row } from './read-rows.ts';
import type { Rejection } from './row-cells.ts';
import { type Sink, TableWriter } from './sink.ts';

export const REJECTED_COLUMNS = ['file', 'row', 'line', 'field', 'value', 'reason'] as const;

/** `rejected.csv`: every row that was not taken. It is made for spreadsheets, so no value is run as a formula. */
export class Rejected {
  readonly #table: TableWriter;

  constructor(sink: Sink) {
    this.#table = new TableWriter(sink, 'rejected', REJECTED_COLUMNS);
  }

  add({ inspected, tally }: ImportFile, row: Row, problem: Rejection | undefined): void {
    const { field, value, reason } = problem ?? { field: '', value: '', reason: 'cannot be read' };
    tally.reject(row, { field, value, reason });
    const safe = [inspected.name, String(row.row), String(row.line), field, value, reason].map(
      withoutFormula,
    );
    this.#table.add(safe);
  }

  flush(isEnd = false): Promise<void> {
    return this.#table.flush(isEnd);
  }
}
