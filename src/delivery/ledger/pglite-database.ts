import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { fromPglite } from 'pg-boss';
import { PitchwrightError } from '../../errors.ts';
import type { Database, Liveness, Query } from './database.ts';
import { lockFolder } from './folder-lock.ts';

/**
 * The PostgreSQL inside this process, with its files in `<dataDir>/ledger`. One process at a time.
 * @throws PitchwrightError as `lockFolder`, and `LEDGER_BROKEN`.
 */
export async function openPglite(dataDir: string): Promise<Database> {
  const folder = join(dataDir, 'ledger');
  await mkdir(dataDir, { recursive: true }).catch((cause) => {
    throw new PitchwrightError('LEDGER_UNWRITABLE', `${dataDir} cannot be made: ${cause.message}`, {
      hint: 'see to the rights of the folder it is in, or correct DATA_DIR',
      cause,
    });
  });
  const unlock = lockFolder(folder);
  try {
    if (!existsSync(join(folder, 'PG_VERSION'))) await create(folder);
    return databaseOn(await start(folder), folder, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Beside its place and then moved there, so that a process killed meanwhile leaves no half-made ledger. */
async function create(folder: string): Promise<void> {
  const present = await readdir(folder).catch(() => []);
  if (present.length > 0) {
    throw new PitchwrightError('LEDGER_BROKEN', `${folder} holds other files, but no ledger`, {
      hint: 'move that folder away, or bring the ledger back from a backup',
    });
  }
  const next = `${folder}.new`;
  await rm(next, { recursive: true, force: true });
  await (await start(next)).close();
  await rm(folder, { recursive: true, force: true });
  await rename(next, folder);
}

async function start(folder: string): Promise<PGlite> {
  try {
    return await PGlite.create({ dataDir: folder });
  } catch (cause) {
    throw new PitchwrightError('LEDGER_BROKEN', `the ledger in ${folder} cannot be opened: ${words(cause)}`, {
      hint: 'bring it back from a backup; without one, what was mailed is no longer known, so move the folder away only when nothing was sent live',
      cause,
    });
  }
}

const words = (cause: unknown) => (cause instanceof Error && cause.message) || 'its files are damaged';

function databaseOn(engine: PGlite, place: string, unlock: () => void): Database {
  let closing: Promise<void> | undefined;
  const queryOn =
    (on: Pick<PGlite, 'query'>): Query =>
    async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await on.query<Row>(sql, [...values])).rows;
  return {
    place,
    isShared: false,
    backend: 'pglite',
    boss: fromPglite(engine),
    query: queryOn(engine),
    // One after the other, each alone: there is nothing to lock.
    transaction: (act) => engine.transaction((on) => act(queryOn(on))),
    alone: (act) => act(),
    liveness: ownLiveness(),
    close: () => {
      closing ??= engine.close().finally(unlock);
      return closing;
    },
  };
}

/** Where there is one process, whoever is not of it is dead. */
function ownLiveness(): Liveness {
  const own = new Set<string>();
  return {
    hold: async (worker) => own.size < own.add(worker).size,
    drop: async (worker) => void own.delete(worker),
    dead: async (_, workers) => workers.filter((worker) => !own.has(worker)),
  };
}
