import type { Product } from '../../data/product.ts';

/** Where the pictures of a mail are shown from in place of the address that the mail has. */
export interface PictureSource {
  /** The site's base, without a slash at its end. */
  readonly base: string;
  /** How products look that the site has no picture of. */
  readonly drawn: ReadonlyMap<string, Product['art']>;
  /** Draws one as SVG. */
  readonly draw: (art: Product['art']) => string;
}

/** A mail's HTML with pictures that show on this page; nothing else of it changes. */
export function showableMail(html: string, { base, drawn, draw }: PictureSource): string {
  return html.replace(/(\bsrc=")[^"]*\/art\/([^"/]+)\.png(?=")/g, (_, start: string, name: string) => {
    const art = drawn.get(name);
    return `${start}${art ? `data:image/svg+xml,${encodeURIComponent(draw(art))}` : `${base}/art/${name}.png`}`;
  });
}
