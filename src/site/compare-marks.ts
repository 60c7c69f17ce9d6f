/**
 * Sides in one file. A file for each customer would be as many again as there are mails, one for all too much to read
 * for two of them; this many are some 15 kB on the wire.
 */
export const SHELF_SIZE = 50;

/** The first id on each shelf: ids are sorted, so they say which shelf an id is on. */
export function shelfMarks(rows: readonly { readonly id: string }[]): readonly string[] {
  return rows.filter((_, at) => at % SHELF_SIZE === 0).map(({ id }) => id);
}

/** The shelf, from 0, that holds this id if anybody has it; −1 for an id before the first. */
export function shelfOf(marks: readonly string[], id: string): number {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle] as string) <= id) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
