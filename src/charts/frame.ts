import * as Plot from '@observablehq/plot';
import type { Pen } from './figure.ts';

export const FONT = "Inter, 'Inter Fallback', 'Noto Sans Devanagari', system-ui, sans-serif";
export const FONT_SIZE = 12;

/** Below this width a figure stands on a phone: fewer ticks, labels above the marks. */
export const isNarrow = ({ width }: Pen) => width < 440;

/**
 * `Plot.plot` in the house's look. What Plot would say to a screen reader is taken out: the figure around it names
 * the drawing with its finding, and the table holds the numbers.
 */
export function plot(pen: Pen, options: Plot.PlotOptions): SVGSVGElement {
  const drawn = Plot.plot({
    document: pen.document,
    width: pen.width,
    ...options,
    style: {
      background: 'none',
      color: pen.palette.ink,
      fontFamily: FONT,
      fontSize: `${FONT_SIZE}px`,
      overflow: 'visible',
      ...(options.style as object | undefined),
    },
  }) as unknown as SVGSVGElement;
  // Plot's own style sheet asks for a class that every figure would repeat; what is needed stands on the root.
  for (const style of drawn.querySelectorAll('style')) style.remove();
  drawn.removeAttribute('class');
  for (const part of drawn.querySelectorAll('[aria-label], [aria-description]')) {
    part.removeAttribute('aria-label');
    part.removeAttribute('aria-description');
  }
  drawn.setAttribute('aria-hidden', 'true');
  drawn.setAttribute('font-variant-numeric', 'tabular-nums');
  return drawn;
}

/** About how wide a text is, CSS pixels: good to a tenth for Latin and Devanagari, marks that join count nothing. */
export function textWidth(words: string, size = FONT_SIZE): number {
  let width = 0;
  for (const character of words) {
    if (/\p{M}/u.test(character)) continue;
    width += /[\p{Lu}mwMW—%₹]/u.test(character) ? 0.69 : /[iljtf.,:;|' ]/.test(character) ? 0.31 : 0.56;
  }
  return width * size;
}

/** Room for labels beside a chart: the widest one, at most `most` pixels. */
export function roomFor(labels: readonly string[], most: number, size = FONT_SIZE): number {
  return Math.min(most, Math.ceil(Math.max(0, ...labels.map((label) => textWidth(label, size)))) + 10);
}

/** A label cut at a letter, with `…`, so that it fits; the table has the whole. */
export function clip(words: string, width: number, size = FONT_SIZE): string {
  if (textWidth(words, size) <= width) return words;
  const letters = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(words)].map(
    ({ segment }) => segment,
  );
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** A text broken between words into lines of this width; a word that is wider is cut. */
export function wrap(words: string, width: number, size = FONT_SIZE): readonly string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(clip(word, width, size));
  }
  return lines;
}
