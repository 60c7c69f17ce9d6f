import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { describeError, PitchwrightError } from '../errors.ts';
import { writeWhole } from '../report/report-file.ts';
import type { Ledger, Suppression } from './ledger/ledger.ts';

/** What one file holds. Hashes only: whoever reads it learns nobody's address. */
const requestSchema = z.strictObject({
  suppress: z.array(
    z.strictObject({
      addressHash: z.string().regex(/^[0-9a-f]{64}$/),
      reason: z.enum(['unsubscribed', 'bounced', 'complained', 'manual']),
      source: z.string(),
      at: z.iso.datetime().transform((text) => new Date(text)),
    }),
  ),
});

/** Where suppressions wait while another process has the ledger. */
export const requestsFolder = (dataDir: string): string => join(dataDir, 'ledger.requests');

/**
 * Leaves suppressions for whoever has the ledger: a running send takes them up, and so does every command that opens the
 * ledger later, before it does anything else.
 * @returns the path.
 * @throws PitchwrightError `REPORT_UNWRITABLE`
 */
export async function writeRequest(dataDir: string, suppress: readonly Suppression[]): Promise<string> {
  const path = join(requestsFolder(dataDir), `${randomUUID()}.json`);
  await writeWhole(path, `${JSON.stringify({ suppress })}\n`);
  return path;
}

/**
 * Puts every waiting request onto the suppression list, and deletes its file once it stands there. A file that cannot be
 * read is named, once in a process, and left where it is.
 * @returns how many addresses are new on the list.
 */
export async function takeRequests(
  dataDir: string,
  ledger: Pick<Ledger, 'suppress'>,
  warn: (error: PitchwrightError) => void = tellOnStderr,
): Promise<number> {
  const folder = requestsFolder(dataDir);
  const names = (await readdir(folder).catch(nothingWhenMissing)) ?? [];
  let count = 0;
  for (const name of names) {
    if (!name.endsWith('.json')) continue;
    const path = join(folder, name);
    const request = await read(path, warn);
    if (!request) continue;
    count += await ledger.suppress(request.suppress);
    await rm(path, { force: true });
  }
  return count;
}

/** Undefined when it cannot be used, and when another process has just taken it. */
async function read(
  path: string,
  warn: (error: PitchwrightError) => void,
): Promise<z.output<typeof requestSchema> | undefined> {
  try {
    const text = await readFile(path, 'utf8').catch(nothingWhenMissing);
    return text === undefined ? undefined : requestSchema.parse(JSON.parse(text));
  } catch (cause) {
    if (named.has(path)) return undefined;
    named.add(path);
    warn(
      new PitchwrightError(
        'REQUEST_INVALID',
        `${path}, which asks that somebody is never mailed again, cannot be read`,
        { hint: 'say it again with: npm run sync -- --suppress <address>; then remove the file', cause },
      ),
    );
    return undefined;
  }
}

/** Requests are looked for every second: the same broken file is told once. */
const named = new Set<string>();

function nothingWhenMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

const tellOnStderr = (error: PitchwrightError) => void process.stderr.write(`! ${describeError(error)}\n`);
