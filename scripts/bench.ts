import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { readEnv } from '../src/env.ts';
import { run } from './_command.ts';
import { benchAnalytics } from './bench/analytics.ts';
import { benchBuild } from './bench/build.ts';
import type { Figure } from './bench/figure.ts';
import { benchGenerate } from './bench/generate.ts';
import { benchImport } from './bench/import.ts';
import { benchMedia } from './bench/media.ts';
import { benchRender } from './bench/render.ts';
import { benchSend } from './bench/send.ts';
import { benchStore } from './bench/store.ts';

const SECTIONS = {
  generate: benchGenerate,
  import: benchImport,
  store: benchStore,
  render: benchRender,
  analytics: benchAnalytics,
  build: benchBuild,
  send: benchSend,
  media: benchMedia,
};

const command = new Command('bench')
  .description('Measures speed against plain yardsticks, side by side in one run. Uses no network.')
  .option('--only <sections>', `some of ${Object.keys(SECTIONS).join(', ')}, joined with commas`)
  .option('--large', 'also build 10,000, import and analyse 1,000,000 customers (many minutes)', false);

run(command, async () => {
  const { only, large } = command.opts<{ only?: string; large: boolean }>();
  const names = only?.split(',') ?? Object.keys(SECTIONS);
  const unknown = names.find((name) => !(name in SECTIONS));
  if (unknown)
    command.error(`error: there is no section "${unknown}"; use ${Object.keys(SECTIONS).join(', ')}`);
  const folder = await mkdtemp(join(tmpdir(), 'pitchwright-bench-'));
  const figures: Figure[] = [];
  try {
    for (const name of names as (keyof typeof SECTIONS)[]) {
      figures.push(...(await SECTIONS[name]({ folder, large })));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const machine = `${cpus().length} cores, ${cpus()[0]?.model.trim()}, Node ${process.version}`;
  console.log(`\n${machine}\n\n${table(figures)}`);
  const path = join(readEnv().DATA_DIR, 'bench.json');
  await writeFile(path, `${JSON.stringify({ machine, figures }, null, 2)}\n`);
  console.log(`\nWritten to ${path}`);
});

function table(figures: readonly Figure[]): string {
  const rows = figures.map(
    ({ what, ours, yardstick, theirs, ratio }) =>
      `| ${what} | ${ours} | ${yardstick} | ${theirs} | ${ratio} |`,
  );
  return ['| what | here | yardstick | there | ratio |', '|---|---|---|---|---|', ...rows].join('\n');
}
