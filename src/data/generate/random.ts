/**
 * Random numbers that depend on a path of whole numbers and nothing else: `new Random(seed, customer)` is the same
 * stream on every machine, whatever was drawn before. Not for secrets.
 *
 * The generator is sfc32 by Chris Doty-Humphrey (PractRand, public domain): 128 bits of state, period ≥ 2³².
 */
export class Random {
  #a = 0;
  #b = 0;
  #c = 0;
  #counter = 1;

  /** @param path safe integers, negative ones too. */
  constructor(...path: readonly number[]) {
    let hash = 0x9e3779b9;
    for (const part of path) {
      hash = mix(hash ^ (part | 0));
      hash = mix(hash + Math.floor(part / 2 ** 32));
    }
    this.#a = hash;
    this.#b = mix(hash + 0x6a09e667);
    this.#c = mix(hash + 0x3c6ef372);
    // The first outputs of similar states resemble each other; a dozen rounds part them.
    for (let round = 0; round < 12; round += 1) this.next();
  }

  /** Uniform in [0, 1), with 32 bits. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number, both ends included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** Normal with mean 0 and deviation 1, by Box and Muller. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /**
   * Gamma with the given shape and mean: Marsaglia and Tsang, "A simple method for generating gamma variables" (2000),
   * with their boost for shapes below 1.
   */
  gamma(shape: number, mean: number): number {
    if (shape < 1)
      return this.gamma(shape + 1, mean * ((shape + 1) / shape)) * (1 - this.next()) ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - this.next()) < x * x * 0.5 + d - d * v + d * Math.log(v))
        return (d * v * mean) / shape;
    }
  }

  /** One of a non-empty list. */
  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T;
  }

  /** An index, with a chance in proportion to its weight; −1 when no weight is above 0. */
  weightedIndex(weights: ArrayLike<number>): number {
    let total = 0;
    for (let i = 0; i < weights.length; i += 1) total += weights[i]!;
    let left = total * this.next();
    let found = -1;
    for (let i = 0; i < weights.length; i += 1) {
      if (weights[i]! <= 0) continue;
      found = i;
      left -= weights[i]!;
      if (left < 0) break;
    }
    return found;
  }

  /** A key, with a chance in proportion to its value. */
  weightedKey<K extends string>(weights: Readonly<Record<K, number>>): K {
    return Object.keys(weights)[this.weightedIndex(Object.values(weights))] as K;
  }

  /** Several different keys, drawn one after the other; fewer when fewer have a weight. */
  weightedKeys<K extends string>(weights: Readonly<Record<K, number>>, count: number): K[] {
    const keys = Object.keys(weights) as K[];
    const left = Object.values<number>(weights);
    const drawn: K[] = [];
    while (drawn.length < count) {
      const at = this.weightedIndex(left);
      if (at === -1) break;
      drawn.push(keys[at]!);
      left[at] = 0;
    }
    return drawn;
  }

  /** In place: Fisher and Yates. */
  shuffle<T>(list: T[]): T[] {
    for (let i = list.length - 1; i > 0; i -= 1) {
      const j = this.integer(0, i);
      [list[i], list[j]] = [list[j]!, list[i]!];
    }
    return list;
  }
}

/** The 32-bit finaliser of MurmurHash3. */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
