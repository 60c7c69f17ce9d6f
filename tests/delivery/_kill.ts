import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { SHORT_LIVED } from '../_short-lived.ts';
import type { KillTask } from './_kill-child.ts';

const child = fileURLToPath(new URL('./_kill-child.ts', import.meta.url));

/** Runs until it ends by itself, or is killed so long after it said that it is ready. */
export async function start(task: KillTask, killAfterMs?: number): Promise<'killed' | 'done'> {
  const process_ = spawn(process.execPath, [...SHORT_LIVED, child, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  process_.stderr.on('data', (data) => {
    errors += data;
  });
  let timer: NodeJS.Timeout | undefined;
  let last = '';
  createInterface({ input: process_.stdout }).on('line', (line) => {
    last = line;
    if (line === 'ready' && killAfterMs !== undefined) {
      timer = setTimeout(() => process_.kill('SIGKILL'), killAfterMs);
    }
  });
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    process_.on('close', (...end) => resolve(end)),
  );
  clearTimeout(timer);
  if (signal === 'SIGKILL') return 'killed';
  expect(`${errors}${last}`).toBe('finished');
  expect(code).toBe(0);
  return 'done';
}
