/** A remark about a file: what was done, how often, and the first example. */
export interface Note {
  readonly text: string;
  readonly count: number;
  readonly example: string;
}

/** Remarks, counted. A hostile file cannot make more than a few different ones of a kind. */
export class Notes {
  readonly #found = new Map<string, { count: number; readonly example: string }>();
  readonly #words = new Map<string, string[]>();

  add(text: string, example = '', count = 1): void {
    const known = this.#found.get(text);
    if (known) known.count += count;
    else if (this.#found.size < MOST) this.#found.set(text, { count, example: example.slice(0, 80) });
  }

  /** Counts a remark whose examples are words, and keeps the first few different ones. */
  addWord(text: string, word: string): void {
    this.add(text);
    const words = this.#words.get(text) ?? [];
    const short = word.slice(0, 40);
    if (words.length < MOST_WORDS && !words.includes(short)) this.#words.set(text, [...words, short]);
  }

  clear(): void {
    this.#found.clear();
    this.#words.clear();
  }

  list(): readonly Note[] {
    return [...this.#found].map(([text, { count, example }]) => ({
      text,
      count,
      example: this.#words.get(text)?.join(' · ') ?? example,
    }));
  }
}

const MOST = 200;
const MOST_WORDS = 5;
