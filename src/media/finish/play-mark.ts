import type { Outlined } from 'fontkit';
import type { Surface } from '../../copy/brand.ts';
import { boxPath, disc, fill } from '../art/pencil.ts';
import { emWidth } from '../slides/fit.ts';
import { fontsOf } from '../slides/fonts.ts';

/** A play mark in the colours of a surface, with its middle and its radius. */
export function drawPlayMark(x: number, y: number, r: number, { accent, on_accent }: Surface): string {
  const t = r * 0.46;
  const triangle = `M${x - t * 0.72} ${y - t}L${x + t * 1.06} ${y}L${x - t * 0.72} ${y + t}Z`;
  return (
    disc(x, y + r * 0.06, r * 1.2, '#000000', 0.14) +
    disc(x, y, r * 1.12, '#ffffff', 0.92) +
    disc(x, y, r, accent) +
    `<path d="${triangle}" fill="${on_accent}" stroke="${on_accent}" stroke-width="${t * 0.24}" stroke-linejoin="round"/>`
  );
}

/** How long the film is, in the lower right corner: `0:15`. */
export function drawLength(seconds: number, width: number, height: number, unit: number): string {
  const whole = Math.max(1, Math.round(seconds));
  const text = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
  const size = 27 * unit;
  const wide = emWidth(text, 'sans', 'strong') * size + 26 * unit;
  const tall = 46 * unit;
  const [left, top] = [width - wide - 26 * unit, height - tall - 26 * unit];
  return (
    fill(boxPath(left, top, wide, tall, 10 * unit), '#000000', 0.72) +
    `<g transform="translate(${left + 13 * unit} ${top + 33 * unit}) scale(${size})">${fill(outlineOf(text), '#ffffff')}</g>`
  );
}

/** Plain signs as the outline of their letters, at a size of 1, standing on the line y = 0. */
function outlineOf(text: string): string {
  const font = fontsOf('sans', 'strong')[0]!;
  const { glyphs, positions } = font.layout(text);
  let x = 0;
  return (glyphs as readonly Outlined[])
    .map(({ path }, index) => {
      const shape = path
        .scale(1 / font.unitsPerEm, -1 / font.unitsPerEm)
        .translate(x, 0)
        .toSVG();
      x += positions[index]!.xAdvance / font.unitsPerEm;
      return shape;
    })
    .join('');
}
