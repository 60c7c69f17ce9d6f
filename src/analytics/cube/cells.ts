import { PAIRS } from './shape.ts';

/** The cells of one part, in the order of their keys, each key once: (city × pair of segment and behaviour) × place. */
export interface Cells {
  readonly keys: Float64Array;
  /** A column for each measure. */
  readonly columns: readonly Float64Array[];
}

/** The same in any order, with keys that may return. */
export interface LooseCells {
  readonly keys: ArrayLike<number>;
  readonly columns: readonly ArrayLike<number>[];
}

/**
 * The place that digits name, each within its extent; the first is the slowest.
 * @throws RangeError for a digit that its extent does not have.
 */
export function placeOf(digits: readonly number[], extents: readonly number[]): number {
  return digits.reduce((place, digit, at) => {
    const extent = extents[at] as number;
    if (!Number.isInteger(digit) || digit < 0 || digit >= extent) {
      throw new RangeError(`${digit} is not a place from 0 to ${extent - 1} of a cube`);
    }
    return place * extent + digit;
  }, 0);
}

/** Adds up cells with the same key, puts them in order, and leaves those out that are zero. */
export function addUp({ keys, columns }: LooseCells): Cells {
  const slots = new Map<number, number>();
  const sums = columns.map((): number[] => []);
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] as number;
    if (columns.every((column) => column[at] === 0)) continue;
    let slot = slots.get(key);
    if (slot === undefined) {
      slot = slots.size;
      slots.set(key, slot);
      for (const sum of sums) sum.push(0);
    }
    for (const [measure, sum] of sums.entries()) {
      sum[slot] = (sum[slot] as number) + (columns[measure]?.[at] as number);
    }
  }
  const ordered = Float64Array.from(slots.keys()).sort();
  return {
    keys: ordered,
    columns: sums.map((sum) => Float64Array.from(ordered, (key) => sum[slots.get(key) as number] as number)),
  };
}

/** The same with fewer cities: those from place `cities` on, and everybody else, become one. */
export function fold({ keys, columns }: Cells, size: number, cities: number): Cells {
  const span = PAIRS * size;
  return addUp({
    keys: Float64Array.from(keys, (key) => {
      const city = Math.floor(key / span);
      return key - Math.max(0, city - cities) * span;
    }),
    columns,
  });
}
