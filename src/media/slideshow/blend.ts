import type { Layer, Planes } from './planes.ts';

/** How a layer lies on a frame: grown about a point of the frame, then moved, then faded. */
export interface Pose {
  readonly scale: number;
  /** The point that stays where it is, in pixels. */
  readonly x: number;
  readonly y: number;
  /** Downwards, in pixels; fractions count. */
  readonly drop: number;
  /** 0…1 */
  readonly opacity: number;
}

/** Fills a frame with a larger picture, shown so that `shown` (≤ 1) of its width is seen about its middle. */
export function fillFrom(frame: Planes, picture: Planes, shown: number): void {
  for (const plane of ['y', 'u', 'v'] as const) {
    const part = plane === 'y' ? 1 : 2;
    const [width, height] = [frame.width / part, frame.height / part];
    const [wide, tall] = [picture.width / part, picture.height / part];
    const columns = steps(width, wide, (wide * shown) / width, (wide * (1 - shown)) / 2);
    const rows = steps(height, tall, (tall * shown) / height, (tall * (1 - shown)) / 2);
    resample(frame[plane], picture[plane], wide, columns, rows);
  }
}

interface Steps {
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** Of the second, in 256ths. */
  readonly weight: Int32Array;
}

/** For each of `count` pixels, the two of `size` pixels that it lies between, the first at `start`. */
function steps(count: number, size: number, step: number, start: number): Steps {
  const [first, second, weight] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  for (let index = 0; index < count; index += 1) {
    const at = Math.min(size - 1, Math.max(0, start + (index + 0.5) * step - 0.5));
    const floor = Math.floor(at);
    first[index] = floor;
    second[index] = Math.min(size - 1, floor + 1);
    weight[index] = Math.round((at - floor) * 256);
  }
  return { first, second, weight };
}

// The loops below run over every pixel of every frame: they keep to numbers and typed arrays.

function resample(to: Uint8Array, from: Uint8Array, stride: number, columns: Steps, rows: Steps): void {
  const { first, second, weight } = columns;
  const width = first.length;
  let at = 0;
  for (let y = 0; y < rows.first.length; y += 1) {
    const upper = rows.first[y]! * stride;
    const lower = rows.second[y]! * stride;
    const down = rows.weight[y]!;
    const up = 256 - down;
    for (let x = 0; x < width; x += 1) {
      const a = first[x]!;
      const b = second[x]!;
      const right = weight[x]!;
      const left = 256 - right;
      const above = from[upper + a]! * left + from[upper + b]! * right;
      const below = from[lower + a]! * left + from[lower + b]! * right;
      to[at] = (above * up + below * down + 32768) >> 16;
      at += 1;
    }
  }
}

/** Lays a layer on a frame. */
export function lay(frame: Planes, layer: Layer, pose: Pose): void {
  if (pose.opacity <= 0) return;
  const put = pose.scale === 1 && pose.drop === 0 ? putStill : putMoved;
  for (const plane of ['y', 'u', 'v'] as const) {
    const part = plane === 'y' ? 1 : 2;
    put(
      {
        to: frame[plane],
        from: layer[plane],
        cover: part === 1 ? layer.cover : layer.halfCover,
        wide: frame.width / part,
        tall: frame.height / part,
        left: layer.left / part,
        top: layer.top / part,
        width: layer.width / part,
        height: layer.height / part,
      },
      part === 1 ? pose : { ...pose, x: pose.x / 2, y: pose.y / 2, drop: pose.drop / 2 },
    );
  }
}

interface Sheet {
  readonly to: Uint8Array;
  readonly wide: number;
  readonly tall: number;
  readonly from: Uint8Array;
  readonly cover: Uint8Array;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function putStill({ to, wide, from, cover, left, top, width, height }: Sheet, { opacity }: Pose): void {
  const share = Math.round(opacity * 256);
  let at = 0;
  for (let row = 0; row < height; row += 1) {
    let target = (top + row) * wide + left;
    for (let column = 0; column < width; column += 1) {
      const covered = cover[at]!;
      if (covered !== 0) {
        const value = from[at]! * share * 255 + to[target]! * (65280 - covered * share);
        to[target] = (value + 32640) / 65280;
      }
      at += 1;
      target += 1;
    }
  }
}

/** The margin of a layer is clear, or the frame's edge: a place beyond it looks like the margin. */
function putMoved({ to, wide, tall, from, cover, left, top, width, height }: Sheet, pose: Pose): void {
  const { scale, x, y, drop, opacity } = pose;
  const share = Math.round(opacity * 256);
  const fromX = Math.max(0, Math.ceil(x + (left - x) * scale));
  const toX = Math.min(wide, Math.floor(x + (left + width - x) * scale));
  const fromY = Math.max(0, Math.ceil(y + (top - y) * scale + drop));
  const toY = Math.min(tall, Math.floor(y + (top + height - y) * scale + drop));
  if (toX <= fromX || toY <= fromY) return;
  const columns = steps(toX - fromX, width, 1 / scale, (fromX - x) / scale + x - left);
  const rows = steps(toY - fromY, height, 1 / scale, (fromY - y - drop) / scale + y - top);
  for (let row = 0; row < toY - fromY; row += 1) {
    const upper = rows.first[row]! * width;
    const lower = rows.second[row]! * width;
    const down = rows.weight[row]!;
    const up = 256 - down;
    let target = (fromY + row) * wide + fromX;
    for (let column = 0; column < toX - fromX; column += 1) {
      const a = columns.first[column]!;
      const b = columns.second[column]!;
      const right = columns.weight[column]!;
      const near = 256 - right;
      const covered =
        (cover[upper + a]! * near + cover[upper + b]! * right) * up +
        (cover[lower + a]! * near + cover[lower + b]! * right) * down;
      if (covered !== 0) {
        const value =
          (from[upper + a]! * near + from[upper + b]! * right) * up +
          (from[lower + a]! * near + from[lower + b]! * right) * down;
        // 255 × 256³: whole cover at whole opacity.
        const sum = value * share * 255 + to[target]! * (4278190080 - covered * share);
        to[target] = sum / 4278190080 + 0.5;
      }
      target += 1;
    }
  }
}
