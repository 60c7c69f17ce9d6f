import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Env } from '../../env.ts';
import { PitchwrightError } from '../../errors.ts';
import { writeWhole } from '../../report/report-file.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { holdsAnything, moveLedger } from './move.ts';
import { openPglite } from './pglite-database.ts';

/** Which ledger holds what this data folder's campaigns did: kept beside the data in `ledger.id.json`. */
const markSchema = z.object({ id: z.uuid(), place: z.string() });
type Mark = z.output<typeof markSchema>;

const pathOf = (dataDir: string) => join(dataDir, 'ledger.id.json');

export async function identityOf({ query }: Pick<Database, 'query'>): Promise<string> {
  const [row] = await query<{ id: string }>('SELECT id::text AS id FROM pitchwright_ledger.identity');
  return (row as { id: string }).id;
}

/** From now on, another ledger is refused for this data folder. */
export function rememberLedger(dataDir: string, mark: Mark): Promise<void> {
  return writeWhole(pathOf(dataDir), `${JSON.stringify(mark, null, 2)}\n`);
}

/**
 * The database must hold the ledger that was used with this data folder before: another one does not know who was mailed,
 * or who unsubscribed. Whoever begins to use `DATABASE_URL` takes the ledger of `data/ledger` along.
 *
 * @throws PitchwrightError `LEDGER_LOST`
 */
export async function demandKnownLedger(
  database: Database,
  { DATA_DIR, DATABASE_URL }: Pick<Env, 'DATA_DIR' | 'DATABASE_URL'>,
): Promise<void> {
  const mark = await readMark(DATA_DIR);
  const id = await identityOf(database);
  if (mark?.id === id) return;
  if (DATABASE_URL !== undefined && existsSync(join(DATA_DIR, 'ledger', 'PG_VERSION'))) {
    const local = await openPglite(DATA_DIR);
    try {
      await migrate(local);
      if (mark === undefined || mark.id === (await identityOf(local))) {
        if (await holdsAnything(local)) await moveLedger(local, database);
        return await rememberLedger(DATA_DIR, { id, place: database.place });
      }
    } finally {
      await local.close();
    }
  }
  if (mark === undefined) return;
  throw new PitchwrightError(
    'LEDGER_LOST',
    `what was mailed, and who unsubscribed, is in the ledger in ${mark.place}; the one in ${database.place} knows nothing of it`,
    {
      hint: `bring that ledger back, or set DATABASE_URL as it was; only to forget it all, and mail people again, remove ${pathOf(DATA_DIR)}`,
    },
  );
}

async function readMark(dataDir: string): Promise<Mark | undefined> {
  const path = pathOf(dataDir);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw broken(path, cause);
  }
  try {
    return markSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw broken(path, cause);
  }
}

const broken = (path: string, cause: unknown) =>
  new PitchwrightError(
    'LEDGER_BROKEN',
    `${path}, which says which ledger belongs to this data, cannot be read`,
    {
      hint: 'bring it back from a backup; remove it only if you are sure that the ledger in use is the right one',
      cause,
    },
  );
