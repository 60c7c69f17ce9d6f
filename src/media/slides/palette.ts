import type { Surface } from '../../copy/brand.ts';
import { mix } from '../art/oklch.ts';

/** The colours of a segment's slides, all made from the four of its surface. */
export interface Palette extends Surface {
  /** Secondary text. */
  readonly muted: string;
  /** Hairlines. */
  readonly line: string;
  /** Shapes of the ground, from the quietest. */
  readonly shapes: readonly [string, string, string];
  /** Behind captions, and the text on it. */
  readonly caption: string;
  readonly onCaption: string;
}

export function paletteOf(surface: Surface): Palette {
  const { ground, text, accent } = surface;
  return {
    ...surface,
    muted: mix(ground, text, 0.78),
    line: mix(ground, text, 0.24),
    shapes: [mix(ground, accent, 0.08), mix(ground, accent, 0.16), mix(ground, accent, 0.3)],
    caption: isDark(ground) ? mix(ground, '#000000', 0.45) : text,
    onCaption: isDark(ground) ? text : ground,
  };
}

const isDark = (color: string) =>
  [1, 3, 5].reduce((sum, at) => sum + Number.parseInt(color.slice(at, at + 2), 16), 0) < 3 * 128;
