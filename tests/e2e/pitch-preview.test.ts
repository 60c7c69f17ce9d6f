import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { BEHAVIORS, SEGMENTS } from '../../src/data/vocabulary.ts';
import { test } from './_browser.ts';
import { ROOT } from './_commands.ts';
import type { PreviewReply, PreviewRequest } from './_preview-site/preview-of.ts';
import { builtSite } from './_site.ts';
import { filesOf, rowsOf } from './_site-files.ts';
import { type StaticServer, serveFolder } from './_static-server.ts';
import { astroMemory } from './_work-folder.ts';

/** The built site, its dataset and the page with the preview are served side by side. */
const { data, out } = await builtSite();
const above = dirname(out);
const pageFolder = join(above, 'preview');
const KIT = `/${basename(out)}/dataset/kit.json`;

let server: StaticServer;
let wanted: readonly string[];

beforeAll(async () => {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, TZ: 'UTC', OUT_DIR: pageFolder, SITE_URL: 'http://127.0.0.1/preview' };
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'tests/e2e/_preview-site/build.ts'], {
    cwd: ROOT,
    env,
  });
  server = await serveFolder(above);
  wanted = await oneOfEach();
});

afterAll(async () => {
  await server?.close();
  await rm(astroMemory(pageFolder), { recursive: true, force: true });
  await rm(pageFolder, { recursive: true, force: true });
});

/** A customer of every segment, buying behaviour and language of the sample, where there is one. */
async function oneOfEach(): Promise<readonly string[]> {
  const kinds = new Map<string, string>();
  for (const { customer_id = '', segment, buying_behavior, locale } of await rowsOf(
    join(data, 'customers.csv'),
  )) {
    kinds.set(`${segment} ${buying_behavior} ${locale}`, customer_id);
  }
  for (const segment of SEGMENTS) {
    for (const behavior of BEHAVIORS) {
      const known = [...kinds.keys()].some((kind) => kind.startsWith(`${segment} ${behavior} `));
      expect(known, `a ${segment} ${behavior}`).toBe(true);
    }
    for (const locale of ['en', 'hi']) {
      const known = [...kinds.keys()].some((kind) => kind.startsWith(segment) && kind.endsWith(` ${locale}`));
      expect(known, `a ${segment} who reads ${locale}`).toBe(true);
    }
  }
  return [...kinds.values()];
}

async function request(changes: Partial<PreviewRequest> = {}): Promise<PreviewRequest> {
  const { as_of: asOf } = JSON.parse(await readFile(join(data, 'dataset.json'), 'utf8'));
  const file = (name: string) => `/${basename(data)}/${name}`;
  return {
    kit: KIT,
    customers: file('customers.csv'),
    orders: file('orders.csv'),
    asOf,
    ids: wanted,
    ...changes,
  };
}

const ask = (wish: PreviewRequest): Promise<readonly PreviewReply[]> => globalThis.previewOf(wish);

