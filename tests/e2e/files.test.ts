import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { SITE_CUSTOMERS } from './_built-site.ts';
import { builtSite } from './_site.ts';
import { type CsvRow, filesOf, rowsOf, unescapeHtml } from './_site-files.ts';

const { data, out } = await builtSite();

let customers: readonly CsvRow[];
let paths: readonly string[];
const texts = new Map<string, string>();
const sizes = new Map<string, number>();

const text = (path: string) => texts.get(path) ?? '';
const pages = () => paths.filter((path) => path === '404.html' || path.endsWith('index.html'));
const mails = () => paths.filter((path) => /(mail|newsletter)\.html$/.test(path));

beforeAll(async () => {
  customers = await rowsOf(join(data, 'customers.csv'));
  paths = await filesOf(out);
  for (const path of paths) {
    const bytes = await readFile(join(out, path));
    sizes.set(path, bytes.length);
    if (/\.(html|txt|json|js|css|svg)$/.test(path)) texts.set(path, bytes.toString('utf8'));
  }
});

describe('everybody is there', () => {
  test('rows in = customers’ pages out', () => {
    const folders = paths.flatMap((path) => path.match(/^customers\/([^/]+)\/index\.html$/)?.[1] ?? []);
    expect(customers).toHaveLength(SITE_CUSTOMERS);
    expect(folders).toEqual(customers.map(({ customer_id }) => customer_id).sort());
  });

  test('rows in = links in the static list, page after page', () => {
    const linked: string[] = [];
    let next: string | undefined = '/customers/';
    while (next) {
      const page: string = text(`${next.slice(1)}index.html`);
      const table = page.slice(page.indexOf('<tbody'), page.indexOf('</tbody>'));
      linked.push(...[...table.matchAll(/href="\/customers\/([^/"]+)\/"/g)].map(([, id]) => id as string));
      next = page.match(/<a[^>]*rel="next"[^>]*>/)?.[0].match(/href="([^"]+)"/)?.[1];
    }
    expect(linked.toSorted()).toEqual(customers.map(({ customer_id }) => customer_id).sort());
  });

  test('everybody has both parts of a mail, neither of them empty', () => {
    const missing = customers.flatMap(({ customer_id }) =>
      ['mail.html', 'mail.txt']
        .map((part) => `customers/${customer_id}/${part}`)
        .filter((path) => (sizes.get(path) ?? 0) < 500),
    );
    expect(missing).toEqual([]);
  });
});

describe('the preview is the message', () => {
  test('the SHA-256 a page prints is the one of the files beside it', () => {
    const wrong = customers.filter(({ customer_id }) => {
      const page = text(`customers/${customer_id}/index.html`);
      const digest = createHash('sha256');
      const subject = unescapeHtml(page.match(/<span class="line"><b>(.*?)<\/b>/s)?.[1] as string);
      const html = text(`customers/${customer_id}/mail.html`);
      const plain = text(`customers/${customer_id}/mail.txt`);
      for (const part of [subject, html, plain]) digest.update(`${part.length}:${part}`);
      return page.match(/class="digest">([^<]*)</)?.[1] !== digest.digest('hex');
    });
    expect(wrong.map(({ customer_id }) => customer_id)).toEqual([]);
  });

  test('the frame and the downloads of a page are those files', () => {
    for (const { customer_id } of customers) {
      const page = text(`customers/${customer_id}/index.html`);
      expect(page).toContain(`<iframe src="/customers/${customer_id}/mail.html"`);
      expect(page).toContain(
        `href="/customers/${customer_id}/mail.html" download="pitch-${customer_id}.html"`,
      );
      expect(page).toContain(`href="/customers/${customer_id}/mail.txt" download="pitch-${customer_id}.txt"`);
    }
  });

  test('the mail speaks to its own customer', () => {
    const strangers = customers.filter(({ customer_id, name = '' }) => {
      const page = unescapeHtml(
        text(`customers/${customer_id}/index.html`).match(/<h1>(.*?)<\/h1>/s)?.[1] ?? '',
      );
      const spoken = text(`customers/${customer_id}/mail.txt`);
      return page !== name || !name.split(/\s+/).some((word) => spoken.includes(word));
    });
    expect(strangers.map(({ customer_id }) => customer_id)).toEqual([]);
  });
});

