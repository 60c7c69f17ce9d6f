import { Resvg } from '@resvg/resvg-js';
import { encodePng } from './png.ts';

/** An SVG as PNG bytes, `width` pixels wide, on white where it paints nothing. Equal input gives equal bytes. */
export function rasterize(svg: string, { width }: { width: number }): Uint8Array {
  const picture = new Resvg(svg, {
    fitTo: { mode: 'width', value: width },
    font: { loadSystemFonts: false },
    background: '#ffffff',
  }).render();
  return encodePng(picture.pixels, picture.width, picture.height);
}
