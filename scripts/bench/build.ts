import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type BenchContext, type Figure, seconds, timed } from './figure.ts';
import { weighReport } from './weight.ts';

/** Whole builds, each in a process of its own, against a bare Astro project that writes as many files of the same size. */
export async function benchBuild(context: BenchContext): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const customers of context.large ? [1000, 10_000] : [1000])
    figures.push(...(await benchAt(customers, context)));
  return figures;
}

async function benchAt(customers: number, { folder }: BenchContext): Promise<readonly Figure[]> {
  const data = join(folder, `build-${customers}`);
  const out = join(folder, `site-${customers}`);
  const env = { DATA_DIR: data, OUT_DIR: out, SITE_URL: '', SITE_PII: '' };
  const script = (name: string, ...args: string[]) =>
    node(['--import', 'tsx', `scripts/${name}.ts`, ...args], env);
  await script('generate', '--customers', String(customers));
  const cold = await timed(() => script('build', '--force'));
  const path = join(data, 'customers.csv');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace(/^(C\d+),[^,\n]+,/m, '$1,Somebody Else,'));
  const warm = await timed(() => script('build'));
  const rendered = /rendered\s+([\d,]+)/.exec(warm.value.output)?.[1];
  const files = await sizesOf(out);
  const bare = await benchBare(customers, files, folder);
  const named = customers.toLocaleString('en-IN');
  const memory = /peak memory ([^\n]+)/.exec(cold.value.output)?.[1];
  return [
    {
      what: `cold build of ${named} customers (${memory})`,
      ours: seconds(cold.ms),
      yardstick: 'bare Astro, as many files of the same size',
      theirs: seconds(bare),
      ratio: `${(cold.ms / bare).toFixed(1)} × the time`,
    },
    {
      what: `… again after one changed row (${rendered} files rendered)`,
      ours: seconds(warm.ms),
      yardstick: 'the cold build',
      theirs: seconds(cold.ms),
      ratio: `${(warm.ms / cold.ms).toFixed(2)} × the time`,
    },
    ...(await weighReport(out)),
  ];
}

interface Sizes {
  readonly page: number;
  readonly html: number;
  readonly text: number;
}

/** Mean sizes of the three files of a customer. */
async function sizesOf(out: string): Promise<Sizes> {
  const ids = (await readdir(join(out, 'customers'))).filter((name) => name.startsWith('C')).slice(0, 200);
  const mean = async (file: string) => {
    let total = 0;
    for (const id of ids) total += (await stat(join(out, 'customers', id, file))).size;
    return Math.round(total / ids.length);
  };
  return { page: await mean('index.html'), html: await mean('mail.html'), text: await mean('mail.txt') };
}

async function benchBare(customers: number, sizes: Sizes, folder: string): Promise<number> {
  // Below node_modules, so that `astro` is found; nothing of it is ours.
  const root = resolve(`node_modules/.bench-bare-${process.pid}`);
  const pages = join(root, 'src/pages/[id]');
  await mkdir(pages, { recursive: true });
  const paths = `Array.from({ length: ${customers} }, (_, i) => ({ params: { id: 'C' + i } }))`;
  await writeFile(join(root, 'package.json'), '{"type":"module"}');
  await writeFile(
    join(root, 'astro.config.mjs'),
    `export default { outDir: ${JSON.stringify(join(folder, `bare-${customers}`))} };`,
  );
  await writeFile(
    join(pages, 'index.astro'),
    `---\nexport const getStaticPaths = () => ${paths};\nconst text = 'x'.repeat(${sizes.page});\n---\n<html><body>{text}</body></html>\n`,
  );
  for (const [name, size] of [
    ['mail.html', sizes.html],
    ['mail.txt', sizes.text],
  ] as const) {
    await writeFile(
      join(pages, `${name}.ts`),
      `export const getStaticPaths = () => ${paths};\nexport const GET = () => new Response('x'.repeat(${size}));\n`,
    );
  }
  try {
    const { ms } = await timed(() =>
      node([resolve('node_modules/astro/bin/astro.mjs'), 'build', '--silent'], {}, root),
    );
    return ms;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function node(
  args: readonly string[],
  env: Record<string, string>,
  cwd = process.cwd(),
): Promise<{ output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env },
    });
    let output = '';
    child.stdout.on('data', (text) => {
      output += text;
    });
    child.stderr.on('data', (text) => {
      output += text;
    });
    child.on('error', fail);
    child.on('close', (code) =>
      code === 0 ? done({ output }) : fail(new Error(`${args.join(' ')} ended with ${code}:\n${output}`)),
    );
  });
}
