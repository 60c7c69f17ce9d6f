import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Gives the memory of what was just done back to the system. What follows keeps its tables outside of the heap (DuckDB),
 * so nothing would press V8 to clear away what no one needs any more. Typed arrays found free the first time are handed
 * back before the second one.
 */
export function releaseMemory(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
}
