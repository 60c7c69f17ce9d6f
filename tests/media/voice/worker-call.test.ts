import { describe, expect, it } from 'vitest';
import { callWorker, TookTooLong } from '../../../src/media/voice/worker-call.ts';

const HANGING = new URL('./_hanging-worker.ts', import.meta.url);
const SILENT = new URL('./_silent-worker.ts', import.meta.url);
/** Threads and channels that keep this process alive. */
const open = () => process.getActiveResourcesInfo().filter((name) => /Worker|MessagePort/.test(name)).length;

describe('a question to a worker', () => {
  it('that hangs is answered by its end, and no thread is left', async () => {
    const before = open();
    const start = performance.now();
    await expect(callWorker(HANGING, {}, { timeoutMs: 300 })).rejects.toEqual(new TookTooLong(300));
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(open()).toBe(before);
  });

  it('can be cancelled while it is asked, and before', async () => {
    const before = open();
    const reason = new Error('the run was cancelled');
    await expect(callWorker(HANGING, {}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const asked = callWorker(HANGING, {}, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 100);
    await expect(asked).rejects.toBe(reason);
    expect(open()).toBe(before);
  });

  it('that ends without an answer, or cannot be loaded, fails', async () => {
    await expect(callWorker(SILENT, {})).rejects.toThrow('it ended without an answer (exit code 3)');
    await expect(callWorker(new URL('./_no-worker.ts', import.meta.url), {})).rejects.toThrow(
      'Cannot find module',
    );
  });
});
