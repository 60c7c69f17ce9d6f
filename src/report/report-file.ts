import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PitchwrightError } from '../errors.ts';

/**
 * Writes a file whole or not at all: under a temporary name beside it, then renamed. Makes its folder.
 * @throws PitchwrightError `REPORT_UNWRITABLE`
 */
export async function writeWhole(path: string, bytes: Uint8Array | string): Promise<void> {
  const temporary = `${path}.${process.pid}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, bytes);
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {});
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
