import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { sidewaysOverflow, test } from './_browser.ts';
import { SITE_CUSTOMERS } from './_built-site.ts';
import { builtSite } from './_site.ts';
import { type CsvRow, rowsOf } from './_site-files.ts';

const { data } = await builtSite();
const customers = (await rowsOf(join(data, 'customers.csv'))).toSorted((a, b) =>
  idOf(a) < idOf(b) ? -1 : 1,
);
const orders = Map.groupBy(await rowsOf(join(data, 'orders.csv')), ({ customer_id }) => customer_id);

/** Rows of the file that share a day are one order. */
function ordersOf({ customer_id }: CsvRow): number {
  return new Set(orders.get(customer_id)?.map(({ order_date }) => order_date)).size;
}

function idOf(row: CsvRow): string {
  return row.customer_id as string;
}

const count = (page: Page) => page.locator('.count');
const rows = (page: Page) => page.locator('tbody tr:not(.spacer)');
const search = (page: Page) => page.getByRole('searchbox');
const head = (page: Page, name: string) => page.getByRole('columnheader', { name });

/** So tall that the whole list is read in a few steps. */
const TALL = { viewport: { width: 1280, height: 4000 } };

/** The list with its script at work. */
async function ready(page: Page): Promise<Page> {
  await page.locator('customer-list[data-ready]').waitFor();
  return page;
}

/** Clicks where the element is, whatever lies above it: the link of a row covers the whole row. */
async function clickAt(target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const { x = 0, y = 0, width = 0, height = 0 } = (await target.boundingBox()) ?? {};
  await target.page().mouse.click(x + width / 2, y + height / 2);
}

/** Scrolls from top to bottom. @returns all ids in the order shown, and the most rows there ever were in the page. */
async function readThrough(page: Page): Promise<{ ids: readonly string[]; most: number }> {
  return page.evaluate(async () => {
    const scroll = document.querySelector('.scroll') as HTMLElement;
    const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const ids: string[] = [];
    let most = 0;
    scroll.scrollTop = 0;
    for (;;) {
      await drawn();
      most = Math.max(most, document.querySelectorAll('tr').length);
      for (const row of document.querySelectorAll<HTMLElement>('tr[aria-rowindex]')) {
        ids[Number(row.getAttribute('aria-rowindex')) - 2] = row.querySelector('.id')?.textContent ?? '';
      }
      if (scroll.scrollTop + scroll.clientHeight >= scroll.scrollHeight - 1) return { ids, most };
      scroll.scrollTop += scroll.clientHeight;
    }
  });
}

describe('search and filters', () => {
  test('finds by name, by id, by city and by several words in any order', async ({ visit }) => {
    const page = await ready(await visit('/customers/', TALL));
    const [{ name = '', city = '', customer_id = '' } = {}] = customers.slice(100);
    for (const words of [
      name,
      name.toUpperCase(),
      customer_id,
      `${city} ${name}`,
      ` ${name}  ${customer_id} `,
    ]) {
      await search(page).fill(words);
      const found = (await readThrough(page)).ids;
      expect(found, words).toContain(customer_id);
      expect(found.length, words).toBeLessThan(5);
    }
    await search(page).fill(city);
    const there = customers.filter((row) =>
      `${row.name} ${row.city}`.toLowerCase().includes(city.toLowerCase()),
    );
    expect((await readThrough(page)).ids).toEqual(there.map(idOf));
  });

  test('segment and behaviour narrow the list together, and the count says so', async ({ visit }) => {
    const page = await ready(await visit('/customers/', TALL));
    await expect.poll(() => count(page).textContent()).toBe(`${SITE_CUSTOMERS} customers`);
    await page.getByLabel('Segment').selectOption('At-Risk');
    const atRisk = customers.filter(({ segment }) => segment === 'At-Risk');
    await expect.poll(() => count(page).textContent()).toBe(`${atRisk.length} of ${SITE_CUSTOMERS}`);
    expect((await readThrough(page)).ids).toEqual(atRisk.map(idOf));
    await page.getByLabel('Buying behaviour').selectOption('bargain_hunter');
    const hunters = atRisk.filter(({ buying_behavior }) => buying_behavior === 'bargain_hunter');
    expect((await readThrough(page)).ids).toEqual(hunters.map(idOf));
    await expect.poll(() => count(page).textContent()).toBe(`${hunters.length} of ${SITE_CUSTOMERS}`);
  });

  test('nobody found: says so, and Clear brings everybody back', async ({ visit }) => {
    const page = await ready(await visit('/customers/', TALL));
    await search(page).fill('no such person');
    await page.getByText('Nobody matches').waitFor();
    expect(await count(page).textContent()).toBe(`0 of ${SITE_CUSTOMERS}`);
    expect(await rows(page).count()).toBe(0);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('Nobody matches').waitFor({ state: 'hidden' });
    expect(await count(page).textContent()).toBe(`${SITE_CUSTOMERS} customers`);
    expect(await search(page).inputValue()).toBe('');
    expect(await search(page).evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await page.getByRole('button', { name: 'Clear' }).isVisible()).toBe(false);
    expect(page.url()).not.toContain('?');
  });
});

