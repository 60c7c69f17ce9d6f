import type { RejectedRow } from '../../data/import/rejected.ts';
import type { ImportReport } from '../../data/import/report.ts';
import type { RejectedRows } from './protocol.ts';

/** A browser's table gets no taller; the rest is in the file. */
export const MOST_SHOWN = 100_000;

/** Collects the rows that are rejected, for a table that shows a few of them at a time. */
export class RejectedLines {
  readonly #lines: string[] = [];
  /** `row file` → its line. */
  readonly #places = new Map<string, number>();

  add({ file, row, line, field, value, reason }: RejectedRow): void {
    if (this.#lines.length >= MOST_SHOWN) return;
    this.#places.set(`${row} ${file}`, this.#lines.length);
    this.#lines.push(JSON.stringify([file, String(row), String(line), field, value, reason]));
  }

  /** @param report says which rows it shows as examples. */
  rows({ files }: ImportReport): RejectedRows {
    const places: Record<string, number> = {};
    files.forEach(({ file, reasons }, fileAt) => {
      reasons.forEach(({ examples }, reasonAt) => {
        examples.forEach(({ row }, at) => {
          const place = this.#places.get(`${row} ${file}`);
          if (place !== undefined) places[`${fileAt} ${reasonAt} ${at}`] = place;
        });
      });
    });
    return { lines: this.#lines.join('\n'), shown: this.#lines.length, places };
  }
}
