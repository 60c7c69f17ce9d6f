/** A file to import, wherever it lies. It is read several times, so every `open` starts at the first byte. */
export interface Source {
  /** As messages name it: `customers.csv`. */
  readonly name: string;
  /** Bytes; `undefined` when nobody knows before the end. */
  readonly size: number | undefined;
  /** Text that was written for this import: its encoding is not looked for. */
  readonly isUtf8?: boolean;
  /** The same for the same content; known once all of it was read by `steadySource`. */
  digest?(): string | undefined;
  open(): AsyncIterable<Uint8Array>;
}

/** A file that a person chose in a browser, or any other Blob. */
export function blobSource(name: string, blob: Blob): Source {
  return {
    name,
    size: blob.size,
    async *open() {
      // Not every browser can iterate over a stream.
      const reader = blob.stream().getReader();
      try {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return;
          yield value;
        }
      } finally {
        await reader.cancel();
      }
    },
  };
}

/** Bytes or text in memory. */
export function textSource(name: string, content: string | Uint8Array): Source {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
    },
  };
}

const PIECE = 65_536;
