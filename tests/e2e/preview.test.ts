import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { sidewaysOverflow, test } from './_browser.ts';
import { parseEml } from './_parse-eml.ts';
import { builtSite } from './_site.ts';
import { type CsvRow, rowsOf } from './_site-files.ts';

const { data, out } = await builtSite();
const customers = await rowsOf(join(data, 'customers.csv'));

/** Somebody of each segment in each language. */
const SEGMENTS = ['VIP', 'Returning', 'New', 'At-Risk'] as const;
const people = SEGMENTS.flatMap((segment) =>
  ['en', 'hi'].map((locale) => {
    const person = customers.find((each) => each.segment === segment && each.locale === locale);
    if (!person) throw new Error(`the sample has nobody who is ${segment} and reads ${locale}`);
    return { segment, locale, id: person.customer_id as string, email: person.email as string };
  }),
);
const [asha, hindi] = people as [(typeof people)[number], (typeof people)[number]];
const addressOf = ({ id }: { readonly id: string }) => `/customers/${id}/`;
const fileOf = ({ id }: { readonly id: string }, part: 'html' | 'txt') =>
  readFile(join(out, 'customers', id, `mail.${part}`), 'utf8');

/** The preview with its switches alive and its mail loaded. */
async function ready(page: Page): Promise<Page> {
  await page.locator('mail-preview[data-ready]').waitFor();
  await page.locator('iframe').scrollIntoViewIfNeeded();
  await mail(page).then((frame) => frame.waitForLoadState('load'));
  return page;
}

async function mail(page: Page): Promise<Frame> {
  const element = await page.locator('iframe').elementHandle();
  const frame = await element?.contentFrame();
  if (!frame) throw new Error('the preview has no frame');
  return frame;
}

const choose = (page: Page, name: string) => page.locator('.tools label', { hasText: name }).click();
const frameWidth = (page: Page) => page.locator('iframe').evaluate((frame) => frame.clientWidth);

/** What every element of a mail is painted with. */
async function paint(where: Page | Frame): Promise<readonly string[]> {
  return where.evaluate(() =>
    [...document.querySelectorAll('body, body *')].map((element) => {
      const { color, backgroundColor, borderTopColor, display, width } = getComputedStyle(element);
      return [element.tagName, color, backgroundColor, borderTopColor, display, width].join(' ');
    }),
  );
}

const background = async (page: Page) =>
  (await mail(page)).evaluate(() => getComputedStyle(document.body).backgroundColor);

describe('width', () => {
  test('the switch gives the frame that many pixels, and the mail its full height', async ({ visit }) => {
    const page = await ready(await visit(addressOf(asha)));
    expect(await frameWidth(page)).toBe(600);
    for (const width of [320, 390, 600]) {
      await choose(page, String(width));
      expect(await frameWidth(page)).toBe(width);
      await expect
        .poll(async () =>
          (await mail(page)).evaluate(() => document.documentElement.scrollHeight - innerHeight),
        )
        .toBe(0);
    }
  });

  test.for(SEGMENTS)('a mail to %s fits into 320 pixels, in either language', async (segment, { visit }) => {
    const page = await visit('/');
    for (const person of people.filter((each) => each.segment === segment)) {
      await page.goto(addressOf(person));
      await ready(page);
      await choose(page, '320');
      const frame = await mail(page);
      expect(await frame.evaluate(() => innerWidth)).toBe(320);
      expect(await frame.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      expect(await sidewaysOverflow(page)).toBe(0);
    }
  });

  test('so do the mails and the pages of those with the longest names', async ({ visit }) => {
    const longest = customers.toSorted((a, b) => longestWord(b) - longestWord(a)).slice(0, 5);
    const page = await visit('/', { viewport: { width: 320, height: 844 } });
    for (const { customer_id } of longest) {
      for (const path of ['', 'mail.html']) {
        await page.goto(`/customers/${customer_id}/${path}`);
        expect(await sidewaysOverflow(page), page.url()).toBe(0);
      }
    }
  });

  test.for([390, 1280])('the page of a customer does not scroll sideways at %i', async (width, { visit }) => {
    for (const person of [asha, hindi]) {
      const page = await ready(await visit(addressOf(person), { viewport: { width, height: 844 } }));
      expect(await sidewaysOverflow(page)).toBe(0);
      for (const view of ['Plain text', 'Source']) {
        await choose(page, view);
        expect(await sidewaysOverflow(page)).toBe(0);
      }
    }
  });
});

describe('theme', () => {
  /** The same steps on a system that prefers light and on one that prefers dark. */
  async function onEachSystem(page: Page, steps: () => Promise<void>): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.reload();
      await ready(page);
      await steps();
    }
  }

  test.for(SEGMENTS)(
    '%s: light and dark are the mail’s own, whatever the system prefers',
    async (segment, { visit }) => {
      const person = people.find((each) => each.segment === segment) as (typeof people)[number];
      const page = await visit(addressOf(person));
      const own = await visit(`${addressOf(person)}mail.html`, { viewport: { width: 600, height: 900 } });
      await onEachSystem(page, async () => {
        for (const theme of ['Dark', 'Light', 'Dark', 'Light'] as const) {
          await choose(page, theme);
          await own.emulateMedia({ colorScheme: theme === 'Dark' ? 'dark' : 'light' });
          expect(await paint(await mail(page))).toEqual(await paint(own));
        }
      });
    },
  );

  test('dark changes the ground of the mail and light brings it back', async ({ visit }) => {
    const page = await visit(addressOf(asha));
    await onEachSystem(page, async () => {
      const light = await background(page);
      await choose(page, 'Dark');
      const dark = await background(page);
      await choose(page, 'Light');
      expect(await background(page)).toBe(light);
      expect(brightness(light)).toBeGreaterThan(200);
      expect(brightness(dark)).toBeLessThan(60);
    });
  });

  test('inverted recolours all but the pictures, and goes without a trace', async ({ visit }) => {
    const page = await ready(await visit(addressOf(asha)));
    const before = await paint(await mail(page));
    const filter = async () =>
      (await mail(page)).evaluate(() =>
        [document.documentElement, document.images[0]].map(
          (element) => element && getComputedStyle(element).filter,
        ),
      );
    expect(await filter()).toEqual(['none', 'none']);
    await choose(page, 'Inverted');
    for (const each of await filter()) expect(each).toMatch(/^invert\(.*hue-rotate\(180deg\)/);
    await choose(page, 'Light');
    expect(await filter()).toEqual(['none', 'none']);
    expect(await paint(await mail(page))).toEqual(before);
  });
});

