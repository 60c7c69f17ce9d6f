/** Controls, direction overrides and marks without width: nobody typed them, and they turn lines around. */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it removes
  /[\u0001-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u200b\u202a-\u202e\u2066-\u2069\ufeff]/g;
const UNEVEN = /[^\S ]|\u0085| {2}|^ | $/;
const PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/;

/** Printable ASCII with single spaces: nothing to do. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/**
 * What a person typed, on one line, trimmed, without characters that cannot be seen. Formulas and HTML stay as they
 * are: where they are printed they are escaped.
 */
export function plainText(cell: string): string {
  if (isPlain(cell)) return cell;
  const text = cell.replace(INVISIBLE, '').normalize('NFC');
  return UNEVEN.test(text) ? text.replace(/[\s\u0085]+/g, ' ').trim() : text;
}

/** In lower case, without accents: what stays the same however a word is typed. */
export function foldedText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae');
}

/** A lower-case word of Latin letters, digits and hyphens; empty when nothing of the text is left. */
export function slugOfText(text: string, most = 40): string {
  return foldedText(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, most)
    .replace(/-+$/, '');
}

/** Text that a spreadsheet would run as a formula, made harmless; a number or a single sign is none. */
export function withoutFormula(text: string): string {
  return /^[=+\-@\t\r]./s.test(text) && !/^[+-]\d[\d.,]*$/.test(text) ? `'${text}` : text;
}

/** The text that `withoutFormula` made harmless. */
export function withFormula(text: string): string {
  return /^'[=+\-@\t\r]./s.test(text) ? text.slice(1) : text;
}
