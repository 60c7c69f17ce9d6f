import type { ImportReport } from '../../data/import/report.ts';

/** What could be stored as the dataset. */
export interface Storable {
  /** The chosen files as they are; none before somebody chose. */
  readonly files: readonly File[];
  /** With which they were checked. */
  readonly mapping: Blob;
  /** What the check came to. */
  readonly report: ImportReport | undefined;
}

/** The page tells that other files were checked, or the same ones with another mapping. */
export const CHECKED = 'dataset-checked';