describe('pictures', () => {
  const pictures = async (page: Page) =>
    (await mail(page)).evaluate(() =>
      [...document.images].map((image) => ({
        alt: image.alt,
        isLoaded: image.complete && image.naturalWidth > 0,
        text: image.checkVisibility() ? image.getBoundingClientRect().height : 0,
      })),
    );

  test('can be taken away, then their descriptions are read, and brought back', async ({ visit }) => {
    const page = await ready(await visit(addressOf(asha)));
    const loaded = async () => (await pictures(page)).map(({ isLoaded }) => isLoaded);
    const total = (await pictures(page)).length;
    expect(total).toBeGreaterThan(2);
    const every = (isLoaded: boolean) => Array.from({ length: total }, () => isLoaded);
    await expect.poll(loaded).toEqual(every(true));
    await choose(page, 'Images');
    await expect.poll(loaded).toEqual(every(false));
    for (const { alt, text } of await pictures(page)) {
      expect(alt).not.toBe('');
      expect(text).toBeGreaterThan(10);
    }
    const frame = await mail(page);
    expect(await frame.evaluate(() => document.body.innerHTML.includes('background-image'))).toBe(false);
    await choose(page, 'Images');
    await expect.poll(loaded).toEqual(every(true));
  });
});

describe('views', () => {
  test.for([asha, hindi])(
    '$locale: plain text and source are the files, letter for letter',
    async (person, { visit }) => {
      const page = await ready(await visit(addressOf(person)));
      for (const [view, key, part] of [
        ['Plain text', 'text', 'txt'],
        ['Source', 'source', 'html'],
      ] as const) {
        await choose(page, view);
        const shown = page.locator(`pre[data-view="${key}"]`);
        await expect.poll(() => shown.textContent()).toBe(await fileOf(person, part));
        expect(await shown.isVisible()).toBe(true);
        expect(await page.locator('iframe').isVisible()).toBe(false);
        expect(await page.getByText('Inverted').isVisible()).toBe(false);
      }
      await choose(page, 'Mail');
      expect(await page.locator('iframe').isVisible()).toBe(true);
      expect(await page.locator('pre').filter({ visible: true }).count()).toBe(0);
    },
  );
});

describe('downloads', () => {
  async function download(page: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.downloads').getByText(name, { exact: true }).click(),
    ]);
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  }

  test.for([asha, hindi])(
    '$locale: .html, .txt and .eml hold the same bytes as the files',
    async (person, { visit }) => {
      const page = await ready(await visit(addressOf(person)));
      const [html, text] = [await fileOf(person, 'html'), await fileOf(person, 'txt')];
      for (const [part, content] of [
        ['html', html],
        ['txt', text],
      ] as const) {
        const file = await download(page, `.${part}`);
        expect(file.name).toBe(`pitch-${person.id}.${part}`);
        expect(file.bytes.equals(Buffer.from(content))).toBe(true);
      }
      const file = await download(page, '.eml');
      expect(file.name).toBe(`pitch-${person.id}.eml`);
      const { headers, parts } = parseEml(file.bytes.toString('latin1'));
      expect(headers.get('subject')).toBe(await page.locator('.inbox b').textContent());
      expect(headers.get('from')).toMatch(/^".+" <.+@.+>$/);
      expect(headers.get('x-unsent')).toBe('1');
      expect(parts).toEqual([
        { type: 'text/plain; charset=utf-8', body: text },
        { type: 'text/html; charset=utf-8', body: html },
      ]);
      expect(file.bytes.toString('latin1')).not.toContain(person.email);
    },
  );
});

