import type { Font } from 'fontkit';
import { isEmoji } from './emoji.ts';
import { type Face, fontsOf, type Letters } from './fonts.ts';
import { graphemesOf } from './letters.ts';

/** How a text is set: all of its lines fit the width that was asked for. */
export interface Setting {
  readonly face: Face;
  readonly size: number;
  readonly lines: readonly string[];
}

export interface Room {
  readonly width: number;
  readonly lines: number;
  /** Tried in this order; the last is the smallest. */
  readonly sizes: readonly [number, ...number[]];
}

/** No room of a slide shows more letters than this. */
const MOST_LETTERS = 300;

function shortened(text: string): string {
  if (text.length <= MOST_LETTERS) return text;
  const letters = graphemesOf(text.slice(0, MOST_LETTERS * 8));
  return letters.length <= MOST_LETTERS ? letters.join('') : `${letters.slice(0, MOST_LETTERS).join('')}…`;
}

/** Harfbuzz, which sets the slides, and fontkit, which measures here, differ by a hair. */
const SAFETY = 1.015;

/** The largest size at which a text fits a room; at the smallest it ends in an ellipsis. */
export function fitText(whole: string, { width, lines, sizes }: Room, letters: Letters, face: Face): Setting {
  const text = shortened(whole);
  const widthAt = (size: number) => (part: string) => emWidth(part, letters, face) * size * SAFETY;
  for (const size of sizes) {
    const broken = breakLines(text, width, widthAt(size));
    if (broken && broken.length <= lines) {
      return { face, size, lines: balance(text, broken.length, width, widthAt(size)) ?? broken };
    }
  }
  const size = sizes.at(-1)!;
  return { face, size, lines: cutLines(text, width, lines, widthAt(size)) };
}

type Measure = (text: string) => number;

/** Breaks between words; undefined when a word is wider than the line. */
function breakLines(text: string, width: number, measure: Measure): readonly string[] | undefined {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer) <= width) line = longer;
    else if (line === '' || measure(word) > width) return undefined;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** The same number of lines, as equally long as they can be. */
function balance(
  text: string,
  count: number,
  width: number,
  measure: Measure,
): readonly string[] | undefined {
  if (count === 1) return [text];
  for (let narrow = Math.max(width * 0.5, measure(text) / count); narrow < width; narrow += width * 0.04) {
    const broken = breakLines(text, narrow, measure);
    if (broken?.length === count) return broken;
  }
  return undefined;
}

/** As much as fits, by words where words fit and by letters where not, with an ellipsis at the end. */
function cutLines(text: string, width: number, most: number, measure: Measure): readonly string[] {
  const lines: string[] = [];
  let rest = text.split(' ');
  while (rest.length > 0 && lines.length < most) {
    const isLast = lines.length === most - 1;
    const fits = (words: number) =>
      measure(rest.slice(0, words).join(' ') + (isLast && words < rest.length ? '…' : '')) <= width;
    let words = rest.length;
    while (words > 0 && !fits(words)) words -= 1;
    if (words > 0) {
      lines.push(rest.slice(0, words).join(' ') + (isLast && words < rest.length ? '…' : ''));
      rest = rest.slice(words);
      continue;
    }
    const letters = graphemesOf(rest[0]!);
    const cut = (count: number) => `${letters.slice(0, count).join('')}…`;
    let [count, tooMany] = [1, letters.length];
    while (tooMany - count > 1) {
      const middle = (count + tooMany) >> 1;
      if (measure(cut(middle)) <= width) count = middle;
      else tooMany = middle;
    }
    lines.push(cut(count));
    if (isLast) break;
    // The rest of a word that was cut is not worth a line.
    rest = rest.slice(1);
  }
  return lines;
}

const known = new Map<string, number>();
const MOST_KNOWN = 5000;

/** The width of a text at a size of 1: of its words and the spaces between them. */
export function emWidth(text: string, letters: Letters, face: Face): number {
  const words = text.split(' ');
  const spaces = words.length > 1 ? (words.length - 1) * wordWidth(' ', letters, face) : 0;
  return words.reduce((sum, word) => sum + wordWidth(word, letters, face), spaces);
}

function wordWidth(text: string, letters: Letters, face: Face): number {
  const key = `${letters} ${face} ${text}`;
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  const fonts = fontsOf(letters, face);
  let width = 0;
  for (const { font, part } of runsOf(text, fonts)) {
    width += font === undefined ? 1 : font.layout(part).advanceWidth / font.unitsPerEm;
  }
  if (known.size === MOST_KNOWN) known.clear();
  known.set(key, width);
  return width;
}

interface Run {
  /** None: an emoji, which is as wide as high. */
  readonly font: Font | undefined;
  readonly part: string;
}

function runsOf(text: string, fonts: readonly Font[]): readonly Run[] {
  const runs: Run[] = [];
  for (const grapheme of graphemesOf(text)) {
    const font = isEmoji(grapheme)
      ? undefined
      : (fonts.find((candidate) => candidate.hasGlyphForCodePoint(grapheme.codePointAt(0)!)) ?? fonts[0]);
    const last = runs.at(-1);
    if (last?.font && last.font === font) runs[runs.length - 1] = { font, part: last.part + grapheme };
    else runs.push({ font, part: grapheme });
  }
  return runs;
}
