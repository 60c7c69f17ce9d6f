import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import Papa from 'papaparse';
import {
  type ImportOptions,
  type ImportResult,
  importDataset,
} from '../../../src/data/import/import-dataset.ts';
import { inspectSource } from '../../../src/data/import/inspect-source.ts';
import type { Mapping } from '../../../src/data/import/mapping.ts';
import { proposeMapping } from '../../../src/data/import/propose-mapping.ts';
import type { Table } from '../../../src/data/import/sink.ts';
import { type Source, textSource } from '../../../src/data/import/source.ts';

export const TODAY = '2026-06-30';

export type Fields = Readonly<Record<string, string>>;

export interface Imported extends ImportResult {
  readonly customers: readonly Fields[];
  readonly orders: readonly Fields[];
  readonly rejected: readonly Fields[];
  /** Keys of addresses and ids. */
  readonly withdrawn: readonly string[];
  /** What was written, as it is. */
  readonly text: Readonly<Record<Table, string>>;
}

/** Imports texts by file name, or sources. */
export async function importAll(
  files: Readonly<Record<string, string | Uint8Array>> | readonly Source[],
  options: ImportOptions & { readonly saved?: readonly Mapping[] } = {},
): Promise<Imported> {
  const sources = Array.isArray(files)
    ? (files as readonly Source[])
    : Object.entries(files).map(([name, content]) => textSource(name, content));
  const { saved = [] } = options;
  const inputs = [];
  for (const source of sources) {
    const inspected = await inspectSource(source, { saved });
    inputs.push({ inspected, proposal: proposeMapping(inspected, saved) });
  }
  const text: Record<Table, string> = { customers: '', orders: '', rejected: '', withdrawn: '' };
  const rejected: Fields[] = [];
  const result = await importDataset(
    inputs,
    {
      write: (table, piece) => {
        text[table] = (text[table] ?? '') + piece;
      },
    },
    {
      today: TODAY,
      onRejected: (row) =>
        rejected.push(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]))),
      ...options,
    },
  );
  return {
    ...result,
    text,
    customers: rowsOf(text.customers),
    orders: rowsOf(text.orders),
    rejected,
    withdrawn: text.withdrawn
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(' ')[0] as string),
  };
}

export function importFixture(name: string, options?: ImportOptions): Promise<Imported> {
  return importPath(`tests/fixtures/import/${name}`, options);
}

export function importPath(path: string, options?: ImportOptions): Promise<Imported> {
  return importAll({ [basename(path)]: readFileSync(path) }, options);
}

function rowsOf(text: string): readonly Fields[] {
  return Papa.parse<Fields>(text, { header: true, skipEmptyLines: true, delimiter: ',' }).data;
}

/** The columns that a test speaks about, row by row. */
export function pick(rows: readonly Fields[], ...columns: readonly string[]): readonly (readonly string[])[] {
  return rows.map((row) => columns.map((column) => row[column] ?? ''));
}
