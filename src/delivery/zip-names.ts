import { slot } from '../pitch/slot.ts';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const LONGEST_COMMENT = 0xffff;

/**
 * The names in the central directory of a ZIP archive (PKWARE APPNOTE 4.3.12 and 4.3.16), as a message can print them;
 * `undefined` when there is none that could be read. Archives of 4 GB and more are not meant.
 */
export function zipNames(bytes: Uint8Array): readonly string[] | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(file);
  if (end === undefined) return undefined;
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  const names: string[] = [];
  for (let entry = 0; entry < count; entry += 1) {
    if (at + ENTRY_LENGTH > end || file.readUInt32LE(at) !== ENTRY) return undefined;
    const [name, extra, comment] = [28, 30, 32].map((field) => file.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    names.push(slot(file.toString('utf8', at + ENTRY_LENGTH, at + ENTRY_LENGTH + name)));
    at += ENTRY_LENGTH + name + extra + comment;
  }
  return names;
}

/** Where the end record stands: before a comment of any length. */
function endOf(file: Buffer): number | undefined {
  const first = Math.max(0, file.length - END_LENGTH - LONGEST_COMMENT);
  for (let at = file.length - END_LENGTH; at >= first; at -= 1) {
    if (file.readUInt32LE(at) === END && at + END_LENGTH + file.readUInt16LE(at + 20) === file.length)
      return at;
  }
  return undefined;
}
