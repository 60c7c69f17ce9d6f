import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { freshLedger } from '../_fresh-ledger.ts';
import { temporaryFolder } from '../_sample.ts';
import { startSmtpServer, type TestSmtpServer } from '../delivery/_smtp-server.ts';
import { test } from './_browser.ts';
import { mustRun } from './_commands.ts';
import { chooseFiles, SHOPIFY } from './_dataset-files.ts';
import { type RunningStudio, startStudio } from './_studio.ts';

/** `npm start`, as a marketer uses it: everything by hand, in a browser. */
let folder: string;
let data: string;
let content: string;
let server: TestSmtpServer;
let studio: RunningStudio;

const SECRET = 'a-secret-of-the-test-of-the-studio-0123456789';
const CAMPAIGN = `title: A note
channels: [smtp]
images: inline
words:
  en:
    subjects:
      - { subject: "{{ customer.first_name }}, a note for you", preheader: Short and kind }
`;

beforeAll(async () => {
  folder = await temporaryFolder();
  data = join(folder, 'data');
  content = join(folder, 'content');
  await freshLedger(data);
  await cp('content', content, { recursive: true });
  const brand = await readFile('content/brand.yaml', 'utf8');
  await writeFile(
    join(content, 'brand.yaml'),
    brand.replaceAll('kachnarlane.example', 'shop.test').replace('currency: INR', 'currency: EUR'),
  );
  await writeFile(join(content, 'campaigns/note.yaml'), CAMPAIGN);
  server = await startSmtpServer({ tls: 'none' });
  await mustRun('generate', ['--customers', '12'], { DATA_DIR: data });
  studio = await startStudio(47_322, {
    DATA_DIR: data,
    CONTENT_DIR: content,
    SMTP_URL: server.url,
    UNSUBSCRIBE_SECRET: SECRET,
  });
}, 120_000);

