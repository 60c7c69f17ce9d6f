import type { Inspected } from '../../data/import/inspect-source.ts';
import { type Mapping, mappingSchema, type Target } from '../../data/import/mapping.ts';
import { type Proposal, proposeMapping } from '../../data/import/propose-mapping.ts';
import type { FileChoice, SeenColumn } from './protocol.ts';

/** What each column is read as by a mapping. Several fields may be read from one column. */
export function fieldsOf({ columns }: Mapping): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const [field, headers] of Object.entries(columns)) {
    for (const header of [headers].flat()) fields.set(header, `${fields.get(header) ?? ''} ${field}`.trim());
  }
  return fields;
}

/** A file's columns with values to know them by, and what they were taken for. */
export function seenColumns({ headers, rows }: Inspected, proposal: Proposal | undefined): SeenColumn[] {
  const fields = proposal ? fieldsOf(proposal.mapping) : new Map<string, string>();
  return headers.map((header, at) => {
    const field = fields.get(header) ?? '';
    return { header, samples: samplesOf(rows, at), field, why: field === '' ? '' : whyOf(proposal, field) };
  });
}

const MOST_SAMPLES = 3;
const LONGEST_SAMPLE = 60;

function samplesOf(rows: Inspected['rows'], at: number): readonly string[] {
  const found = new Set<string>();
  for (const cells of rows) {
    const cell = (cells[at] ?? '').replace(/\s+/g, ' ').trim();
    if (cell !== '') found.add(cell.length > LONGEST_SAMPLE ? `${cell.slice(0, LONGEST_SAMPLE - 1)}…` : cell);
    if (found.size === MOST_SAMPLES) break;
  }
  return [...found];
}

function whyOf(proposal: Proposal | undefined, field: string): string {
  const reason = proposal?.reasons[field.split(' ')[0] as Target];
  if (reason) return reason;
  return proposal?.by === 'own' ? 'as this program writes it' : 'this export always calls it so';
}

/**
 * What an import is to read a file as.
 *
 * @param proposal what the file was taken for; `undefined` when nobody could tell.
 * @param choice what a person made of it.
 * @returns the proposal itself while the person agrees; else a mapping of their own, for exactly these headers.
 */
export function proposalFor(
  inspected: Inspected,
  proposal: Proposal | undefined,
  choice: FileChoice | undefined,
): Proposal {
  if (!choice) return proposal ?? proposeMapping(inspected);
  const { kind, dates, decimal } = choice;
  const isSame =
    !choice.isKindSaid &&
    proposal?.mapping.kind === kind &&
    dates === undefined &&
    decimal === undefined &&
    agrees(proposal.mapping, choice);
  if (isSame) return proposal;
  const columns = columnsOf(inspected.headers, proposal?.mapping, choice);
  const mapping = mappingSchema.parse({
    kind,
    headers: [...inspected.headers],
    columns,
    // Whoever looked at the columns left these out.
    not_used: inspected.headers.filter((header) => !choice.fields.get(header)),
    ...(proposal?.mapping.kind === kind ? { constants: proposal.mapping.constants } : {}),
    ...(dates ? { dates } : {}),
    ...(decimal ? { decimal } : {}),
  });
  return proposeMapping(inspected, [mapping]);
}

function agrees(mapping: Mapping, { fields }: FileChoice): boolean {
  const proposed = fieldsOf(mapping);
  return [...fields].every(([header, field]) => (proposed.get(header) ?? '') === field);
}

/** Where several columns are read as one field, those of the proposal keep their order, and others come after them. */
function columnsOf(
  headers: readonly string[],
  mapping: Mapping | undefined,
  { fields }: FileChoice,
): Readonly<Record<string, string | readonly string[]>> {
  const found = new Map<string, string[]>();
  for (const header of headers) {
    for (const field of (fields.get(header) ?? '').split(' ').filter(Boolean)) {
      found.set(field, [...(found.get(field) ?? []), header]);
    }
  }
  return Object.fromEntries(
    [...found].map(([field, own]) => {
      const preferred = [mapping?.columns[field as never] ?? []].flat() as readonly string[];
      const rank = (header: string) =>
        preferred.includes(header) ? preferred.indexOf(header) : preferred.length;
      const sorted = own.toSorted((a, b) => rank(a) - rank(b));
      return [field, sorted.length === 1 ? (sorted[0] as string) : sorted];
    }),
  );
}
