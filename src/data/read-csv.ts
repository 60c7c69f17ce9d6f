import { createReadStream } from 'node:fs';
import Papa from 'papaparse';

export interface CsvRow {
  /** Line of the file on which the row starts, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
  /** A quoted field that never ends, or text after a closing quote. */
  readonly quoteError: string | undefined;
}

/**
 * Reads a comma-separated file row by row, with the line each row starts on; a byte order mark is dropped, LF and
 * CRLF may be mixed, empty lines are left out. Memory is flat. Bytes that are not UTF-8 arrive as U+FFFD.
 */
export async function readCsv(path: string, onRow: (row: CsvRow) => void): Promise<void> {
  const stream = createReadStream(path, { encoding: 'utf8' });
  let line = 1;
  await new Promise<void>((resolve, reject) => {
    Papa.parse<string[]>(stream, {
      delimiter: ',',
      newline: '\n',
      beforeFirstChunk: (chunk) => chunk.replace(/^\uFEFF/, ''),
      step: ({ data, errors }) => {
        const start = line;
        line += 1;
        for (const field of data) line += countNewlines(field);
        const last = data.length - 1;
        // The reader ends rows at \n only, so that both line ends may occur; a CRLF leaves its \r on the last field.
        if (data[last]?.endsWith('\r')) data[last] = data[last].slice(0, -1);
        if (data.length === 1 && data[0] === '') return;
        onRow({
          line: start,
          fields: data,
          quoteError: errors.find(({ type }) => type === 'Quotes')?.message,
        });
      },
      complete: () => resolve(),
      error: reject,
    });
  });
}

function countNewlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
