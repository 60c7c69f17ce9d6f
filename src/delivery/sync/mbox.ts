/** One mail of an mbox file; `bytes` is undefined when it is bigger than the limit, and was passed over. */
export interface MboxEntry {
  /** Counted from 1. */
  readonly number: number;
  readonly bytes: Uint8Array | undefined;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
/** A line longer than this is taken in pieces, so that memory stays flat whatever a file holds. */
const LONGEST_LINE = 64 * 1024;

/**
 * Reads an mbox file as a stream, a mail at a time. A mail begins with a line `From …` at the top of the file or after
 * an empty line, which does not belong to it. Quoting is undone as in mboxrd: `>From ` and `>>From ` lose a `>`. Line
 * ends stay as they are.
 *
 * @param mostBytes of one mail.
 * @returns nothing at all when the file does not begin with `From `.
 */
export async function* readMbox(
  chunks: AsyncIterable<Uint8Array>,
  mostBytes: number,
): AsyncGenerator<MboxEntry> {
  let number = 0;
  let lines: Uint8Array[] = [];
  let size = 0;
  let wasEmpty = true;
  const finish = (): MboxEntry => {
    const isWhole = size <= mostBytes;
    // The empty line before the next "From " is the file's, not the mail's.
    if (lines.length > 0 && isEmpty(lines.at(-1) as Uint8Array)) lines.pop();
    const bytes = isWhole ? Buffer.concat(lines) : undefined;
    lines = [];
    size = 0;
    return { number, bytes };
  };
  for await (const { bytes, isStart } of pieces(chunks)) {
    if (isStart && wasEmpty && startsWith(bytes, 0, FROM)) {
      if (number > 0) yield finish();
      number += 1;
      wasEmpty = false;
      continue;
    }
    if (number === 0) return;
    const line = isStart ? unquoted(bytes) : bytes;
    size += line.length;
    if (size <= mostBytes) lines.push(line);
    else lines = [];
    wasEmpty = isStart && isEmpty(bytes);
  }
  if (number > 0) yield finish();
}

const FROM = Buffer.from('From ');
const QUOTE = 62;

const startsWith = (bytes: Uint8Array, at: number, text: Buffer) =>
  bytes.length >= at + text.length && text.every((byte, index) => bytes[at + index] === byte);

const isEmpty = (line: Uint8Array) =>
  (line.length === 1 && line[0] === LINE_FEED) ||
  (line.length === 2 && line[0] === CARRIAGE_RETURN && line[1] === LINE_FEED);

function unquoted(line: Uint8Array): Uint8Array {
  let quotes = 0;
  while (line[quotes] === QUOTE) quotes += 1;
  return quotes > 0 && startsWith(line, quotes, FROM) ? line.subarray(1) : line;
}

/** Lines with their ends; a very long one in several pieces, of which only the first `isStart`. */
async function* pieces(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ readonly bytes: Uint8Array; readonly isStart: boolean }> {
  let rest: Uint8Array = new Uint8Array();
  let isStart = true;
  for await (const chunk of chunks) {
    let buffer = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    for (let end = buffer.indexOf(LINE_FEED); end !== -1; end = buffer.indexOf(LINE_FEED)) {
      yield { bytes: buffer.subarray(0, end + 1), isStart };
      isStart = true;
      buffer = buffer.subarray(end + 1);
    }
    if (buffer.length > LONGEST_LINE) {
      yield { bytes: buffer, isStart };
      isStart = false;
      buffer = new Uint8Array();
    }
    rest = buffer;
  }
  if (rest.length > 0) yield { bytes: rest, isStart };
}
