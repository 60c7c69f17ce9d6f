/** Lets some pass at a time; the others wait in order. */
export type Gate = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

export function openGate(atOnce: number): Gate {
  let free = atOnce;
  const waiting = new Set<() => void>();
  return async (signal, work) => {
    signal.throwIfAborted();
    if (free > 0) free -= 1;
    else {
      await new Promise<void>((resolve, reject) => {
        const enter = () => {
          signal.removeEventListener('abort', leave);
          resolve();
        };
        const leave = () => {
          waiting.delete(enter);
          reject(signal.reason);
        };
        waiting.add(enter);
        signal.addEventListener('abort', leave, { once: true });
      });
    }
    try {
      return await work();
    } finally {
      const [next] = waiting;
      if (next) {
        waiting.delete(next);
        next();
      } else free += 1;
    }
  };
}
