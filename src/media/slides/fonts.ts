import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import type { MediaTheme } from '../theme.ts';

const FOLDER = 'node_modules/@expo-google-fonts';

/** What slides are set in. Files, because resvg and satori read TrueType only, and `@fontsource` has none. */
const FILES = {
  'serif 600': 'fraunces/600SemiBold/Fraunces_600SemiBold.ttf',
  'inter 500': 'inter/500Medium/Inter_500Medium.ttf',
  'inter 700': 'inter/700Bold/Inter_700Bold.ttf',
  'devanagari 500': 'noto-sans-devanagari/500Medium/NotoSansDevanagari_500Medium.ttf',
  'devanagari 700': 'noto-sans-devanagari/700Bold/NotoSansDevanagari_700Bold.ttf',
} as const;
type FileName = keyof typeof FILES;

/** A voice of the page: `display` is large and has character, `strong` and `text` are to be read. */
export type Face = 'display' | 'strong' | 'text';
export type Letters = MediaTheme['letters'];

/** In which order fonts are asked for a letter. */
const CHAINS: Readonly<Record<Letters, Readonly<Record<Face, readonly FileName[]>>>> = {
  serif: {
    display: ['serif 600', 'inter 700', 'devanagari 700'],
    strong: ['inter 700', 'devanagari 700'],
    text: ['inter 500', 'devanagari 500'],
  },
  sans: {
    display: ['inter 700', 'devanagari 700'],
    strong: ['inter 700', 'devanagari 700'],
    text: ['inter 500', 'devanagari 500'],
  },
};

interface OpenFont {
  readonly data: Buffer;
  readonly font: Font;
}

const opened = new Map<FileName, OpenFont>();

function open(name: FileName): OpenFont {
  const known = opened.get(name);
  if (known) return known;
  const data = readFileSync(`${FOLDER}/${FILES[name]}`);
  const fresh = { data, font: create(data) as Font };
  opened.set(name, fresh);
  return fresh;
}

const chainOf = (letters: Letters, face: Face) => CHAINS[letters][face];

/** Fonts in the order in which they are asked for a letter, for measuring. */
export function fontsOf(letters: Letters, face: Face): readonly Font[] {
  return chainOf(letters, face).map((name) => open(name).font);
}

const familyOf = (name: FileName) => name.replace(' ', '-');

/** The CSS of a face. Every file is a family of its own, so that no weight is ever made up. */
export function fontFamily(letters: Letters, face: Face): string {
  return chainOf(letters, face).map(familyOf).join(', ');
}

/** What satori sets the slides with. */
export function satoriFonts() {
  return (Object.keys(FILES) as FileName[]).map((name) => ({
    name: familyOf(name),
    data: open(name).data,
    weight: 400 as const,
    style: 'normal' as const,
  }));
}
