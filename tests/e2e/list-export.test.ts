import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './_browser.ts';
import { builtSite } from './_site.ts';
import { type CsvRow, rowsOf } from './_site-files.ts';

const { data } = await builtSite();
const customers = await rowsOf(join(data, 'customers.csv'));

async function list(page: Page): Promise<Page> {
  await page.locator('customer-list[data-ready]').waitFor();
  return page;
}

async function exported(page: Page): Promise<readonly CsvRow[]> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download CSV' }).click();
  const file = await waiting;
  expect(file.suggestedFilename()).toBe('customers.csv');
  const text = (await readFile(await file.path(), 'utf8')).replace(/^\uFEFF/, '');
  return Papa.parse<CsvRow>(text, { header: true, skipEmptyLines: true }).data;
}

describe('the list as a file', () => {
  test('holds everybody, as the file on disk has them, and no address', async ({ visit }) => {
    const rows = await exported(await list(await visit('/customers/')));
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'customer_id',
      'name',
      'segment',
      'buying_behavior',
      'rfm_group',
      'city',
      'engagement_score',
      'orders',
      'lifetime_value',
    ]);
    const byId = new Map(rows.map((row) => [row.customer_id, row]));
    expect(byId.size).toBe(customers.length);
    for (const row of customers) {
      expect(byId.get(row.customer_id)).toMatchObject({
        name: row.name?.replace(/\s+/g, ' ').trim(),
        segment: row.segment,
        city: row.city,
        lifetime_value: String(Number(row.lifetime_value)),
      });
    }
  });

  test('holds what is shown, in the order shown', async ({ visit }) => {
    const page = await list(await visit('/customers/?segment=VIP&sort=-value'));
    const rows = await exported(page);
    const values = rows.map((row) => Number(row.lifetime_value));
    expect(new Set(rows.map(({ segment }) => segment))).toEqual(new Set(['VIP']));
    expect(rows).toHaveLength(customers.filter(({ segment }) => segment === 'VIP').length);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
  });
});

describe('a link from the report', () => {
  test('opens the people of a city and of a group', async ({ visit }) => {
    const city = customers.find((row) => row.city !== '')?.city as string;
    const page = await list(await visit(`/customers/?city=${encodeURIComponent(city)}`));
    const count = customers.filter((row) => row.city === city).length;
    expect(await page.locator('.count').textContent()).toBe(`${count} of ${customers.length}`);
    expect(await page.getByRole('combobox', { name: 'City' }).inputValue()).toBe(city);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('combobox', { name: 'RFM group' }).selectOption('Champions');
    expect(new URL(page.url()).search).toBe('?group=Champions');
    expect(new Set((await exported(page)).map((row) => row.rfm_group))).toEqual(new Set(['Champions']));
  });
});
