import type { ReactNode } from 'react';
import type { Scene } from '../brief.ts';
import { MEDIA_THEMES } from '../theme.ts';
import { Caption } from './caption.tsx';
import { Card } from './card.tsx';
import { emojiOf } from './letters.ts';
import type { Page } from './page.ts';
import { type Pixels, type PlacedBlock, paint, setPage } from './paint.ts';
import { drawScenery, type Side } from './scenery.ts';
import { slideOf } from './slide.tsx';

/** A slide in its layers, from the back; each as large as the slide, the ground a little larger. */
export interface Painting {
  /** Opaque, `theme.zoom` times the slide. */
  readonly ground: Pixels;
  /** Equal for grounds that look equal. */
  readonly groundName: string;
  readonly content: Pixels;
  /** In pixels, in the order in which they come in. */
  readonly blocks: readonly PlacedBlock[];
  readonly caption: Pixels;
}

/** The last slide stands in the middle, the others at the left: the scenery gives way. */
const sideOf = ({ kind }: Scene): Side => (kind === 'action' ? 'left' : 'right');

const textsOf = (page: Page) => [JSON.stringify(page.brief)];
const set = (page: Page, element: ReactNode) => setPage(element, page.canvas, emojiOf(textsOf(page)));

/** @param width in pixels; the height follows */
export async function paintSlide(page: Page, scene: Scene, width: number): Promise<Painting> {
  const { canvas, palette, brief } = page;
  const scale = width / canvas.width;
  const side = sideOf(scene);
  const content = await set(page, slideOf(page, scene));
  const caption = await set(page, Caption({ page, text: scene.spoken }));
  const scenery = drawScenery(brief.segment, canvas, palette, side);
  return {
    ground: paint(scenery, Math.round(width * MEDIA_THEMES[brief.segment].zoom)),
    groundName: side,
    content: paint(content.svg, width),
    blocks: content.blocks.map(({ left, top, width, height, ...block }) => ({
      ...block,
      left: left * scale,
      top: top * scale,
      width: width * scale,
      height: height * scale,
    })),
    caption: paint(caption.svg, width),
  };
}

/** The finished slide as one SVG, without its caption. */
export const drawSlide = (page: Page, scene: Scene) => onGround(page, slideOf(page, scene), sideOf(scene));

/** The customer's card as one SVG. */
export const drawCard = (page: Page) => onGround(page, Card({ page }), 'right');

async function onGround(page: Page, element: ReactNode, side: Side): Promise<string> {
  const { svg } = await set(page, element);
  const scenery = drawScenery(page.brief.segment, page.canvas, page.palette, side);
  return scenery.replace(/<\/svg>$/, () => `${svg}</svg>`);
}
