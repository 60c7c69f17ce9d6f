import type { Behavior, Segment } from '../../data/vocabulary.ts';
import { addUp, type Cells, placeOf } from './cells.ts';
import { keyOf } from './gather.ts';
import type { CubeFrame } from './shape.ts';

/** What one customer is pitched. */
export interface Pitches {
  readonly segment: Segment;
  readonly behavior: Behavior;
  /** As it is spelled in the file. */
  readonly city: string;
  /** Ids of the products; one that is there twice counts once. */
  readonly picks: readonly string[];
}

/**
 * Counts the customers of each group that each product is pitched to, one customer at a time.
 * @throws RangeError for a product that is not in the catalogue.
 */
export async function countPitches(
  pitches: AsyncIterable<Pitches> | Iterable<Pitches>,
  frame: CubeFrame,
): Promise<Cells> {
  const cities = new Map(frame.cities.map((city, at) => [city, at]));
  const products = new Map(frame.products.map(({ id }, at) => [id, at]));
  const counts = new Map<number, number>();
  for await (const { segment, behavior, city, picks } of pitches) {
    const group = { segment, behavior, city: cities.get(city) ?? frame.cities.length };
    for (const id of new Set(picks)) {
      const product = products.get(id);
      if (product === undefined) throw new RangeError(`${id} is pitched, but not a product of the catalogue`);
      const key = keyOf(group, frame, placeOf([product], [products.size]), products.size);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return addUp({ keys: [...counts.keys()], columns: [[...counts.values()]] });
}