describe('sorting', () => {
  const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });
  const words = (key: string) => (a: CsvRow, b: CsvRow) => collator.compare(a[key] ?? '', b[key] ?? '');
  const numbers = (of: (row: CsvRow) => number) => (a: CsvRow, b: CsvRow) => of(a) - of(b);
  const columns = [
    ['Customer', words('name'), 'ascending'],
    ['Segment', words('segment'), 'ascending'],
    ['Buying behaviour', words('buying_behavior'), 'ascending'],
    ['City', words('city'), 'ascending'],
    ['Engagement', numbers((row) => Number(row.engagement_score)), 'descending'],
    ['Orders', numbers(ordersOf), 'descending'],
    ['Lifetime value', numbers((row) => Number(row.lifetime_value)), 'descending'],
  ] as const;

  test.for(columns)('by %s, both ways', async ([label, compare, first], { visit }) => {
    const page = await ready(await visit('/customers/', TALL));
    const second = first === 'ascending' ? 'descending' : 'ascending';
    for (const direction of [first, second]) {
      await head(page, label).getByRole('button').click();
      expect(await head(page, label).getAttribute('aria-sort')).toBe(direction);
      const sign = direction === 'ascending' ? 1 : -1;
      const wanted = customers.toSorted((a, b) => sign * compare(a, b)).map(idOf);
      expect((await readThrough(page)).ids).toEqual(wanted);
    }
    expect(await page.locator('[aria-sort]').count()).toBe(1);
  });
});

describe('the address keeps the state', () => {
  const state = '?q=a&segment=Returning&behavior=loyal&sort=-value';
  const wanted = customers
    .filter(({ segment, buying_behavior }) => segment === 'Returning' && buying_behavior === 'loyal')
    .filter(({ name, customer_id, city }) => `${name} ${customer_id} ${city}`.toLowerCase().includes('a'))
    .toSorted((a, b) => Number(b.lifetime_value) - Number(a.lifetime_value))
    .map(idOf);

  async function expectState(page: Page): Promise<void> {
    await ready(page);
    expect(new URL(page.url()).search).toBe(state);
    expect(await search(page).inputValue()).toBe('a');
    expect(await page.getByLabel('Segment').inputValue()).toBe('Returning');
    expect(await page.getByLabel('Buying behaviour').inputValue()).toBe('loyal');
    expect(await head(page, 'Lifetime value').getAttribute('aria-sort')).toBe('descending');
    expect((await readThrough(page)).ids).toEqual(wanted);
  }

  test('through use, a reload, and back from a customer', async ({ visit }) => {
    const page = await ready(await visit('/customers/', TALL));
    await search(page).fill('a');
    await page.getByLabel('Segment').selectOption('Returning');
    await page.getByLabel('Buying behaviour').selectOption('loyal');
    await head(page, 'Lifetime value').getByRole('button').click();
    await expectState(page);
    await page.reload();
    await expectState(page);
    await rows(page).nth(1).getByRole('link').click();
    await page.waitForURL('**/customers/*/');
    await page.goBack();
    await expectState(page);
  });

  test('in a link that somebody sent', async ({ visit }) => {
    await expectState(await visit(`/customers/${state}`, TALL));
  });

  test('and nonsense in it does no harm', async ({ visit }) => {
    const page = await ready(await visit('/customers/?segment=Nobody&sort=__proto__&q=%3Cb%3E'));
    expect(await count(page).textContent()).toBe(`0 of ${SITE_CUSTOMERS}`);
    await page.getByRole('button', { name: 'Clear' }).click();
    expect(await count(page).textContent()).toBe(`${SITE_CUSTOMERS} customers`);
  });
});

