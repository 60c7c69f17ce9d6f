import type { ImportProgress } from '../../data/import/progress.ts';
import type { Source } from '../../data/import/source.ts';
import { plural, printBytes } from './dataset-words.ts';
import type { CheckProgress } from './protocol.ts';

/** Milliseconds between two messages to the page. */
const PACE = 100;

/** How far the checking of some files is, in one share and one line of words. */
export class CheckMeter {
  readonly #tell: (progress: CheckProgress) => void;
  readonly #bytes = new Map<string, number>();
  readonly #all: number;
  #rows = 0;
  #share = 0;
  #since = -PACE;

  /** @param all bytes of all files together. */
  constructor(all: number, tell: (progress: CheckProgress) => void) {
    this.#all = Math.max(1, all);
    this.#tell = tell;
  }

  /** The source, with its lines counted each time they are read. */
  counting(source: Source): Source {
    const meter = this;
    return {
      ...source,
      async *open() {
        meter.#rows = 0;
        for await (const chunk of source.open()) {
          for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) meter.#rows += 1;
          yield chunk;
        }
      },
    };
  }

  /** Reading and writing go over all bytes; whatever is read once more does not turn the share back. */
  step({ phase, file, bytes, size }: ImportProgress): void {
    const key = `${phase} ${file}`;
    const before = this.#bytes.get(key) ?? 0;
    this.#bytes.set(key, Math.max(before, bytes));
    const done = [...this.#bytes.values()].reduce((sum, each) => sum + each, 0);
    this.#share = Math.max(this.#share, Math.min(1, done / (2 * this.#all)));
    const now = performance.now();
    if (now - this.#since < PACE) return;
    this.#since = now;
    const doing = phase === 'reading' ? 'Reading' : 'Checking';
    const of = size === undefined ? '' : ` of ${printBytes(size)}`;
    this.#tell({
      share: this.#share,
      words: `${doing} ${file}: ${printBytes(bytes)}${of} · ${plural(this.#rows, 'line')}`,
    });
  }
}
