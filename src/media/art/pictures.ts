import type { Copy } from '../../copy/copy.ts';
import { SEGMENTS, slugOf } from '../../data/vocabulary.ts';
import { drawHero } from './hero-art.ts';
import { drawProduct } from './product-art.ts';

/** A picture file of the site: `art/<name>.png`. */
export interface Picture {
  readonly name: string;
  readonly width: number;
  /** Everything it is drawn from: changes when the picture does. */
  readonly key: string;
  /** The SVG. */
  draw(): string;
}

/** All pictures that the mails of a brand show, twice as large as they are shown. */
export function pictures({ brand, catalogue }: Copy): readonly Picture[] {
  return [
    ...SEGMENTS.map((segment) => ({
      name: `hero-${slugOf(segment)}`,
      width: 1200,
      key: JSON.stringify(brand.colors.segments[segment]),
      draw: () => drawHero(segment, brand.colors.segments[segment]),
    })),
    ...catalogue.products.map(({ id, art }) => ({
      name: id,
      width: 480,
      key: JSON.stringify(art),
      draw: () => drawProduct(art),
    })),
  ];
}
