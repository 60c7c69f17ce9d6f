import { setImmediate as othersFirst } from 'node:timers/promises';

/** The process answers others after that many milliseconds of work. */
const TURN = 25;

/**
 * Long work calls it between its steps: when a turn has been long enough, others have theirs.
 * @returns a function that says whether others had one.
 */
export function turns(): () => Promise<boolean> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < TURN) return false;
    await othersFirst();
    since = performance.now();
    return true;
  };
}
