import { remembered } from './remembered.ts';

/** The declarations of a style attribute, by name in lower-case; the last of a name counts. */
export const declarationsOf = remembered((style): Readonly<Record<string, string>> => {
  const declarations: Record<string, string> = {};
  for (const part of style.split(';')) {
    const colon = part.indexOf(':');
    if (colon === -1) continue;
    const value = part.slice(colon + 1).replace(/!important/i, '');
    declarations[part.slice(0, colon).trim().toLowerCase()] = value.trim();
  }
  return declarations;
});

/**
 * A colour as `#rrggbb`.
 * @returns undefined for anything but `#rgb`, `#rrggbb`, an opaque `rgb()`, black and white.
 */
export function hexOf(color: string): string | undefined {
  const text = color.trim().toLowerCase();
  if (/^#[0-9a-f]{6}$/.test(text)) return text;
  if (/^#[0-9a-f]{3}$/.test(text)) return text.replace(/[0-9a-f]/g, '$&$&');
  if (text === 'white') return '#ffffff';
  if (text === 'black') return '#000000';
  const channels = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\s*(?:[,/]\s*1(?:\.0+)?\s*)?\)$/.exec(text);
  if (!channels) return undefined;
  const hex = (channel: string) => Math.min(255, Number(channel)).toString(16).padStart(2, '0');
  return `#${channels.slice(1).map(hex).join('')}`;
}
