/** Collects single items into batches: what comes while a batch is on its way goes together with the next one. */
export interface Gather<T> {
  /** Resolves when the batch with this item is done, rejects when it failed. */
  add(item: T): Promise<void>;
  /** Everything that was added is done. */
  settled(): Promise<void>;
}

/**
 * @param flush does one batch; at most one is on its way at a time.
 * @param lingerMs how long a batch waits for company before it leaves.
 */
export function gather<T>(flush: (items: readonly T[]) => Promise<void>, lingerMs = 0): Gather<T> {
  interface Waiting {
    readonly item: T;
    readonly resolve: () => void;
    readonly reject: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let leaving: Promise<void> | undefined;

  const depart = async () => {
    await new Promise<void>((go) => (lingerMs > 0 ? setTimeout(go, lingerMs) : setImmediate(go)));
    const batch = waiting;
    waiting = [];
    try {
      await flush(batch.map(({ item }) => item));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };
  const drive = async () => {
    while (waiting.length > 0) await depart();
    leaving = undefined;
  };
  return {
    add(item) {
      const done = new Promise<void>((resolve, reject) => waiting.push({ item, resolve, reject }));
      leaving ??= drive();
      return done;
    },
    async settled() {
      await leaving;
    },
  };
}
