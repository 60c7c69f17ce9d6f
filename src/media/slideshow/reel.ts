import type { Box, Pixels } from '../slides/paint.ts';
import type { Painting } from '../slides/painting.ts';
import { type Layer, layerOf, type Planes, planesOf, trimmed } from './planes.ts';

/** A slide cut up for moving: what the frames of its scene are laid together from. */
export interface Reel {
  readonly ground: Planes;
  readonly groundName: string;
  /** What stays through the whole film, such as the brand's line. */
  readonly fixed: Layer | undefined;
  readonly blocks: readonly MovingBlock[];
  readonly caption: Layer | undefined;
}

export interface MovingBlock {
  readonly layer: Layer;
  readonly order: number;
  readonly isPicture: boolean;
}

export function reelOf({ ground, groundName, content, blocks, caption }: Painting): Reel {
  // Letters reach a little beyond their line, and two blocks never share a pixel: the first takes it.
  const rest: Pixels = { ...content, rgba: content.rgba.slice() };
  const margin = content.height / 60;
  const moving = blocks.flatMap(({ order, isPicture, ...box }) => {
    const grown = {
      left: box.left - margin,
      top: box.top - margin,
      width: box.width + 2 * margin,
      height: box.height + 2 * margin,
    };
    const layer = taken(rest, grown);
    return layer ? [{ layer, order, isPicture }] : [];
  });
  return {
    ground: planesOf(ground),
    groundName,
    fixed: taken(rest, whole(rest)),
    blocks: moving,
    caption: taken(caption, whole(caption)),
  };
}

const whole = ({ width, height }: Pixels): Box => ({ left: 0, top: 0, width, height });

/** Cuts a box out of a picture; undefined when nothing is painted there. */
function taken(pixels: Pixels, box: Box): Layer | undefined {
  const tight = trimmed(pixels, box);
  if (!tight) return undefined;
  const layer = layerOf(pixels, tight);
  const { rgba, width } = pixels;
  for (let y = layer.top; y < layer.top + layer.height; y += 1) {
    rgba.fill(0, (y * width + layer.left) * 4, (y * width + layer.left + layer.width) * 4);
  }
  return layer;
}
