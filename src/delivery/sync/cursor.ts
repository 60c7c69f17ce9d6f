import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sha256 } from '../../digest.ts';
import { writeWhole } from '../../report/report-file.ts';

const cursorSchema = z.object({ webApp: z.string(), cursor: z.string() });

/**
 * How far the events of a web app were read, kept in `<folder>/sync.json`; '' for one that was never read. Another web
 * app has another count.
 */
export function cursorOf(folder: string, webApp: string) {
  const path = join(folder, 'sync.json');
  const name = sha256(webApp);
  return {
    async read(): Promise<string> {
      try {
        const kept = cursorSchema.parse(JSON.parse(await readFile(path, 'utf8')));
        return kept.webApp === name ? kept.cursor : '';
      } catch {
        // Reading everything once more changes nothing.
        return '';
      }
    },
    keep: (cursor: string) => writeWhole(path, `${JSON.stringify({ webApp: name, cursor })}\n`),
  };
}
