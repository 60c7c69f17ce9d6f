import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { sidewaysOverflow, test } from './_browser.ts';
import { SITE_CUSTOMERS } from './_built-site.ts';
import { builtSite } from './_site.ts';
import { type CsvRow, filesOf, rowsOf } from './_site-files.ts';

const { data, out } = await builtSite();
const customers = await rowsOf(join(data, 'customers.csv'));
const orders = await rowsOf(join(data, 'orders.csv'));

const PAGE = '/analytics/';
const FIGURES = 13;

const figures = (page: Page) => page.locator('figure[data-figure]');
const figure = (page: Page, name: string) => page.locator(`figure[data-figure="${name}"]`);
const finding = (page: Page, name: string) => figure(page, name).locator('.finding').textContent();
const choose = (page: Page, label: string, value: string) => field(page, label).selectOption(value);
const field = (page: Page, label: string) => page.getByRole('combobox', { name: label, exact: true });
const scope = (page: Page) => page.locator('[data-scope]');

/** The numbers of a figure's table: its first column → its other cells. */
async function numbers(page: Page, name: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await figure(page, name)
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
  return new Map(rows.map(([first = '', ...rest]) => [first, rest]));
}

/** Rupees of a printed amount. */
const rupees = (printed: string | undefined) => Number((printed ?? '').replace(/[^\d.]/g, ''));
const total = (rows: readonly CsvRow[], column: string) =>
  Math.round(rows.reduce((sum, row) => sum + Number(row[column]) * 100, 0)) / 100;

/** With the filter at work: the figures drawn in the browser. */
async function filtered(page: Page): Promise<void> {
  await page.locator('analytics-report[data-filtered]').waitFor();
}

describe('without a script', () => {
  test.for([1280, 390])(
    'every figure has its finding, a drawing that fits %i px, and its numbers',
    async (width, { visit }) => {
      const page = await visit(PAGE, { javaScriptEnabled: false, viewport: { width, height: 900 } });
      expect(await figures(page).count()).toBe(FIGURES);
      for (const each of await figures(page).all()) {
        const name = await each.getAttribute('data-figure');
        const sentence = (await each.locator('.finding').textContent()) ?? '';
        expect(sentence, `${name}`).toMatch(/^[^{}]{15,}[.!]$/);
        expect(sentence, `${name}`).not.toMatch(/NaN|undefined|Infinity|null/);
        expect(await each.locator('[role="img"]').getAttribute('aria-label')).toBe(sentence);
        const shown = each.locator('svg').filter({ visible: true });
        expect(await shown.count(), `${name}`).toBe(1);
        const box = await shown.boundingBox();
        expect(box?.height, `${name}`).toBeGreaterThan(60);
        expect((box?.x ?? 0) + (box?.width ?? 9999), `${name}`).toBeLessThanOrEqual(width);
        await each.getByText('Numbers', { exact: true }).click();
        expect(await each.locator('tbody tr').filter({ visible: true }).count(), `${name}`).toBeGreaterThan(
          0,
        );
      }
      expect(await sidewaysOverflow(page)).toBe(0);
      expect(await page.locator('form').filter({ visible: true }).count()).toBe(0);
    },
  );

  test('every figure can be taken along as CSV, SVG and PNG', async () => {
    const files = (await filesOf(join(out, 'analytics'))).filter((path) => !path.startsWith('index.'));
    expect(files).toHaveLength(FIGURES * 3 + 1);
    for (const path of files.filter((each) => each !== 'cube.bin')) {
      const bytes = await readFile(join(out, 'analytics', path));
      if (path.endsWith('.csv')) {
        const { data: rows, errors } = Papa.parse<string[]>(bytes.toString('utf8').trim());
        expect(errors, path).toEqual([]);
        expect(rows.length, path).toBeGreaterThan(1);
      } else if (path.endsWith('.svg')) {
        expect(bytes.toString('utf8'), path).toMatch(
          /^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*<title>/,
        );
        expect(bytes.toString('utf8'), path).not.toContain('var(--');
      } else {
        expect(bytes.subarray(0, 4), path).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47]));
        expect(bytes.length, path).toBeGreaterThan(2000);
      }
    }
  });
});

