import type { CSSProperties } from 'react';
import type { BrandColors, Palette, Surface } from '../../src/copy/brand.ts';
import type { Segment } from '../../src/data/vocabulary.ts';
import type { MailShape } from '../../src/pitch/pitch.ts';
import { contrast, readable } from './contrast.ts';

// Segoe UI comes first because Word (classic Outlook) falls back to Times when it does not know the first name.
const SANS = 'Segoe UI,-apple-system,Helvetica,Arial,Noto Sans Devanagari,Nirmala UI,sans-serif';
const SERIF = 'Georgia,Times New Roman,Noto Serif Devanagari,Noto Sans Devanagari,Nirmala UI,serif';

/** How a segment speaks: its letters and its corners. Colours come from the brand. */
interface Tone {
  readonly display: string;
  readonly weight: number;
  /** Sizes of h1 and h2 in pixels. */
  readonly h1: number;
  readonly h2: number;
  /** Corner of cards and of buttons in pixels. */
  readonly radius: number;
  readonly buttonRadius: number;
  /** Space between the edge of the paper and its text in pixels. */
  readonly gutter: number;
}

const TONES: Readonly<Record<Segment, Tone>> = {
  VIP: { display: SERIF, weight: 400, h1: 38, h2: 28, radius: 0, buttonRadius: 0, gutter: 48 },
  Returning: { display: SANS, weight: 700, h1: 30, h2: 24, radius: 14, buttonRadius: 8, gutter: 40 },
  New: { display: SANS, weight: 800, h1: 44, h2: 28, radius: 20, buttonRadius: 28, gutter: 40 },
  'At-Risk': { display: SANS, weight: 600, h1: 30, h2: 22, radius: 6, buttonRadius: 6, gutter: 64 },
};

/** A palette whose link colour can be read on paper and on panel. */
export type Inks = Palette & { readonly link: string };

export interface Theme {
  readonly shape: MailShape;
  readonly tone: Tone;
  readonly light: Inks;
  readonly dark: Inks;
  /** The segment's own surface, with `highlight`: its accent where that can be read on the ground, else its text. */
  readonly hero: Surface & { readonly highlight: string };
  /** The stronger of the segment's two colours against the paper, for small marks: in light and in dark. */
  readonly mark: { readonly light: string; readonly dark: string };
  readonly start: 'left' | 'right';
  readonly end: 'left' | 'right';
  readonly font: string;
  readonly serif: string;
  readonly h1: CSSProperties;
  readonly h2: CSSProperties;
  readonly h3: CSSProperties;
  /** Opening lines, running text, secondary text, small print. */
  readonly lead: CSSProperties;
  readonly body: CSSProperties;
  readonly small: CSSProperties;
  readonly caption: CSSProperties;
  /** Short words in spaced capitals, where the script has capitals. */
  readonly label: CSSProperties;
  /** Italic, where the script has it. */
  readonly slant: 'italic' | 'normal';
  readonly display: (size: number, leading: number) => CSSProperties;
  /** `0 <gutter>px`, for a section's padding between two vertical distances. */
  readonly inset: (top: number, bottom: number) => CSSProperties;
}

export function createTheme(colors: BrandColors, shape: MailShape): Theme {
  const tone = TONES[shape.segment];
  const hero = colors.segments[shape.segment];
  // Spaced letters tear Devanagari and Arabic apart, and these scripts need more room between lines.
  const isCased = ['Latn', 'Cyrl', 'Grek'].includes(
    new Intl.Locale(shape.locale).maximize().script ?? 'Latn',
  );
  const type = (size: number, leading: number): CSSProperties => ({
    margin: 0,
    fontSize: size,
    lineHeight: `${isCased ? leading : Math.max(leading, Math.round(size * 1.5))}px`,
  });
  const display = (size: number, leading: number): CSSProperties => ({
    ...type(size, leading),
    fontFamily: tone.display,
    fontWeight: tone.weight,
  });
  return {
    shape,
    tone,
    light: inks(colors.light),
    dark: inks(colors.dark),
    hero: { ...hero, highlight: readable(hero.accent, hero.text, [hero.ground]) },
    mark: { light: stronger(hero, colors.light.paper), dark: stronger(hero, colors.dark.paper) },
    start: shape.dir === 'rtl' ? 'right' : 'left',
    end: shape.dir === 'rtl' ? 'left' : 'right',
    font: SANS,
    serif: SERIF,
    h1: { ...display(tone.h1, Math.round(tone.h1 * 1.18)), textWrap: 'balance' },
    h2: { ...display(tone.h2, Math.round(tone.h2 * 1.28)), textWrap: 'balance' },
    h3: { ...display(18, 24), fontWeight: tone.weight === 400 ? 400 : 600 },
    lead: type(17, 28),
    body: type(16, 26),
    small: type(14, 22),
    caption: type(13, 20),
    label: isCased
      ? { ...type(12, 18), letterSpacing: 1.6, textTransform: 'uppercase' }
      : { ...type(14, 22), fontWeight: 600 },
    slant: isCased ? 'italic' : 'normal',
    display,
    inset: (top, bottom) => ({ padding: `${top}px ${tone.gutter}px ${bottom}px` }),
  };
}

function stronger({ ground, accent }: Surface, paper: string): string {
  return contrast(ground, paper) > contrast(accent, paper) ? ground : accent;
}

function inks(palette: Palette): Inks {
  return { ...palette, link: readable(palette.primary, palette.ink, [palette.paper, palette.panel]) };
}
