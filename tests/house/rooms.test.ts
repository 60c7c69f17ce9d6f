import { globSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf } from './_imports.ts';
import { roomProblems } from './_rooms.ts';

const SOURCES = '{src,emails,pages,scripts}/**/*.{ts,tsx,mjs,astro,css,sql,mjml}';

test('the project keeps the order of its rooms', () => {
  const paths = globSync(SOURCES).map((path) => path.replaceAll(sep, '/'));
  expect(paths).toContain('src/data/customer.ts');
  expect(paths).toContain('pages/customers/[id]/index.astro');
  expect(roomProblems(new Map(paths.map((path) => [path, readFileSync(path, 'utf8')])))).toEqual([]);
});

describe('between rooms of src', () => {
  test('a room may use what stands left of it', () => {
    expect(problems('src/copy/copy.ts', "import { productSchema } from '../data/product.ts';")).toEqual([]);
    expect(problems('src/site/site.ts', "import { sha256Of } from '../digest.ts';")).toEqual([]);
    expect(problems('src/env.ts', "import { PitchwrightError } from './errors.ts';")).toEqual([]);
    expect(
      problems('src/site/parts/List.astro', "---\nimport { slot } from '../../pitch/slot.ts';\n---"),
    ).toEqual([]);
  });

  test('it may use itself', () => {
    expect(problems('src/data/generate/person.ts', "import { addDays } from '../days.ts';")).toEqual([]);
  });

  test('it may not use what stands right of it', () => {
    expect(problems('src/data/customer.ts', "\n\nimport { localeFor } from '../copy/copy.ts';")).toEqual([
      'src/data/customer.ts line 3 imports ../copy/copy.ts: copy stands right of data, so data may use its types only',
    ]);
    expect(problems('src/errors.ts', "import { readEnv } from './env.ts';")).toHaveLength(1);
  });

  test('nor what stands beside it', () => {
    expect(problems('src/media/art/png.ts', "import { printSvg } from '../../charts/print-svg.ts';")).toEqual(
      [
        'src/media/art/png.ts line 1 imports ../../charts/print-svg.ts: media and charts stand side by side, so media may use its types only',
      ],
    );
  });

  test('nor a room that is none', () => {
    expect(problems('src/site/site.ts', "import { x } from '../helpers/x.ts';")).toEqual([
      'src/site/site.ts line 1 imports ../helpers/x.ts: helpers is not one of the rooms',
    ]);
  });

  test('types may come from anywhere', () => {
    expect(
      problems('src/data/customer.ts', "import type { Catalogue } from '../copy/catalogue.ts';"),
    ).toEqual([]);
    expect(
      problems('src/data/customer.ts', "export type { Catalogue } from '../copy/catalogue.ts';"),
    ).toEqual([]);
    expect(problems('src/data/customer.ts', "type Copy = import('../copy/copy.ts').Copy;")).toEqual([]);
  });

  test.each([
    ['a mixed import', "import { localeFor, type Copy } from '../copy/copy.ts';"],
    ['an import of types that loads the module', "import { type Copy } from '../copy/copy.ts';"],
    ['an import for its effect', "import '../copy/copy.ts';"],
    ['a re-export', "export { localeFor } from '../copy/copy.ts';"],
    ['a re-export of everything', "export * from '../copy/copy.ts';"],
    ['a dynamic import', "const load = async () => (await import('../copy/copy.ts')).localeFor;"],
  ])('%s is an import', (_name, source) => {
    expect(problems('src/data/customer.ts', source)).toHaveLength(1);
  });
});

