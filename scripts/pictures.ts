import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { Command } from 'commander';
import { type Browser, chromium } from 'playwright-core';
import { readGif } from '../src/media/ffmpeg/gif.ts';
import { run } from './_command.ts';
import { Actor } from './pictures/actor.ts';
import { type Encode, openFfmpeg } from './pictures/ffmpeg.ts';
import { findBrowser } from './pictures/find-browser.ts';
import { performFirstCampaign, prepareFirstCampaign } from './pictures/first-campaign.ts';
import { Reel } from './pictures/reel.ts';
import { type Still, takeStill } from './pictures/still.ts';
import { startStudio } from './pictures/studio.ts';

const TO = '.github/readme';
/** Below the folder that git leaves alone, so that the paths on the pictures are as short as everybody's. */
const DATA = 'data/pictures';
/** Of the sample that is made where there is no dataset: always the same people. */
const CUSTOMER = { page: '/customers/C0000035/', typed: 'lalita d' };

const STILLS: readonly Still[] = [
  { name: 'customer', path: CUSTOMER.page, height: 860 },
  { name: 'analytics', path: '/analytics/', height: 900 },
];

const command = new Command('pictures').description(
  `Takes the pictures of README.md anew, from the sample, in a studio of its own: ${TO}/studio.gif and ${STILLS.map(({ name }) => `${name}.png`).join(', ')}.`,
);

run(command, async () => {
  const encode = await openFfmpeg();
  const how = await findBrowser();
  const folder = await mkdtemp(join(tmpdir(), 'pitchwright-pictures-'));
  await rm(DATA, { recursive: true, force: true });
  const studio = await startStudio(DATA);
  try {
    const browser = await chromium.launch(how);
    try {
      // Before the story: what it starts would lie over them.
      for (const still of STILLS)
        await tell(await takeStill(still, { browser, address: studio.address, encode, folder, to: TO }));
      await tell(await film(browser, studio.address, { encode, folder }));
    } finally {
      await browser.close();
    }
  } finally {
    await studio.close();
    await rm(DATA, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  }
});

async function film(
  browser: Browser,
  baseURL: string,
  { encode, folder }: { readonly encode: Encode; readonly folder: string },
): Promise<string> {
  const context = await browser.newContext({
    baseURL,
    viewport: { width: 1120, height: 700 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const reel = new Reel(folder);
  await prepareFirstCampaign(page, CUSTOMER.page);
  const actor = new Actor(page, reel, await context.newCDPSession(page));
  await performFirstCampaign(page, actor, CUSTOMER.typed);
  await context.close();
  const path = join(TO, 'studio.gif');
  await reel.writeGif(encode, path);
  return path;
}

async function tell(path: string): Promise<void> {
  const { size } = await stat(path);
  const gif = path.endsWith('.gif') ? readGif(await readFile(path)) : undefined;
  const length = gif ? `, ${gif.seconds.toFixed(1)} s` : '';
  console.log(`${styleText('green', '✓')} ${path} (${Math.ceil(size / 1000)} kB${length})`);
}
