import { FAULTY, type ImportFile } from './import-file.ts';
import { eachRow, type Pace } from './progress.ts';
import type { Row } from './read-rows.ts';
import type { Rejected } from './rejected.ts';
import type { TableWriter } from './sink.ts';
import { sourceChanged } from './steady-source.ts';

/**
 * Reads a file once more, each row beside what the first reading made of it. Rows that cannot be read are rejected here.
 *
 * @param read the row that the cells stand at; `undefined` when `cells.problem` says why not.
 * @throws PitchwrightError `IMPORT_CHANGED` when a row is not what it was.
 */
export function readAgain<Found>(
  file: ImportFile,
  {
    table,
    rejected,
    pace,
  }: { readonly table: TableWriter; readonly rejected: Rejected; readonly pace: Pace },
  read: () => Found | undefined,
  take: (found: Found, outcome: number, row: Row) => void,
): Promise<void> {
  const { cells, tally, outcomes } = file;
  let at = 0;
  return eachRow(
    file,
    'writing',
    pace,
    (row) => {
      const outcome = at < outcomes.length ? outcomes.at(at) : undefined;
      at += 1;
      tally.rows += 1;
      const found = cells.start(row) ? read() : undefined;
      if (outcome === undefined || (found !== undefined) !== (outcome !== FAULTY)) {
        throw sourceChanged(file.inspected.name);
      }
      if (found === undefined) rejected.add(file, row, cells.problem);
      else take(found, outcome, row);
    },
    async () => {
      await table.flush();
      await rejected.flush();
    },
  );
}