describe('the numbers', () => {
  test('are those of the files: customers, revenue, and three sums that agree', async ({ visit }) => {
    const page = await visit(PAGE, { javaScriptEnabled: false });
    const revenue = total(orders, 'amount');
    const sums = await page.locator('#agreement ~ .panel tbody td').allTextContents();
    expect(sums.map(rupees)).toEqual([revenue, revenue, revenue]);
    expect(total(customers, 'lifetime_value')).toBe(revenue);
    await expect.poll(() => page.getByText('They agree to the last digit.').count()).toBe(1);
    const journey = await numbers(page, 'journey');
    expect(journey.get('All customers')?.[0]).toBe(String(SITE_CUSTOMERS));
  });

  test('follow a filter, and are then those of the chosen rows', async ({ visit }) => {
    const page = await visit(PAGE);
    await choose(page, 'Segment', 'VIP');
    await filtered(page);
    const vips = customers.filter(({ segment }) => segment === 'VIP');
    const ids = new Set(vips.map(({ customer_id }) => customer_id));
    expect(new URL(page.url()).search).toBe('?segment=VIP');
    await expect
      .poll(() => scope(page).textContent())
      .toMatch(`${vips.length} VIP customers as of 30 Jun 2026.`);
    expect((await numbers(page, 'journey')).get('All customers')?.[0]).toBe(String(vips.length));

    await choose(page, 'Period', '2023-07..2026-06');
    const own = orders.filter(({ customer_id }) => ids.has(customer_id as string));
    await expect
      .poll(async () => {
        const months = [...(await numbers(page, 'monthly-revenue')).values()];
        return Math.round(months.reduce((sum, [, revenue]) => sum + rupees(revenue) * 100, 0)) / 100;
      })
      .toBe(total(own, 'amount'));
    const categories = await numbers(page, 'categories');
    expect(
      [...categories.values()].reduce((sum, [revenue]) => sum + Math.round(rupees(revenue) * 100), 0) / 100,
    ).toBe(total(own, 'amount'));
    expect(await page.getByRole('link', { name: 'See these customers' }).getAttribute('href')).toBe(
      '/customers/?segment=VIP',
    );
  });
});

