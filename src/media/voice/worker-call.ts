import { Worker } from 'node:worker_threads';

/** How long a worker may take over one question. */
export const PATIENCE_MS = 30_000;

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
}

/** The worker had to be ended, because it did not answer in time. */
export class TookTooLong extends Error {
  constructor(timeoutMs: number) {
    super(`no answer within ${timeoutMs / 1000} seconds`);
    this.name = 'TookTooLong';
  }
}

/**
 * Asks a module one question in a thread of its own, and ends that thread whatever comes of it: its memory is given
 * back, and a program that hangs is stopped. The module reads `workerData` and posts one message.
 * @throws TookTooLong; the signal's reason; the error that the module threw.
 */
export async function callWorker<Answer>(
  module: URL,
  question: unknown,
  { signal, timeoutMs = PATIENCE_MS }: CallOptions = {},
): Promise<Answer> {
  signal?.throwIfAborted();
  // No loader is handed down: these modules are plain enough for Node itself, and start sooner without.
  const worker = new Worker(module, { workerData: question, execArgv: [], stdout: true, stderr: true });
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const timer = setTimeout(() => reject(new TookTooLong(timeoutMs)), timeoutMs);
  const onAbort = () => reject(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', (code) => reject(new Error(`it ended without an answer (exit code ${code})`)));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    await worker.terminate();
  }
}
