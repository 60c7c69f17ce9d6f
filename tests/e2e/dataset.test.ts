import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { readEnv } from '../../src/env.ts';
import { openWorkshop } from '../../src/render/workshop.ts';
import { sidewaysOverflow, test } from './_browser.ts';
import {
  AMBIGUOUS,
  chooseFiles,
  downloaded,
  dropFiles,
  fileOf,
  importWithNode,
  manyCustomers,
  SHOPIFY,
  type TextFile,
} from './_dataset-files.ts';
import { builtSite } from './_site.ts';
import { rowsOf } from './_site-files.ts';

const { data, out } = await builtSite();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pitchwright-dataset-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const PATH = '/dataset/';
const sum = (page: Page) =>
  page
    .locator('.sum')
    .textContent()
    .then((text) => text?.replace(/\s+/g, ' '));
const status = (page: Page) => page.locator('[data-part="words"]');
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim());

/** After a check that found nothing in its way. */
async function checked(page: Page): Promise<Page> {
  await page
    .locator('[data-part="status"][data-done]')
    .getByText(/checked in/)
    .waitFor();
  expect(await page.getByRole('heading', { name: 'What becomes of every row' }).isVisible()).toBe(true);
  return page;
}

/** The mails that are shown: customer → SHA-256. */
async function mails(page: Page): Promise<ReadonlyMap<string, string>> {
  await page.locator('[data-part="mails"]').scrollIntoViewIfNeeded();
  await page.locator('.mail-card[data-customer]').first().waitFor();
  const cards = await page.locator('.mail-card').all();
  return new Map(
    await Promise.all(
      cards.map(
        async (card) =>
          [
            (await card.getAttribute('data-customer')) ?? '',
            (await card.locator('.digest').textContent()) ?? '',
          ] as const,
      ),
    ),
  );
}

/** What a build of a stored dataset makes for these customers. */
async function built(dataFolder: string, ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const workshop = await openWorkshop(readEnv({ DATA_DIR: dataFolder }));
  const wanted = new Set(ids);
  const found = new Map<string, string>();
  for await (const { customer, message } of workshop.pieces()) {
    if (wanted.has(customer.customer_id)) found.set(customer.customer_id, message.sha256);
  }
  workshop.close();
  return found;
}

async function expectSameFiles(page: Page, dataFolder: string, names: readonly string[]): Promise<void> {
  for (const name of names) expect(await downloaded(page, name), name).toBe(await fileOf(dataFolder, name));
}

describe('before anything is chosen', () => {
  test('the page says what the dataset is', async ({ visit }) => {
    const customers = await rowsOf(join(data, 'customers.csv'));
    const page = await visit(PATH);
    const kpis = await page.locator('.kpi').allInnerTexts();
    expect(kpis[0]).toContain(String(customers.length));
    expect(kpis[3]).toContain('Sample');
    expect((await page.locator('.tabs [aria-current="page"]').textContent())?.trim()).toBe('Dataset');
  });

  test('neither the import nor the renderer is loaded, and the page names nobody', async ({ visit }) => {
    const page = await visit(PATH);
    await page.waitForLoadState('networkidle');
    const loaded = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    );
    expect(loaded.filter((name) => /worker|kit\.json|setting\.json/.test(name))).toEqual([]);
    const html = await readFile(join(out, 'dataset', 'index.html'), 'utf8');
    const [someone] = await rowsOf(join(data, 'customers.csv'));
    expect(html).not.toContain(someone?.name);
  });

  test('without script it offers the command and the example', async ({ visit }) => {
    const page = await visit(PATH, { javaScriptEnabled: false });
    expect(await page.locator('.drop').isVisible()).toBe(false);
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.getByText('npm run import -- customers.csv orders.csv').isVisible()).toBe(true);
    for (const name of ['example-customers.csv', 'example-orders.csv']) {
      const href = await page.getByRole('link', { name }).getAttribute('href');
      expect(href).toBe(`/dataset/${name}`);
      expect(await fileOf(out, `dataset/${name}`)).toContain('Customer No');
    }
  });
});

describe('the example', () => {
  test('is checked, and its mails are those of a build', async ({ visit }) => {
    const page = await visit(PATH);
    await page.getByRole('button', { name: 'Try it with the example' }).click();
    await checked(page);
    expect(await sum(page)).toBe('267 rows = 261 accepted + 3 merged + 3 rejected');
    expect(await focused(page)).toBe('What becomes of every row');
    const files: TextFile[] = [];
    for (const name of ['example-customers.csv', 'example-orders.csv'])
      files.push([name, await fileOf(out, `dataset/${name}`)]);
    const stored = join(folder, 'example');
    await importWithNode(stored, files);
    await expectSameFiles(page, stored, [
      'customers.csv',
      'orders.csv',
      'rejected.csv',
      'import-report.json',
    ]);
    const first = await mails(page);
    expect(first.size).toBe(3);
    expect(first).toEqual(await built(stored, first.keys()));
    await page.getByRole('button', { name: 'Another three' }).click();
    await expect.poll(async () => [...(await mails(page)).keys()].some((id) => first.has(id))).toBe(false);
    const second = await mails(page);
    expect(second).toEqual(await built(stored, second.keys()));
  });
});

