import type { MediaTheme } from '../theme.ts';
import { fillFrom, lay, type Pose } from './blend.ts';
import { emptyPlanes, type Layer, type Planes } from './planes.ts';
import type { MovingBlock, Reel } from './reel.ts';
import { FPS, type Span } from './timeline.ts';

export interface Movie {
  readonly reels: readonly Reel[];
  readonly spans: readonly Span[];
  readonly theme: Pick<MediaTheme, 'zoom' | 'fade'>;
  readonly width: number;
  readonly height: number;
}

/** Seconds in which a block rises into its place, and between one block and the next. */
const RISE = 0.6;
const STAGGER = 0.1;
/** How far it rises, as a share of the slide's height. */
const RISE_BY = 0.03;
/** Of the time in which one slide passes into the next: by then the old one's letters are gone; then the new come. */
const GONE = 0.6;
const COMING = 0.35;
/** How much of the ground's growth a picture shares. */
const PICTURE_GROWTH = 0.6;

const ease = (share: number) => 1 - (1 - clamp(share)) ** 3;
const smooth = (share: number) => clamp(share) ** 2 * (3 - 2 * clamp(share));
const clamp = (value: number) => Math.min(1, Math.max(0, value));

export const frameCount = (spans: readonly Span[]) => Math.round((spans.at(-1)?.to ?? 0) * FPS);

/** Every frame of a film, as one run of bytes: Y, then U, then V. A frame is to be written before the next is asked for. */
export function* framesOf(movie: Movie): Generator<Uint8Array> {
  const { spans, width, height } = movie;
  const bytes = new Uint8Array((width * height * 3) / 2);
  const [luma, chroma] = [width * height, (width * height) / 4];
  const frame: Planes = {
    width,
    height,
    y: bytes.subarray(0, luma),
    u: bytes.subarray(luma, luma + chroma),
    v: bytes.subarray(luma + chroma),
  };
  const spare = emptyPlanes(frame);
  const total = frameCount(spans);
  for (let index = 0; index < total; index += 1) {
    const time = index / FPS;
    const scene = Math.max(
      0,
      spans.findLastIndex(({ from }) => from <= time + 1e-6),
    );
    drawFrame(movie, frame, spare, scene, time);
    yield bytes;
  }
}

function drawFrame(movie: Movie, frame: Planes, spare: Planes, scene: number, time: number): void {
  const { reels, spans, theme } = movie;
  const [reel, span] = [reels[scene]!, spans[scene]!];
  const before = reels[scene - 1];
  const passed = (time - span.from) / theme.fade;
  const isPassing = before !== undefined && passed < 1;

  const zoom = groundZoom(movie, scene, time);
  fillFrom(frame, reel.ground, 1 / zoom);
  if (isPassing && before.groundName !== reel.groundName) {
    fillFrom(spare, before.ground, 1 / zoom);
    mixInto(frame, spare, 1 - smooth(passed));
  }
  const fixed = reel.fixed;
  const stays = isPassing && isSame(before.fixed, fixed);
  if (isPassing && !stays) {
    if (before.fixed) lay(frame, before.fixed, still(1 - smooth(passed)));
    if (fixed) lay(frame, fixed, still(smooth(passed)));
  } else if (fixed) lay(frame, fixed, still(1));

  if (isPassing) {
    const left = 1 - smooth(passed / GONE);
    const age = time - spans[scene - 1]!.from;
    const length = span.to - spans[scene - 1]!.from;
    for (const block of before.blocks) {
      lay(frame, block.layer, {
        ...poseOf(movie, block, age, length),
        drop: (left - 1) * RISE_BY * frame.height * 0.5,
        opacity: left,
      });
    }
    if (before.caption) lay(frame, before.caption, still(left));
  }
  const age = time - span.from;
  const begin = scene === 0 ? Number.NEGATIVE_INFINITY : theme.fade * COMING;
  for (const block of reel.blocks) {
    // The first picture of the film is complete but for its second sentence: it is what stands still in a list.
    const start = scene === 0 && block.order === 2 ? 0.35 : begin + block.order * STAGGER;
    const come = ease((age - start) / RISE);
    const pose = poseOf(movie, block, age, span.to - span.from + theme.fade);
    lay(frame, block.layer, { ...pose, drop: (1 - come) * RISE_BY * frame.height, opacity: come });
  }
  if (reel.caption)
    lay(frame, reel.caption, still(scene === 0 ? 1 : smooth((passed - COMING) / (1 - COMING))));
}

const still = (opacity: number): Pose => ({ scale: 1, x: 0, y: 0, drop: 0, opacity });

/** In scenes with even numbers the ground comes nearer, in the others it goes back. */
function groundZoom({ spans, theme }: Movie, scene: number, time: number): number {
  const { from, to } = spans[scene]!;
  const share = 0.5 - 0.5 * Math.cos(Math.PI * clamp((time - from) / (to - from)));
  return 1 + (theme.zoom - 1) * (scene % 2 === 0 ? share : 1 - share);
}

/** Letters stand; a picture grows evenly, from its middle, or from the slide's edge that it stands on. */
function poseOf(
  { theme, height }: Movie,
  { layer, isPicture }: MovingBlock,
  age: number,
  length: number,
): Pose {
  const scale = isPicture ? 1 + (theme.zoom - 1) * PICTURE_GROWTH * clamp(age / length) : 1;
  const bottom = layer.top + layer.height;
  const stands = bottom >= height - 4;
  return {
    scale,
    x: layer.left + layer.width / 2,
    y: stands ? bottom : layer.top + layer.height / 2,
    drop: 0,
    opacity: 1,
  };
}

function isSame(a: Layer | undefined, b: Layer | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    a.left === b.left && a.top === b.top && Buffer.compare(a.y, b.y) === 0 && Buffer.compare(a.u, b.u) === 0
  );
}

function mixInto(frame: Planes, other: Planes, share: number): void {
  const weight = Math.round(share * 256);
  for (const plane of ['y', 'u', 'v'] as const) {
    const [to, from] = [frame[plane], other[plane]];
    for (let at = 0; at < to.length; at += 1)
      to[at] = (to[at]! * (256 - weight) + from[at]! * weight + 128) >> 8;
  }
}
