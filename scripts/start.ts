import { join } from 'node:path';
import { styleText } from 'node:util';
import { dev } from 'astro';
import { Command } from 'commander';
import { segmentationOf } from '../src/analytics/segmentation.ts';
import { readCopy } from '../src/copy/read-copy.ts';
import { readCampaigns } from '../src/delivery/read-campaign.ts';
import { readEnv } from '../src/env.ts';
import { PitchwrightError } from '../src/errors.ts';
import { takeFileLock } from '../src/file-lock.ts';
import { bell } from '../src/site/progress.ts';
import { ensureDataset, SAMPLE } from '../src/site/sample.ts';
import { openStore } from '../src/store/open-store.ts';
import { openJobShelf } from '../src/studio/live/job-shelf.ts';
import { openStudio } from '../src/studio/live/studio.ts';
import { openSiteOf } from '../src/studio/live/waiting-page.ts';
import { run, wholeNumber } from './_command.ts';
import { endForSure } from './_end-for-sure.ts';
import { progressBar } from './_progress-bar.ts';

const command = new Command('start')
  .description('Opens the site live: a change of data, copy or template shows at once.')
  .option(
    '--port <n>',
    'the port on 127.0.0.1; the next free one when it is taken',
    wholeNumber(1, 65535),
    4321,
  );

run(command, async () => {
  const env = readEnv();
  const copy = await readCopy(env.CONTENT_DIR, env.DATA_DIR);
  if (await ensureDataset(env.DATA_DIR, copy.catalogue)) {
    console.log(
      `There is no dataset in ${env.DATA_DIR}/ yet: made a sample of ${SAMPLE.customers} customers.`,
    );
  }
  // Its jobs and what was handed over to it are its own.
  const shelf = openJobShelf(env.DATA_DIR);
  if (takeFileLock(join(shelf.folder, 'studio.lock')) === undefined) {
    throw new PitchwrightError('STUDIO_OPEN', `another studio is open on ${env.DATA_DIR}/`, {
      hint: 'use that one, or end it first; another DATA_DIR can have a studio of its own',
    });
  }
  await shelf.clearUploads();
  // Whatever is wrong with data or copy is said here, before a browser is opened on it.
  await readCampaigns(env.CONTENT_DIR, copy);
  const store = await openStore(env, segmentationOf(copy.segments));
  bell.opening = { done: 0, total: store.facts.customers };
  store.close();
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  const server = await dev({ logLevel: 'error', server: { port: command.opts<{ port: number }>().port } });
  const base = env.SITE_URL === undefined ? '/' : `${new URL(env.SITE_URL).pathname.replace(/\/$/, '')}/`;
  const address = `http://127.0.0.1:${server.address.port}${base}`;
  console.log(`${styleText('green', '✓')} Pitchwright is at ${styleText('cyan', address)}`);
  console.log('  Ctrl-C ends it.');
  const bar = progressBar('mails');
  bell.ring = ({ done, total }) => (done < total ? bar.update(done, total) : bar.end());
  void openSiteOf(address);
  await untilToldToEnd();
  const jobs = await openStudio(env.DATA_DIR).jobs;
  const running = jobs.snapshot().jobs.filter(({ state }) => state === 'running');
  if (running.length > 0) {
    const titles = running.map(({ title }) => `“${title}”`).join(', ');
    console.log(`  Waiting for ${titles} to stop well. Ctrl-C again ends everything at once.`);
  }
  await Promise.all([jobs.close(), server.stop()]);
  endForSure(0);
});

/** Ctrl-C once: what goes on is asked to stop, and waited for. Twice: everything ends; what was sent is on record. */
function untilToldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.on(signal, () => endForSure(130));
        resolve();
      });
    }
  });
}
