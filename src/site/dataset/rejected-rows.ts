import { withoutFormula } from '../../data/import/plain-text.ts';
import { RecordSplitter } from '../../data/import/records.ts';
import type { ImportReport } from '../../data/import/report.ts';
import type { RejectedRows } from './protocol.ts';

/** A browser's table gets no taller; the rest is in the file. */
export const MOST_SHOWN = 100_000;

/** Collects the rows of `rejected.csv` while it is written, for a table that shows a few of them at a time. */
export class RejectedLines {
  readonly #splitter = new RecordSplitter({ delimiter: ',', newline: '\n' });
  readonly #lines: string[] = [];
  /** `file row` → its line. */
  readonly #places = new Map<string, number>();
  #isHeader = true;

  add(text: string): void {
    this.#take(this.#splitter.push(text));
  }

  /** @param report says which rows it shows as examples. */
  rows({ files }: ImportReport): RejectedRows {
    this.#take(this.#splitter.end());
    const places: Record<string, number> = {};
    files.forEach(({ file, reasons }, fileAt) => {
      reasons.forEach(({ examples }, reasonAt) => {
        examples.forEach(({ row }, at) => {
          const place = this.#places.get(`${row} ${withoutFormula(file)}`);
          if (place !== undefined) places[`${fileAt} ${reasonAt} ${at}`] = place;
        });
      });
    });
    return { lines: this.#lines.join('\n'), shown: this.#lines.length, places };
  }

  #take(records: ReturnType<RecordSplitter['push']>): void {
    for (const { cells } of records) {
      if (this.#isHeader) this.#isHeader = false;
      else if (this.#lines.length < MOST_SHOWN) {
        const [file, row] = cells;
        this.#places.set(`${row} ${file}`, this.#lines.length);
        this.#lines.push(JSON.stringify(cells));
      }
    }
  }
}
