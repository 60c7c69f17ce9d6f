import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../src/media/slides/page.ts';
import { paintSlide } from '../../../src/media/slides/painting.ts';
import { frameCount, framesOf } from '../../../src/media/slideshow/frames.ts';
import { layerOf, planesOf } from '../../../src/media/slideshow/planes.ts';
import { reelOf } from '../../../src/media/slideshow/reel.ts';
import { MEDIA_THEMES } from '../../../src/media/theme.ts';
import { shortBrief } from '../slides/_brief.ts';

const WIDTH = 320;
const HEIGHT = 180;
const SPANS = [
  { from: 0, to: 2, speakAt: 0.2 },
  { from: 2, to: 4, speakAt: 2.4 },
];

async function movie() {
  const page = pageOf(shortBrief(), '16:9');
  const reels = [];
  for (const scene of page.brief.scenes) reels.push(reelOf(await paintSlide(page, scene, WIDTH)));
  return { reels, spans: SPANS, theme: MEDIA_THEMES.Returning, width: WIDTH, height: HEIGHT };
}

/** The mean difference of brightness. */
function difference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < WIDTH * HEIGHT; at += 1) sum += Math.abs(a[at]! - b[at]!);
  return sum / (WIDTH * HEIGHT);
}

describe('planesOf', () => {
  const plain = (r: number, g: number, b: number) => {
    const rgba = new Uint8Array(4 * 4 * 4);
    for (let at = 0; at < rgba.length; at += 4) rgba.set([r, g, b, 255], at);
    const { y, u, v } = planesOf({ rgba, width: 4, height: 4 });
    return [y[0], u[0], v[0]];
  };

  // The reference values of ITU-R BT.709 in 8 bits, limited range.
  it.each([
    ['white', [255, 255, 255], [235, 128, 128]],
    ['black', [0, 0, 0], [16, 128, 128]],
    ['red', [255, 0, 0], [63, 102, 240]],
    ['green', [0, 255, 0], [173, 42, 26]],
    ['blue', [0, 0, 255], [32, 240, 118]],
  ] as const)('turns %s into what BT.709 says', (_, [r, g, b], expected) => {
    for (const [index, value] of plain(r, g, b).entries()) {
      expect(Math.abs(value! - expected[index]!)).toBeLessThanOrEqual(1);
    }
  });

  it('keeps layers on even places, with a margin', () => {
    const rgba = new Uint8Array(40 * 40 * 4).fill(255);
    const layer = layerOf({ rgba, width: 40, height: 40 }, { left: 11, top: 13, width: 9, height: 7 });
    expect([layer.left, layer.top, layer.width, layer.height].map((value) => value % 2)).toEqual([
      0, 0, 0, 0,
    ]);
    expect(layer.left).toBeLessThan(11);
    expect(layer.left + layer.width).toBeGreaterThan(20);
  });
});

describe('framesOf', () => {
  it('makes every frame of the film, the first one with the name on it', async () => {
    const frames: Uint8Array[] = [];
    for (const frame of framesOf(await movie())) frames.push(frame.slice());
    expect(frames).toHaveLength(frameCount(SPANS));
    expect(frames[0]).toHaveLength((WIDTH * HEIGHT * 3) / 2);

    const steps = frames.slice(1).map((frame, index) => difference(frame, frames[index]!));
    // It never stands still, and it never jumps: not in a scene, and not from one to the next.
    expect(Math.min(...steps)).toBeGreaterThan(0);
    expect(Math.max(...steps)).toBeLessThan(12);
    expect(difference(frames[0]!, frames[45]!)).toBeLessThan(6);
    expect(difference(frames[45]!, frames[90]!)).toBeGreaterThan(10);
  });

  it('makes the same frames again', async () => {
    const some = async () => [...framesOf({ ...(await movie()), spans: SPANS.slice(0, 1) })].at(-1)!;
    expect(await some()).toEqual(await some());
  });
});
