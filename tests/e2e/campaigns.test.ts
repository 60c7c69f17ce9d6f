import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { Plan } from '../../src/delivery/plan.ts';
import type { RunSummary } from '../../src/delivery/run-summary.ts';
import { freshLedger } from '../_fresh-ledger.ts';
import { sidewaysOverflow, test } from './_browser.ts';
import { NOT_PLANNED, PLANNED, REHEARSED } from './_built-site.ts';
import { mustRun, runCommand, type Settings } from './_commands.ts';
import { builtSite } from './_site.ts';
import { changed, hashesOf, rowsOf, unescapeHtml } from './_site-files.ts';
import { makeWorkFolder, type WorkFolder } from './_work-folder.ts';

const { data, out } = await builtSite();
const planOf = async (name: string, folder = data) =>
  JSON.parse(await readFile(join(folder, 'plans', `${name}.json`), 'utf8')) as Plan;
const pageOf = (name: string, folder = out) =>
  readFile(join(folder, 'campaigns', name, 'index.html'), 'utf8');
const rehearsed = await planOf(REHEARSED);
const inside = await planOf(PLANNED);
const people = new Map((await rowsOf(join(data, 'customers.csv'))).map((row) => [row.customer_id, row]));
const mailOf = (name: string, id: string, part: 'html' | 'txt', folder = out) =>
  readFile(join(folder, 'campaigns', name, 'mails', `${id}.${part}`), 'utf8');
const home = `/campaigns/${REHEARSED}/`;
const [first, second, third] = rehearsed.recipients.map(({ id }) => id) as [string, string, string];

/** The list with its script at work. */
async function ready(page: Page): Promise<Page> {
  await page.locator('campaign-mails[data-ready]').waitFor();
  return page;
}

const current = (page: Page) => page.locator('.rows a[aria-current]').getAttribute('data-id');
const nameOf = (id: string) => people.get(id)?.name;
const shownText = async (page: Page) => {
  const frame = await page
    .locator('iframe')
    .elementHandle()
    .then((element) => element?.contentFrame());
  await frame?.waitForLoadState('load');
  return (await frame?.locator('body').textContent()) ?? '';
};

describe('the campaigns', () => {
  test('are listed with how far each of them is and its numbers', async ({ visit }) => {
    const page = await visit('/campaigns/');
    const cards = page.locator('.campaign-cards li');
    const told = await Promise.all(
      [PLANNED, REHEARSED, NOT_PLANNED].map(async (name) => {
        const card = cards.filter({ has: page.locator(`a[href="/campaigns/${name}/"]`) });
        return [
          name,
          await card.locator('.stage-mark').textContent(),
          await card.locator('dd').allTextContents(),
        ];
      }),
    );
    const sizes = ({ recipients, excluded }: Plan) => [String(recipients.length), String(excluded.length)];
    expect(told).toEqual([
      [PLANNED, 'planned', sizes(inside)],
      [REHEARSED, 'rehearsed', [...sizes(rehearsed), String(rehearsed.recipients.length)]],
      [NOT_PLANNED, 'not planned', []],
    ]);
    await cards.filter({ hasText: rehearsed.title }).click();
    await page.waitForURL(`**${home}`);
    expect(await page.locator('h1').textContent()).toBe(rehearsed.title);
  });

  test('without a plan say how to make one, and show no mail', async () => {
    const page = await pageOf(NOT_PLANNED);
    expect(page).toContain('Not planned yet.');
    expect(page).toContain(`data-copy="npm run plan -- ${NOT_PLANNED}"`);
    expect(page).not.toContain('<campaign-mails');
  });

  test('link to the set-up of the web app where it is a channel, or could be one', async () => {
    const link = 'href="/setup/apps-script/"';
    expect(await pageOf('win-back')).toContain(`apps-script, then smtp · <a ${link}>`);
    expect(await pageOf('vip-early-access')).not.toContain(link);
    expect(await readFile(join(out, 'index.html'), 'utf8')).toContain(link);
  });
});

