import { contrast as ratioOf } from '../../copy/contrast.ts';
import { declarationsOf, hexOf } from '../color.ts';
import type { Finding, Rule } from '../finding.ts';
import { type PageElement, placeOf } from '../page.ts';

/** WCAG 2.2, 1.4.3: text, and text of 24 px or of 18.66 px in bold. */
const TEXT = 4.5;
const LARGE_TEXT = 3;

interface Ink {
  /** Undefined: it cannot be told from the mail. */
  readonly color: string | undefined;
  readonly ground: string | undefined;
  readonly pixels: number;
  readonly isBold: boolean;
}

/** What a client shows when a mail says nothing. */
const PLAIN: Ink = { color: '#000000', ground: '#ffffff', pixels: 16, isBold: false };
const LINK = '#0000ee';

/**
 * Text against its ground, as the attributes and inline styles have it. Style sheets are not asked: Gmail may drop them, so
 * a mail must be readable without. The dark palette is checked where the brand is read.
 */
export const contrast: Rule = {
  id: 'contrast',
  title: 'Text stands out from its ground',
  find({ page }) {
    const found = new Map<string, Finding>();
    const visit = (element: PageElement, around: Ink): void => {
      const style = declarationsOf(element.attributes.style ?? '');
      if (SILENT.has(element.tag) || isHidden(style)) return;
      const ink = inkOf(element, style, around);
      for (const child of element.children) {
        if (typeof child === 'object') visit(child, ink);
        // Invisible characters, such as the preheader's filler, are no text.
        else if (/[\p{L}\p{N}\p{P}\p{S}]/u.test(child)) {
          const finding = judge(element, ink);
          const key = `${ink.color} ${ink.ground} ${finding?.level}`;
          if (finding && !found.has(key)) found.set(key, finding);
        }
      }
    };
    for (const root of page.roots) visit(root, PLAIN);
    return [...found.values()];
  },
};

const SILENT = new Set(['head', 'title', 'style', 'script', 'noscript', 'template']);

const isHidden = (style: Readonly<Record<string, string>>) =>
  style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0';

function inkOf({ tag, attributes }: PageElement, style: Readonly<Record<string, string>>, around: Ink): Ink {
  const { bgcolor, background, color } = attributes;
  // A link without a colour of its own is blue, whatever is around it.
  const inherited = tag === 'a' && attributes.href !== undefined ? LINK : around.color;
  const written = style.color ?? (tag === 'font' ? color : undefined);
  return {
    color: written === undefined ? inherited : colorOr(written, around.color),
    ground: groundOf(style, bgcolor, background, around.ground),
    pixels: pixelsOf(style['font-size'], around.pixels, tag),
    isBold: /^(bold|[6-9]00)/.test(style['font-weight'] ?? '') || around.isBold || BOLD.has(tag),
  };
}

const BOLD = new Set(['b', 'strong', 'th', 'h1', 'h2', 'h3']);
const colorOr = (written: string, inherited: string | undefined) =>
  /^(inherit|currentcolor)$/i.test(written) ? inherited : hexOf(written);

function groundOf(
  style: Readonly<Record<string, string>>,
  bgcolor: string | undefined,
  picture: string | undefined,
  around: string | undefined,
): string | undefined {
  const shorthand = style.background;
  const layers = `${shorthand ?? ''} ${style['background-image'] ?? ''}`;
  if (/url\(|gradient\(/i.test(layers) || (picture !== undefined && picture !== '')) return undefined;
  const color = style['background-color'] ?? (shorthand && COLOR.exec(shorthand)?.[0]) ?? bgcolor;
  return color === undefined || color === '' || /^(transparent|none|inherit|initial)$/i.test(color)
    ? around
    : hexOf(color);
}

const COLOR = /#[0-9a-f]{3,8}\b|rgba?\([^)]*\)|[a-z]+/i;

const HEADINGS: Readonly<Record<string, number>> = { h1: 32, h2: 24, h3: 18.72 };

function pixelsOf(size: string | undefined, around: number, tag: string): number {
  const [, value, unit] = /^([\d.]+)(px|pt|em|rem|%)?$/.exec(size ?? '') ?? [];
  if (value === undefined) return HEADINGS[tag] ?? around;
  const factor = { pt: 4 / 3, em: around, rem: 16, '%': around / 100 }[unit ?? 'px'] ?? 1;
  return Number(value) * factor;
}

function judge(element: PageElement, { color, ground, pixels, isBold }: Ink): Finding | undefined {
  const place = placeOf(element);
  if (color === undefined || ground === undefined) {
    const what = ground === undefined ? 'what it stands on' : 'its colour';
    return {
      level: 'note',
      place,
      fact: `${what} is no plain colour`,
      fix: 'look yourself whether it can be read, or use plain colours as #rrggbb',
    };
  }
  const ratio = ratioOf(color, ground);
  if (ratio >= TEXT) return undefined;
  const isLarge = pixels >= 24 || (isBold && pixels >= 18.66);
  return {
    level: isLarge && ratio >= LARGE_TEXT ? 'warning' : 'error',
    place,
    fact: `${color} on ${ground} has ${ratio.toFixed(2)} : 1`,
    fix: `choose colours with at least ${TEXT} : 1`,
    weight: TEXT / ratio,
  };
}