describe('rows', () => {
  test('all 240 can be scrolled to, and never more than 60 are in the page', async ({ visit }) => {
    const page = await ready(await visit('/customers/'));
    const { ids, most } = await readThrough(page);
    expect(ids).toEqual(customers.map(idOf));
    expect(most).toBeLessThanOrEqual(60);
  });

  test('a row says what the file says', async ({ visit }) => {
    const page = await ready(await visit('/customers/'));
    for (const row of customers.slice(0, 3)) {
      const cells = await page
        .locator('tr[aria-rowindex]', { hasText: idOf(row) })
        .locator('td')
        .allTextContents();
      expect(cells.map((cell) => cell.trim())).toEqual([
        `${row.name} ${row.customer_id}`,
        row.segment,
        row.buying_behavior?.replaceAll('_', ' '),
        expect.stringMatching(ordersOf(row) === 0 ? /^No orders$/ : /^[A-Z][a-z ]+$/),
        row.city,
        String(Number(row.engagement_score)),
        String(ordersOf(row)),
        `₹${Math.round(Number(row.lifetime_value)).toLocaleString('en-IN')}`,
      ]);
    }
  });

  test('a click anywhere on a row opens the customer', async ({ visit }) => {
    const page = await ready(await visit('/customers/'));
    const row = rows(page).nth(2);
    const id = (await row.locator('.id').textContent()) ?? '';
    await clickAt(row.locator('td').last());
    await page.waitForURL(`**/customers/${id}/`);
  });

  test('a phone shows the list without scrolling sideways', async ({ visit }) => {
    const page = await ready(await visit('/customers/', { viewport: { width: 390, height: 844 } }));
    expect(await sidewaysOverflow(page)).toBe(0);
    expect(await rows(page).first().getByRole('link').isVisible()).toBe(true);
    expect(await page.locator('.scroll').evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
  });
});

describe('keyboard alone', () => {
  const focused = (page: Page) =>
    page.evaluate(() => {
      const { activeElement: at } = document;
      return at?.closest('tr[aria-rowindex]')?.getAttribute('aria-rowindex') ?? at?.textContent?.trim() ?? '';
    });

  test('searches, filters, sorts and opens a customer', async ({ visit }) => {
    const page = await ready(await visit('/customers/'));
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('a');
    await page.keyboard.press('Tab');
    await page.keyboard.type('VIP');
    await expect.poll(() => new URL(page.url()).search).toBe('?q=a&segment=VIP');
    // Behaviour, group and city stand between.
    for (let stop = 0; stop < 4; stop += 1) await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Clear');
    while ((await focused(page)) !== 'City') await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('City');
    expect(await head(page, 'City').getAttribute('aria-sort')).toBe('ascending');
    await page.keyboard.press('Space');
    expect(await head(page, 'City').getAttribute('aria-sort')).toBe('descending');
    while (!/^\d+$/.test(await focused(page))) await page.keyboard.press('Tab');
    const id = await page.evaluate(
      () => document.activeElement?.parentElement?.querySelector('.id')?.textContent,
    );
    expect(await focused(page)).toBe('2');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/customers/${id}/`);
  });

  test('Tab walks from row to row, past what was drawn at first, and back', async ({ visit }) => {
    const page = await ready(await visit('/customers/'));
    await rows(page).first().getByRole('link').focus();
    for (let row = 3; row <= 60; row += 1) {
      await page.keyboard.press('Tab');
      expect(await focused(page)).toBe(String(row));
    }
    for (let row = 59; row >= 30; row -= 1) {
      await page.keyboard.press('Shift+Tab');
      expect(await focused(page)).toBe(String(row));
    }
  });
});

describe('without script', () => {
  test('pages of 100 links, one after the other', async ({ visit }) => {
    const page = await visit('/customers/', { javaScriptEnabled: false });
    expect(await page.locator('tbody a').count()).toBe(100);
    expect(await page.getByRole('searchbox').count()).toBe(0);
    await page.getByRole('link', { name: 'Next' }).click();
    await page.waitForURL('**/customers/page/2/');
    expect(await page.locator('tbody a').count()).toBe(100);
    await page.getByText('101–200 of 240').waitFor();
    await page.getByRole('link', { name: 'Next' }).click();
    await page.waitForURL('**/customers/page/3/');
    expect(await page.locator('tbody a').count()).toBe(40);
    expect(await page.getByRole('link', { name: 'Next' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Previous' }).click();
    await page.getByRole('link', { name: 'Previous' }).click();
    await page.waitForURL('**/customers/');
    await clickAt(page.locator('tbody tr').nth(4).locator('td').last());
    await page.waitForURL(`**/customers/${customers[4]?.customer_id}/`);
  });

  test('the same pages stay when the data cannot be fetched', async ({ visit, complaints }) => {
    const page = await visit('/');
    await page.route('**/list.json', (route) => route.fulfill({ status: 500 }));
    await page.goto('/customers/');
    await expect.poll(() => complaints.length).toBe(2);
    expect(await page.locator('tbody a').count()).toBe(100);
    expect(await page.getByRole('link', { name: 'Next' }).isVisible()).toBe(true);
    expect(complaints.splice(0).every((words) => words.includes('500'))).toBe(true);
  });
});
