import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isPitchwrightError, PitchwrightError } from '../errors.ts';

/**
 * Writes a file whole or not at all: under a temporary name beside it, then renamed. Makes its folder.
 * @throws PitchwrightError `REPORT_UNWRITABLE`
 */
export function writeWhole(path: string, bytes: Uint8Array | string): Promise<void> {
  return write(path, bytes);
}

/** The same for a text that is too long to be held: it is asked for piece by piece. @throws also what the pieces throw. */
export function writeLines(path: string, lines: AsyncIterable<string>): Promise<void> {
  return write(path, lines);
}

async function write(path: string, content: Uint8Array | string | AsyncIterable<string>): Promise<void> {
  const temporary = `${path}.${process.pid}.part`;
  const before = await stat(path).catch(() => undefined);
  if (before && !before.isFile()) {
    throw new PitchwrightError('REPORT_UNWRITABLE', `${path} is no file that could be replaced`, {
      hint: 'name a file, such as data/reports/customers.csv',
    });
  }
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, content);
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {});
    if (isPitchwrightError(cause)) throw cause;
    throw new PitchwrightError(
      'REPORT_UNWRITABLE',
      `${path} cannot be written: ${(cause as Error).message}`,
      {
        hint: 'look whether its folder is a folder that you may write to, and whether the disk is full',
        cause,
      },
    );
  }
}
