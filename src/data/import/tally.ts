import type { Row } from './read-rows.ts';
import type { FileReport } from './report.ts';
import type { Rejection } from './row-cells.ts';

const MOST_EXAMPLES = 3;
/** Rows that the report names with what they were merged into. */
const MOST_MERGED = 100;

/** The accounts of one file: every row is accepted, merged or rejected, once. */
export class Tally {
  rows = 0;
  accepted = 0;
  merged = 0;
  rejected = 0;
  /** The file that its rejected rows are in; empty without any. */
  rejectedIn = '';
  readonly #merges = new Map<string, { count: number; rows: FileReport['merges'][number]['rows'] }>();
  readonly #reasons = new Map<
    string,
    { count: number; examples: FileReport['reasons'][number]['examples'] }
  >();

  /** @param into the id that the row went to. */
  merge(why: string, { row }: Row, into: string): void {
    this.merged += 1;
    const known = this.#merges.get(why) ?? { count: 0, rows: [] };
    known.count += 1;
    if (known.rows.length < MOST_MERGED) known.rows.push({ row, into });
    this.#merges.set(why, known);
  }

  reject({ row, line }: Row, { field, value, reason }: Rejection): void {
    this.rejected += 1;
    const words = field === '' ? reason : `${field} ${reason}`;
    let known = this.#reasons.get(words);
    if (!known) {
      known = { count: 0, examples: [] };
      this.#reasons.set(words, known);
    }
    known.count += 1;
    if (known.examples.length < MOST_EXAMPLES)
      known.examples.push({ row, line, field, value: value.slice(0, 80) });
  }

  merges(): FileReport['merges'] {
    return [...this.#merges].map(([why, merges]) => ({ why, ...merges })).sort((a, b) => b.count - a.count);
  }

  /** The most frequent first. */
  reasons(): FileReport['reasons'] {
    return [...this.#reasons]
      .map(([reason, { count, examples }]) => ({ reason, count, examples }))
      .sort((a, b) => b.count - a.count);
  }
}
