import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { sidewaysOverflow, test } from './_browser.ts';
import { SITE_CUSTOMERS } from './_built-site.ts';
import { builtSite } from './_site.ts';
import { type CsvRow, rowsOf } from './_site-files.ts';

const { data } = await builtSite();
const customers = await rowsOf(join(data, 'customers.csv'));
const SEGMENTS = ['VIP', 'Returning', 'New', 'At-Risk'];
const BEHAVIORS = ['impulse_buyer', 'researcher', 'bargain_hunter', 'loyal', 'seasonal'];

const variants = SEGMENTS.flatMap((segment) =>
  BEHAVIORS.map((behavior) => ({
    segment,
    behavior,
    readers: customers.filter((row) => row.segment === segment && row.buying_behavior === behavior),
  })),
);
type Variant = (typeof variants)[number];
const titleOf = ({ segment, behavior }: Variant) => `${segment} × ${behavior.replaceAll('_', ' ')}`;
const addressOf = ({ segment, behavior }: Variant) =>
  `/pitches/${`${segment}-${behavior}`.toLowerCase().replaceAll('_', '-')}/`;
const idsOf = (rows: readonly CsvRow[]) => rows.map(({ customer_id }) => customer_id);

const hrefsOf = (page: Page, links: string) =>
  page.locator(links).evaluateAll((all) => all.map((each) => each.getAttribute('href')));

/** The number in every cell of a row of the table, totals included; the size of a mail stands behind it. */
const numbersOf = (page: Page, row: string) =>
  page
    .locator(row)
    .evaluateAll((cells) => cells.map((cell) => Number((cell.querySelector('b') ?? cell).textContent)));

describe('the matrix', () => {
  test('counts everybody once: in 20 cells, by row, by column and in all', async ({ visit }) => {
    const page = await visit('/pitches/');
    const rows = SEGMENTS.map((segment) => BEHAVIORS.map((behavior) => countOf(segment, behavior)));
    const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
    expect(sum(rows.map(sum))).toBe(SITE_CUSTOMERS);
    for (const [at, row] of rows.entries()) {
      expect(await numbersOf(page, `tbody tr:nth-child(${at + 1}) td`)).toEqual([...row, sum(row)]);
    }
    const columns = BEHAVIORS.map((_, at) => sum(rows.map((row) => row[at] ?? 0)));
    expect(await numbersOf(page, 'tfoot td')).toEqual([...columns, SITE_CUSTOMERS]);
  });

  test('leads from each of its 20 cells to the page of that variant', async ({ visit }) => {
    const page = await visit('/pitches/');
    expect(await hrefsOf(page, 'tbody a.cell')).toEqual(variants.map(addressOf));
  });

  test('is read on a phone without scrolling sideways', async ({ visit }) => {
    const page = await visit('/pitches/', { viewport: { width: 390, height: 844 } });
    expect(await sidewaysOverflow(page)).toBe(0);
    expect(await page.locator('.table-wrap').evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
    expect(await page.locator('a.cell').filter({ visible: true }).count()).toBe(20);
  });

  test('shows one mail of each segment below', async ({ visit }) => {
    const page = await visit('/pitches/');
    expect(await page.locator('.strip li').count()).toBe(SEGMENTS.length);
    for (const [at, frame] of (await page.locator('.strip iframe').all()).entries()) {
      const [, id] = (await frame.getAttribute('src'))?.match(/^\/customers\/(.+)\/mail\.html$/) ?? [];
      expect(customers.find(({ customer_id }) => customer_id === id)?.segment).toBe(SEGMENTS[at]);
    }
  });
});

describe('a variant', () => {
  test.for(SEGMENTS)(
    'of %s is named and has its own readers, for each behaviour',
    async (segment, { visit }) => {
      const own = variants.filter((each) => each.segment === segment);
      const page = await visit('/pitches/');
      for (const variant of own) {
        await page.goto(addressOf(variant));
        await expectVariant(page, variant);
      }
    },
  );
});

async function expectVariant(page: Page, variant: Variant): Promise<void> {
  const { segment, behavior, readers } = variant;
  expect(await page.locator('h1').textContent()).toBe(titleOf(variant));
  expect(await page.locator('.lede').textContent()).toContain(`${readers.length} customers`);
  const listed = await hrefsOf(page, '.readers a');
  expect(listed).toHaveLength(Math.min(8, readers.length));
  expect(new Set(listed).size).toBe(listed.length);
  for (const href of listed) expect(idsOf(readers)).toContain(href?.split('/')[2]);
  const frames = await page
    .locator('iframe')
    .evaluateAll((all) => all.map((frame) => frame.getAttribute('src')));
  expect(idsOf(readers)).toContain(frames[0]?.split('/')[2]);
  expect(frames[1]).toBe(`${addressOf(variant)}newsletter.html`);
  const list = await page.getByRole('link', { name: 'in the list' }).getAttribute('href');
  expect(list).toBe(`/customers/?segment=${segment}&behavior=${behavior}`);
}

function countOf(segment: string, behavior: string): number {
  return variants.find((each) => each.segment === segment && each.behavior === behavior)?.readers.length ?? 0;
}
