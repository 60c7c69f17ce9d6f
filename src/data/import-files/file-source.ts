import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { PitchwrightError } from '../../errors.ts';
import type { Source } from '../import/source.ts';

/**
 * A file on this machine.
 * @throws PitchwrightError `IMPORT_UNREADABLE`, also later while it is read.
 */
export async function fileSource(path: string): Promise<Source> {
  const name = basename(path);
  const found = await stat(path).catch((cause) => {
    throw unreadable(path, cause);
  });
  if (!found.isFile()) {
    throw new PitchwrightError('IMPORT_UNREADABLE', `${path} is not a file`, { hint: 'name a CSV file' });
  }
  return {
    name,
    size: found.size,
    async *open() {
      try {
        yield* createReadStream(path, { highWaterMark: PIECE });
      } catch (cause) {
        throw unreadable(path, cause);
      }
    },
  };
}

const PIECE = 262_144;

function unreadable(path: string, cause: unknown): PitchwrightError {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT') {
    return new PitchwrightError('IMPORT_UNREADABLE', `there is no file ${path}`, {
      hint: 'look at its name and folder',
      cause,
    });
  }
  return new PitchwrightError('IMPORT_UNREADABLE', `${path} cannot be read: ${message}`, { cause });
}
