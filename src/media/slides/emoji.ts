import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Colour emoji as flat drawings (Fluent, MIT): 32 × 32, one SVG each. */
const FOLDER = 'node_modules/@iconify-json/fluent-emoji-flat';

const iconSet = z.object({
  icons: z.record(z.string(), z.object({ body: z.string() })).default({}),
  width: z.number().default(32),
  height: z.number().default(32),
});
/** Code points in hexadecimal with dashes, without variation selectors → the icon's name. */
const names = z.record(z.string(), z.string());

interface EmojiSet {
  readonly names: Readonly<Record<string, string>>;
  readonly icons: z.infer<typeof iconSet>;
}
let set: EmojiSet | undefined;

function openSet(): EmojiSet {
  const json = (file: string): unknown => JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'));
  set ??= { names: names.parse(json('chars.json')), icons: iconSet.parse(json('icons.json')) };
  return set;
}

/** What is drawn in colour by default, or asks for it with U+FE0F. */
const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F/u;
const SELECTORS = /[\uFE0E\uFE0F]/g;

export const isEmoji = (grapheme: string) => EMOJI.test(grapheme);

/** The emoji as a `data:` address of an SVG; undefined when nobody drew it. */
export function emojiPicture(grapheme: string): string | undefined {
  const { names, icons } = openSet();
  const code = Array.from(grapheme.replace(SELECTORS, ''), (c) => c.codePointAt(0)!.toString(16)).join('-');
  const name = Object.hasOwn(names, code) ? names[code]! : '';
  const icon = Object.hasOwn(icons.icons, name) ? icons.icons[name] : undefined;
  if (!icon) return undefined;
  const { width, height } = icons;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${icon.body}</svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