describe('exports of a shop', () => {
  test('are recognised, accounted for, and stored as the page shows them', async ({ visit }) => {
    const page = await visit(PATH);
    await dropFiles(page, SHOPIFY);
    await checked(page);
    const panels = await page.locator('section.file').allInnerTexts();
    expect(panels.map((text) => text.replace(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/^customers_export\.csv Recognised as .*Shopify/),
      expect.stringMatching(/^orders_export\.csv Recognised as .*Shopify/),
    ]);
    expect(await page.locator('section.file details').first().getAttribute('open')).toBeNull();
    expect(await sum(page)).toBe('14 rows = 11 accepted + 1 merged + 2 rejected');
    expect(await page.locator('.triples').first().textContent()).toMatch(
      /^Subscribed3may be mailedUnsubscribed0/,
    );
    expect(await page.locator('[data-part="notes"]').textContent()).toMatch(
      /amounts in EUR were taken as they are/,
    );
    const stored = join(folder, 'shopify');
    await importWithNode(stored, SHOPIFY);
    await expectSameFiles(page, stored, [
      'customers.csv',
      'orders.csv',
      'rejected.csv',
      'import-report.json',
      'catalogue.yaml',
    ]);
    expect(await page.locator('[data-part="catalogue"]').textContent()).toContain(
      'The catalogue was made from your orders: 5 products',
    );
    const shown = await mails(page);
    expect(shown).toEqual(await built(stored, shown.keys()));
    // Products that the site has no pictures of are drawn; a name is text, whatever stands in it.
    expect(await page.locator('iframe').first().getAttribute('srcdoc')).toContain('data:image/svg+xml');
    expect(await page.locator('[data-part="command"]').textContent()).toBe(
      'npm run import -- customers_export.csv orders_export.csv',
    );
  });

  test('can be read otherwise: what is changed is checked again and kept as a mapping', async ({ visit }) => {
    const page = await visit(PATH);
    await chooseFiles(page, [SHOPIFY[0]]);
    await checked(page);
    await page.locator('section.file summary').click();
    const select = page.getByRole('combobox', { name: 'Email is read as' });
    await select.focus();
    await select.selectOption({ label: 'not used' });
    await page.locator('.triples', { hasText: 'No address' }).waitFor();
    expect(await select.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await page.locator('[data-part="command"]').textContent()).toBe(
      'npm run import -- customers_export.csv --map mapping.yaml',
    );
    const mapping = await downloaded(page, 'mapping.yaml');
    expect(mapping).not.toMatch(/email: Email/);
    const stored = join(folder, 'otherwise');
    await importWithNode(stored, [SHOPIFY[0]], { mapping });
    await expectSameFiles(page, stored, ['customers.csv', 'import-report.json']);
  });

  test('show each problem with its first rows, and the row among all that were rejected', async ({
    visit,
  }) => {
    const page = await visit(PATH);
    await chooseFiles(page, [['people.csv', manyCustomers(4000, 2)]]);
    await checked(page);
    expect(await sum(page)).toBe('4,000 rows = 2,000 accepted + 0 merged + 2,000 rejected');
    const problem = page.locator('.problem');
    await problem.locator('summary').click();
    expect(await problem.locator('tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/^3\s+Email\s+person 2\s/),
      expect.stringMatching(/^5\s+Email\s+person 4\s/),
      expect.stringMatching(/^7\s+Email\s+person 6\s/),
    ]);
    await problem.getByRole('button', { name: 'line 7' }).click();
    expect(await focused(page)).toMatch(/^7people\.csvEmailperson 6/);
    const table = page.locator('table.rejected');
    expect(await table.getAttribute('aria-rowcount')).toBe('2001');
    await page.locator('.rejected-box').evaluate((box) => {
      box.scrollTop = box.scrollHeight;
    });
    await table.getByText('person 4000').waitFor();
    expect(await table.locator('tbody tr').count()).toBeLessThan(60);
  });
});

