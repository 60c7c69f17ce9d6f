import { mix } from '../../digest.ts';

/**
 * Numbers for texts, 0, 1, 2… in the order in which they first come, in 20 bytes each. Texts are known by 64 bits of
 * hash, so two of a million may share a number once in ten million imports: good for ids of orders, which only get
 * another ending then, and not for people.
 */
export class KeyTable {
  #capacity = 1024;
  #low = new Uint32Array(this.#capacity);
  #high = new Uint32Array(this.#capacity);
  /** Number + 1; 0 is an empty place. */
  #numbers = new Uint32Array(this.#capacity);
  count = 0;

  /** The number of a text, a new one when it is new. */
  numberOf(text: string): number {
    return this.#find(text, true);
  }

  has(text: string): boolean {
    return this.#find(text, false) !== -1;
  }

  #find(text: string, isAdding: boolean): number {
    let one = 0x811c9dc5;
    let two = 0x9747b28c;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      one = Math.imul(one ^ code, 0x01000193);
      two = Math.imul(two ^ code, 0x5bd1e995) + 0x6b43a9b5;
    }
    const low = mix(one);
    const high = mix(two ^ text.length);
    let place = low & (this.#capacity - 1);
    for (;;) {
      const number = this.#numbers[place] as number;
      if (number === 0) break;
      if (this.#low[place] === low && this.#high[place] === high) return number - 1;
      place = (place + 1) & (this.#capacity - 1);
    }
    if (!isAdding) return -1;
    this.#low[place] = low;
    this.#high[place] = high;
    this.count += 1;
    this.#numbers[place] = this.count;
    if (this.count * 3 > this.#capacity * 2) this.#grow();
    return this.count - 1;
  }

  #grow(): void {
    const [low, high, numbers] = [this.#low, this.#high, this.#numbers];
    this.#capacity *= 2;
    this.#low = new Uint32Array(this.#capacity);
    this.#high = new Uint32Array(this.#capacity);
    this.#numbers = new Uint32Array(this.#capacity);
    numbers.forEach((number, from) => {
      if (number === 0) return;
      let place = (low[from] as number) & (this.#capacity - 1);
      while (this.#numbers[place] !== 0) place = (place + 1) & (this.#capacity - 1);
      this.#low[place] = low[from] as number;
      this.#high[place] = high[from] as number;
      this.#numbers[place] = number;
    });
  }
}
