import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { test as base, expect, inject } from 'vitest';
import { builtSite } from './_site.ts';

/** Opens an address of the built site in a browser of its own: nothing is kept from one visit to the next. */
export type Visit = (path: string, look?: BrowserContextOptions) => Promise<Page>;

/**
 * Tests that need a browser. Whatever a page complains about on the console, every request that fails and every
 * request that leaves the machine fails the test.
 */
export const test = base
  .extend(
    'browser',
    { scope: 'worker' }, // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a fixture needs
    async ({}, { onCleanup }): Promise<Browser | string> => {
      const found = inject('browser');
      if ('missing' in found) return found.missing;
      const { executablePath, args, env } = found;
      const browser = await chromium.launch({
        executablePath,
        args: [...args],
        env: { ...process.env, ...env },
      });
      onCleanup(() => browser.close());
      return browser;
    },
  )
  .extend('complaints', async (): Promise<string[]> => [])
  .extend('visit', async ({ browser, complaints, skip }, { onCleanup }): Promise<Visit> => {
    if (typeof browser === 'string') return skip(browser);
    const contexts: { close(): Promise<void> }[] = [];
    onCleanup(async () => {
      await Promise.all(contexts.map((context) => context.close()));
      expect(complaints, 'what pages complained about').toEqual([]);
    });
    return async (path, { baseURL: given, ...look } = {}) => {
      const baseURL = given ?? (await builtSite()).address;
      const context = await browser.newContext({
        baseURL,
        viewport: { width: 1280, height: 900 },
        colorScheme: 'light',
        reducedMotion: 'reduce',
        locale: 'en-GB',
        timezoneId: 'UTC',
        ...look,
      });
      contexts.push(context);
      await context.route(
        (url) => url.protocol.startsWith('http') && url.origin !== baseURL,
        async (route) => {
          complaints.push(`asked for ${route.request().url()}`);
          await route.abort();
        },
      );
      const page = await context.newPage();
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type()))
          complaints.push(`${page.url()}: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
      page.on('response', (answer) => {
        if (answer.status() >= 400) complaints.push(`${answer.url()}: ${answer.status()}`);
      });
      page.on('requestfailed', (request) => {
        // What a page no longer needs when it is left is aborted.
        const reason = request.failure()?.errorText ?? '';
        if (reason !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${reason}`);
      });
      await page.goto(path);
      return page;
    };
  });

/** Whether the page can be scrolled sideways, and by what. */
export async function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
