import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Page } from 'playwright-core';
import { envSchema } from '../../src/env.ts';
import { PitchwrightError } from '../../src/errors.ts';

export interface Studio {
  /** `http://127.0.0.1:…` */
  readonly address: string;
  close(): Promise<void>;
}

/** On a busy machine the first page takes long. */
const PATIENCE_MS = 180_000;

/** Starts `npm start` over a folder of its own; where there is no dataset yet, it makes the sample. */
export async function startStudio(dataFolder: string): Promise<Studio> {
  // Set to nothing, no `.env` of this machine has a say in what the pictures show.
  const unset = Object.fromEntries(Object.keys(envSchema.shape).map((key) => [key, '']));
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'scripts/start.ts', '--port', String(await freePort())],
    {
      env: {
        ...process.env,
        ...unset,
        DATA_DIR: dataFolder,
        OUT_DIR: 'node_modules/.cache/pictures',
        NODE_ENV: 'development',
        TZ: 'UTC',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = once(child, 'close');
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const found = /at (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1];
        if (found) resolve(found);
      });
    }
    child.once('close', (code) =>
      reject(
        new PitchwrightError('STUDIO_ENDED', `npm start ended with ${code}: ${said.trim()}`, {
          hint: 'run npm start by itself and mend what it says',
        }),
      ),
    );
  });
  return {
    address,
    async close() {
      child.kill();
      await ended;
    },
  };
}

/** Opens a page and waits for the studio in it. Its network never rests: what goes on is told as it happens. */
export async function openLive(page: Page, path: string): Promise<void> {
  await page.goto(path, { timeout: PATIENCE_MS });
  await page.locator('[data-studio-slot]').waitFor({ state: 'attached', timeout: PATIENCE_MS });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** The mail on the page is there with its first picture; those further down come when they are scrolled to. */
export async function readable(page: Page): Promise<void> {
  const picture = page.frameLocator('mail-preview iframe').locator('img').first();
  await picture.waitFor({ timeout: PATIENCE_MS });
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await page.waitForTimeout(100)) {
    if (await picture.evaluate((image: HTMLImageElement) => image.complete)) return;
  }
  throw new PitchwrightError(
    'MAIL_UNFINISHED',
    `the mail on ${page.url()} has a picture that does not come`,
    {
      hint: 'open the page in npm start and look at what its address answers',
    },
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  server.close();
  await once(server, 'close');
  return typeof place === 'object' && place ? place.port : 0;
}