describe('the plan', () => {
  test('is shown as a sum that adds up to its mails', async ({ visit }) => {
    const page = await visit(home);
    const counts = (await page.locator('.account td').allTextContents()).map((text) =>
      Number(text.replace(/[^\d]/g, '')),
    );
    const [audience = 0, ...rest] = counts;
    const total = rest.pop();
    expect([audience, total]).toEqual([rehearsed.audience, rehearsed.recipients.length]);
    expect(audience - rest.reduce((sum, count) => sum + count, 0)).toBe(total);
    expect(rest).toHaveLength(new Set(rehearsed.excluded.map(({ code }) => code)).size);
  });

  test('its waves are in a table that adds up, too', async ({ visit }) => {
    const page = await visit(`/campaigns/${PLANNED}/`);
    await page.locator('.numbers summary').click();
    const counts = await page.locator('.numbers td').allTextContents();
    expect(counts.map(Number)).toEqual(inside.waves.map(({ count }) => count));
    expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(inside.recipients.length);
  });

  test('everybody of the audience is in its CSV, nobody’s address is', async () => {
    const path = join(out, 'campaigns', REHEARSED, 'recipients.csv');
    const text = await readFile(path, 'utf8');
    const rows = await rowsOf(path);
    expect(rows.map((row) => row.customer_id ?? row['\uFEFFcustomer_id'])).toEqual(
      [...rehearsed.recipients, ...rehearsed.excluded].map(({ id }) => id),
    );
    expect([...people.values()].filter(({ email = '@' }) => text.includes(email))).toEqual([]);
  });
});

