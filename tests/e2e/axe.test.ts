import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './_browser.ts';
import { NOT_PLANNED, PLANNED, REHEARSED } from './_built-site.ts';
import { AMBIGUOUS, chooseFiles, SHOPIFY } from './_dataset-files.ts';
import { builtSite } from './_site.ts';
import { rowsOf } from './_site-files.ts';

const { data } = await builtSite();
const customers = await rowsOf(join(data, 'customers.csv'));

const PAGES = {
  overview: '/',
  'the list of customers': '/customers/',
  'a customer': `/customers/${customers[0]?.customer_id}/`,
  'the matrix': '/pitches/',
  analytics: '/analytics/',
  'a variant': '/pitches/returning-loyal/',
  'two mails compared': '/compare/',
  'the campaigns': '/campaigns/',
  'a rehearsed campaign': `/campaigns/${REHEARSED}/`,
  'a planned campaign': `/campaigns/${PLANNED}/`,
  'a campaign without a plan': `/campaigns/${NOT_PLANNED}/`,
  'the checks': '/checks/',
  'the media room': '/media/',
  'the unsubscribe page': '/unsubscribe/',
  'the dataset': '/dataset/',
  'the set-up of Apps Script': '/setup/apps-script/',
  'nothing there': '/nobody/',
} as const;

/** Rules that look at colours; every other one looks at elements, their attributes, names and boxes. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** Serious and critical violations, each as one line with the first element that has it. */
async function violations(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  // Frames hold mails, which have a test of their own.
  const results = await page.evaluate(
    (values) =>
      (window as unknown as { axe: typeof import('axe-core') }).axe.run(document, {
        resultTypes: ['violations'],
        iframes: false,
        ...(values && { runOnly: { type: 'rule', values } }),
      }),
    rules && [...rules],
  );
  const { passes, inapplicable, incomplete } = results;
  if (rules) {
    const tried = [...passes, ...inapplicable, ...incomplete, ...results.violations].map(({ id }) => id);
    expect(new Set(tried)).toEqual(new Set(rules));
  } else expect(passes.length).toBeGreaterThan(10);
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help}: ${nodes.length} × ${nodes[0]?.html} ${nodes[0]?.failureSummary}`,
    );
}

/** All of a page but its colours: its elements with what is written in them, where they stand and whether they show. */
const withoutColours = (page: Page) =>
  page.evaluate(() => [
    document.documentElement.outerHTML,
    ...[...document.querySelectorAll('*')].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const { display, visibility, opacity, fontSize, content } = getComputedStyle(element);
      return [x, y, width, height, display, visibility, opacity, fontSize, content].join();
    }),
  ]);

/** Holds a page against every rule in light; in dark, too, unless it differs from that by nothing but colours. */
async function expectNoneInBothThemes(page: Page, state = ''): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await violations(page), `${state} light`).toEqual([]);
  const light = await withoutColours(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const isSame = isDeepStrictEqual(await withoutColours(page), light);
  expect(await violations(page, isSame ? OF_COLOURS : undefined), `${state} dark`).toEqual([]);
}

describe('a page', () => {
  test.for(Object.entries(PAGES))(
    '%s has no serious fault, light and dark, wide and narrow',
    async ([, path], { visit, complaints }) => {
      const page = await visit(path);
      if (path === PAGES['nothing there']) {
        expect(await page.locator('h1').textContent()).toBe('There is nothing at this address');
        expect(complaints.splice(0).every((words) => words.includes('404'))).toBe(true);
      }
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        await expectNoneInBothThemes(page, String(width));
      }
    },
  );

  test('the list has none while it is searched, sorted and empty', async ({ visit }) => {
    const page = await visit('/customers/?q=an&segment=VIP&sort=-value');
    await page.locator('customer-list[data-ready]').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('searchbox').fill('no such person');
    await page.getByText('Nobody matches').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('the report has none while it is filtered, its numbers open', async ({ visit }) => {
    const page = await visit('/analytics/?segment=VIP');
    await page.locator('analytics-report[data-filtered]').waitFor();
    await page.locator('figure[data-figure="cohorts"] summary').first().click();
    await expectNoneInBothThemes(page);
  });

  test('the dataset has none while files are checked, asked about, shown and refused', async ({ visit }) => {
    const page = await visit(PAGES['the dataset']);
    const inEveryLook = async (state: string) => {
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        await expectNoneInBothThemes(page, `${state} ${width}`);
      }
    };
    await chooseFiles(page, [AMBIGUOUS]);
    await page.locator('.option').first().waitFor();
    await inEveryLook('question');
    await chooseFiles(page, SHOPIFY);
    await page.getByText('checked in').first().waitFor();
    await page.locator('[data-part="mails"]').scrollIntoViewIfNeeded();
    await page.locator('.mail-card[data-customer]').first().waitFor();
    for (const summary of await page.locator('dataset-desk summary').all()) await summary.click();
    await inEveryLook('results');
    await chooseFiles(page, [['customers.csv', 'PK\u0003\u0004']]);
    await page.getByRole('heading', { name: 'This cannot be imported' }).waitFor();
    await inEveryLook('error');
  });

  test('the command palette and the sheet of keys have none', async ({ visit }) => {
    const page = await visit('/');
    await page.getByRole('button', { name: 'Search customers, pages, actions' }).click();
    await page.getByRole('combobox').fill('an');
    await page.getByRole('option').first().waitFor();
    await expectNoneInBothThemes(page, 'palette');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keys' }).waitFor();
    await expectNoneInBothThemes(page, 'keys');
  });

  test('the preview has none in its other views', async ({ visit }) => {
    const page = await visit(PAGES['a customer']);
    await page.locator('mail-preview[data-ready]').waitFor();
    for (const view of ['Plain text', 'Source']) {
      await page.locator('.tools label', { hasText: view }).click();
      await expect.poll(() => page.locator('pre').filter({ visible: true }).textContent()).not.toBe('');
      expect(await violations(page), view).toEqual([]);
    }
  });
});

describe('a mail', () => {
  const reader = (segment: string, locale: string) =>
    customers.find((each) => each.segment === segment && each.locale === locale)?.customer_id;

  test.for(['VIP', 'Returning', 'New', 'At-Risk'])(
    'to %s has no serious fault in either language or as the newsletter, light and dark',
    async (segment, { visit }) => {
      const page = await visit('/', { viewport: { width: 600, height: 900 } });
      for (const path of [
        `/customers/${reader(segment, 'en')}/mail.html`,
        `/customers/${reader(segment, 'hi')}/mail.html`,
        `/pitches/${segment.toLowerCase()}-researcher/newsletter.html`,
      ]) {
        await page.goto(path);
        await expectNoneInBothThemes(page, path);
      }
    },
  );
});
