import { emojiPicture, isEmoji } from './emoji.ts';
import { fontsOf } from './fonts.ts';

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });
export const graphemesOf = (text: string) => Array.from(SEGMENTER.segment(text), ({ segment }) => segment);

/** Controls, and marks that turn the direction of what follows: a slide shows letters only. */
const INVISIBLE =
  /[\p{Cc}\p{Cs}\p{Co}\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu;
/** Joiners and variation selectors: they shape their neighbours, and no font needs a glyph for them. */
const SHAPING = /\u200C|\u200D|\uFE0E|\uFE0F/g;
/** More marks above one letter than any language writes. */
const TOO_MANY_MARKS = /(\p{M}{4})\p{M}+/gu;

export interface Legible {
  readonly text: string;
  /** Whether letters (not only signs or emoji) were left out, because no font here has them. */
  readonly isCut: boolean;
}

/** The text as the slides can write it. */
export function legible(text: string): Legible {
  let isCut = false;
  const kept = graphemesOf(clean(text)).map((grapheme) => {
    if (isWritable(grapheme)) return grapheme;
    const bare = grapheme.replace(/\p{M}/gu, '');
    if (bare !== '' && isWritable(bare)) return bare;
    isCut ||= /\p{L}/u.test(grapheme);
    return '';
  });
  return { text: kept.join('').replace(/ {2,}/g, ' ').trim(), isCut };
}

function clean(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(INVISIBLE, '')
    .replace(TOO_MANY_MARKS, '$1')
    .trim();
}

function isWritable(grapheme: string): boolean {
  if (isEmoji(grapheme)) return emojiPicture(grapheme) !== undefined;
  const fonts = fontsOf('sans', 'text');
  return Array.from(grapheme.replace(SHAPING, '')).every((letter) =>
    fonts.some((font) => font.hasGlyphForCodePoint(letter.codePointAt(0)!)),
  );
}

/** The emoji of some texts, for satori's `graphemeImages`. */
export function emojiOf(texts: readonly string[]): Record<string, string> {
  const found = new Set(texts.flatMap((text) => graphemesOf(text).filter(isEmoji)));
  return Object.fromEntries([...found].map((grapheme) => [grapheme, emojiPicture(grapheme) ?? '']));
}
