import type { Link } from './smtp-link.ts';

/** Connections that are used again and again. */
export interface LinkPool {
  /** Waits until one is free, opens one when none is and there may be more. @throws what `open` throws. */
  take(): Promise<{ readonly link: Link; readonly isFresh: boolean }>;
  give(link: Link): void;
  close(): void;
}

/** After so many messages a connection is replaced: servers count them. */
const MESSAGES_PER_LINK = 100;

/** @param size how many connections at most. */
export function linkPool(open: () => Promise<Link>, size: number): LinkPool {
  const idle: Link[] = [];
  const waiting: (() => void)[] = [];
  const messages = new WeakMap<Link, number>();
  let inUse = 0;
  let isClosed = false;

  function finish(): void {
    inUse -= 1;
    waiting.shift()?.();
  }

  return {
    async take() {
      while (inUse >= size) await new Promise<void>((resolve) => waiting.push(resolve));
      inUse += 1;
      for (let link = idle.pop(); link; link = idle.pop()) {
        if (link.isOpen) return { link, isFresh: false };
        link.drop();
      }
      try {
        return { link: await open(), isFresh: true };
      } catch (error) {
        finish();
        throw error;
      }
    },
    give(link) {
      const count = (messages.get(link) ?? 0) + 1;
      messages.set(link, count);
      if (!isClosed && link.isOpen && count < MESSAGES_PER_LINK) idle.push(link);
      else link.quit();
      finish();
    },
    close() {
      isClosed = true;
      for (const link of idle.splice(0)) link.quit();
    },
  };
}
