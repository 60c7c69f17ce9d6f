import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { drawEmoji } from './emoji.ts';
import type { Encode } from './ffmpeg.ts';
import { openLive, readable } from './studio.ts';

/** A page that stands still, twice as sharp as it is wide. */
export interface Still {
  readonly name: string;
  readonly path: string;
  readonly height: number;
}

export interface Darkroom {
  readonly browser: Browser;
  readonly address: string;
  readonly encode: Encode;
  /** For what is only needed on the way. */
  readonly folder: string;
  readonly to: string;
}

const WIDTH = 1200;

/** @returns the file's name */
export async function takeStill({ name, path, height }: Still, room: Darkroom): Promise<string> {
  const context = await room.browser.newContext({
    baseURL: room.address,
    viewport: { width: WIDTH, height },
    deviceScaleFactor: 2,
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await openLive(page, path);
  if ((await page.locator('mail-preview').count()) > 0) await readable(page);
  await drawEmoji(page);
  const raw = join(room.folder, `${name}.png`);
  await page.screenshot({ path: raw });
  await context.close();
  const output = join(room.to, `${name}.png`);
  // 256 colours of its own: a page needs no more, and it is a third of the size.
  const shrink = 'split[a][b];[a]palettegen[p];[b][p]paletteuse=dither=none';
  await room.encode({ inputs: [{ source: raw }], options: ['-vf', shrink], output });
  return output;
}
