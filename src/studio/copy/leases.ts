/** Something open that several use at once, and that is closed when the last of them is done with it. */
interface Lease<T> {
  readonly opened: Promise<T>;
  users: number;
  isRetired: boolean;
}

/**
 * Keeps what was opened for the latest few keys open; an older one is closed when nobody uses it any more.
 * @param most how many stay open.
 */
export function leases<T extends { close(): void }>(most: number) {
  const kept = new Map<string, Lease<T>>();
  const end = ({ opened }: Lease<T>) => void opened.then((thing) => thing.close()).catch(() => {});
  const retire = (key: string, lease: Lease<T>) => {
    kept.delete(key);
    lease.isRetired = true;
    if (lease.users === 0) end(lease);
  };
  return {
    async use<R>(key: string, open: () => Promise<T>, work: (thing: T) => Promise<R>): Promise<R> {
      const lease = kept.get(key) ?? { opened: open(), users: 0, isRetired: false };
      // The latest stands last.
      kept.delete(key);
      kept.set(key, lease);
      for (const [old, each] of kept) if (kept.size > most) retire(old, each);
      lease.users += 1;
      try {
        const thing = await lease.opened.catch((error: unknown) => {
          if (kept.get(key) === lease) kept.delete(key);
          throw error;
        });
        return await work(thing);
      } finally {
        lease.users -= 1;
        if (lease.isRetired && lease.users === 0) end(lease);
      }
    },
    close(): void {
      for (const [key, lease] of kept) retire(key, lease);
    },
  };
}
