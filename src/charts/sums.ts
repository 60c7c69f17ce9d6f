import { SEGMENTS, type Segment } from '../data/vocabulary.ts';

/** 0 of nothing is nothing. */
export const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);

export function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}

/** The segments that rows are about, in the order they have everywhere. */
export function segmentsOf(rows: readonly { readonly segment: Segment }[]): readonly Segment[] {
  return SEGMENTS.filter((segment) => rows.some((row) => row.segment === segment));
}
