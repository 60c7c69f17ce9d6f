import { decodeText, detectEncoding } from './encoding.ts';
import type { Mapping } from './mapping.ts';
import type { Glance } from './propose-mapping.ts';
import { type RowForm, readRows } from './read-rows.ts';
import { SAMPLE_LENGTH, sniffShape } from './shape.ts';
import { type Source, textSource } from './source.ts';
import { steadySource } from './steady-source.ts';

/** A file that was looked at: how to read it, and how it begins. */
export interface Inspected extends Glance {
  readonly source: Source;
  readonly form: RowForm;
  /** `undefined` when nobody knows before the end. */
  readonly bytes: number | undefined;
}

/** Rows that are shown and that decide what a column is. */
const SAMPLE_ROWS = 200;

/**
 * Looks at a file: encoding (all of it is read for that), layout, header and first rows.
 * @param saved mappings that may know the file as one of fixed columns.
 * @throws PitchwrightError `IMPORT_EMPTY` | `IMPORT_NOT_TEXT` | `IMPORT_SHAPE`
 */
export async function inspectSource(
  given: Source,
  { saved = [], signal }: { readonly saved?: readonly Mapping[]; readonly signal?: AbortSignal } = {},
): Promise<Inspected> {
  const source = steadySource(given);
  const { encoding, bytes } = await detectEncoding(source, signal);
  const { text, isWhole } = await beginningOf(source, encoding);
  const fixed = saved.find(({ format, file }) => format === 'fixed' && file === source.name);
  const { form, headers } = fixed
    ? fixedForm(fixed, encoding)
    : csvForm(source.name, text, isWhole, encoding);
  // Rows cut by the end of the sample would look ragged.
  const whole = isWhole ? text : text.slice(0, Math.max(text.lastIndexOf(form.newline), 0));
  const rows: (readonly string[])[] = [];
  for await (const batch of readRows(textSource(source.name, whole), { ...form, encoding: 'utf-8' })) {
    rows.push(...batch.filter(({ fault }) => !fault).map(({ cells }) => cells));
    if (rows.length >= SAMPLE_ROWS) break;
  }
  return { name: source.name, source, form, bytes, headers, rows: rows.slice(0, SAMPLE_ROWS) };
}

async function beginningOf(
  source: Source,
  encoding: RowForm['encoding'],
): Promise<{ readonly text: string; readonly isWhole: boolean }> {
  let text = '';
  for await (const piece of decodeText(source, encoding)) {
    text += piece;
    if (text.length >= SAMPLE_LENGTH) return { text: text.slice(0, SAMPLE_LENGTH), isWhole: false };
  }
  return { text, isWhole: true };
}

function csvForm(name: string, text: string, isWhole: boolean, encoding: RowForm['encoding']) {
  const { headers, ...shape } = sniffShape(name, text, isWhole);
  const form: RowForm = { ...shape, encoding };
  return { form, headers };
}

function fixedForm({ names, positions }: Mapping, encoding: RowForm['encoding']) {
  const split = positions
    ? (line: string) => Object.values(positions).map(([from, to]) => line.slice(from - 1, to).trim())
    : (line: string) => (line.trim() === '' ? [] : line.trim().split(/\s+/));
  const form: RowForm = {
    delimiter: ' ',
    newline: '\n',
    split,
    hasSepLine: false,
    hasHeader: false,
    encoding,
  };
  return { form, headers: names ?? Object.keys(positions ?? {}) };
}