describe('a filter', () => {
  test('stands in the address: a link opens the same view, Clear goes back to what was built', async ({
    visit,
  }) => {
    const built = await visit(PAGE);
    const before = await finding(built, 'mix');
    const page = await visit(`${PAGE}?segment=New&behavior=loyal&from=2026-01&to=2026-03`);
    await filtered(page);
    expect(await field(page, 'Segment').inputValue()).toBe('New');
    expect(await field(page, 'Behaviour').inputValue()).toBe('loyal');
    expect(await field(page, 'From').inputValue()).toBe('2026-01');
    expect(await field(page, 'Period').inputValue()).toBe('own');
    expect(await scope(page).textContent()).toMatch('Jan 2026 – Mar 2026');
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect.poll(() => finding(page, 'mix')).toBe(before);
    expect(await page.locator('[data-filtered]').count()).toBe(0);
    expect(new URL(page.url()).search).toBe('');
  });

  test('that nobody passes says so in every figure', async ({ visit }) => {
    const pair = (each: CsvRow) => `${each.segment} ${each.buying_behavior} ${each.city}`;
    const pairs = new Set(customers.map(pair));
    const page = await visit(PAGE);
    const cities = await field(page, 'City')
      .locator('option')
      .evaluateAll((all) => all.slice(1).map((each) => each.textContent ?? ''));
    const city = cities.find((each) => !pairs.has(`VIP seasonal ${each}`)) as string;
    await page.goto(`${PAGE}?segment=VIP&behavior=seasonal&city=${encodeURIComponent(city)}`);
    await filtered(page);
    expect(await scope(page).textContent()).toMatch(/^0 VIP “seasonal” customers in /);
    expect(await finding(page, 'journey')).toBe('Nobody matches this choice.');
    expect(await page.locator('analytics-report').textContent()).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('changes the files, too', async ({ visit }) => {
    const page = await visit(`${PAGE}?segment=VIP`);
    await filtered(page);
    for (const kind of ['CSV', 'SVG', 'PNG']) {
      const waiting = page.waitForEvent('download');
      await figure(page, 'journey').getByRole('link', { name: kind }).click();
      const file = await waiting;
      expect(file.suggestedFilename()).toBe(`journey-vip-2025-07-2026-06.${kind.toLowerCase()}`);
      const bytes = await readFile(await file.path());
      if (kind === 'CSV') {
        const vips = customers.filter(({ segment }) => segment === 'VIP').length;
        expect(bytes.toString('utf8')).toContain(`All customers,${vips},`);
      }
      if (kind === 'SVG') expect(bytes.toString('utf8')).toContain('<title>');
      if (kind === 'PNG') expect(bytes.length).toBeGreaterThan(3000);
    }
  });

  test('loads the drawing code when it is first used, and not before', async ({ visit }) => {
    const page = await visit(PAGE);
    const loaded = () =>
      page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .filter(({ name }) => /\.js$|cube/.test(name))
          .map((entry) => (entry as PerformanceResourceTiming).decodedBodySize),
      );
    const sum = (sizes: readonly number[]) => sizes.reduce((all, size) => all + size, 0);
    expect(sum(await loaded())).toBeLessThan(20_000);
    await choose(page, 'Behaviour', 'loyal');
    await filtered(page);
    expect(sum(await loaded())).toBeGreaterThan(150_000);
  });

  test('without a connection leaves everybody’s figures, and says so', async ({ visit, complaints }) => {
    const page = await visit(PAGE);
    const before = await finding(page, 'journey');
    await page.route('**/cube.bin*', (route) => route.abort());
    await choose(page, 'Segment', 'VIP');
    await page.getByRole('alert').filter({ hasText: 'could not be fetched' }).waitFor();
    expect(await finding(page, 'journey')).toBe(before);
    expect(complaints.splice(0).every((words) => /cube\.bin|ERR_FAILED/.test(words))).toBe(true);
    await page.unroute('**/cube.bin*');
    await choose(page, 'Segment', 'New');
    await filtered(page);
    expect(await page.getByRole('alert').isVisible()).toBe(false);
    await choose(page, 'Segment', '*');
    await expect.poll(() => finding(page, 'journey')).toBe(before);
  });
});

test('the report prints: light, complete, without anything to press', async ({ visit }) => {
  const page = await visit(PAGE, { colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await page.locator('.report-filters, .below, .bar').filter({ visible: true }).count()).toBe(0);
  expect(await page.locator('figure svg').filter({ visible: true }).count()).toBe(FIGURES);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];
  expect(pages.length).toBeGreaterThan(3);
  expect(pages.length).toBeLessThan(14);
});

describe('a customer’s page', () => {
  test('shows their orders, and where they stand', async ({ visit }) => {
    const most = [...Map.groupBy(orders, ({ customer_id }) => customer_id as string)].sort(
      ([, a], [, b]) => b.length - a.length,
    )[0] as [string, readonly CsvRow[]];
    const page = await visit(`/customers/${most[0]}/`, { javaScriptEnabled: false });
    const lines = page.getByRole('region', { name: 'All orders' }).locator('tbody tr');
    expect(await lines.count()).toBe(Math.min(60, most[1].length));
    for (const title of [
      'Next best action',
      'Spending over time',
      'Categories',
      'Recency, frequency, monetary',
    ]) {
      expect(await page.getByRole('heading', { name: title }).count(), title).toBe(1);
    }
    const amounts = await page.locator('section[aria-labelledby="categories-title"] dd').allTextContents();
    const spent = total(most[1], 'amount');
    // Categories are printed in whole rupees.
    expect(Math.abs(amounts.reduce((sum, each) => sum + rupees(each), 0) - spent)).toBeLessThan(
      amounts.length,
    );
  });
});
