import { posix } from 'node:path';
import { type Import, importsOf } from './_imports.ts';

/**
 * The rooms of `src/`, from left to right; rooms in one group stand side by side and do not import each other. `env`
 * stands right of `errors`, because what is wrong with the environment is said in the words of an error.
 */
export const ORDER: readonly (readonly string[])[] = [
  ['errors', 'digest', 'file-lock'],
  ['env'],
  ['data'],
  ['store'],
  ['copy'],
  ['pitch', 'analytics'],
  ['charts', 'media'],
  ['render'],
  ['report'],
  ['delivery'],
  ['checks'],
  ['site'],
  ['studio'],
];

const MAX_LINES = 300;

const EXTENSION = /\.(ts|tsx|mjs|astro|css|json|md|mjml|sql|svg)(\?\w+)?$/;

/**
 * Everything in a tree of files (`src/pitch/choose.ts` → its text) that stands against the order of the rooms, as
 * sentences with file, line and import. Types may be imported from anywhere: they are gone at run time.
 */
export function roomProblems(tree: ReadonlyMap<string, string>): readonly string[] {
  const problems: string[] = [];
  const imports = new Map<string, readonly Import[]>();
  for (const [path, source] of tree) {
    const lines = source.split('\n').length - (source.endsWith('\n') ? 1 : 0);
    if (lines > MAX_LINES) problems.push(`${path} has ${lines} lines; past ${MAX_LINES} it is two files`);
    const own = importsOf(path, source);
    imports.set(path, own);
    for (const found of own) {
      const fact = objection(path, found);
      if (fact) problems.push(`${path} line ${found.line} imports ${found.specifier}: ${fact}`);
    }
  }
  return [...problems, ...cycles(imports)];
}

function objection(path: string, { specifier, isTypeOnly }: Import): string | undefined {
  if (specifier.startsWith('/') || /^(src|emails|pages|scripts|tests)\//.test(specifier)) {
    return 'use a relative path';
  }
  if (!specifier.startsWith('.')) return undefined;
  if (!EXTENSION.test(specifier)) return 'write its extension';
  return isTypeOnly ? undefined : crossing(path, targetOf(path, specifier));
}

/** Why code in `from` may not load `to`; `undefined` when it may. */
function crossing(from: string, to: string): string | undefined {
  const [folder, target] = [topOf(from), topOf(to)];
  if (folder === 'src' && target === 'src') return betweenRooms(roomOf(from), roomOf(to));
  if (folder === 'src') {
    if (target === 'emails' && roomOf(from) === 'render') return undefined;
    return target === 'emails' ? 'only src/render may use templates' : 'src uses nothing outside src';
  }
  if (folder === 'emails' && target !== 'emails' && to !== 'src/data/vocabulary.ts') {
    return 'a template may use types of src and src/data/vocabulary.ts, and nothing else of it';
  }
  if (folder === 'pages' && target !== 'src') return 'pages may use src only';
  if (folder === 'scripts' && target !== 'src') {
    const own = `scripts/${roomOf(from)}/`;
    const isOwn = /^scripts\/_[^/]+$/.test(to) || to.startsWith(own);
    // Its yardstick is a template rendered without anything of src.
    const isYardstick = own === 'scripts/bench/' && target === 'emails';
    if (!isOwn && !isYardstick)
      return 'a script may use src, scripts/_*.ts and the folder of its own name only';
  }
  return undefined;
}

function betweenRooms(from: string, to: string): string | undefined {
  if (from === to) return undefined;
  const [place, other] = [placeOf(from), placeOf(to)];
  for (const [room, at] of [
    [from, place],
    [to, other],
  ] as const) {
    if (at === -1) return `${room} is not one of the rooms`;
  }
  if (other < place) return undefined;
  return other === place
    ? `${from} and ${to} stand side by side, so ${from} may use its types only`
    : `${to} stands right of ${from}, so ${from} may use its types only`;
}

const placeOf = (room: string) => ORDER.findIndex((group) => group.includes(room));

const topOf = (path: string) => path.slice(0, path.indexOf('/'));

/** `src/data/generate/random.ts` → `data`, `src/errors.ts` → `errors`; of a script, its name. */
function roomOf(path: string): string {
  return (path.split('/')[1] ?? '').replace(/\.ts$/, '');
}

function targetOf(path: string, specifier: string): string {
  return posix.join(posix.dirname(path), specifier.replace(/\?\w+$/, ''));
}

/** Files that load each other in a circle, each circle once, from the file that comes first in the alphabet. */
function cycles(imports: ReadonlyMap<string, readonly Import[]>): readonly string[] {
  const targets = new Map(
    [...imports].map(([path, own]) => [
      path,
      own
        .filter(({ isTypeOnly, specifier }) => !isTypeOnly && specifier.startsWith('.'))
        .map(({ specifier }) => targetOf(path, specifier)),
    ]),
  );
  const found = new Set<string>();
  const finished = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start !== -1) {
      const circle = trail.slice(start);
      const first = circle.indexOf([...circle].sort()[0] as string);
      found.add([...circle.slice(first), ...circle.slice(0, first), circle[first]].join(' → '));
      return;
    }
    if (finished.has(path)) return;
    for (const target of targets.get(path) ?? []) visit(target, [...trail, path]);
    finished.add(path);
  };
  for (const path of targets.keys()) visit(path, []);
  return [...found].map((circle) => `${circle}: these files load each other in a circle`);
}
