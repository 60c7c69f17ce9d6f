import type { Answer } from './consent.ts';
import { type CustomerFile, DECISIVE, type Limit } from './customer-row.ts';
import { integers } from './growable.ts';
import type { Inspected } from './inspect-source.ts';
import { headersOf } from './mapping.ts';
import { Notes } from './notes.ts';
import { ORDER_DECISIVE } from './order-row.ts';
import type { Proposal } from './propose-mapping.ts';
import { isRejectedFile } from './rejected-columns.ts';
import type { FileReport } from './report.ts';
import { RowCells } from './row-cells.ts';
import { Tally } from './tally.ts';

/** One file on its way through an import. */
export interface ImportFile extends CustomerFile {
  readonly inspected: Inspected;
  readonly proposal: Proposal;
  readonly cells: RowCells;
  readonly notes: Notes;
  readonly tally: Tally;
  /** Its rows were rejected before, and corrected. */
  readonly isRejected: boolean;
  /** By row: the number of its customer or line, or below 0 why it has none. */
  outcomes: ReturnType<typeof integers>;
}

/** The row itself says why it is not taken. */
export const FAULTY = -1;

export function importFile(inspected: Inspected, proposal: Proposal, limit: Limit): ImportFile {
  const { mapping } = proposal;
  const notes = new Notes();
  const decisive = mapping.kind === 'customers' ? DECISIVE : ORDER_DECISIVE;
  const cells = new RowCells(inspected.headers, mapping, decisive, notes, limit.day);
  return {
    inspected,
    proposal,
    cells,
    headers: inspected.headers,
    delimiter: inspected.form.delimiter,
    limit,
    notes,
    tally: new Tally(),
    isRejected: isRejectedFile(inspected.headers),
    outcomes: integers(),
    isOwn: proposal.by === 'own',
    consentWords: consentWords(mapping.consent),
  };
}

function consentWords(own: Proposal['mapping']['consent']): ReadonlyMap<string, Answer> | undefined {
  if (!own) return undefined;
  const words = new Map<string, Answer>();
  for (const word of own.subscribed) words.set(word.trim().toLowerCase(), 'subscribed');
  for (const word of own.unsubscribed) words.set(word.trim().toLowerCase(), 'withdrawn');
  return words;
}

export function fileReport({ inspected, proposal, cells, notes, tally }: ImportFile): FileReport {
  const { mapping } = proposal;
  const used = headersOf(mapping);
  return {
    file: inspected.name,
    kind: mapping.kind,
    recognised: proposal.title,
    by: proposal.by,
    encoding: inspected.form.encoding,
    delimiter: inspected.form.split ? 'fixed' : inspected.form.delimiter,
    columns: mapping.columns as FileReport['columns'],
    ignored: inspected.headers.filter((header) => !used.includes(header)),
    dates: [...cells.dates.values()].flatMap(({ header, order, because }) =>
      order === undefined ? [] : [{ column: header, order, because }],
    ),
    rows: tally.rows,
    accepted: tally.accepted,
    merged: tally.merged,
    rejected: tally.rejected,
    rejected_in: tally.rejectedIn,
    merges: tally.merges(),
    reasons: tally.reasons(),
    notes: [...notes.list()],
  };
}
