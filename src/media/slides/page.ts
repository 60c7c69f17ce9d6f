import type { MediaBrief } from '../brief.ts';
import type { Aspect } from '../provider.ts';
import { MEDIA_THEMES } from '../theme.ts';
import { CANVASES, type Canvas } from './canvas.ts';
import { fitText, type Room, type Setting } from './fit.ts';
import { type Face, fontFamily, type Letters } from './fonts.ts';
import { type Palette, paletteOf } from './palette.ts';

/** Everything that the slides of one brief have in common. */
export interface Page {
  readonly brief: MediaBrief;
  readonly canvas: Canvas;
  readonly palette: Palette;
  readonly letters: Letters;
  readonly isTall: boolean;
  readonly isWide: boolean;
  /** How far text reaches from margin to margin. */
  readonly measure: number;
  fit(text: string, room: Room, face: Face): Setting;
  family(face: Face): string;
}

export function pageOf(brief: MediaBrief, aspect: Aspect): Page {
  const canvas = CANVASES[aspect];
  const { letters } = MEDIA_THEMES[brief.segment];
  return {
    brief,
    canvas,
    palette: paletteOf(brief.surface),
    letters,
    isTall: aspect === '9:16',
    isWide: aspect === '16:9',
    measure: canvas.width - 2 * canvas.margin,
    fit: (text, room, face) => fitText(text, room, letters, face),
    family: (face) => fontFamily(letters, face),
  };
}
