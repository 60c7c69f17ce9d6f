import { Resvg } from '@resvg/resvg-js';
import type { ReactNode } from 'react';
import type { Frame } from './canvas.ts';
import { satoriFonts } from './fonts.ts';

/** Pixels as RGBA, not premultiplied, with what is not painted left clear. */
export interface Pixels extends Frame {
  readonly rgba: Uint8Array;
}

/** A part of a picture, in the picture's own points. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where a `Block` of the page stands. */
export interface PlacedBlock extends Box {
  readonly order: number;
  readonly isPicture: boolean;
}

export interface SetPage {
  readonly svg: string;
  readonly blocks: readonly PlacedBlock[];
}

/** Sets elements as an SVG; every letter becomes an outline. */
export async function setPage(
  element: ReactNode,
  { width, height }: Frame,
  graphemeImages: Record<string, string>,
): Promise<SetPage> {
  const blocks: PlacedBlock[] = [];
  const drawings: string[] = [];
  // Loaded here, because most commands paint nothing.
  const { default: satori } = await import('satori');
  const svg = await satori(element, {
    width,
    height,
    fonts: satoriFonts(),
    graphemeImages,
    onNodeDetected: ({ props, left, top, width, height }) => {
      if (typeof props['data-drawing'] === 'string') {
        const radius = Number(props['data-radius']);
        drawings.push(place(props['data-drawing'], { left, top, width, height }, radius, drawings.length));
      }
      const order = props['data-block'];
      if (typeof order === 'number') {
        blocks.push({ order, isPicture: props['data-picture'] === true, left, top, width, height });
      }
    },
  });
  return {
    svg: svg.replace(/^<svg[^>]*>/, (root) => root + drawings.join('')),
    blocks: blocks.toSorted((a, b) => a.order - b.order),
  };
}

/** A drawing of its own size at a place on the page, with round corners. */
function place(drawing: string, { left, top, width, height }: Box, radius: number, index: number): string {
  const root = /^<svg[^>]*viewBox="([^"]*)"[^>]*>/.exec(drawing)!;
  const inner = drawing.slice(root[0].length, -'</svg>'.length);
  const [x, y, wide, tall] = root[1]!.split(' ').map(Number) as [number, number, number, number];
  return (
    `<clipPath id="place${index}"><rect x="${left}" y="${top}" width="${width}" height="${height}" rx="${radius}"/></clipPath>` +
    `<g clip-path="url(#place${index})"><g transform="translate(${left} ${top}) scale(${width / wide} ${height / tall}) translate(${-x} ${-y})">${inner}</g></g>`
  );
}

/** An SVG as pixels, `width` of them side by side. */
export function paint(svg: string, width: number): Pixels {
  const picture = new Resvg(svg, {
    fitTo: { mode: 'width', value: width },
    font: { loadSystemFonts: false },
  }).render();
  return { width: picture.width, height: picture.height, rgba: straight(picture.pixels) };
}

/** resvg gives premultiplied colour where a picture is half clear. */
function straight(pixels: Uint8Array): Uint8Array {
  for (let at = 0; at < pixels.length; at += 4) {
    const alpha = pixels[at + 3]!;
    if (alpha === 0 || alpha === 255) continue;
    for (let channel = at; channel < at + 3; channel += 1) {
      pixels[channel] = Math.min(255, Math.round((pixels[channel]! * 255) / alpha));
    }
  }
  return pixels;
}