describe('a pitch made in the browser', () => {
  test('is the build’s, byte for byte, from nothing but the rows of both files', async ({ visit }) => {
    const page = await visit('/preview/', { baseURL: server.address });
    const replies = await page.evaluate(ask, await request());
    expect(replies.map(({ id }) => id)).toEqual(wanted);
    expect(replies.length).toBeGreaterThanOrEqual(20);
    for (const { id, html, text, sha256 } of replies) {
      const folder = join(out, 'customers', id);
      const page = await readFile(join(folder, 'index.html'), 'utf8');
      expect(page.match(/class="digest">([^<]*)</)?.[1], id).toBe(sha256);
      expect(Buffer.from(html), id).toEqual(await readFile(join(folder, 'mail.html')));
      expect(Buffer.from(text), id).toEqual(await readFile(join(folder, 'mail.txt')));
    }
  });

  test('is another one when the dataset is: the counts are of all rows', async ({ visit }) => {
    const page = await visit('/preview/', { baseURL: server.address });
    const usual = await page.evaluate(ask, await request());
    const later = await page.evaluate(ask, await request({ asOf: '2026-12-24' }));
    expect(later.map(({ sha256 }) => sha256)).not.toEqual(usual.map(({ sha256 }) => sha256));
  });

  test('is not made without the kit, and says what is missing', async ({ visit, complaints }) => {
    const page = await visit('/preview/', { baseURL: server.address });
    await page.route(`**${KIT}`, (route) => route.fulfill({ status: 404 }));
    expect(await page.evaluate(askTwice, KIT)).toEqual([
      `PREVIEW_UNAVAILABLE: the preview cannot be made: ${KIT} answered 404`,
      `PREVIEW_UNAVAILABLE: the preview cannot be made: ${KIT} answered 404`,
    ]);
    expect(complaints.splice(0).join()).toContain(`${KIT}: 404`);
    await page.route(`**${KIT}`, (route) => route.abort());
    expect(await page.evaluate(askTwice, KIT)).toEqual([
      `PREVIEW_UNAVAILABLE: the preview cannot be made: ${KIT} cannot be fetched`,
      `PREVIEW_UNAVAILABLE: the preview cannot be made: ${KIT} cannot be fetched`,
    ]);
    expect(complaints.splice(0).join()).toContain('ERR_FAILED');
    await page.route(`**${KIT}`, (route) => route.fulfill({ body: '<p>Please log in</p>' }));
    for (const told of await page.evaluate(askTwice, KIT))
      expect(told).toMatch(/^PREVIEW_FAILED: .* not valid JSON/);
  });

  test('is not made without the renderer, and says so', async ({ visit }) => {
    const page = await visit('/preview/', { baseURL: server.address });
    await page.route('**/pitch-preview-worker*', (route) => route.abort());
    expect(await page.evaluate(askTwice, KIT)).toEqual([
      'PREVIEW_UNAVAILABLE: the preview could not be loaded',
      'PREVIEW_UNAVAILABLE: the preview could not be loaded',
    ]);
  });

  test('names the text that has nothing to say to somebody', async ({ visit }) => {
    const page = await visit('/preview/', { baseURL: server.address });
    await page.route(`**${KIT}`, async (route) => {
      const kit = await (await route.fetch()).json();
      for (const locale of Object.values<{ labels: { greeting: string } }>(kit.content.locales))
        locale.labels.greeting = '{% if false %}x{% endif %}';
      await route.fulfill({ json: kit });
    });
    await expect(page.evaluate(ask, await request())).rejects.toThrow('has nothing to say as greeting');
  });
});

/** What two requests come to: the first of them waits for the kit or the renderer. */
async function askTwice(kit: string): Promise<readonly string[]> {
  const counts = { asOf: '2026-06-30', customers: 0, buyers: [], pairs: [], trends: [] };
  const preview = globalThis.openPreview(kit);
  const told: string[] = [];
  for (const _ of ['first', 'second']) {
    told.push(
      await preview.preview([], counts).then(
        () => 'made',
        ({ code, message }) => `${code}: ${message}`,
      ),
    );
  }
  preview.close();
  return told;
}

describe('a page of the site', () => {
  test('loads nothing of it unasked, and no more than 60 kB of script', async ({ visit }) => {
    const paths = await filesOf(out);
    const byScripts = new Map<string, string>();
    for (const path of paths.filter((each) => /(^|\/)(index|404)\.html$/.test(each))) {
      const html = await readFile(join(out, path), 'utf8');
      byScripts.set([...html.matchAll(/<script[^>]*src="[^"]*"/g)].join(' '), path);
    }
    expect(byScripts.size).toBeGreaterThan(3);
    for (const path of byScripts.values()) {
      const page = await visit(`/${path}`);
      await page.waitForLoadState('networkidle');
      const loaded = await page.evaluate(() =>
        performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
      );
      let bytes = 0;
      for (const script of loaded.filter((each) => each.endsWith('.js'))) {
        const code = await readFile(join(out, script));
        bytes += gzipSync(code).length;
        expect(code.toString(), `${path} loads ${script}`).not.toMatch(RENDERER);
      }
      expect(bytes, path).toBeLessThanOrEqual(60_000);
      expect(loaded, path).not.toContain('/dataset/kit.json');
    }
  });

  test('that asks for it gets what renders mails, and not what would print them prettily', async () => {
    const scripts = (await filesOf(pageFolder)).filter((path) => path.endsWith('.js'));
    const codes = await Promise.all(scripts.map((path) => readFile(join(pageFolder, path), 'utf8')));
    expect(codes.filter((code) => RENDERER.test(code))).not.toEqual([]);
    expect(codes.filter((code) => code.includes('__vite-browser-external'))).toEqual([]);
  });
});

/** Words that stand in React's server, html-to-text and LiquidJS however their code is shortened. */
const RENDERER = /data-precedence|uppercaseHeaderCells|RenderError/;