describe('every mail, before it goes', () => {
  test('the files of a recipient are the mail that was planned: its SHA-256 is theirs', async () => {
    for (const { id, subject, sha256 } of rehearsed.recipients) {
      const digest = createHash('sha256');
      const [html, text] = await Promise.all([mailOf(REHEARSED, id, 'html'), mailOf(REHEARSED, id, 'txt')]);
      for (const part of [subject, html, text]) digest.update(`${part.length}:${part}`);
      expect(digest.digest('hex'), id).toBe(sha256);
    }
  });

  test('pictures inside a mail are shown from the site', async () => {
    const [{ id = '' } = {}] = inside.recipients;
    const html = await mailOf(PLANNED, id, 'html');
    expect(html).not.toContain('cid:');
    expect(html).toContain('src="/art/');
    expect(await pageOf(PLANNED)).toContain('travel inside its mails');
  });

  test('the list holds everybody, and finds by name and segment', async ({ visit }) => {
    const page = await ready(await visit(home, { viewport: { width: 1280, height: 4000 } }));
    const shown = () =>
      page
        .locator('.rows[data-rows="readers"] a')
        .evaluateAll((links) => links.map((link) => (link as HTMLElement).dataset.id));
    expect(await shown()).toEqual(rehearsed.recipients.map(({ id }) => id));
    await page.getByRole('searchbox').fill(`${nameOf(third)?.toUpperCase()} ${third}`);
    expect(await shown()).toEqual([third]);
    expect(await page.locator('form [role="status"]').textContent()).toBe(
      `1 of ${rehearsed.recipients.length} shown`,
    );
    await page.getByRole('searchbox').fill('no such person');
    await page.getByText('Nobody matches').first().waitFor();
    await page.getByRole('searchbox').fill('');
    await page.getByLabel('Order').selectOption('size');
    const sizes = new Map(rehearsed.recipients.map(({ id, mailBytes }) => [id, mailBytes]));
    const bytes = (await shown()).map((id) => sizes.get(id as string) as number);
    expect(bytes).toEqual(bytes.toSorted((a, b) => b - a));
  });

  test('those left out are in a list of their own, each with the reason', async ({ visit }) => {
    const page = await ready(await visit(home));
    await page.getByText(`Left out ${rehearsed.excluded.length}`).click();
    const rows = page.locator('.rows[data-rows="left-out"] a');
    await expect.poll(() => rows.count()).toBe(rehearsed.excluded.length);
    const [{ id = '', code } = {}] = rehearsed.excluded;
    expect(await rows.first().textContent()).toContain(nameOf(id));
    expect(await rows.first().getAttribute('href')).toBe(`/customers/${id}/`);
    expect(await rows.first().locator('.subject').textContent()).toBe(
      { no_consent: 'consent is not known', unsubscribed: 'unsubscribed' }[code as string],
    );
    expect(await page.locator('.rows[data-rows="readers"]').isVisible()).toBe(false);
  });

  test('a click opens a mail beside the list; its address brings back the same', async ({ visit }) => {
    const page = await ready(await visit(home));
    expect(await current(page)).toBe(first);
    await page.locator(`.rows a[data-id="${third}"]`).click();
    await expect.poll(() => new URL(page.url()).search).toBe(`?c=${third}`);
    const check = async () => {
      expect(await current(page)).toBe(third);
      expect(await page.locator('.reader [data-show="customer"]').textContent()).toContain(nameOf(third));
      const planned = rehearsed.recipients.find(({ id }) => id === third);
      expect(await page.locator('.digest').last().textContent()).toBe(planned?.sha256);
      expect(await page.locator('.inbox b').textContent()).toBe(planned?.subject);
      await expect.poll(() => shownText(page)).toContain(nameOf(third)?.split(' ')[0]);
      await expect.poll(() => page.locator('.preheader').textContent()).toMatch(/\S{3}/);
      const bytes = Buffer.byteLength(await mailOf(REHEARSED, third, 'txt'));
      await expect
        .poll(() => page.locator('.proof dd').nth(1).textContent())
        .toBe(`${(bytes / 1000).toFixed(1)} kB`);
    };
    await check();
    await page.goto(`${home}?c=${third}`);
    await ready(page);
    await check();
  });

  test('the text of one mail never stays when another is opened', async ({ visit }) => {
    const page = await ready(await visit(home));
    await page.locator('.tools label', { hasText: 'Plain text' }).click();
    const text = () => page.locator('pre[data-view="text"]').textContent();
    await expect.poll(text).toBe(await mailOf(REHEARSED, first, 'txt'));
    await page.getByRole('button', { name: 'Next mail' }).click();
    await expect.poll(text).toBe(await mailOf(REHEARSED, second, 'txt'));
  });

  test('the keyboard goes through the list, the buttons through what is listed', async ({ visit }) => {
    const page = await ready(await visit(home));
    const [previous, next] = ['Previous mail', 'Next mail'].map((name) => page.getByRole('button', { name }));
    const last = rehearsed.recipients.at(-1)?.id;
    expect(await previous?.isDisabled()).toBe(true);
    await page.locator('.rows a[aria-current]').focus();
    await page.keyboard.press('ArrowDown');
    expect(await current(page)).toBe(second);
    await page.keyboard.press('End');
    expect(await current(page)).toBe(last);
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.id)).toBe(last);
    expect(await next?.isDisabled()).toBe(true);
    await page.keyboard.press('Home');
    await next?.click();
    await next?.click();
    expect(await current(page)).toBe(third);
    expect(await page.locator('[data-show="place"]').textContent()).toBe(
      `3 of ${rehearsed.recipients.length}`,
    );
    expect(await page.locator('.rows[data-rows="readers"] a[tabindex="0"]').count()).toBe(1);
  });

  test('without a script the first rows are links to the mails, and the reasons are there', async ({
    visit,
  }) => {
    const page = await visit(home, { javaScriptEnabled: false });
    const hrefs = await page
      .locator('.rows[data-rows="readers"] a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(hrefs).toEqual(
      rehearsed.recipients.slice(0, 100).map(({ id }) => `/campaigns/${REHEARSED}/mails/${id}.html`),
    );
    expect(await page.locator('.rows[data-rows="left-out"] a').count()).toBe(rehearsed.excluded.length);
    expect(await page.getByRole('searchbox').isVisible()).toBe(false);
    expect(await page.locator('.copy').first().isVisible()).toBe(false);
  });

  test('fits a phone', async ({ visit }) => {
    const page = await visit(home, { viewport: { width: 390, height: 844 } });
    await ready(page);
    expect(await sidewaysOverflow(page)).toBe(0);
    await page.setViewportSize({ width: 320, height: 844 });
    expect(await sidewaysOverflow(page)).toBe(0);
  });
});

