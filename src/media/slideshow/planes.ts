import type { Frame } from '../slides/canvas.ts';
import type { Box, Pixels } from '../slides/paint.ts';

/** A picture as H.264 wants it: brightness of every pixel, the two colours of every second (YUV 4:2:0, BT.709). */
export interface Planes extends Frame {
  readonly y: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
}

/** Planes that are clear in part, multiplied by how much they cover. */
export interface Layer extends Planes {
  readonly left: number;
  readonly top: number;
  readonly cover: Uint8Array;
  /** Of every second pixel. */
  readonly halfCover: Uint8Array;
}

export function emptyPlanes({ width, height }: Frame): Planes {
  const half = (width / 2) * (height / 2);
  return {
    width,
    height,
    y: new Uint8Array(width * height),
    u: new Uint8Array(half),
    v: new Uint8Array(half),
  };
}

/** An opaque picture; an odd row or column at its end is left out. */
export function planesOf(pixels: Pixels): Planes {
  const { left, top, cover, halfCover, ...planes } = layerOf(pixels, {
    left: 0,
    top: 0,
    width: pixels.width,
    height: pixels.height,
  });
  return planes;
}

/** Two of the half-size pixels. */
const MARGIN = 4;

/** The part of a picture in a box and a margin about it, both ends on even numbers. */
export function layerOf({ rgba, width: stride, height: rows }: Pixels, box: Box): Layer {
  const even = (value: number) => value - (value % 2);
  const left = Math.max(0, even(Math.floor(box.left) - MARGIN));
  const top = Math.max(0, even(Math.floor(box.top) - MARGIN));
  const width = even(Math.min(Math.ceil(box.left + box.width) + MARGIN, stride) - left);
  const height = even(Math.min(Math.ceil(box.top + box.height) + MARGIN, rows) - top);
  const layer = {
    ...emptyPlanes({ width, height }),
    left,
    top,
    cover: new Uint8Array(width * height),
    halfCover: new Uint8Array((width / 2) * (height / 2)),
  };
  const { y, u, v, cover, halfCover } = layer;
  for (let row = 0; row < height; row += 2) {
    for (let column = 0; column < width; column += 2) {
      let [blue, red, covered] = [0, 0, 0];
      for (let corner = 0; corner < 4; corner += 1) {
        const [x, line] = [column + (corner & 1), row + (corner >> 1)];
        const from = ((top + line) * stride + left + x) * 4;
        const alpha = rgba[from + 3]! / 255;
        if (alpha === 0) continue;
        const [r, g, b] = [rgba[from]!, rgba[from + 1]!, rgba[from + 2]!];
        const to = line * width + x;
        y[to] = alpha * (16 + 0.18259 * r + 0.61423 * g + 0.06201 * b) + 0.5;
        cover[to] = alpha * 255 + 0.5;
        blue += alpha * (128 - 0.10064 * r - 0.33857 * g + 0.43922 * b);
        red += alpha * (128 + 0.43922 * r - 0.39894 * g - 0.04027 * b);
        covered += alpha;
      }
      const half = (row / 2) * (width / 2) + column / 2;
      u[half] = blue / 4 + 0.5;
      v[half] = red / 4 + 0.5;
      halfCover[half] = (covered / 4) * 255 + 0.5;
    }
  }
  return layer;
}

/** A layer without its clear margins; undefined when all of it is clear. */
export function trimmed(pixels: Pixels, box: Box): Box | undefined {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1, -1];
  const [fromX, fromY] = [Math.max(0, Math.floor(box.left)), Math.max(0, Math.floor(box.top))];
  const toX = Math.min(pixels.width, Math.ceil(box.left + box.width));
  const toY = Math.min(pixels.height, Math.ceil(box.top + box.height));
  for (let y = fromY; y < toY; y += 1) {
    for (let x = fromX; x < toX; x += 1) {
      if (pixels.rgba[(y * pixels.width + x) * 4 + 3] === 0) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return right < 0 ? undefined : { left, top, width: right - left + 1, height: bottom - top + 1 };
}
