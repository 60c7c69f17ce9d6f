/**
 * Text as quoted-printable (RFC 2045, 6.7), its line ends as CRLF, no line longer than 76. Letters of several bytes stay
 * in one line; lines that begin with a dot or "From " are written so that no mail server touches them.
 */
export function quotedPrintable(text: string): Buffer {
  const bytes = Buffer.from(text);
  const out = Buffer.allocUnsafe(bytes.length * 3 + Math.ceil(bytes.length / 18) * 3 + 3);
  let end = 0;
  let column = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    if (column > 0 && column < LINE && PLAIN[byte] === 1) {
      out[end++] = byte;
      column += 1;
      continue;
    }
    const next = bytes[at + 1];
    if (byte === CR && next === LF) continue;
    if (byte === LF) {
      out[end++] = CR;
      out[end++] = LF;
      column = 0;
      continue;
    }
    // A blank at the end of a line would get lost on the way.
    const isPlain = PLAIN[byte] === 1 || (isBlank(byte) && next !== LF && next !== CR && next !== undefined);
    // What follows the first byte of a letter found its room with it.
    const width = isPlain ? 1 : byte < FIRST ? 3 * Number(byte < 0x80) : 3 * widthOf(byte);
    if (column + width > LINE) {
      out[end++] = EQUALS;
      out[end++] = CR;
      out[end++] = LF;
      column = 0;
    }
    if (isPlain && (column > 0 || !isRisky(bytes, at))) {
      out[end++] = byte;
      column += 1;
    } else {
      out[end++] = EQUALS;
      out[end++] = HEX[byte >> 4] as number;
      out[end++] = HEX[byte & 15] as number;
      column += 3;
    }
  }
  return out.subarray(0, end);
}

/** Columns, without the = that continues a line. */
const LINE = 75;
const [TAB, LF, CR, SPACE, DOT, EQUALS, LETTER_F] = [0x09, 0x0a, 0x0d, 0x20, 0x2e, 0x3d, 0x46];
/** By byte: 1 where it may stand for itself anywhere in a line. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte > SPACE && byte < 0x7f && byte !== EQUALS),
);
/** The lowest first byte of a letter of several. */
const FIRST = 0xc0;
const HEX = Buffer.from('0123456789ABCDEF');

const isBlank = (byte: number) => byte === SPACE || byte === TAB;
/** How many bytes a letter has, by its first one. */
const widthOf = (first: number) => (first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2);
const isRisky = (bytes: Buffer, at: number) =>
  bytes[at] === DOT || (bytes[at] === LETTER_F && bytes.toString('latin1', at, at + 5) === 'From ');
