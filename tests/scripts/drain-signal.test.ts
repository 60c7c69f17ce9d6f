import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

const PROGRAM = `
import { drainSignal } from './scripts/_drain-signal.ts';
const signal = drainSignal(() => console.log('draining'));
signal.addEventListener('abort', () => console.log('aborted'));
process.stdin.on('end', () => process.exit(0)).resume();
console.log('ready');
`;

/** Waits until it has printed the word. */
async function hear(child: ChildProcess, word: string): Promise<void> {
  for (let text = ''; !text.includes(word); )
    text += (await once(child.stdout as NodeJS.ReadableStream, 'data'))[0];
}

test('the first Ctrl-C drains; the second ends at once, and says what that means', async () => {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', PROGRAM]);
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  const ended = once(child, 'close');
  await hear(child, 'ready');
  child.kill('SIGINT');
  await hear(child, 'draining');
  expect(complaint).toBe('');
  child.kill('SIGINT');
  expect(await ended).toEqual([130, null]);
  expect(complaint).toBe('ended at once; who was on their way is unknown, the next run says so\n');
});
