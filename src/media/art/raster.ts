import { Resvg } from '@resvg/resvg-js';

/** An SVG as PNG bytes, `width` pixels wide. Equal input gives equal bytes. */
export function rasterize(svg: string, { width }: { width: number }): Uint8Array {
  return new Resvg(svg, {
    fitTo: { mode: 'width', value: width },
    font: { loadSystemFonts: false },
  })
    .render()
    .asPng();
}
