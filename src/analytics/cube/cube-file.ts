import type { CubeFrame, PartName } from './shape.ts';

/** The form of the file; another number cannot be read. */
export const VERSION = 2;

/**
 * The head of the file, as JSON behind its length in four bytes, the lowest first. The columns follow without gaps: of each
 * part the differences of the keys, then the measures, each divided by what divides them all.
 */
export interface Head extends CubeFrame {
  readonly cube: number;
  readonly parts: Readonly<Record<PartName, PartHead>>;
}

export interface PartHead {
  readonly cells: number;
  /** How many bytes the keys take. */
  readonly keys: number;
  readonly measures: readonly { readonly bytes: number; readonly unit: number }[];
}
