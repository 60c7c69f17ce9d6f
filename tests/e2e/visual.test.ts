import { readFile, rm, writeFile } from 'node:fs/promises';
import pixelmatch from 'pixelmatch';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { describe, expect } from 'vitest';
import { test } from './_browser.ts';
import { PLANNED } from './_built-site.ts';

/**
 * The main pages as `tests/golden/pages` has them, as far as the first screen shows them. Where one differs, what it
 * looks like now stands beside it as `*-changed.png`; `UPDATE_GOLDEN=1` takes it over.
 */
const FOLDER = 'tests/golden/pages';

/** Of all pixels, how many may differ: a few on the edges of letters do from run to run, a moved line is far more. */
const TOLERATED = 0.001;

const PAGES: Readonly<Record<string, { readonly path: string; readonly hasDark?: true }>> = {
  overview: { path: '/', hasDark: true },
  customers: { path: '/customers/' },
  customer: { path: '/customers/C0000001/', hasDark: true },
  analytics: { path: '/analytics/' },
  pitches: { path: '/pitches/' },
  campaign: { path: `/campaigns/${PLANNED}/` },
};

const SIZES = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
] as const;

const LOOKS = Object.entries(PAGES).flatMap(([name, { path, hasDark }]) =>
  SIZES.flatMap((viewport) =>
    (hasDark ? (['light', 'dark'] as const) : (['light'] as const)).map((colorScheme) => ({
      name: `${name}-${viewport.width}${colorScheme === 'dark' ? '-dark' : ''}`,
      path,
      look: { viewport, colorScheme },
    })),
  ),
);

/** A plan is of the day on which it was made, and written to a folder of this run. */
const OF_THE_CLOCK = `
  section[aria-labelledby="waves-title"] { height: 240px; overflow: hidden; }
  section[aria-labelledby="waves-title"] .inner,
  section[aria-labelledby="send-title"],
  section:has(> #mails-title),
  section[aria-labelledby="plan-title"] :is(dd, .digest) { visibility: hidden; }
  section[aria-labelledby="plan-title"] dd { overflow: hidden; white-space: nowrap; }`;

describe('a page looks as it did', () => {
  test.for(LOOKS)('$name', async ({ name, path, look }, { visit, browser, skip }) => {
    const page = await visit(path, look);
    const machine = await drawnBy(browser as Browser, page);
    const known = `${FOLDER}/browser.txt`;
    if (process.env.UPDATE_GOLDEN) await writeFile(known, machine);
    const expected = await readFile(known, 'utf8');
    if (machine !== expected) {
      return skip(
        `${FOLDER} was drawn by ${inOneLine(expected)}; this is ${inOneLine(machine)}. UPDATE_GOLDEN=1 draws it anew`,
      );
    }
    await page.addStyleTag({ content: OF_THE_CLOCK });
    await complete(page);
    await matchesPicture(name, await page.screenshot({ animations: 'disabled', caret: 'hide' }));
  });
});

/** Another browser draws letters in another way, and the same one does with other fonts on the machine. */
async function drawnBy(browser: Browser, page: Page): Promise<string> {
  const width = await page.evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
    return ['Arial', 'Georgia', 'monospace', 'Noto Sans Devanagari'].map((family) => {
      pen.font = `100px ${family}`;
      return Math.round(pen.measureText('Kachnar Lane ₹1,499 नमस्ते').width);
    });
  });
  return `Chromium ${browser.version().split('.')[0]}\nfonts that measure ${width.join(' ')}\n`;
}

const inOneLine = (words: string) => words.trim().replace('\n', ' with ');

/** Waits until everything that shows is there: scripts, fonts, mails and their pictures. */
async function complete(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector(':not(:defined)'));
  if (await page.locator('customer-list, mail-preview').count())
    await page.locator(':is(customer-list, mail-preview)[data-ready]').first().waitFor({ state: 'attached' });
  for (const frame of page.frames()) {
    await frame.waitForLoadState('load');
    await frame.evaluate(async () => {
      await document.fonts.ready;
      for (const image of document.images) image.loading = 'eager';
      await Promise.all([...document.images].map((image) => image.decode()));
    });
  }
}

async function matchesPicture(name: string, shot: Buffer): Promise<void> {
  const path = `${FOLDER}/${name}.png`;
  const changed = `${FOLDER}/${name}-changed.png`;
  if (process.env.UPDATE_GOLDEN) await writeFile(path, shot);
  const golden = await readFile(path).catch(() => undefined);
  const share = golden ? shareThatDiffers(PNG.sync.read(golden), PNG.sync.read(shot)) : 1;
  if (share <= TOLERATED) return rm(changed, { force: true });
  await writeFile(changed, shot);
  expect.fail(`${(share * 100).toFixed(2)} % of ${path} looks different now: compare it with ${changed}`);
}

function shareThatDiffers(one: PNG, other: PNG): number {
  const { width, height } = one;
  if (width !== other.width || height !== other.height) return 1;
  return pixelmatch(one.data, other.data, undefined, width, height, { threshold: 0.1 }) / (width * height);
}
