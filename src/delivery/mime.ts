import { buildHeaderValue, encodeWord, foldLines } from 'nodemailer/lib/mime-funcs';
import { slot } from '../pitch/slot.ts';
import { quotedPrintable } from './quoted-printable.ts';

/** A part of a mail: its headers without the empty line, and its body. */
export interface Part {
  readonly headers: readonly string[];
  readonly body: readonly Uint8Array[];
}

/** In quoted-printable, or in base64 where that is shorter: for most scripts but the Latin. Line ends are CRLF. */
export function textPart(type: 'text/plain' | 'text/html', text: string): Part {
  const bytes = Buffer.byteLength(text);
  const isLatin = bytes - text.length < bytes / 10;
  return {
    headers: [
      `Content-Type: ${type}; charset=utf-8`,
      `Content-Transfer-Encoding: ${isLatin ? 'quoted-printable' : 'base64'}`,
    ],
    body: [isLatin ? quotedPrintable(text) : base64Lines(Buffer.from(text.replace(/\r?\n/g, '\r\n')))],
  };
}

/** @param cid set: a picture inside the HTML. */
export function filePart(contentType: string, filename: string, bytes: Uint8Array, cid?: string): Part {
  const disposition = {
    value: cid === undefined ? 'attachment' : 'inline',
    params: { filename: slot(filename) },
  };
  return {
    headers: [
      `Content-Type: ${asciiLine(contentType)}`,
      ...(cid === undefined ? [] : [`Content-ID: <${asciiLine(cid)}>`]),
      'Content-Transfer-Encoding: base64',
      foldLines(`Content-Disposition: ${buildHeaderValue(disposition)}`),
    ],
    body: [base64Lines(bytes)],
  };
}

/** @param boundary a word that stands in none of the parts. */
export function multipart(kind: string, boundary: string, parts: readonly Part[]): Part {
  return {
    headers: [`Content-Type: multipart/${kind};\r\n boundary="${boundary}"`],
    body: [
      ...parts.flatMap(({ headers, body }, index) => [
        Buffer.from(`${index === 0 ? '' : '\r\n'}--${boundary}\r\n${headers.join('\r\n')}\r\n\r\n`),
        ...body,
      ]),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ],
  };
}

/** What a person typed, as words of a header: as they are where ASCII allows, or encoded (RFC 2047). */
export function headerWords(text: string): string {
  const words = slot(text);
  return isPlain(words) ? words : encodeWord(words, 'B', 52);
}

/** The name in front of an address: as it is, in quotes or encoded. */
export function phrase(name: string): string {
  const words = slot(name);
  if (/^[\w ]*$/.test(words) || !isPlain(words)) return headerWords(words);
  return `"${words.replace(/["\\]/g, '\\$&')}"`;
}

/** One line of printable ASCII. */
export const asciiLine = (text: string): string => slot(text).replace(/[^\x20-\x7e]/g, '?');

/** Without words too long to fold, and without `=?`, which readers take for an encoded word. */
const isPlain = (words: string) => /^[\x20-\x7e]*$/.test(words) && !/=\?|\S{60}/.test(words);

function base64Lines(bytes: Uint8Array): Buffer {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += 76) lines.push(text.slice(at, at + 76));
  return Buffer.from(lines.join('\r\n'), 'latin1');
}
