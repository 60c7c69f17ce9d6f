type Numbers = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array | Int16Array;

/** A typed array that grows: millions of numbers without an object for each. */
export class Growable<T extends Numbers> {
  #items: T;
  length = 0;
  readonly #make: (length: number) => T;

  constructor(make: (length: number) => T) {
    this.#make = make;
    this.#items = make(1024);
  }

  push(value: number): number {
    if (this.length === this.#items.length) {
      const larger = this.#make(Math.ceil(this.#items.length * 1.6));
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[this.length] = value;
    this.length += 1;
    return this.length - 1;
  }

  at(index: number): number {
    return this.#items[index] as number;
  }

  set(index: number, value: number): void {
    this.#items[index] = value;
  }

  /** The numbers so far, without a copy; not to be kept while more are added. */
  view(): T {
    return this.#items.subarray(0, this.length) as T;
  }
}

export const floats = () => new Growable((length) => new Float64Array(length));
export const integers = () => new Growable((length) => new Int32Array(length));
export const small = () => new Growable((length) => new Int16Array(length));
export const bytes = () => new Growable((length) => new Uint8Array(length));