describe('what only a person can say', () => {
  test('is asked with both readings, and the answer is kept', async ({ visit }) => {
    const page = await visit(PATH);
    await chooseFiles(page, [AMBIGUOUS]);
    await page.getByRole('heading', { name: 'Only you can say' }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('radio');
    expect(await page.locator('.option').allInnerTexts()).toEqual([
      'The day comes first\n01/02/2025 is 1 February 2025\n02/03/2025 is 2 March 2025',
      'The month comes first\n01/02/2025 is 2 January 2025\n02/03/2025 is 3 February 2025',
    ]);
    expect(await page.locator('[data-part="results"]').isVisible()).toBe(false);
    await page.getByLabel('The month comes first').check();
    await page.getByRole('button', { name: 'Read it this way' }).click();
    await checked(page);
    expect(await downloaded(page, 'customers.csv')).toContain('2025-01-02');
    const mapping = await downloaded(page, 'mapping.yaml');
    expect(mapping).toContain('dates: mdy');
    const stored = join(folder, 'answered');
    await importWithNode(stored, [AMBIGUOUS], { mapping });
    await expectSameFiles(page, stored, ['customers.csv', 'import-report.json']);
    await page.getByLabel('The day comes first').check();
    await page.getByRole('button', { name: 'Read it this way' }).click();
    await expect.poll(() => downloaded(page, 'customers.csv')).toContain('2025-02-01');
  });

  test('is asked whether a file lists customers or purchases, where nothing in it tells', async ({
    visit,
  }) => {
    const page = await visit(PATH);
    const rows = Array.from({ length: 12 }, (_, at) => `c${at},2024-02-${10 + at},${at}.50\n`);
    await chooseFiles(page, [['list.csv', `customer,date,amount\n${rows.join('')}`]]);
    await page.getByText('What does list.csv list?').waitFor();
    expect(await page.locator('code:visible').allInnerTexts()).toEqual(['npm run import -- list.csv']);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('value'))).toBe('customers');
    await page.getByLabel('Purchases').check();
    await page.getByRole('button', { name: 'Read it this way' }).click();
    await checked(page);
    expect(await page.getByRole('combobox', { name: 'amount is read as' }).inputValue()).toBe('amount');
    expect(await downloaded(page, 'orders.csv')).toContain('c3,2024-02-13');
    expect(await page.locator('code:visible').allInnerTexts()).toEqual([
      'npm run import -- list.csv --map mapping.yaml',
    ]);
  });

  test('is asked about columns that are like nothing known', async ({ visit }) => {
    const page = await visit(PATH);
    await chooseFiles(page, [['list.csv', 'Alfa,Beta\nx1,Ann Arbor\nx2,Bo Berg\n']]);
    await page.getByText('Say what the columns of list.csv are').first().waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
    await page
      .getByRole('combobox', { name: 'Beta is read as' })
      .selectOption({ label: 'name: the whole name' });
    await page
      .getByRole('combobox', { name: 'Alfa is read as' })
      .selectOption({ label: 'customer_id: their id' });
    await checked(page);
    expect(await sum(page)).toBe('2 rows = 2 accepted + 0 merged + 0 rejected');
    expect(await page.getByText('Nothing: every row of every file is used.').isVisible()).toBe(true);
  });
});

describe('what cannot be read', () => {
  test('is refused with a sentence, and the next file is welcome', async ({ visit }) => {
    const page = await visit(PATH);
    await chooseFiles(page, [['customers.csv', `PK\u0003\u0004${'\u0007\u0001'.repeat(500)}`]]);
    await expect.poll(() => focused(page)).toBe('This cannot be imported');
    const words = page.locator('[data-part="error-words"]');
    expect(await words.locator('p').allInnerTexts()).toEqual([
      'customers.csv is an Excel workbook or another zip file, not CSV.',
      'Open it in the program it belongs to and save it as "CSV UTF-8".',
    ]);
    await chooseFiles(page, [['customers.csv', '']]);
    await expect.poll(() => words.textContent()).toMatch(/^customers\.csv is empty\./);
    await chooseFiles(page, [['customers.csv', 'id,Email\n1,nobody\n']]);
    await expect.poll(() => words.textContent()).toMatch(/^The only row could not be imported\./);
    await chooseFiles(page, [SHOPIFY[0]]);
    await checked(page);
    expect(await words.isVisible()).toBe(false);
  });

  test('are parts of the page that are missing: the worker, the setting, the kit', async ({
    visit,
    complaints,
  }) => {
    const page = await visit(PATH);
    const words = page.locator('[data-part="error-words"]');
    await page.route('**/dataset-worker*', (route) => route.abort());
    await chooseFiles(page, [SHOPIFY[0]]);
    await expect.poll(() => words.textContent()).toMatch(/^The import could not be loaded/);
    await page.unroute('**/dataset-worker*');
    await page.route('**/setting.json', (route) => route.fulfill({ status: 404 }));
    await chooseFiles(page, [SHOPIFY[0]]);
    await expect.poll(() => words.textContent()).toMatch(/setting\.json answered 404/);
    await page.unroute('**/setting.json');
    await page.route('**/kit.json', (route) => route.fulfill({ status: 404 }));
    await chooseFiles(page, [SHOPIFY[0]]);
    await checked(page);
    await page.locator('[data-part="mails"]').scrollIntoViewIfNeeded();
    await page.getByText('kit.json answered 404').waitFor();
    await page.unroute('**/kit.json');
    await page.getByRole('button', { name: 'Try again' }).click();
    expect((await mails(page)).size).toBe(3);
    expect(complaints.splice(0).filter((each) => !/404|ERR_FAILED/.test(each))).toEqual([]);
  });
});

