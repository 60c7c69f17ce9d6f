import { hash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import Papa from 'papaparse';

/** Paths of all files below a folder, with forward slashes, sorted. */
export async function filesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .sort();
}

/** SHA-256 of every file below a folder, by path. */
export async function hashesOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const paths = await filesOf(folder);
  const hashes = paths.map(
    async (path) => [path, hash('sha256', await readFile(join(folder, path)))] as const,
  );
  return new Map(await Promise.all(hashes));
}

/** The paths whose files differ, appeared or went. */
export function changed(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

export type CsvRow = Readonly<Record<string, string>>;

/** The rows of a CSV file, read without the product's own code. */
export async function rowsOf(path: string): Promise<readonly CsvRow[]> {
  return Papa.parse<CsvRow>(await readFile(path, 'utf8'), { header: true, skipEmptyLines: true }).data;
}

/** The text of an HTML attribute or of an element without children. */
export function unescapeHtml(html: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };
  return html.replace(
    /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (decimal) return String.fromCodePoint(Number(decimal));
      return named[name ?? ''] ?? whole;
    },
  );
}
