/** A remark about a file: what was done, how often, and the first example. */
export interface Note {
  readonly text: string;
  readonly count: number;
  readonly example: string;
}

/** Remarks, counted. A hostile file cannot make more than a few different ones of a kind. */
export class Notes {
  readonly #found = new Map<string, { count: number; readonly example: string }>();

  add(text: string, example = '', count = 1): void {
    const known = this.#found.get(text);
    if (known) known.count += count;
    else if (this.#found.size < MOST) this.#found.set(text, { count, example: example.slice(0, 80) });
  }

  clear(): void {
    this.#found.clear();
  }

  list(): readonly Note[] {
    return [...this.#found].map(([text, { count, example }]) => ({ text, count, example }));
  }
}

const MOST = 200;