describe('private', () => {
  test('no customer’s address stands anywhere in the site', () => {
    const everything = [...texts.values()].join('\n').toLowerCase();
    const addresses = customers.map(({ email = '' }) => email.toLowerCase());
    const shown = addresses.filter(
      (email) => everything.includes(email) || everything.includes(encodeURIComponent(email)),
    );
    expect(shown).toEqual([]);
    const [{ email = '', customer_id } = {}] = customers;
    const [name = '', host = ''] = email.split('@');
    expect(text(`customers/${customer_id}/index.html`)).toContain(`>${name.slice(0, 2)}•••@${host[0]}•••.`);
  });

  test('search engines are told to stay away, on every page', () => {
    expect(
      pages().filter((path) => !text(path).includes('<meta name="robots" content="noindex, nofollow">')),
    ).toEqual([]);
    expect(text('robots.txt')).toBe('User-agent: *\nDisallow: /\n');
  });
});

describe('whole', () => {
  test('every address within the site leads to a file, every fragment to its target', () => {
    const broken: string[] = [];
    for (const path of [...pages(), ...mails()]) {
      const html = text(path);
      for (const [, , raw = ''] of html.matchAll(/\s(href|src|data-list)="([^"]*)"/g)) {
        const address = unescapeHtml(raw);
        if (/^(https?|mailto):/.test(address)) continue;
        const [file = '', fragment] = address.replace(/\?[^#]*/, '').split('#');
        if (fragment && file === '' && !html.includes(`id="${fragment}"`)) broken.push(`${path}: ${raw}`);
        if (file === '' && fragment) continue;
        const target = file.slice(1) + (file.endsWith('/') ? 'index.html' : '');
        if (!file.startsWith('/') || !sizes.has(target)) broken.push(`${path}: ${raw}`);
      }
    }
    expect(broken).toEqual([]);
  });

  test('every file a style sheet asks for is there', () => {
    const asked = paths
      .filter((path) => path.endsWith('.css'))
      .flatMap((path) => [...text(path).matchAll(/url\(["']?([^)"']+)/g)].map(([, url]) => url as string));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((url) => !url.startsWith('data:') && !sizes.has(url.slice(1)))).toEqual([]);
  });

  test('no page and no mail shows a hole in a template', () => {
    const holes = [...texts.keys()]
      // The set-up page shows code.
      .filter((path) => /\.(html|txt)$/.test(path) && !path.startsWith('setup/'))
      .flatMap((path) => {
        const found = text(path).match(/\bundefined\b|\bNaN\b|\[object \w+\]|\{\{|\{%|\[\[|[\uE000-\uF8FF]/);
        return found
          ? [`${path}: ${text(path).slice(Math.max(0, found.index ?? 0) - 40, (found.index ?? 0) + 40)}`]
          : [];
      });
    expect(holes).toEqual([]);
  });

  test('a mail loads nothing from elsewhere and runs nothing', () => {
    const active = mails().filter((path) =>
      /<script|<link\b|<iframe|<object|<embed|\son\w+=|javascript:|\ssrc="https?:|url\(\s*["']?https?:|@import/i.test(
        text(path),
      ),
    );
    expect(active).toEqual([]);
  });
});

describe('small', () => {
  test('the site weighs at most 80 kB a customer', () => {
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    expect(total / customers.length).toBeLessThanOrEqual(80_000);
  });

  test('every mail stays below 90 kB, where Gmail would clip it at 102', () => {
    expect(mails().filter((path) => (sizes.get(path) ?? 0) > 90_000)).toEqual([]);
    expect(mails().length).toBeGreaterThan(SITE_CUSTOMERS);
  });
});
