import PDFDocument from 'pdfkit';
import type { Day } from '../../data/days.ts';
import { fontOf, type Run, runsOf, type Weight } from './fonts.ts';

/** Letters as they are set: points, `#rrggbb`. */
export interface Style {
  readonly size: number;
  readonly color: string;
  readonly weight?: Weight;
  /** Figures of one width, for columns. */
  readonly isTabular?: boolean;
  /** From baseline to baseline, as a multiple of the size. */
  readonly leading?: number;
}

/** A tag of PDF's structure: what the content is to a screen reader. */
export type Tag =
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'P'
  | 'Figure'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'L'
  | 'LI'
  | 'LBody';

export interface TagOptions {
  /** Read instead of a figure. */
  readonly alt?: string;
  readonly lang?: string;
  /** Left, top, right, bottom. */
  readonly bbox?: [number, number, number, number];
  readonly scope?: 'Column' | 'Row';
}

/** Pages to write on: text in several scripts, tags in reading order. Everything is in points from the upper left. */
export interface Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly page: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  width(text: string, style: Style): number;
  /** Cut into lines at blanks, and inside words only where one is wider than a line; the last of `most` ends with `…`. */
  lines(text: string, style: Style, width: number, most?: number): readonly string[];
  /** Writes lines downwards, the first in the line box that begins at `y`. @returns where the last one ends. */
  write(lines: readonly string[], x: number, y: number, style: Style, align?: 'left' | 'right'): number;
  /** Content with a tag of its own. */
  tagged(tag: Tag, draw: () => void, options?: TagOptions): void;
  /** A tag around tags. */
  within(tag: Tag, draw: () => void, options?: TagOptions): void;
  /** What says nothing by itself: rules, grounds, running heads. */
  artifact(draw: () => void): void;
  addPage(): void;
  /** Draws on every page, numbered from 1, and closes the document. */
  end(onPage: (number: number, count: number) => void): Promise<Printed>;
}

/** A finished document. */
export interface Printed {
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** The scripts that the fonts do not have, named in brackets where they stood: `Tamil`, `emoji`. */
  readonly missing: readonly string[];
}

const A4 = { width: 595.28, height: 841.89 };

export function openSheet(about: {
  readonly title: string;
  readonly author: string;
  readonly asOf: Day;
}): Sheet {
  const doc = new PDFDocument({
    size: [A4.width, A4.height],
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en',
    displayTitle: true,
    bufferPages: true,
    font: '',
    autoFirstPage: true,
    info: {
      Title: about.title,
      Author: about.author,
      Creator: 'Pitchwright',
      Producer: 'Pitchwright',
      // The analysis date, never the clock: the same data gives the same bytes.
      CreationDate: new Date(Date.parse(about.asOf)),
    },
  });
  const chunks: Uint8Array[] = [];
  const closed = new Promise<void>((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.once('end', resolve).once('error', reject);
  });
  const root = doc.struct('Document');
  doc.addStructure(root);
  const parents = [root];
  const missing = new Set<string>();

  const choose = ({ font }: Run, { size }: Style) => doc.font(fontOf(font) as never, font).fontSize(size);
  const featuresOf = ({ isTabular }: Style) =>
    isTabular ? { features: ['tnum'] as PDFKit.Mixins.OpenTypeFeatures[] } : {};
  const widthOfRun = (run: Run, style: Style) =>
    choose(run, style).widthOfString(run.text, featuresOf(style));
  const width = (text: string, style: Style) =>
    runsOf(text, style.weight ?? 400).reduce((sum, run) => sum + widthOfRun(run, style), 0);

  const writeLine = (text: string, x: number, baseline: number, style: Style) => {
    let at = x;
    for (const run of runsOf(text, style.weight ?? 400)) {
      if (run.missing !== undefined) missing.add(run.missing);
      if (run.actual !== undefined) doc.markContent('Span', { actual: run.actual });
      choose(run, style)
        .fillColor(style.color)
        .text(run.text, at, baseline, { lineBreak: false, baseline: 'alphabetic', ...featuresOf(style) });
      if (run.actual !== undefined) doc.endMarkedContent();
      at += widthOfRun(run, style);
    }
  };

  return {
    doc,
    page: { left: 44, right: A4.width - 44, top: 40, bottom: A4.height - 50 },
    width,
    lines: (text, style, room, most = Number.POSITIVE_INFINITY) =>
      breakLines(text, room, most, (part) => width(part, style)),
    write(lines, x, y, style, align = 'left') {
      const step = style.size * (style.leading ?? 1.4);
      // The letters stand in the middle of their line box; a baseline is about a third of the size below it.
      let baseline = y + step / 2 + style.size * 0.36;
      for (const line of lines) {
        // The blank is not seen, but without it a screen reader runs the lines together.
        writeLine(`${line} `, align === 'left' ? x : x - width(line, style), baseline, style);
        baseline += step;
      }
      return y + step * lines.length;
    },
    tagged(tag, draw, options = {}) {
      parents.at(-1)?.add(doc.struct(tag, options as object, [draw]));
    },
    within(tag, draw, options = {}) {
      const element = doc.struct(tag, options as object);
      parents.at(-1)?.add(element);
      parents.push(element);
      draw();
      parents.pop();
      element.end();
    },
    artifact(draw) {
      doc.markContent('Artifact', { type: 'Layout' });
      draw();
      doc.endMarkedContent();
    },
    addPage: () => void doc.addPage(),
    async end(onPage) {
      const { count } = doc.bufferedPageRange();
      for (let at = 0; at < count; at += 1) {
        doc.switchToPage(at);
        doc.markContent('Artifact', { type: 'Pagination' });
        onPage(at + 1, count);
        doc.endMarkedContent();
      }
      root.end();
      doc.end();
      await closed;
      return { bytes: Buffer.concat(chunks), pages: count, missing: [...missing].sort() };
    },
  };
}

function breakLines(
  text: string,
  room: number,
  most: number,
  widthOf: (part: string) => number,
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const blank = widthOf(' ');
  // `83 %` is one word.
  for (const word of text.split(/ (?!%)/)) {
    const needed = widthOf(word);
    if (line !== '' && used + blank + needed <= room) {
      line += ` ${word}`;
      used += blank + needed;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = needed <= room ? [word] : cut(word, room, widthOf);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
    used = widthOf(line);
  }
  if (line !== '') lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), shortened(lines.slice(most - 1).join(' '), room, widthOf)];
}

/** A word that is wider than a line. */
function cut(word: string, room: number, widthOf: (part: string) => number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of letters.segment(word)) {
    if (piece !== '' && widthOf(piece + segment) > room) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...pieces, piece];
}

function shortened(text: string, room: number, widthOf: (part: string) => number): string {
  const kept: string[] = [];
  for (const { segment } of letters.segment(text)) {
    if (widthOf(`${kept.join('')}${segment}…`) > room) break;
    kept.push(segment);
  }
  return `${kept.join('').trimEnd()}…`;
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });
