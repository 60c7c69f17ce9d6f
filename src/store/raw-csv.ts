import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import Papa from 'papaparse';
import { readCsv } from '../data/read-csv.ts';
import { PitchwrightError } from '../errors.ts';

/** The names of the first row, without a byte order mark. */
export async function readHeader(path: string): Promise<readonly string[]> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new PitchwrightError('DATASET_UNREADABLE', `${path} cannot be read`, { cause });
    }
    throw new PitchwrightError('DATASET_MISSING', `there is no ${basename(path)} in ${dirname(path)}/`, {
      hint: 'put your own file there, or make a sample with: npm run generate',
      cause,
    });
  }
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0).catch((cause) => {
      throw new PitchwrightError('DATASET_UNREADABLE', `${path} cannot be read: ${cause.message}`, { cause });
    });
    refuseOtherFormats(path, buffer.subarray(0, 4).toString('latin1'));
    const text = buffer.toString('utf8', 0, bytesRead).replace(/^\uFEFF/, '');
    return Papa.parse<string[]>(text, { delimiter: ',', preview: 1 }).data[0] ?? [];
  } finally {
    await handle.close();
  }
}

/** Formats that people give the ending .csv, by their first bytes. */
function refuseOtherFormats(path: string, magic: string): void {
  const format = magic.startsWith('PK')
    ? 'an Excel or zip file'
    : magic.startsWith('\x1f\x8b')
      ? 'a gzip file'
      : magic.startsWith('\xff\xfe') || magic.startsWith('\xfe\xff')
        ? 'UTF-16 text'
        : undefined;
  if (!format) return;
  throw new PitchwrightError('DATASET_INVALID', `${basename(path)} is ${format}, not CSV`, {
    hint: 'open it in a spreadsheet and save it as "CSV UTF-8"',
  });
}

/** Writes the same rows in the plainest form: UTF-8, LF, every field quoted. */
export async function normalizeCsv(from: string, to: string): Promise<void> {
  const out = createWriteStream(to);
  await readCsv(from, ({ fields }) => {
    out.write(`${fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(',')}\n`);
  });
  out.end();
  await finished(out);
}
