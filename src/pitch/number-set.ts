/** Whole numbers, each kept once, in eight bytes each: what a Set of millions would need ten times the memory for. */
export interface NumberSet {
  add(number: number): void;
  /** In rising order; valid until the next `add`. */
  sorted(): Float64Array;
}

export function createNumberSet(): NumberSet {
  let numbers = new Float64Array(1024);
  let size = 0;
  const tidy = () => {
    const sorted = numbers.subarray(0, size).sort();
    size = 0;
    for (const number of sorted) {
      if (size > 0 && numbers[size - 1] === number) continue;
      numbers[size] = number;
      size += 1;
    }
  };
  return {
    add(number) {
      if (size === numbers.length) {
        tidy();
        if (size > numbers.length / 2) {
          const larger = new Float64Array(numbers.length * 2);
          larger.set(numbers.subarray(0, size));
          numbers = larger;
        }
      }
      numbers[size] = number;
      size += 1;
    },
    sorted() {
      tidy();
      return numbers.subarray(0, size);
    },
  };
}
