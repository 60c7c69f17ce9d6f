import { sha256Of } from '../digest.ts';
import { SHELF_SIZE } from './compare-marks.ts';
import { type Side, sideOf } from './compare-side.ts';
import type { Site } from './site.ts';
import type { SiteRow } from './site-row.ts';

const rowsOn = (rows: readonly SiteRow[], shelf: number) =>
  rows.slice(shelf * SHELF_SIZE, (shelf + 1) * SHELF_SIZE);

/** All that the file is made of is on the pages of its customers, too. */
export function shelfKey({ rows }: Pick<Site, 'rows'>, shelf: number): string {
  return sha256Of(rowsOn(rows, shelf).map(({ pageKey }) => pageKey));
}

export async function readShelf(
  { rows, piece, workshop }: Pick<Site, 'rows' | 'piece' | 'workshop'>,
  shelf: number,
): Promise<readonly Side[]> {
  const sides: Side[] = [];
  for (const { id } of rowsOn(rows, shelf)) sides.push(sideOf(await piece(id), workshop.copy.segments.names));
  return sides;
}