describe('a large file', () => {
  test('of 100,000 rows never holds the page up for 200 ms', async ({ visit }) => {
    const path = join(folder, 'large.csv');
    await writeFile(path, manyCustomers(100_000, 20));
    const page = await visit(PATH);
    await page.evaluate(() => {
      const watched = globalThis as unknown as { longest: number };
      watched.longest = 0;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) watched.longest = Math.max(watched.longest, duration);
      }).observe({ type: 'longtask' });
    });
    await page.locator('input[type="file"]').setInputFiles(path);
    await page.locator('progress[value]').waitFor();
    await checked(page);
    expect(await sum(page)).toBe('1,00,000 rows = 95,000 accepted + 0 merged + 5,000 rejected');
    const line = (await status(page).textContent()) ?? '';
    expect((await mails(page)).size).toBe(3);
    const longest = await page.evaluate(() => (globalThis as unknown as { longest: number }).longest);
    console.info(`${line} With the mails the longest task was ${Math.round(longest)} ms.`);
    expect(line).toMatch(
      /^1,00,000 rows checked in \d+\.\d s; the page was never busy for more than \d+ ms\.$/,
    );
    expect(longest).toBeLessThan(200);
  });

  test('can be stopped, and another one chosen', async ({ visit }) => {
    const path = join(folder, 'stopped.csv');
    await writeFile(path, manyCustomers(200_000, 20));
    const page = await visit(PATH);
    await page.locator('input[type="file"]').setInputFiles(path);
    await page.locator('progress[value]').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect.poll(() => status(page).textContent()).toBe('Stopped. Choose files to begin again.');
    await chooseFiles(page, [SHOPIFY[0]]);
    await checked(page);
    expect(await sum(page)).toBe('6 rows = 4 accepted + 1 merged + 1 rejected');
  });
});

describe('keyboard alone', () => {
  test('tries the example, changes a column, answers, opens a problem and takes a file along', async ({
    visit,
  }) => {
    const page = await visit(PATH);
    const tabTo = async (matches: () => Promise<boolean>) => {
      for (let step = 0; step < 80; step += 1) {
        await page.keyboard.press('Tab');
        if (await matches()) return;
      }
      throw new Error('the Tab key does not reach it');
    };
    const isAt = (words: string) => async () => ((await focused(page)) ?? '').includes(words);
    await tabTo(() => page.evaluate(() => document.activeElement?.matches('input[type="file"]') ?? false));
    await tabTo(isAt('Try it with the example'));
    await page.keyboard.press('Enter');
    await checked(page);
    await expect.poll(() => focused(page)).toBe('What becomes of every row');
    await tabTo(isAt('E-mail is no address'));
    await page.keyboard.press('Enter');
    await tabTo(isAt('Show'));
    await page.keyboard.press('Enter');
    expect(await focused(page)).toContain('ines.fischer@mail');
    await tabTo(isAt('orders.csv'));
    const waiting = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    expect((await waiting).suggestedFilename()).toBe('orders.csv');
  });
});

describe('a phone', () => {
  test('shows all of it without scrolling sideways', async ({ visit }) => {
    const page = await visit(PATH, { viewport: { width: 390, height: 844 } });
    expect(await sidewaysOverflow(page)).toBe(0);
    expect(await page.locator('.tabs [aria-current="page"]').isVisible()).toBe(true);
    await chooseFiles(page, SHOPIFY);
    await checked(page);
    await page.locator('section.file summary').first().click();
    const right = await page
      .locator('.columns select')
      .evaluateAll((all) => Math.max(...all.map((each) => each.getBoundingClientRect().right)));
    expect(right).toBeLessThanOrEqual(390);
    await mails(page);
    expect(await sidewaysOverflow(page)).toBe(0);
    await chooseFiles(page, [AMBIGUOUS]);
    await page.locator('.option').first().waitFor();
    expect(await sidewaysOverflow(page)).toBe(0);
  });
});
