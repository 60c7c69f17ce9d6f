import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { sidewaysOverflow, test } from './_browser.ts';
import { builtSite } from './_site.ts';
import { rowsOf } from './_site-files.ts';

const { data } = await builtSite();
const customers = await rowsOf(join(data, 'customers.csv'));
const richVips = customers
  .filter(({ segment }) => segment === 'VIP')
  .toSorted((a, b) => Number(b.lifetime_value) - Number(a.lifetime_value))
  .map(({ customer_id }) => customer_id as string);
const [someone] = customers;
const name = someone?.name as string;
const ownPage = `/customers/${someone?.customer_id}/`;

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search' });
const field = (page: Page) => page.getByRole('combobox', { name: 'Search customers, pages and actions' });
/** The text of the option that the field says is chosen. */
const chosen = (page: Page) =>
  field(page).evaluate((input) => {
    const option = document.getElementById(input.getAttribute('aria-activedescendant') ?? '');
    return option?.getAttribute('aria-selected') === 'true' ? option.textContent : undefined;
  });

describe('the command palette', () => {
  test('opens at a key, finds by a few letters, leads there and remembers', async ({ visit }) => {
    const page = await visit('/');
    await page.keyboard.press('/');
    await palette(page).waitFor();
    expect(await field(page).evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.type('p');
    // Pages, and customers when they are there.
    await page.getByRole('group', { name: 'Customers' }).waitFor();
    await expect.poll(() => chosen(page)).toContain('Pitches');
    await page.keyboard.press('End');
    expect(await chosen(page)).not.toContain('Pitches');
    await page.keyboard.press('ArrowDown');
    expect(await chosen(page)).toContain('Pitches');
    expect(await page.locator('.palette mark').first().textContent()).toBe('P');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/pitches/');

    // Also from a field, where a slash is a slash.
    await page.goto('/customers/');
    await page.locator('customer-list[data-ready]').waitFor();
    const search = page.getByRole('searchbox');
    await search.focus();
    await page.keyboard.press('/');
    expect(await search.inputValue()).toBe('/');
    await page.keyboard.press('Control+k');
    await palette(page).waitFor();
    await expect.poll(() => chosen(page)).toContain('Pitches');
    await page.keyboard.press('Escape');
    expect(await palette(page).count()).toBe(0);
    expect(await search.evaluate((input) => input === document.activeElement)).toBe(true);

    await page.keyboard.press('Control+k');
    await page.keyboard.type(name);
    await expect.poll(() => chosen(page)).toContain(name);
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      page.keyboard.press('Control+Enter'),
    ]);
    await tab.waitForURL(`**${ownPage}`);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('no such thing');
    await page.getByText('Nothing is called “no such thing”').waitFor();
    expect(await chosen(page)).toBeUndefined();
    await page.keyboard.press('Escape');
  });

  test('says what could not be read, and still leads to the rest', async ({ visit, complaints }) => {
    const page = await visit('/');
    await page.route('**/list.json', (route) => route.fulfill({ status: 500 }));
    await page.getByRole('button', { name: 'Search customers, pages, actions' }).click();
    await page.getByText('/customers/list.json could not be read (the server answered 500)').waitFor();
    await page.keyboard.type('checks');
    await expect.poll(() => chosen(page)).toContain('Checks');
    expect(complaints.splice(0).every((words) => words.includes('500'))).toBe(true);
  });
});

describe('on a customer', () => {
  test('next and previous follow the list as it was filtered and sorted', async ({ visit }) => {
    const page = await visit('/customers/?segment=VIP&sort=-value');
    await page.locator('customer-list[data-ready]').waitFor();
    await page.locator('tr[aria-rowindex="3"] a').click();
    await page.waitForURL(`**/customers/${richVips[1]}/`);
    const place = page.locator('.neighbours .place');
    await expect.poll(() => place.textContent()).toBe(`2 of ${richVips.length} · VIP, by lifetime value`);
    await page.keyboard.press('j');
    await page.waitForURL(`**/customers/${richVips[2]}/?segment=VIP&sort=-value`);
    // The address says it all, so a link of it does, too.
    await page.reload();
    await expect.poll(() => place.textContent()).toContain(`3 of ${richVips.length}`);
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(`**/customers/${richVips[1]}/?*`);
    await page.keyboard.press('k');
    await page.waitForURL(`**/customers/${richVips[0]}/?*`);
    await expect.poll(() => place.textContent()).toContain('1 of');
    expect(await page.locator('.neighbours a[rel="prev"]').count()).toBe(0);
    await place.click();
    await page.waitForURL('**/customers/?segment=VIP&sort=-value');
  });

  test('keys switch the preview, and the sheet of keys says which', async ({ visit }) => {
    const page = await visit(ownPage);
    await page.locator('mail-preview[data-ready]').waitFor();
    const value = (input: string) =>
      page.locator(`input[name="${input}"]:checked`).evaluate((radio) => (radio as HTMLInputElement).value);
    for (const [key, view] of [
      ['2', 'text'],
      ['3', 'source'],
      ['1', 'mail'],
    ] as const) {
      await page.keyboard.press(key);
      expect(await value('view')).toBe(view);
    }
    await page.keyboard.press('w');
    expect(await value('width')).toBe('320');
    await page.keyboard.press('t');
    expect(await value('theme')).toBe('dark');
    await page.keyboard.press('i');
    expect(await page.getByLabel('Images').isChecked()).toBe(false);
    await page.keyboard.press('Alt+w');
    expect(await value('width')).toBe('320');

    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    await sheet.getByText('Next customer').waitFor();
    await page.keyboard.press('j');
    expect(new URL(page.url()).pathname).toBe(ownPage);
    await sheet.getByLabel('Keys of one letter').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('w');
    expect(await value('width')).toBe('320');
    await page.keyboard.press('Control+k');
    await palette(page).waitFor();
  });

  test('without a list and without script: the neighbours of the file, breadcrumbs, and no dead button', async ({
    visit,
  }) => {
    const page = await visit(ownPage, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    expect(await page.getByRole('button', { name: 'Search customers, pages, actions' }).count()).toBe(0);
    const crumbs = page.getByRole('navigation', { name: 'Breadcrumb' });
    expect(await crumbs.locator('[aria-current="page"]').textContent()).toBe(someone?.customer_id);
    expect(await sidewaysOverflow(page)).toBe(0);
    await page.locator('.neighbours a[rel="next"]').click();
    await page.waitForURL('**/customers/*/');
  });
});
