import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { posix, sep } from 'node:path';
import { expect, test } from 'vitest';
import { importsOf } from './_imports.ts';

/** Scripts that the browser loads, by a page or as a worker. */
const scripts = globSync('src/site/scripts/*.ts').map((path) => path.replaceAll(sep, '/'));

test.for(scripts)('%s reaches nothing of Node', (script) => {
  expect(reachableFrom(script, source).filter(isOfNode)).toEqual([]);
});

test('the worker of the preview reaches the choosing, the templates and the renderer, and nothing that a kit spares it', () => {
  const reached = reachableFrom('src/site/scripts/pitch-preview-worker.ts', source).map(({ to }) => to);
  for (const path of ['src/pitch/choose.ts', 'emails/pitch.tsx', 'src/render/renderer.ts'])
    expect(reached).toContain(path);
  // A kit was read and checked: neither YAML nor schemas are needed, which is 50 kB less to fetch.
  const spared = ['zod', 'yaml', 'mjml', 'papaparse'];
  expect(reached.filter((path) => spared.includes(path))).toEqual([]);
});

test('an import of Node is found however far away and however written', () => {
  const tree: Readonly<Record<string, string>> = {
    'src/site/scripts/a.ts': "import { b } from '../b.ts';\nimport type { T } from '../types.ts';",
    'src/site/b.ts': "export const c = async () => import('../c.tsx');",
    'src/c.tsx':
      "import { hash } from 'node:crypto';\nimport fs from 'fs';\nimport x from 'fs-extra';\nimport d from './d.ts?worker';",
    'src/d.ts': "import 'node:net';",
    'src/types.ts': "import 'node:os';",
  };
  const reached = reachableFrom('src/site/scripts/a.ts', (path) => tree[path] as string);
  expect(reached.filter(isOfNode)).toEqual([
    { from: 'src/c.tsx', line: 1, to: 'node:crypto' },
    { from: 'src/c.tsx', line: 2, to: 'fs' },
    { from: 'src/d.ts', line: 1, to: 'node:net' },
  ]);
});

interface Reached {
  readonly from: string;
  readonly line: number;
  /** A path of the project, or the name of a package as it is written. */
  readonly to: string;
}

/** Every import that runs when an entry is loaded, or can run later. */
function reachableFrom(entry: string, read: (path: string) => string): readonly Reached[] {
  const found: Reached[] = [];
  const paths = [entry];
  for (const from of paths) {
    for (const { specifier, line, isTypeOnly } of importsOf(from, read(from))) {
      if (isTypeOnly) continue;
      const isOurs = specifier.startsWith('.');
      const to = isOurs ? posix.join(posix.dirname(from), withoutQuery(specifier)) : specifier;
      found.push({ from, line, to });
      if (isOurs && !paths.includes(to)) paths.push(to);
    }
  }
  return found;
}

/** `../styles/palette.css?url` is that file; the query says what is made of it. */
const withoutQuery = (specifier: string) => specifier.replace(/\?.*$/, '');

const isOfNode = ({ to }: Reached) => to.startsWith('node:') || builtinModules.includes(to);

function source(path: string): string {
  return readFileSync(path, 'utf8');
}
