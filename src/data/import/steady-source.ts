import { PitchwrightError } from '../../errors.ts';
import type { Source } from './source.ts';

/**
 * Rows are known by their number from one reading to the next, so a file that changes between two would give what one
 * person said to another. Every reading to the end is compared with the first one.
 *
 * The `open` of what is returned throws PitchwrightError `IMPORT_CHANGED`.
 */
export function steadySource(source: Source): Source {
  let known: { readonly bytes: number; readonly digest: string } | undefined;
  return {
    ...source,
    digest: () => known?.digest,
    async *open() {
      let bytes = 0;
      let hash = FNV_BASIS;
      for await (const chunk of source.open()) {
        bytes += chunk.length;
        if (known && bytes > known.bytes) throw sourceChanged(source.name);
        for (let at = 0; at < chunk.length; at += 1) {
          hash = Math.imul(hash ^ (chunk[at] as number), FNV_PRIME);
        }
        yield chunk;
      }
      const digest = `${bytes} ${hash >>> 0}`;
      if (known && digest !== known.digest) throw sourceChanged(source.name);
      known ??= { bytes, digest };
    },
  };
}

/** FNV-1a, 32 bits: fast in every browser, and enough against chance; nobody gains by deceiving their own import. */
const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

export function sourceChanged(name: string): PitchwrightError {
  return new PitchwrightError('IMPORT_CHANGED', `${name} changed while it was read; nothing was imported`, {
    hint: 'wait until whatever writes it is done, or import a copy',
  });
}
