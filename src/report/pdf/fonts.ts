import { readFileSync } from 'node:fs';
import { create, type Font, type GlyphRun } from 'fontkit';

/** The fonts that every report embeds: Inter, and Noto Sans Devanagari for what Inter cannot write. */
const FOLDER = 'node_modules/@expo-google-fonts';
const FILES = {
  'inter 400': 'inter/400Regular/Inter_400Regular.ttf',
  'inter 600': 'inter/600SemiBold/Inter_600SemiBold.ttf',
  'devanagari 400': 'noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf',
  'devanagari 600': 'noto-sans-devanagari/600SemiBold/NotoSansDevanagari_600SemiBold.ttf',
} as const;
export type FontName = keyof typeof FILES;
export type Weight = 400 | 600;

const opened = new Map<FontName, Font>();

/** Opened once: reading a font takes longer than writing a report. */
export function fontOf(name: FontName): Font {
  const known = opened.get(name);
  if (known) return known;
  const font = remembering(create(readFileSync(`${FOLDER}/${FILES[name]}`)));
  opened.set(name, font);
  return font;
}

const MOST_REMEMBERED = 20_000;

/**
 * Shaping a word takes most of the time of a report, and most words stand in every report. fontkit itself remembers of
 * a glyph the letters that it stood for at its first use, whichever report that was; here each run has its own, so that
 * a report does not depend on the ones before it.
 */
function remembering(font: Font): Font {
  const glyphOf = font.getGlyph.bind(font);
  font.getGlyph = (id, codePoints = []) =>
    Object.create(glyphOf(id, codePoints), { codePoints: { value: codePoints } });
  const shape = font.layout.bind(font);
  const known = new Map<string, GlyphRun>();
  font.layout = (text, features) => {
    const key = `${features?.join() ?? ''} ${text}`;
    let run = known.get(key);
    if (!run) {
      if (known.size === MOST_REMEMBERED) known.clear();
      run = shape(text, features);
      known.set(key, run);
    }
    // pdfkit scales the positions it is given, so each caller gets its own.
    const positions = run.positions.map((position) => ({ ...position }));
    return {
      glyphs: run.glyphs,
      positions,
      get advanceWidth() {
        return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
      },
    };
  };
  return font;
}

/** A piece of text in one font. */
export interface Run {
  readonly font: FontName;
  readonly text: string;
  /** What it stands for, where the glyphs alone would not be read back as written. */
  readonly actual: string | undefined;
  /** The script that neither font has. */
  readonly missing: string | undefined;
}

/**
 * Text cut where the font changes. What neither font can write is named in brackets, `[Tamil]`, `[emoji]`, and carries
 * the real letters as `actual`, for search, copying and screen readers.
 */
export function runsOf(text: string, weight: Weight): readonly Run[] {
  const runs: { kind: Kind; text: string }[] = [];
  for (const { segment } of letters.segment(text.normalize('NFC'))) {
    const last = runs.at(-1);
    const kind = kindOf(segment, last?.kind);
    if (last && last.kind === kind) last.text += segment;
    else runs.push({ kind, text: segment });
  }
  return runs.map(({ kind, text: own }): Run => {
    const latin = { font: `inter ${weight}`, missing: undefined } as const;
    if (kind === 'inter') return { ...latin, text: own.replace(IGNORABLE, ''), actual: undefined };
    // Shaping moves and joins the signs of Devanagari, so that the order of glyphs is not the order of letters.
    if (kind === 'devanagari') return { ...latin, font: `devanagari ${weight}`, text: own, actual: own };
    const missing = scriptOf(own);
    return { ...latin, text: `[${missing}]`, actual: own, missing };
  });
}

/** `undefined` is neither font. */
type Kind = 'inter' | 'devanagari' | undefined;

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A blank or a joiner stays with what stands before it, so that words are shaped whole. */
function kindOf(segment: string, before: Kind): Kind {
  const codes = [...segment.replace(IGNORABLE, '')].map((letter) => letter.codePointAt(0) as number);
  const has = (name: FontName) => codes.every((code) => fontOf(name).hasGlyphForCodePoint(code));
  if (codes.length === 0) return before ?? 'inter';
  if (
    before === 'devanagari' &&
    /^\p{Script=Devanagari}|^[\p{Z}\p{P}]/u.test(segment) &&
    has('devanagari 400')
  ) {
    return 'devanagari';
  }
  if (has('inter 400')) return 'inter';
  return has('devanagari 400') ? 'devanagari' : undefined;
}

/** Joiners, variation selectors, direction marks, soft hyphens: no glyph of their own. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['emoji', /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u],
  ...(
    [
      'Arabic',
      'Armenian',
      'Bengali',
      'Georgian',
      'Gujarati',
      'Gurmukhi',
      'Han',
      'Hangul',
      'Hebrew',
      'Hiragana',
      'Kannada',
      'Katakana',
      'Khmer',
      'Lao',
      'Malayalam',
      'Myanmar',
      'Oriya',
      'Sinhala',
      'Tamil',
      'Telugu',
      'Thai',
      'Tibetan',
    ] as const
  ).map((name) => [name, new RegExp(`\\p{Script=${name}}`, 'u')] as const),
];

function scriptOf(text: string): string {
  return SCRIPTS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other sign';
}
