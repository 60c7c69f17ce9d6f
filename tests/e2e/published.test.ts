import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { test } from './_browser.ts';
import { mustRun } from './_commands.ts';
import { filesOf, unescapeHtml } from './_site-files.ts';
import { writeSmallData } from './_small-data.ts';
import { type StaticServer, serveFolder } from './_static-server.ts';
import { makeWorkFolder, type WorkFolder } from './_work-folder.ts';

/** The folder above the site is served, so that the site lives below `/dist/` as it would on a project's pages. */
const SITE_URL = 'https://shop.example/dist';

let folder: WorkFolder;
let server: StaticServer;

beforeAll(async () => {
  folder = await makeWorkFolder();
  await writeSmallData(folder.data);
  await mustRun('build', [], { DATA_DIR: folder.data, OUT_DIR: folder.out, SITE_URL });
  server = await serveFolder(folder.root);
});

afterAll(async () => {
  await server?.close();
  await folder.remove();
});

describe('a site below a path of its host', () => {
  test('has every address below that path, and pictures in mails at their public place', async () => {
    const paths = await filesOf(folder.out);
    const wrong: string[] = [];
    let pictures = 0;
    for (const path of paths.filter((each) => each.endsWith('.html'))) {
      const html = await readFile(join(folder.out, path), 'utf8');
      const isMail = /(mail|newsletter)\.html$/.test(path);
      for (const [, , raw = ''] of html.matchAll(/\s(href|src|data-list)="([^"]*)"/g)) {
        const address = unescapeHtml(raw).replace(/[?#].*/, '');
        if (address === '' || address.startsWith('mailto:')) continue;
        if (/^https?:/.test(address) && !address.startsWith(SITE_URL)) continue;
        const below = address.replace(isMail ? SITE_URL : '', '').replace(isMail ? '' : /^\/dist/, '');
        if (isMail) pictures += 1;
        const target = `${below.slice(1)}${below.endsWith('/') ? 'index.html' : ''}`;
        if (below === address || !paths.includes(target)) wrong.push(`${path}: ${raw}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(pictures).toBeGreaterThan(10);
  });

  test('holds nothing of the studio', async () => {
    const found: string[] = [];
    for (const path of (await filesOf(folder.out)).filter((each) => /\.(html|js|css|json|map)$/.test(each))) {
      const text = await readFile(join(folder.out, path), 'utf8');
      const trace = /_studio|studio-token|x-studio|data-run|studio\/(copy|settings|activity)/.exec(text);
      if (trace) found.push(`${path}: ${trace[0]}`);
    }
    expect(found).toEqual([]);
  });

  test('works on another host too: a preview shows the pictures of this very copy', async ({
    visit,
    complaints,
  }) => {
    const page = await visit('/dist/customers/', { baseURL: server.address });
    await page.locator('customer-list[data-ready]').waitFor();
    await page.getByRole('searchbox').fill('müller');
    await page.getByRole('link', { name: 'Ana Müller' }).click();
    await page.waitForURL(`${server.address}/dist/customers/ana/`);
    const frame = page.frameLocator('iframe');
    await expect
      .poll(() =>
        frame
          .locator('img')
          .evaluateAll((images) => images.every((image) => (image as HTMLImageElement).naturalWidth > 0)),
      )
      .toBe(true);
    // The frame holds the mail's own bytes, so it asks the public place first.
    const others = complaints
      .splice(0)
      .filter((words) => !words.includes(`${SITE_URL}/art/`) && !words.includes('ERR_FAILED'));
    expect(others).toEqual([]);
  });

  test('filters its report by a city as the file spells it, and leads to its people', async ({ visit }) => {
    const page = await visit('/dist/analytics/', { baseURL: server.address });
    const city = page.getByRole('combobox', { name: 'City' });
    await city.selectOption('Pune  West');
    await page.locator('analytics-report[data-filtered]').waitFor();
    expect(await page.locator('[data-scope]').textContent()).toMatch(/^1 customer in Pune\s+West as of /);
    expect(await page.getByRole('alert').isVisible()).toBe(false);
    await page.getByRole('link', { name: 'See these customers' }).click();
    await page.locator('customer-list[data-ready]').waitFor();
    expect(await page.locator('.count').textContent()).toBe('1 of 4');
    expect(await page.getByRole('link', { name: '<Dee> & {{ co }}' }).count()).toBe(1);
  });
});
