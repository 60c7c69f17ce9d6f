import { PitchwrightError } from '../../errors.ts';
import type { Source } from './source.ts';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** How a file's bytes are read as text, and how many there are. */
export interface TextForm {
  readonly encoding: Encoding;
  /** `undefined` when nobody counted them. */
  readonly bytes: number | undefined;
}

/**
 * Finds the encoding of a file by reading all of it:
 *
 * 1. a byte order mark decides;
 * 2. zero bytes in every other place are UTF-16;
 * 3. what is UTF-8 from the first byte to the last is UTF-8;
 * 4. where some of it is not, UTF-8 characters that outnumber the broken ones say that the file is damaged UTF-8
 *    (rows with broken characters are rejected later), as does a character cut off by the end of the file;
 * 5. the rest is Windows-1252, what Excel writes as "CSV" in western Europe.
 *
 * @throws PitchwrightError `IMPORT_NOT_TEXT` | `IMPORT_EMPTY`
 */
export async function detectEncoding(source: Source, signal?: AbortSignal): Promise<TextForm> {
  if (source.isUtf8) return { encoding: 'utf-8', bytes: source.size };
  let encoding: Encoding | undefined;
  let bytes = 0;
  const scan = new Utf8Scan();
  for await (const chunk of source.open()) {
    signal?.throwIfAborted();
    if (bytes === 0 && chunk.length > 0) {
      refuseOtherFormats(source.name, chunk);
      encoding = byMark(chunk) ?? byZeros(chunk);
      if (encoding === undefined) refuseBinary(source.name, chunk);
    }
    bytes += chunk.length;
    if (encoding === undefined) scan.add(chunk);
  }
  if (bytes === 0) {
    throw new PitchwrightError('IMPORT_EMPTY', `${source.name} is empty`, {
      hint: 'export it again, and look at its size before you import it',
    });
  }
  return { encoding: encoding ?? (scan.isUtf8() ? 'utf-8' : 'windows-1252'), bytes };
}

/** Whether bytes are UTF-8; exact counting starts only where the platform's own decoder objects. */
class Utf8Scan {
  #decoder = new TextDecoder('utf-8', { fatal: true });
  #isExact = false;
  #valid = 0;
  #broken = 0;
  /** Bytes of a character that the chunk ends within. */
  #open = new Uint8Array();

  add(chunk: Uint8Array): void {
    if (!this.#isExact) {
      try {
        // A text shorter than its bytes holds characters of several bytes.
        if (this.#decoder.decode(chunk, { stream: true }).length < chunk.length) this.#valid += 1;
        return;
      } catch {
        this.#isExact = true;
      }
    }
    this.#count(chunk);
  }

  isUtf8(): boolean {
    return this.#broken === 0 || (this.#valid > 0 && this.#valid >= this.#broken);
  }

  #count(chunk: Uint8Array): void {
    const bytes = this.#open.length === 0 ? chunk : joined(this.#open, chunk);
    this.#open = new Uint8Array();
    for (let at = 0; at < bytes.length; at += 1) {
      const first = bytes[at] as number;
      if (first < 0x80) continue;
      const length =
        first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
      let tail = 0;
      while (first >= 0xc2 && tail < length - 1 && ((bytes[at + tail + 1] ?? 0) & 0xc0) === 0x80) tail += 1;
      if (first >= 0xc2 && length > 1 && tail === length - 1) {
        this.#valid += 1;
        at += tail;
      } else if (first >= 0xc2 && length > 1 && at + tail + 1 >= bytes.length) {
        // It may go on in the next chunk. At the end of the file it is a cut, which is no sign of Windows-1252.
        this.#open = bytes.slice(at);
        return;
      } else this.#broken += 1;
    }
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function byMark([first, second, third]: Uint8Array): Encoding | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return undefined;
}

const SAMPLE = 4096;

/** UTF-16 without a mark: in western text every other byte is zero. */
function byZeros(chunk: Uint8Array): Encoding | undefined {
  const sample = chunk.subarray(0, Math.min(chunk.length, SAMPLE) & ~1);
  const zeros = [0, 0];
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at & 1] = (zeros[at & 1] as number) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const most = sample.length / 2;
  if (most < 2) return undefined;
  if (odd > most * 0.7 && even < most * 0.1) return 'utf-16le';
  if (even > most * 0.7 && odd < most * 0.1) return 'utf-16be';
  return undefined;
}

/** Formats that people give the ending .csv, by their first bytes. */
const FORMATS: readonly (readonly [magic: string, what: string])[] = [
  ['\xff\xfe\x00\x00', 'text in UTF-32'],
  ['\x00\x00\xfe\xff', 'text in UTF-32'],
  ['PK\x03\x04', 'an Excel workbook or another zip file'],
  ['PK\x05\x06', 'an empty zip file'],
  ['\xd0\xcf\x11\xe0', 'an old Excel workbook (.xls)'],
  ['\x1f\x8b', 'a gzip file'],
  ['%PDF', 'a PDF'],
  ['{\\rtf', 'a text document (.rtf)'],
  ['<!DOCTYPE', 'a web page'],
  ['<html', 'a web page'],
  ['<?xml', 'an XML file'],
  ['SQLite format', 'a database file'],
  ['PAR1', 'a Parquet file'],
];

function refuseOtherFormats(name: string, chunk: Uint8Array): void {
  const start = String.fromCharCode(...chunk.subarray(0, 16));
  const found = FORMATS.find(([magic]) => start.toLowerCase().startsWith(magic.toLowerCase()));
  if (!found) return;
  throw new PitchwrightError('IMPORT_NOT_TEXT', `${name} is ${found[1]}, not CSV`, {
    hint: 'open it in the program it belongs to and save it as "CSV UTF-8"',
  });
}

/** A few zero bytes are dirt in a text, and cost their rows; many bytes that no text has are no text. */
function refuseBinary(name: string, chunk: Uint8Array): void {
  const sample = chunk.subarray(0, SAMPLE);
  const strange = sample.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)).length;
  if (strange <= Math.max(8, sample.length * 0.02)) return;
  throw new PitchwrightError('IMPORT_NOT_TEXT', `${name} is not text`, {
    hint: 'export it as "CSV UTF-8"; pictures, databases and workbooks cannot be read',
  });
}

/** The text of a file in pieces. Bytes that the encoding does not know arrive as U+FFFD. */
export async function* decodeText(
  source: Source,
  encoding: Encoding,
  onBytes: (count: number) => void = () => {},
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of source.open()) {
    onBytes(chunk.length);
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
