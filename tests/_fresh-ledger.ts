import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

/**
 * Puts a database without any table into `<dataDir>/ledger`, as the ledger itself makes it when there is none. That takes
 * seconds, so it is made once for each version of PGlite and then copied: for tests that are about something else.
 */
export async function freshLedger(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  await cp(await madeOnce(), join(dataDir, 'ledger'), { recursive: true });
}

async function madeOnce(): Promise<string> {
  const { version } = JSON.parse(readFileSync('node_modules/@electric-sql/pglite/package.json', 'utf8'));
  const cache = 'node_modules/.cache';
  const made = join(cache, `pitchwright-pglite-${version}`);
  if (existsSync(made)) return made;
  await mkdir(cache, { recursive: true });
  const next = await mkdtemp(`${made}-`);
  await (await PGlite.create({ dataDir: next })).close();
  // Another worker may have been as quick: then there is one already.
  await rename(next, made).catch(() => rm(next, { recursive: true }));
  return made;
}
