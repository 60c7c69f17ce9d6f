import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

/** How a process ends that does `first`, then is to end with 3. */
async function endOf(first: string, patience: number) {
  const code = `${first}
const { endForSure } = await import('./scripts/_end-for-sure.ts');
endForSure(3, ${patience});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'ignore' });
  return once(child, 'exit');
}

test('a process ends with its code', async () => {
  expect(await endOf('', 60_000)).toEqual([3, null]);
});

test('one that hangs at its end is killed', async () => {
  const hang = `process.on('exit', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));`;
  expect(await endOf(hang, 200)).toEqual([null, 'SIGKILL']);
});
