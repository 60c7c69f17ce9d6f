const MAGIC: readonly (readonly [type: string, offset: number, bytes: string])[] = [
  ['application/pdf', 0, '%PDF-'],
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF87a'],
  ['image/gif', 0, 'GIF89a'],
  ['video/mp4', 4, 'ftyp'],
  ['application/zip', 0, 'PK\x03\x04'],
  ['application/zip', 0, 'PK\x05\x06'],
];

/** What a file is, by its bytes (signed, as Google gives them); CSV is whatever is text. '' when it is none of these. */
export function typeOf(bytes: readonly number[]): string {
  const head = String.fromCharCode(...bytes.slice(0, 16).map((byte) => byte & 255));
  const found = MAGIC.find(([, offset, magic]) => head.startsWith(magic, offset));
  if (found) return found[0];
  return isText(bytes) ? 'text/csv' : '';
}

/** Holds no control characters but tabs and line ends. */
function isText(bytes: readonly number[]): boolean {
  return bytes.length > 0 && bytes.every((byte) => byte < 0 || byte > 31 || (byte > 8 && byte < 14));
}
