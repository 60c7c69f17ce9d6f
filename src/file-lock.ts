import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Takes a lock of the operating system, on an empty SQLite file that always stays. It ends with the process, however
 * that ends. Makes the folder.
 * @returns how to give it back; undefined while somebody else has it.
 * @throws what the file system says when the file cannot be made.
 */
export function takeFileLock(path: string): (() => void) | undefined {
  mkdirSync(dirname(path), { recursive: true });
  const file = new DatabaseSync(path);
  try {
    file.exec('BEGIN EXCLUSIVE');
    return () => file.close();
  } catch (cause) {
    file.close();
    if ((cause as { errcode?: number }).errcode === SQLITE_BUSY) return undefined;
    throw cause;
  }
}

const SQLITE_BUSY = 5;
