import { existsSync, readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SEGMENTS } from '../../src/data/vocabulary.ts';
import { describeError } from '../../src/errors.ts';
import { drawMark } from '../../src/media/art/brand-mark.ts';
import { drawHero } from '../../src/media/art/hero-art.ts';
import { encodePng } from '../../src/media/art/png.ts';
import { ART_SHAPES, drawProduct, type ProductArt } from '../../src/media/art/product-art.ts';
import { rasterize } from '../../src/media/art/raster.ts';

const CATALOGUE = new URL('../../content/catalogue.yaml', import.meta.url);
const TERRACOTTA = { color: '#b5654a', accent: '#e2b07a' };
const SURFACE = { ground: '#23131f', text: '#f7ecdb', accent: '#d9b45f', on_accent: '#23131f' };
const ALL_36 =
  'mug teapot pan bowl jar bottle knife lamp candle cushion rug vase frame clock planter watering-can seeds incense oil mat dumbbell headphones speaker charger book pen backpack scarf yarn basket parcel carton bag pouch tin box';

/** Width and height as the PNG header states them. */
function sizeOf(png: Uint8Array): [number, number] {
  const header = Buffer.from(png);
  return [header.readUInt32BE(16), header.readUInt32BE(20)];
}

describe('drawProduct', () => {
  it('knows the thirty-six shapes', () => {
    expect(ART_SHAPES.toSorted()).toEqual(ALL_36.split(' ').toSorted());
  });

  // resvg refuses an SVG that is not well-formed XML, so a picture of the right size is the proof.
  it.each(ART_SHAPES)('draws a %s', (shape) => {
    const svg = drawProduct({ shape, ...TERRACOTTA });
    expect(svg).not.toMatch(/NaN|undefined|<text/);
    const png = rasterize(svg, { width: 480 });
    expect(sizeOf(png)).toEqual([480, 480]);
    expect(png.length).toBeLessThanOrEqual(25_000);
  });

  it('paints only real colours, however light, dark or grey the two are', () => {
    const hex = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(fc.constantFrom(...ART_SHAPES), hex, hex, (shape, color, accent) => {
        const svg = drawProduct({ shape, color, accent });
        const paints = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map((match) => match[1]);
        return paints.every((paint) => /^(#[0-9a-f]{6}|#fff|#000|none)$/.test(paint!));
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it.each(['tricycle', 'toString', ''])('refuses the shape "%s" and lists what it knows', (shape) => {
    const draw = () => drawProduct({ shape, ...TERRACOTTA });
    expect(draw).toThrow(`there is no drawing of "${shape}"`);
    try {
      draw();
    } catch (error) {
      expect(describeError(error)).toContain(`use one of ${ART_SHAPES.join(', ')}`);
    }
  });
});

describe.runIf(existsSync(CATALOGUE))('the catalogue', () => {
  const { products } = existsSync(CATALOGUE)
    ? (parse(readFileSync(CATALOGUE, 'utf8')) as { products: { id: string; art: ProductArt }[] })
    : { products: [] };

  it('names a known shape for every product', () => {
    const unknown = products.filter(({ art }) => !ART_SHAPES.includes(art.shape)).map(({ id }) => id);
    expect(unknown).toEqual([]);
  });

  // 72 pictures at about 20 ms each; a busy machine needs more than the default five seconds.
  it('has no picture above 25 kB', { timeout: 30_000 }, () => {
    const heavy = products.filter(({ art }) => rasterize(drawProduct(art), { width: 480 }).length > 25_000);
    expect(heavy.map(({ id }) => id)).toEqual([]);
  });
});

describe('drawHero', () => {
  it.each(SEGMENTS)('draws the hero of %s within 60 kB', (segment) => {
    const png = rasterize(drawHero(segment, SURFACE), { width: 1200 });
    expect(sizeOf(png)).toEqual([1200, 520]);
    expect(png.length).toBeLessThanOrEqual(60_000);
  });

  it('composes each segment differently', () => {
    const outlines = SEGMENTS.map((segment) => drawHero(segment, SURFACE).replaceAll(/#[0-9a-f]{6}/g, ''));
    expect(new Set(outlines).size).toBe(SEGMENTS.length);
  });
});

describe('drawMark', () => {
  it('draws a square mark at any size', () => {
    const svg = drawMark('#8c2f5d', '#fffdfa');
    expect(svg).toContain('viewBox="0 0 96 96"');
    expect(sizeOf(rasterize(svg, { width: 64 }))).toEqual([64, 64]);
  });
});

describe('rasterize', () => {
  it('gives the same bytes for the same picture', () => {
    const svg = drawProduct({ shape: 'teapot', ...TERRACOTTA });
    expect(rasterize(svg, { width: 480 })).toEqual(rasterize(svg, { width: 480 }));
  });

  it('writes PNGs that hold every pixel', () => {
    const image = fc.record({
      width: fc.integer({ min: 1, max: 9 }),
      height: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(image, fc.infiniteStream(fc.nat(255)), ({ width, height }, bytes) => {
        const pixels = Uint8Array.from(bytes.take(width * height * 4));
        const png = Buffer.from(encodePng(pixels, width, height));
        const rows = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)));
        const expected = Array.from({ length: height }, (_, y) => [
          0,
          ...Array.from({ length: width }, (_, x) => [
            ...pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 3),
          ]).flat(),
        ]);
        expect(sizeOf(png)).toEqual([width, height]);
        expect([...rows]).toEqual(expected.flat());
      }),
      { seed: 7, numRuns: 50 },
    );
  });
});
