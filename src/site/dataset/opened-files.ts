import type { ImportInput } from '../../data/import/import-dataset.ts';
import { type Inspected, inspectSource } from '../../data/import/inspect-source.ts';
import { type Proposal, proposeMapping } from '../../data/import/propose-mapping.ts';
import { blobSource } from '../../data/import/source.ts';
import { isPitchwrightError } from '../../errors.ts';
import { fieldsOf, proposalFor, seenColumns } from './column-choice.ts';
import type { FileChoice, SeenFile } from './protocol.ts';

/** A file that a person chose, looked at. */
export interface OpenedFile {
  readonly inspected: Inspected;
  /** `undefined` when its columns are like nothing known. */
  readonly proposal: Proposal | undefined;
}

/**
 * Looks at files that were chosen together.
 * @throws PitchwrightError as `inspectSource` does.
 */
export async function openFiles(files: readonly File[], signal: AbortSignal): Promise<readonly OpenedFile[]> {
  const opened: OpenedFile[] = [];
  for (const [at, file] of files.entries()) {
    const namesakes = files.slice(0, at).filter(({ name }) => name === file.name).length;
    const name = namesakes === 0 ? file.name : `${file.name} (${namesakes + 1})`;
    const inspected = await inspectSource(blobSource(name, file), { signal });
    opened.push({ inspected, proposal: proposalOf(inspected) });
  }
  return opened;
}

function proposalOf(inspected: Inspected): Proposal | undefined {
  try {
    return proposeMapping(inspected);
  } catch (error) {
    if (isPitchwrightError(error) && error.code === 'IMPORT_UNKNOWN_COLUMNS') return undefined;
    throw error;
  }
}

/** @throws PitchwrightError `IMPORT_UNKNOWN_COLUMNS` while nobody said what a file is. */
export function inputsOf(
  opened: readonly OpenedFile[],
  choices: readonly FileChoice[] | undefined,
): readonly ImportInput[] {
  return opened.map(({ inspected, proposal }, at) => ({
    inspected,
    proposal: proposalFor(inspected, proposal, choices?.[at]),
  }));
}

export function seenFile({ inspected, proposal }: OpenedFile): SeenFile {
  const { name, bytes = 0, form } = inspected;
  return {
    name,
    bytes,
    recognised: proposal?.title,
    isGuess: !proposal || proposal.by === 'proposed',
    kind: proposal?.mapping.kind ?? 'customers',
    form: `${ENCODING_NAMES[form.encoding]}, separated by ${DELIMITER_NAMES[form.delimiter] ?? form.delimiter}${form.hasHeader ? '' : ', without a header row'}`,
    columns: seenColumns(inspected, proposal),
    either: eitherKind(inspected, proposal),
  };
}

function eitherKind(inspected: Inspected, proposal: Proposal | undefined): SeenFile['either'] {
  if (proposal && !proposal.purchases) return undefined;
  try {
    const [customers, orders] = (['customers', 'orders'] as const).map((kind) =>
      proposeMapping(inspected, [], kind),
    ) as [Proposal, Proposal];
    if (orders.mapping.kind !== 'orders') return undefined;
    return { customers: fieldsOf(customers.mapping), orders: fieldsOf(orders.mapping) };
  } catch (error) {
    if (isPitchwrightError(error)) return undefined;
    throw error;
  }
}

const ENCODING_NAMES = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
} as const;

const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};
