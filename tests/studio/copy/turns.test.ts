import { expect, test } from 'vitest';
import { turns } from '../../../src/studio/copy/turns.ts';

/** Works for at least so many milliseconds, and lets nobody else. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

test('work that has been long lets others have their turn, and short work goes on', async () => {
  const turn = turns();
  let isServed = false;
  setImmediate(() => {
    isServed = true;
  });
  work(30);
  expect(await turn()).toBe(true);
  expect(isServed).toBe(true);
  expect(await turn()).toBe(false);
});
