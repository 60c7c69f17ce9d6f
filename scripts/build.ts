import { styleText } from 'node:util';
import { build } from 'astro';
import { Command } from 'commander';
import { segmentationOf } from '../src/analytics/segmentation.ts';
import { readCopy } from '../src/copy/read-copy.ts';
import { readCampaigns } from '../src/delivery/read-campaign.ts';
import { readEnv } from '../src/env.ts';
import { lockBuild } from '../src/site/build-lock.ts';
import { bell } from '../src/site/progress.ts';
import { ensureDataset, SAMPLE } from '../src/site/sample.ts';
import { buildSummary } from '../src/site/summary.ts';
import { openStore } from '../src/store/open-store.ts';
import { run } from './_command.ts';
import { progressBar } from './_progress-bar.ts';

const command = new Command('build')
  .description('Builds the site: a page and a mail for every customer. Makes sample data when there is none.')
  .option('--force', 'render every page again, whatever is kept from the build before', false);

run(command, async () => {
  const started = performance.now();
  const env = readEnv();
  const copy = await readCopy(env.CONTENT_DIR, env.DATA_DIR);
  if (await ensureDataset(env.DATA_DIR, copy.catalogue)) {
    console.log(
      `There is no dataset in ${env.DATA_DIR}/ yet: made a sample of ${SAMPLE.customers} customers.`,
    );
  }
  // Astro empties the output folder before it asks for a page: what is wrong with copy or data is said before that.
  await readCampaigns(env.CONTENT_DIR, copy);
  (await openStore(env, segmentationOf(copy.segments))).close();
  const unlock = await lockBuild(env.OUT_DIR);
  const bars = { choose: progressBar('pitches'), pages: progressBar('files') };
  bell.ring = ({ step, done, total }) => bars[step].update(done, total);
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  try {
    await build({ logLevel: 'error', force: command.opts<{ force: boolean }>().force });
  } finally {
    bars.pages.end();
    await unlock();
  }
  if (!bell.site) throw new Error('the build ended without opening the site');
  const seconds = (performance.now() - started) / 1000;
  const lines = await buildSummary(bell.site, { rendered: bell.pages, outDir: env.OUT_DIR, seconds });
  console.log(lines.map(([label, value]) => `  ${styleText('dim', label.padEnd(10))} ${value}`).join('\n'));
  if (env.UNSUBSCRIBE_SECRET !== undefined) {
    console.log(
      '  The mails on these pages hold working unsubscribe links: whoever may open a page can unsubscribe its customer.',
    );
  }
  console.log(`${styleText('green', '✓')} ${env.OUT_DIR}/ is built. Look at it with: npm start`);
});
