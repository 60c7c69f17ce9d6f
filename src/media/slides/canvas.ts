import type { Aspect } from '../provider.ts';

/** Where a slide is laid out: in points, whatever number of pixels it is painted with. */
export interface Canvas {
  readonly aspect: Aspect;
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  /** What belongs to the brand mark above and to the caption below. */
  readonly top: number;
  readonly bottom: number;
}

export const CANVASES: Readonly<Record<Aspect, Canvas>> = {
  '16:9': { aspect: '16:9', width: 1280, height: 720, margin: 72, top: 128, bottom: 122 },
  '9:16': { aspect: '9:16', width: 720, height: 1280, margin: 56, top: 176, bottom: 236 },
  '1:1': { aspect: '1:1', width: 720, height: 720, margin: 48, top: 108, bottom: 124 },
};

/** How many pixels a film or a painted slide has. */
export interface Frame {
  readonly width: number;
  readonly height: number;
}

export const FRAMES: Readonly<Record<Aspect, Frame>> = {
  '16:9': { width: 1280, height: 720 },
  '9:16': { width: 720, height: 1280 },
  '1:1': { width: 1080, height: 1080 },
};
