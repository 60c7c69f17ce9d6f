import { type Memory, openMemory } from './memory.ts';
import { Refusal } from './refusal.ts';

/** One at a time, over all executions of the script. A run that dies gives the lock back. */
export function underLock<T>(work: (memory: Memory) => T): T {
  const lock = LockService.getScriptLock();
  if (!lock.tryLock(30_000)) throw new Refusal('busy', 'Another request is still being worked on.', true);
  try {
    return work(openMemory());
  } finally {
    release(lock);
  }
}

function release(lock: GoogleAppsScript.Lock.Lock): void {
  try {
    lock.releaseLock();
  } catch {
    // It ends with the run; a mail that was sent must not look as if it were not.
  }
}