describe('around src', () => {
  test('src uses nothing outside, but render uses the templates', () => {
    expect(problems('src/render/react-template.ts', "import Pitch from '../../emails/pitch.tsx';")).toEqual(
      [],
    );
    expect(problems('src/site/site.ts', "import Pitch from '../../emails/pitch.tsx';")).toEqual([
      'src/site/site.ts line 1 imports ../../emails/pitch.tsx: only src/render may use templates',
    ]);
    expect(problems('src/site/site.ts', "import { run } from '../../scripts/_command.ts';")).toHaveLength(1);
    expect(problems('src/site/site.ts', "import { sample } from '../../tests/_sample.ts';")).toHaveLength(1);
  });

  test('a template uses types of src, the vocabulary and its own parts', () => {
    const sources = [
      "import type { MailContent } from '../src/pitch/pitch.ts';",
      "import { SEGMENTS } from '../src/data/vocabulary.ts';",
      "import { Button } from './_parts/button.tsx';",
      "import { Section } from 'react-email';",
    ];
    expect(problems('emails/pitch.tsx', sources.join('\n'))).toEqual([]);
    expect(problems('emails/pitch.tsx', "import { slot } from '../src/pitch/slot.ts';")).toEqual([
      'emails/pitch.tsx line 1 imports ../src/pitch/slot.ts: a template may use types of src and src/data/vocabulary.ts, and nothing else of it',
    ]);
  });

  test('a page uses src only', () => {
    const page = (front: string) =>
      problems('pages/index.astro', `---\n${front}\n---\n<p>import { x } from './x'</p>\n`);
    expect(page("import { openSite } from '../src/site/site.ts';")).toEqual([]);
    expect(page("import { GET } from './robots.txt.ts';")).toEqual([
      'pages/index.astro line 2 imports ./robots.txt.ts: pages may use src only',
    ]);
    expect(
      problems('pages/index.astro', "---\n---\n<script>\n  import '../emails/pitch.tsx';\n</script>"),
    ).toEqual(['pages/index.astro line 4 imports ../emails/pitch.tsx: pages may use src only']);
  });

  test('a script uses src, files that begin with an underscore and the folder of its own name', () => {
    expect(problems('scripts/build.ts', "import { run } from './_command.ts';")).toEqual([]);
    expect(problems('scripts/bench.ts', "import { benchBuild } from './bench/build.ts';")).toEqual([]);
    expect(problems('scripts/bench/build.ts', "import { timed } from './figure.ts';")).toEqual([]);
    expect(problems('scripts/build.ts', "import { timed } from './bench/figure.ts';")).toHaveLength(1);
    expect(problems('scripts/build.ts', "import { day } from './generate.ts';")).toEqual([
      'scripts/build.ts line 1 imports ./generate.ts: a script may use src, scripts/_*.ts and the folder of its own name only',
    ]);
  });

  test('only the bench renders a template by itself, as its yardstick', () => {
    expect(problems('scripts/bench/render.ts', "import Pitch from '../../emails/pitch.tsx';")).toEqual([]);
    expect(problems('scripts/build.ts', "import Pitch from '../emails/pitch.tsx';")).toHaveLength(1);
  });
});

describe('every source', () => {
  test('is imported with its extension and by a relative path', () => {
    expect(problems('src/site/site.ts', "import { sha256Of } from '../digest';")).toEqual([
      'src/site/site.ts line 1 imports ../digest: write its extension',
    ]);
    expect(problems('src/site/site.ts', "import { slot } from 'src/pitch/slot.ts';")).toEqual([
      'src/site/site.ts line 1 imports src/pitch/slot.ts: use a relative path',
    ]);
    expect(problems('pages/a.ts', "import base from '../src/site/styles/base.css?inline';")).toEqual([]);
  });

  test('has at most 300 lines', () => {
    expect(roomProblems(new Map([['src/site/styles/base.css', 'a{}\n'.repeat(300)]]))).toEqual([]);
    expect(roomProblems(new Map([['src/site/styles/base.css', 'a{}\n'.repeat(301)]]))).toEqual([
      'src/site/styles/base.css has 301 lines; past 300 it is two files',
    ]);
  });

  test('loads no file that loads it', () => {
    const circle = new Map([
      ['src/pitch/choose.ts', "import { words } from './words.ts';"],
      ['src/pitch/words.ts', "import { model } from './model.ts';"],
      ['src/pitch/model.ts', "import { words } from './words.ts';"],
    ]);
    expect(roomProblems(circle)).toEqual([
      'src/pitch/model.ts → src/pitch/words.ts → src/pitch/model.ts: these files load each other in a circle',
    ]);
    const typesOnly = new Map(circle).set('src/pitch/model.ts', "import type { Words } from './words.ts';");
    expect(roomProblems(typesOnly)).toEqual([]);
  });
});

test('imports are found where they stand, and nowhere else', () => {
  const source =
    "// import './a.ts';\nimport x from './b.ts';\nconst s = \"import './c.ts'\";\nexport * from './d.ts';\n";
  expect(importsOf('x.ts', source).map(({ specifier, line }) => [specifier, line])).toEqual([
    ['./b.ts', 2],
    ['./d.ts', 4],
  ]);
});

function problems(path: string, source: string): readonly string[] {
  return roomProblems(new Map([[path, source]]));
}