describe('the rehearsal', () => {
  test('is shown with counts that add up to everybody', async ({ visit }) => {
    const run = JSON.parse(
      await readFile(join(data, 'runs', `${REHEARSED}.outbox.json`), 'utf8'),
    ) as RunSummary;
    const page = await visit(home);
    const section = page.locator('.run[data-lane="outbox"]');
    const counts = (await section.locator('.equation dd').allTextContents()).map(Number);
    const total = counts.pop();
    expect(total).toBe(run.total);
    expect(total).toBe(rehearsed.audience);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total);
    expect(await section.locator('.happiness b').textContent()).toBe('Rehearsed');
    expect(await section.locator('.happiness').textContent()).toContain('nobody has got anything yet');
    expect(await section.locator('.equation').textContent()).not.toContain('sent');
    expect(await page.locator('.run[data-lane="live"]').count()).toBe(0);
  });
});

describe('when something moved', () => {
  let folder: WorkFolder;
  let content: string;
  let settings: Settings;
  let plan: Plan;
  beforeAll(async () => {
    folder = await makeWorkFolder();
    content = join(folder.root, 'content');
    await cp('content', content, { recursive: true });
    settings = { DATA_DIR: folder.data, OUT_DIR: folder.out, CONTENT_DIR: content };
    await mustRun('generate', ['--customers', '40', '--seed', '7'], settings);
    await freshLedger(folder.data);
    await mustRun('plan', [REHEARSED], settings);
    await mustRun('build', [], settings);
    plan = await planOf(REHEARSED, folder.data);
  });
  afterAll(() => folder.remove());

  const subjects = () => join(content, 'locales/en/labels.yaml');
  const kept = () => hashesOf(join(folder.out, 'campaigns', REHEARSED, 'mails'));

  test('the page and every preview say so, until it is as it was', { timeout: 180_000 }, async () => {
    const before = await kept();
    expect(before.size).toBe(plan.recipients.length * 2);
    const labels = await readFile(subjects(), 'utf8');
    await writeFile(
      subjects(),
      labels.replace(/^greeting: .*$/m, 'greeting: "Good day, {{ customer.first_name }},"'),
    );
    await mustRun('build', [], settings);
    const page = unescapeHtml(await pageOf(REHEARSED, folder.out));
    expect(page).toContain('Out of date.');
    expect(page).toContain('content/locales/en/labels.yaml changed');
    for (const { id, locale } of plan.recipients) {
      const html = await mailOf(REHEARSED, id, 'html', folder.out);
      expect(html.includes('This mail is out of date.'), id).toBe(locale === 'en');
    }
    await writeFile(subjects(), labels);
    await mustRun('build', [], settings);
    expect(changed(before, await kept())).toEqual([]);
    expect(await pageOf(REHEARSED, folder.out)).not.toContain('Out of date.');
  });

  test('a broken campaign stops the build before the site is touched', async () => {
    const before = await hashesOf(folder.out);
    await mkdir(join(content, 'campaigns'), { recursive: true });
    await writeFile(join(content, 'campaigns', 'trial.yaml'), 'title: Trial\naudience: { segment: VIPP }\n');
    const { code, stderr } = await runCommand('build', [], settings);
    expect(code).toBe(1);
    expect(stderr).toMatch(/campaigns\/trial\.yaml line 2: audience › segment/);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(changed(before, await hashesOf(folder.out))).toEqual([]);
  });
});
