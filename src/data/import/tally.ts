import type { Row } from './read-rows.ts';
import type { FileReport } from './report.ts';
import type { Rejection } from './row-cells.ts';

const MOST_EXAMPLES = 3;

/** The accounts of one file: every row is accepted, merged or rejected, once. */
export class Tally {
  rows = 0;
  accepted = 0;
  merged = 0;
  rejected = 0;
  readonly #merges = new Map<string, number>();
  readonly #reasons = new Map<
    string,
    { count: number; examples: FileReport['reasons'][number]['examples'] }
  >();

  merge(why: string): void {
    this.merged += 1;
    this.#merges.set(why, (this.#merges.get(why) ?? 0) + 1);
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
    return [...this.#merges].map(([why, count]) => ({ why, count })).sort((a, b) => b.count - a.count);
  }

  /** The most frequent first. */
  reasons(): FileReport['reasons'] {
    return [...this.#reasons]
      .map(([reason, { count, examples }]) => ({ reason, count, examples }))
      .sort((a, b) => b.count - a.count);
  }
}
