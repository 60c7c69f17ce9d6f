import { hash32 } from '../../digest.ts';
import type { ProductInput } from '../product.ts';

/** Drawings of what anything may come in: the import knows what a product is called, not what it looks like. */
const SHAPES = ['parcel', 'carton', 'bag', 'pouch', 'tin', 'box'] as const;

/** Calm pairs of colours. */
const COLORS = [
  ['#7d8f86', '#d9cfc0'],
  ['#a68a64', '#e6d8c3'],
  ['#6f7f95', '#cfd6de'],
  ['#8a7b94', '#ddd3e0'],
  ['#7f8b6b', '#dcdcc6'],
  ['#9a7b74', '#e3d2cb'],
  ['#5f8a8b', '#cfe0dd'],
  ['#8c8270', '#dfd9cc'],
  ['#b0785a', '#ead7c4'],
  ['#5d7a9a', '#e2c98f'],
  ['#94606f', '#e8cfd0'],
] as const;

/**
 * A drawing for each product, by its id. The same products are drawn the same in every import, in whatever order, and
 * each shape and each pair of colours comes about as often as any other.
 */
export function plainArts(ids: readonly string[]): ReadonlyMap<string, ProductInput['art']> {
  const sorted = [...ids].sort();
  const shapes = spread(SHAPES, sorted, 'shape');
  const colors = spread(COLORS, sorted, 'colour');
  return new Map(
    sorted.map((id, at) => {
      const [color, accent] = colors[at] as (typeof COLORS)[number];
      return [id, { shape: shapes[at] as string, color, accent }];
    }),
  );
}

/** One of the choices for each id: of those that were given least, the first from where its hash points. */
function spread<T>(choices: readonly T[], ids: readonly string[], what: string): readonly T[] {
  const given = choices.map(() => 0);
  return ids.map((id) => {
    const least = Math.min(...given);
    const start = hash32(`${id}:${what}`) % choices.length;
    const at = choices
      .map((_, step) => (start + step) % choices.length)
      .find((each) => given[each] === least) as number;
    given[at] = least + 1;
    return choices[at] as T;
  });
}
