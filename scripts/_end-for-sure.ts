import { spawn } from 'node:child_process';

/** So long an end may take when all that matters is done. */
const PATIENCE_MS = 5000;

/**
 * Ends this process, though a native library may wait at the end for a thread that never answers (seen once: DuckDB closing
 * a connection). A process beside it kills it then; that one ends by itself as soon as this one is gone.
 */
export function endForSure(code: number, patience = PATIENCE_MS): never {
  const watch = `process.stdin.resume().on('end', () => process.exit());
setTimeout(() => process.kill(${process.pid}, 'SIGKILL'), ${patience});`;
  spawn(process.execPath, ['-e', watch], { stdio: ['pipe', 'ignore', 'ignore'] });
  process.exit(code);
}
