/**
 * Text as quoted-printable (RFC 2045, 6.7), its line ends as CRLF, no line longer than 76. Letters of several bytes stay
 * in one line; lines that begin with a dot or "From " are written so that no mail server touches them.
 */
export function quotedPrintable(text: string): Buffer {
  const bytes = Buffer.from(text);
  const out = Buffer.allocUnsafe(bytes.length * 3 + Math.ceil(bytes.length / 18) * 3 + 3);
  let end = 0;
  let column = 0;

  const room = (width: number) => {
    if (column + width <= 75) return;
    out[end++] = EQUALS;
    out[end++] = CR;
    out[end++] = LF;
    column = 0;
  };
  const escaped = (byte: number) => {
    out[end++] = EQUALS;
    out[end++] = HEX[byte >> 4] as number;
    out[end++] = HEX[byte & 15] as number;
    column += 3;
  };

  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    const next = bytes[at + 1];
    if (byte === CR && next === LF) continue;
    if (byte === LF) {
      out[end++] = CR;
      out[end++] = LF;
      column = 0;
      continue;
    }
    if (byte >= 0x80) {
      if (byte >= 0xc0) room(3 * widthOf(byte));
      escaped(byte);
      continue;
    }
    const isBlank = byte === SPACE || byte === TAB;
    const isPlain = isBlank
      ? next !== LF && next !== CR && next !== undefined
      : byte > SPACE && byte < 0x7f && byte !== EQUALS;
    room(isPlain ? 1 : 3);
    const isRisky =
      column === 0 &&
      (byte === DOT || (byte === LETTER_F && bytes.toString('latin1', at, at + 5) === 'From '));
    if (isPlain && !isRisky) {
      out[end++] = byte;
      column += 1;
    } else escaped(byte);
  }
  return out.subarray(0, end);
}

/** How many bytes a letter has, by its first one. */
const widthOf = (lead: number) => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2);

const [TAB, LF, CR, SPACE, DOT, EQUALS, LETTER_F] = [0x09, 0x0a, 0x0d, 0x20, 0x2e, 0x3d, 0x46];
const HEX = Buffer.from('0123456789ABCDEF');