describe('choices', () => {
  test('stay when going to the next customer', async ({ visit }) => {
    const page = await ready(await visit(addressOf(asha)));
    await choose(page, '390');
    await choose(page, 'Dark');
    await choose(page, 'Images');
    const dark = await background(page);
    await page.getByRole('link', { name: 'Next' }).click();
    await page.waitForURL((url) => !url.pathname.includes(asha.id));
    await ready(page);
    expect(
      await page
        .locator('.tools input:checked')
        .evaluateAll((all) => all.map((each) => each.getAttribute('value'))),
    ).toEqual(['mail', '390', 'dark']);
    expect(await page.getByLabel('Images').isChecked()).toBe(false);
    expect(await frameWidth(page)).toBe(390);
    await expect.poll(() => background(page)).toBe(dark);
    expect(await (await mail(page)).evaluate(() => document.querySelectorAll('img[src]').length)).toBe(0);
    await choose(page, 'Plain text');
    await page.getByRole('link', { name: 'Previous' }).click();
    await page.waitForURL(`**${addressOf(asha)}`);
    await expect
      .poll(() => page.locator('pre[data-view="text"]').textContent())
      .toBe(await fileOf(asha, 'txt'));
  });

  test('are made with the keyboard alone', async ({ visit }) => {
    const page = await ready(await visit(addressOf(asha)));
    await page.getByRole('radio', { name: '600' }).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await frameWidth(page)).toBe(390);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('radio', { name: 'Dark' }).isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await page.getByLabel('Images').isChecked()).toBe(false);
    // Enter would send the form away; the answer to a request made after it comes back only to a page that stayed.
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => fetch('/favicon.svg').then(({ ok }) => ok))).toBe(true);
    expect(page.url()).toBe(`${(await builtSite()).address}${addressOf(asha)}`);
  });
});

describe('two previews on a page', () => {
  test('show both their mails and are switched one by one', async ({ visit }) => {
    const page = await visit('/pitches/returning-loyal/');
    const previews = page.locator('mail-preview');
    await expect.poll(() => page.locator('mail-preview[data-ready]').count()).toBe(2);
    for (const preview of await previews.all())
      expect(await preview.locator('iframe').isVisible()).toBe(true);
    await previews.nth(0).getByText('320').click();
    await previews.nth(1).getByText('Source').click();
    expect(
      await previews
        .nth(0)
        .locator('iframe')
        .evaluate((frame) => frame.clientWidth),
    ).toBe(320);
    await expect
      .poll(() => previews.nth(1).locator('pre[data-view="source"]').textContent())
      .toBe(await readFile(join(out, 'pitches/returning-loyal/newsletter.html'), 'utf8'));
    await previews.nth(1).getByText('Mail', { exact: true }).click();
    expect(
      await previews
        .nth(1)
        .locator('iframe')
        .evaluate((frame) => frame.clientWidth),
    ).toBe(600);
  });
});

describe('without script', () => {
  test('the mail, its widths and its downloads are there, dead switches are not', async ({ visit }) => {
    const page = await visit(addressOf(asha), { javaScriptEnabled: false });
    await page.locator('iframe').scrollIntoViewIfNeeded();
    const frame = page.frameLocator('iframe');
    await frame
      .getByText(customers.find(({ customer_id }) => customer_id === asha.id)?.name?.split(' ')[0] ?? '-')
      .first()
      .waitFor();
    expect(await page.locator('.tools label').filter({ visible: true }).allTextContents()).toEqual([
      '320',
      '390',
      '600',
    ]);
    expect(await page.locator('.downloads > *').filter({ visible: true }).allTextContents()).toEqual([
      '.html',
      '.txt',
    ]);
    for (const width of [320, 390, 600]) {
      await choose(page, String(width));
      expect((await page.locator('iframe').boundingBox())?.width).toBe(width);
    }
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '.html' }).click(),
    ]);
    expect((await readFile(await file.path())).equals(Buffer.from(await fileOf(asha, 'html')))).toBe(true);
  });
});

function longestWord({ name = '' }: CsvRow): number {
  return Math.max(...name.split(/\s/).map((word) => word.length));
}

/** 0 black … 255 white, of `rgb(…)`. */
function brightness(color: string): number {
  const [r = 0, g = 0, b = 0] = (color.match(/\d+/g) ?? []).map(Number);
  return 0.299 * r + 0.587 * g + 0.114 * b;
}
