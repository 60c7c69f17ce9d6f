import { decodeText, detectEncoding } from './encoding.ts';
import type { Glance } from './glance.ts';
import type { Mapping } from './mapping.ts';
import { type RowForm, readRows } from './read-rows.ts';
import { type Above, SAMPLE_LENGTH, type Shape, sniffShape } from './shape.ts';
import { type Source, textSource } from './source.ts';
import { steadySource } from './steady-source.ts';

/** A file that was looked at: how to read it, and how it begins. */
export interface Inspected extends Glance {
  readonly source: Source;
  readonly form: RowForm;
  /** `undefined` when nobody knows before the end. */
  readonly bytes: number | undefined;
  /** What stands above the header, by line. */
  readonly above: readonly Above[];
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
  const { text, isWhole, skipped } = await beginningOf(source, encoding);
  const fixed = saved.find(({ format, file }) => format === 'fixed' && file === source.name);
  const { form, headers, above } = fixed
    ? fixedForm(fixed, encoding)
    : csvForm(sniffShape(source.name, text, isWhole, skipped), encoding);
  // Rows cut by the end of the sample would look ragged.
  const whole = isWhole ? text : text.slice(0, Math.max(text.lastIndexOf(form.newline), 0));
  const rows: (readonly string[])[] = [];
  for await (const batch of readRows(textSource(source.name, whole), { ...form, encoding: 'utf-8' })) {
    rows.push(...batch.filter(({ fault }) => !fault).map(({ cells }) => cells));
    if (rows.length >= SAMPLE_ROWS) break;
  }
  return { name: source.name, source, form, bytes, headers, above, rows: rows.slice(0, SAMPLE_ROWS) };
}

/** The beginning of the text, from its first line that is not empty. */
async function beginningOf(
  source: Source,
  encoding: RowForm['encoding'],
): Promise<{ readonly text: string; readonly isWhole: boolean; readonly skipped: number }> {
  let text = '';
  let skipped = 0;
  let isBlank = true;
  for await (const piece of decodeText(source, encoding)) {
    text += piece;
    if (isBlank) {
      const filled = text.search(/[^\s,;|"]/);
      isBlank = filled === -1;
      const ends = text.slice(0, isBlank ? text.length - 1 : filled);
      const start = Math.max(ends.lastIndexOf('\n'), ends.lastIndexOf('\r')) + 1;
      skipped += text.slice(0, start).match(/\r\n|\n|\r/g)?.length ?? 0;
      text = text.slice(start);
    }
    if (text.length >= SAMPLE_LENGTH) return { text: text.slice(0, SAMPLE_LENGTH), isWhole: false, skipped };
  }
  return { text, isWhole: true, skipped };
}

function csvForm({ headers, above, ...shape }: Shape, encoding: RowForm['encoding']) {
  const form: RowForm = { ...shape, above: above.length, encoding };
  return { form, headers, above };
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
  return { form, headers: names ?? Object.keys(positions ?? {}), above: [] };
}
