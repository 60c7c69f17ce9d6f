import type { Copy } from '../../copy/copy.ts';
import { drawMark } from '../../media/art/brand-mark.ts';
import { drawProduct } from '../../media/art/product-art.ts';
import { rasterize } from '../../media/art/raster.ts';

/** What reports are printed with besides their content; open one for many reports. */
export interface Press {
  /** The brand's mark as PNG bytes. */
  readonly mark: Buffer;
  /** Of the wordmark, `#rrggbb`. */
  readonly brandColor: string;
  /** A product's picture as PNG bytes. */
  picture(productId: string): Buffer;
}

/** Pixels: three times the points it is printed at. */
const PICTURE = 156;
const MARK = 80;

export function openPress({ brand, products }: Copy): Press {
  const brandColor = brand.colors.light.primary;
  const pictures = new Map<string, Buffer>();
  return {
    brandColor,
    mark: Buffer.from(rasterize(drawMark(brandColor, '#ffffff'), { width: MARK })),
    picture(productId) {
      const known = pictures.get(productId);
      if (known) return known;
      const product = products.get(productId);
      if (!product) throw new Error(`only products of the catalogue are recommended: ${productId}`);
      const made = Buffer.from(rasterize(drawProduct(product.art), { width: PICTURE }));
      pictures.set(productId, made);
      return made;
    },
  };
}
