import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PitchwrightError } from '../../errors.ts';

/**
 * Keeps a folder for this process. The lock is one of the operating system, on an empty SQLite file `<folder>.lock` that
 * always stays: it ends with the process however that ends, and no process can be mistaken for another. Who has it stands
 * in `<folder>.owner.json`.
 *
 * @returns gives it back.
 * @throws PitchwrightError `LEDGER_BUSY`, naming the process that has it; `LEDGER_UNWRITABLE`.
 */
export function lockFolder(folder: string): () => void {
  const [lock, owner] = [`${folder}.lock`, `${folder}.owner.json`];
  let file: DatabaseSync | undefined;
  try {
    file = new DatabaseSync(lock);
    file.exec('BEGIN EXCLUSIVE');
    const started = new Date(Date.now() - process.uptime() * 1000).toISOString();
    const startedAt = `${started.slice(0, 16).replace('T', ' ')} UTC`;
    writeFileSync(owner, JSON.stringify({ pid: process.pid, command: commandName(), startedAt }));
  } catch (error) {
    file?.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) throw busy(folder, owner);
    throw new PitchwrightError(
      'LEDGER_UNWRITABLE',
      `${lock} cannot be written: ${(error as Error).message}`,
      { hint: 'see to the rights and the free space of the folder it is in', cause: error },
    );
  }
  return () => {
    if (!file?.isOpen) return;
    rmSync(owner, { force: true });
    file.close();
  };
}

const SQLITE_BUSY = 5;

function busy(folder: string, owner: string): PitchwrightError {
  const { pid, command, startedAt } = readOwner(owner);
  const who = pid === undefined ? 'another process' : `${command} (process ${pid}, since ${startedAt})`;
  return new PitchwrightError('LEDGER_BUSY', `the ledger in ${folder} is in use by ${who}`, {
    hint: 'wait for it to end or end it; for several at a time, set DATABASE_URL to a PostgreSQL',
  });
}

/** Nothing while it is being written. */
function readOwner(path: string): { pid?: number; command?: string; startedAt?: string } {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}

/** Without its arguments: they may hold an address. */
function commandName(): string {
  const { npm_lifecycle_event: script } = process.env;
  return script ? `npm run ${script}` : basename(process.argv[1] ?? 'node');
}
