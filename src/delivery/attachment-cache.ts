import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sha256 } from '../digest.ts';
import { writeWhole } from '../report/report-file.ts';

const noteSchema = z.object({ url: z.string(), sha256: z.string() });

/**
 * Fetched files, so that what was planned is what is sent. For each address a body, `<sha256 of the address>.bin`, and
 * a note with the body's digest beside it. A body that is not what its note says is as if it had never been fetched.
 */
export function attachmentCache(folder: string): {
  read(url: string): Promise<Uint8Array | undefined>;
  keep(url: string, bytes: Uint8Array): Promise<void>;
} {
  const pathOf = (url: string) => join(folder, sha256(url));
  return {
    async read(url) {
      try {
        const note = noteSchema.parse(JSON.parse(await readFile(`${pathOf(url)}.json`, 'utf8')));
        const bytes = await readFile(`${pathOf(url)}.bin`);
        return hash('sha256', bytes) === note.sha256 ? bytes : undefined;
      } catch {
        return undefined;
      }
    },
    async keep(url, bytes) {
      await writeWhole(`${pathOf(url)}.bin`, bytes);
      await writeWhole(`${pathOf(url)}.json`, JSON.stringify({ url, sha256: hash('sha256', bytes) }));
    },
  };
}
