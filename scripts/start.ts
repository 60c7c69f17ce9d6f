import { join } from 'node:path';
import { styleText } from 'node:util';
import { dev } from 'astro';
import { Command } from 'commander';
import { readCopy } from '../src/copy/read-copy.ts';
import { readEnv } from '../src/env.ts';
import { PitchwrightError } from '../src/errors.ts';
import { takeFileLock } from '../src/file-lock.ts';
import { ensureDataset, SAMPLE } from '../src/site/sample.ts';
import { openSite } from '../src/site/site.ts';
import { openJobShelf } from '../src/studio/live/job-shelf.ts';
import { openStudio } from '../src/studio/live/studio.ts';
import { run, wholeNumber } from './_command.ts';

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
  const { catalogue } = await readCopy(env.CONTENT_DIR, env.DATA_DIR);
  if (await ensureDataset(env.DATA_DIR, catalogue)) {
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
  (await openSite()).workshop.close();
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  const server = await dev({ logLevel: 'error', server: { port: command.opts<{ port: number }>().port } });
  console.log(
    `${styleText('green', '✓')} Pitchwright is at ${styleText('cyan', `http://127.0.0.1:${server.address.port}/`)}`,
  );
  console.log('  Ctrl-C ends it.');
  await untilToldToEnd();
  const jobs = await openStudio(env.DATA_DIR).jobs;
  const running = jobs.snapshot().jobs.filter(({ state }) => state === 'running');
  if (running.length > 0) {
    const titles = running.map(({ title }) => `“${title}”`).join(', ');
    console.log(`  Waiting for ${titles} to stop well. Ctrl-C again ends everything at once.`);
  }
  await Promise.all([jobs.close(), server.stop()]);
  process.exit();
});

/** Ctrl-C once: what goes on is asked to stop, and waited for. Twice: everything ends; what was sent is on record. */
function untilToldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.on(signal, () => process.exit(130));
        resolve();
      });
    }
  });
}
