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

/** The drawing of a product, by its id: the same in every import. */
export function plainArt(id: string): ProductInput['art'] {
  const hash = hash32(id);
  const [color, accent] = COLORS[hash % COLORS.length] as (typeof COLORS)[number];
  return { shape: SHAPES[Math.floor(hash / COLORS.length) % SHAPES.length] as string, color, accent };
}
