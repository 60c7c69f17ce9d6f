import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Figure } from './figure.ts';

/** What the report costs a reader: its page, its script, and what the first use of a filter fetches; all gzipped. */
export async function weighReport(out: string): Promise<readonly Figure[]> {
  const html = await readFile(join(out, 'analytics/index.html'), 'utf8');
  const entries = [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, path]) =>
    baseName(path as string),
  );
  const scripts = new Map<string, string>();
  for (const file of await readdir(join(out, '_astro'))) {
    if (file.endsWith('.js')) scripts.set(file, await readFile(join(out, '_astro', file), 'utf8'));
  }
  const atOnce = reach(entries, scripts, STATIC);
  const later = reach(entries, scripts, ANY).filter((file) => !atOnce.includes(file));
  const weigh = (files: readonly string[]) =>
    files.reduce((sum, file) => sum + gzipSync(scripts.get(file) ?? '').length, 0);
  const cube = (await readFile(join(out, 'analytics/cube.bin'))).length;
  return [
    {
      what: 'the report: page, with every figure and table in it',
      ours: kilobytes(gzipSync(html).length),
      yardstick: 'its script',
      theirs: kilobytes(weigh(atOnce)),
      ratio: '',
    },
    {
      what: '… the first use of a filter: drawing code',
      ours: kilobytes(weigh(later)),
      yardstick: 'the cube',
      theirs: kilobytes(cube),
      ratio: '',
    },
  ];
}

const STATIC = /(?:from|import)\s*[`"']\.\/([^`"']+\.js)[`"']/g;
const ANY = /[`"']\.\/([^`"']+\.js)[`"']/g;

/** The files that the entries lead to, themselves included. */
function reach(
  entries: readonly string[],
  scripts: ReadonlyMap<string, string>,
  pattern: RegExp,
): readonly string[] {
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    for (const [, next] of (scripts.get(file) ?? '').matchAll(pattern)) visit(next as string);
  };
  entries.forEach(visit);
  return [...found];
}

const baseName = (path: string) => path.slice(path.lastIndexOf('/') + 1);

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB gz`;