afterAll(async () => {
  await studio?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

const dock = (page: Page) => page.getByRole('region', { name: 'Work in progress' });
const job = (page: Page, title: string) => dock(page).getByRole('article').filter({ hasText: title });
const LONG = { timeout: 90_000 };

async function done(page: Page, title: string): Promise<void> {
  await job(page, title)
    .getByText(/^(Done|Failed)/)
    .waitFor(LONG);
  expect(await job(page, title).textContent()).toContain('Done after');
}

describe('from an export to mail that has arrived', { timeout: 300_000 }, () => {
  test('import, read, plan, test, send, see where it stands', async ({ visit, complaints }) => {
    /** In another tab: what changed still reloads the one before. */
    const go = async (path: string) => {
      await page.close();
      page = await visit(path, { baseURL: studio.address });
    };
    let page = await visit('/dataset/', { baseURL: studio.address });
    await chooseFiles(page, SHOPIFY);
    await page.getByRole('button', { name: 'Store it as the dataset' }).click(LONG);
    await done(page, 'Import customers_export.csv');

    await go('/customers/9001/');
    expect(await page.locator('h1').textContent()).toContain('Mira Moor');
    await page.frameLocator('mail-preview iframe').getByText('Mira').first().waitFor(LONG);

    await go('/campaigns/note/');
    await page.getByRole('button', { name: 'Plan it now' }).click();
    await done(page, 'Plan note');
    await page.getByRole('button', { name: 'Send me this one' }).waitFor(LONG);
    const shown = await page.evaluate(async () => {
      const preview = document.querySelector<HTMLElement>('mail-preview');
      const { customerId } = JSON.parse(preview?.dataset.mail ?? '{}');
      const html = await fetch(`/campaigns/note/mails/${customerId}.html`);
      return { customerId: customerId as string, html: await html.text() };
    });

    await page.getByRole('button', { name: 'Send me this one' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send one to yourself' });
    await dialog.getByLabel('Your address').fill('nobody');
    await dialog.getByRole('button', { name: 'Send the test' }).click();
    await dialog.getByText('use one address such as you@example.com').waitFor();
    // The refusal is told on the console, too; it is what was meant to happen.
    expect(complaints.splice(0).every((words) => words.includes('422'))).toBe(true);
    await dialog.getByLabel('Your address').fill('me@shop.test');
    await dialog.getByRole('button', { name: 'Send the test' }).click();
    await done(page, 'Test of note to me@shop.test');
    expect(server.accepted.map(({ to }) => to)).toEqual([['me@shop.test']]);
    const arrived = await simpleParser(server.accepted[0]?.raw ?? '');
    expect(arrived.subject).toContain('a note for you');
    const withoutLinks = (html: string) => html.replace(/(src|href)="[^"]*"/g, '').replace(/\s+$/, '');
    expect(withoutLinks(String(arrived.html))).toBe(withoutLinks(shown.html));

    // Nothing leaves without the name of the campaign.
    await page.getByRole('button', { name: 'Send it for real' }).click();
    const sure = page.getByRole('dialog', { name: 'Send note for real' });
    await sure.getByLabel('Type note to confirm').fill('not');
    await sure.getByRole('button', { name: 'Send it' }).click();
    await sure.getByText('nothing was sent').waitFor();
    expect(complaints.splice(0).every((words) => words.includes('422'))).toBe(true);
    await sure.getByLabel('Type note to confirm').fill('note');
    await sure.getByRole('button', { name: 'Send it' }).click();
    await done(page, 'Send note');
    const people = server.accepted.slice(1).flatMap(({ to }) => to);
    expect(people.toSorted()).toEqual(['mira@example.com', 'ole@example.com', 'pia@example.com']);

    await go('/campaigns/note/');
    expect(await page.locator('.standing').textContent()).toContain('sent');
    await go('/studio/activity/');
    const titles = page.locator('[data-studio-activity] h3');
    await expect
      .poll(() => titles.allTextContents())
      .toEqual([
        'Send note',
        'Test of note to me@shop.test',
        'Plan note',
        'Import customers_export.csv, orders_export.csv',
      ]);
    await page.getByRole('button', { name: 'Log' }).first().click();
    await page.getByRole('region', { name: 'Log of Send note' }).getByText('sent').first().waitFor();
    const html = await page.content();
    expect(html).not.toContain(SECRET);
  });

  test('work goes on while pages are reloaded, and stops when it is told to', async ({ visit }) => {
    const page = await visit('/studio/settings/', { baseURL: studio.address });
    await page.getByText('Everything that is configured works').waitFor(LONG);
    expect(await page.content()).not.toContain(SECRET);
    expect(await page.content()).not.toContain(server.url);
    await page.goto(`${studio.address}/`);
    await page.getByRole('button', { name: 'Check them now' }).click();
    await job(page, 'Check every mail').waitFor();
    await page.reload();
    await job(page, 'Check every mail').getByRole('button', { name: 'Stop' }).click();
    await job(page, 'Check every mail')
      .getByText(/Stopped after|Done after/)
      .waitFor(LONG);
    await job(page, 'Check every mail').getByRole('button', { name: 'Put away' }).click();
    await job(page, 'Check every mail').waitFor({ state: 'detached' });
  });
});

describe('the studio’s door', () => {
  /** What a request with these headers is answered: `fetch` does not let a test say who it is for. */
  function knock(path: string, headers: Record<string, string> = {}, method = 'GET', body = '') {
    return new Promise<{ status: number; body: string; headers: Record<string, unknown> }>(
      (resolve, reject) => {
        const asked = request(studio.address + path, { method, headers }, (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (part: string) => {
            text += part;
          });
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, body: text, headers: answer.headers }),
          );
        });
        asked.once('error', reject);
        asked.end(body);
      },
    );
  }
  const tokenOf = async () => /content:'([0-9a-f]{64})'/.exec((await knock('/')).body)?.[1] ?? '';
  const start = JSON.stringify({ action: 'build', input: {} });
  const json = { 'content-type': 'application/json' };

  test('is closed to foreign names, foreign pages and whoever has no token', async () => {
    const token = await tokenOf();
    expect(token).toHaveLength(64);
    expect((await knock('/', { host: 'evil.example' })).status).toBe(403);
    expect((await knock('/customers/9001/', { host: '127.0.0.1:1' })).status).toBe(421);
    const own = { ...json, 'x-studio-token': token };
    for (const [headers, code] of [
      [json, 'STUDIO_TOKEN'],
      [{ ...own, 'x-studio-token': 'f'.repeat(64) }, 'STUDIO_TOKEN'],
      [{ ...own, origin: 'https://evil.example' }, 'STUDIO_ORIGIN'],
      [{ ...own, 'sec-fetch-site': 'cross-site' }, 'STUDIO_ORIGIN'],
    ] as const) {
      const { status, body } = await knock('/_studio/jobs', headers, 'POST', start);
      // Astro itself refuses some of it before us.
      const said = body.startsWith('Cross-origin request blocked') ? 'STUDIO_ORIGIN' : JSON.parse(body).code;
      expect([status, said]).toEqual([403, code]);
    }
    expect((await knock('/_studio/events')).status).toBe(403);
    expect(
      (await knock('/_studio/jobs', own, 'POST', JSON.stringify({ action: 'sh', input: {} }))).body,
    ).toContain('ACTION_INVALID');
    const { headers } = await knock('/');
    expect(headers).toMatchObject({
      'x-frame-options': 'SAMEORIGIN',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  test('does not hand out files of the dataset, settings or what lies outside', async () => {
    const token = await tokenOf();
    for (const path of [
      `/@fs${data}/customers.csv`,
      `/@fs${data}/customers.csv?raw`,
      '/@fs/etc/passwd',
      '/.env',
      '/.env?raw',
      '/.git/config',
    ]) {
      const { status, body } = await knock(path);
      expect([path, status >= 400]).toEqual([path, true]);
      expect(body).not.toMatch(/mira@example|root:x|SMTP_URL=|\[core\]/);
    }
    for (const name of [
      '../../package.json',
      '..%2f..%2fpackage.json',
      '/etc/passwd',
      'locales/../../x.yaml',
    ]) {
      const { status } = await knock(`/_studio/copy/file?name=${encodeURIComponent(name)}`, {
        'x-studio-token': token,
      });
      expect(status).toBeGreaterThanOrEqual(400);
    }
  });
});

describe('the copy desk', { timeout: 180_000 }, () => {
  test('shows a change in the mail before it is saved, and what is wrong at its line', async ({ visit }) => {
    const page = await visit('/studio/copy/?file=campaigns/note.yaml', { baseURL: studio.address });
    const editor = page.locator('.cm-content[contenteditable="true"]');
    await editor.waitFor(LONG);
    const text = await readFile(join(content, 'campaigns/note.yaml'), 'utf8');
    const write = async (words: string) => {
      await editor.click();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(words);
    };
    await write(text.replace('Short and kind', 'Kind and short'));
    const preheader = page.locator('[data-part="preheader"]');
    await expect.poll(() => preheader.textContent(), LONG).toContain('Kind and short');
    expect(await readFile(join(content, 'campaigns/note.yaml'), 'utf8')).toBe(text);
    await page.keyboard.press('Control+s');
    await expect
      .poll(() => readFile(join(content, 'campaigns/note.yaml'), 'utf8'), LONG)
      .toContain('Kind and short');
    await write(text.replace('channels: [smtp]', 'channels: [pigeon]'));
    await page
      .getByText(/pigeon|channels/)
      .nth(1)
      .waitFor(LONG);
    await page.locator('.cm-lint-marker-error').waitFor(LONG);
  });

  test('stays as it is when it saves, so that the hands go on; and begins a campaign of one’s own', async ({
    visit,
    complaints,
  }) => {
    const page = await visit('/studio/copy/?file=campaigns/win-back.yaml', { baseURL: studio.address });
    const editor = page.locator('.cm-content[contenteditable="true"]');
    await editor.waitFor(LONG);
    await editor.click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.insertText('# Ours\n');
    await page.keyboard.press('Control+s');
    await page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor(LONG);
    // What changed on disk is heard by every page; another one opens anew.
    const file = join(content, 'campaigns/win-back.yaml');
    await expect.poll(() => readFile(file, 'utf8'), LONG).toMatch(/^# Ours\n/);
    await page.keyboard.insertText('# Still here\n');
    await page.keyboard.press('Control+s');
    await expect.poll(() => readFile(file, 'utf8'), LONG).toMatch(/^# Ours\n# Still here\n/);
    for (let times = 0; times < 2; times += 1) await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+s');
    await expect.poll(() => readFile(file, 'utf8'), LONG).not.toContain('# Ours');

    await page.getByRole('button', { name: 'New campaign' }).click();
    const dialog = page.getByRole('dialog', { name: 'New campaign' });
    await dialog.getByLabel('Title').fill('Diwali sale');
    await dialog.getByLabel('Name of the file').fill('win-back');
    await dialog.getByRole('button', { name: 'Begin it' }).click();
    await dialog.getByText('there is', { exact: false }).waitFor(LONG);
    expect(complaints.splice(0).every((words) => words.includes('422'))).toBe(true);
    await dialog.getByLabel('Name of the file').fill('diwali-sale');
    await dialog.getByLabel('Begin from').selectOption('');
    await dialog.getByRole('button', { name: 'Begin it' }).click();
    await page.getByRole('heading', { name: 'Diwali sale' }).waitFor(LONG);
    expect(await readFile(join(content, 'campaigns/diwali-sale.yaml'), 'utf8')).toContain('Diwali sale');
  });
});

test('a studio with a broken dataset does not start, and says why', async () => {
  const broken = join(folder, 'broken');
  await mkdir(broken, { recursive: true });
  await writeFile(join(broken, 'customers.csv'), 'customer_id\n\n');
  await expect(startStudio(47_323, { DATA_DIR: broken, CONTENT_DIR: content })).rejects.toThrow(
    'there is no orders.csv',
  );
  await rm(broken, { recursive: true });
});
