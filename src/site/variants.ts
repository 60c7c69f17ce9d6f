import { BEHAVIORS, type Behavior, SEGMENTS, type Segment } from '../data/vocabulary.ts';
import type { SiteRow } from './site-row.ts';

/** One cell of the matrix: everybody who gets this variant of the mail. */
export interface Variant {
  readonly segment: Segment;
  readonly behavior: Behavior;
  readonly rows: readonly SiteRow[];
  /** Bytes of HTML; 0 for an empty cell. */
  readonly typicalBytes: number;
  readonly biggestBytes: number;
}

/** All 20 cells, segment by segment, empty ones included. */
export function variants(rows: readonly SiteRow[]): readonly Variant[] {
  const cells = Map.groupBy(rows, ({ segment, behavior }) => `${segment} ${behavior}`);
  return SEGMENTS.flatMap((segment) =>
    BEHAVIORS.map((behavior) => {
      const own = cells.get(`${segment} ${behavior}`) ?? [];
      const bytes = own.map(({ htmlBytes }) => htmlBytes).sort((a, b) => a - b);
      return {
        segment,
        behavior,
        rows: own,
        typicalBytes: bytes[Math.floor(bytes.length / 2)] ?? 0,
        biggestBytes: bytes.at(-1) ?? 0,
      };
    }),
  );
}

/** Up to `count` customers, spread evenly over the rows so that they differ. */
export function spread<T>(rows: readonly T[], count: number): readonly T[] {
  if (rows.length <= count) return rows;
  return Array.from({ length: count }, (_, index) => rows[Math.floor((index * rows.length) / count)] as T);
}

export function printKilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
