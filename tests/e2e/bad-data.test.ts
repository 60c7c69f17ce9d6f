import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mustRun, type Ran, runCommand } from './_commands.ts';
import { hashesOf, unescapeHtml } from './_site-files.ts';
import { CUSTOMERS, ORDERS, writeSmallData } from './_small-data.ts';
import { makeWorkFolder, type WorkFolder } from './_work-folder.ts';

let folder: WorkFolder;
let good: ReadonlyMap<string, string>;
const build = (...args: string[]): Promise<Ran> =>
  runCommand('build', args, { DATA_DIR: folder.data, OUT_DIR: folder.out });
const page = async (path: string) => unescapeHtml(await readFile(join(folder.out, path), 'utf8'));

/** A spreadsheet's "CSV UTF-8": byte order mark and CRLF. */
const spreadsheet = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`;

beforeAll(async () => {
  folder = await makeWorkFolder();
  await writeSmallData(folder.data, { form: spreadsheet });
  await mustRun('build', [], { DATA_DIR: folder.data, OUT_DIR: folder.out });
  good = await hashesOf(folder.out);
});

afterAll(() => folder.remove());

describe('an unusual but right file', () => {
  test('with byte order mark and CRLF is built like any other', () => {
    for (const id of ['ana', 'bao', 'chi', 'dee']) {
      for (const part of ['index.html', 'mail.html', 'mail.txt'])
        expect(good.has(`customers/${id}/${part}`)).toBe(true);
    }
  });

  test('keeps every name as the person writes it', async () => {
    expect(await page('customers/ana/index.html')).toContain('<h1>Ana Müller</h1>');
    expect(await page('customers/bao/index.html')).toContain('<h1>Bảo "B" O\'Neil, Jr.</h1>');
    expect(await page('customers/chi/index.html')).toContain('<h1>चित्रा शर्मा</h1>');
    expect(await page('customers/dee/index.html')).toContain('<h1><Dee> & {{ co }}</h1>');
    const raw = await readFile(join(folder.out, 'customers/dee/mail.html'), 'utf8');
    expect(raw).not.toContain('<Dee>');
  });

  test('is not called a sample', async () => {
    expect(await page('index.html')).not.toMatch(/sample|made up/i);
  });

  test('has few readers, and the matrix names every variant without one', async () => {
    const [, legend = ''] = (await page('pitches/index.html')).match(/class="legend">(.*?)<\/p>/s) ?? [];
    const [, list = ''] = legend.match(/Nobody gets (.*)\./) ?? [];
    expect(list.split(', ')).toHaveLength(16);
    expect(list).toContain('VIP × impulse buyer');
    expect(list).not.toContain('VIP × loyal');
    const empty = await page('pitches/vip-impulse-buyer/index.html');
    expect(empty).toContain('No customer is VIP and impulse buyer in this dataset');
    expect(empty).not.toContain('<mail-preview');
    expect(good.has('pitches/vip-impulse-buyer/newsletter.html')).toBe(false);
  });
});

describe('a file with faults', () => {
  const customers = [
    ...CUSTOMERS,
    'eva,Eva,eva@shop.example,vipp,,,2026-01-01,50,morning,,loyal,0.1,0,en,,',
    'ana,Ana Again,again@shop.example,New,,,2026-01-01,50,morning,,loyal,0.1,0,en,,',
    'fay,Fay,fay@shop.example,New,,,2026-01-01,50,morning,,loyal,0.1',
  ];
  const orders = [
    ...ORDERS,
    'o5,bao,2026-05-02,ceramic-vase,decor,1,-12.50',
    'o6,nobody,2026-05-02,ceramic-vase,decor,1,10.00',
  ];

  test('stops the build with file, line and fix of each, and leaves the site as it was', async () => {
    await writeSmallData(folder.data, { customers, orders });
    const { code, stdout, stderr } = await build();
    expect(code).toBe(1);
    const [first, ...others] = stderr.trimEnd().split('\n');
    expect(first?.slice(0, 2)).toBe('✗ ');
    const fixed = (fact: string) => expect.stringMatching(new RegExp(`^${fact}; \\S.+\\.$`));
    expect([first?.slice(2), ...others]).toEqual([
      'customers.csv line 6: segment is "vipp"; use VIP, Returning, New or At-Risk.',
      fixed('customers\\.csv line 7: customer_id "ana" is already on line 2'),
      fixed('customers\\.csv line 8: the row has 12 fields, the header has 16'),
      fixed('orders\\.csv line 6: amount is "-12\\.50"'),
      fixed('orders\\.csv line 7: customer_id "nobody" is not in customers\\.csv'),
      '  → 5 problems in the dataset; nothing was built',
    ]);
    expect(stdout).toBe('');
    expect(await hashesOf(folder.out)).toEqual(good);
  });

  test('a missing file is named, and the other one is not replaced by a sample', async () => {
    for (const name of ['orders.csv', 'customers.csv']) {
      await writeSmallData(folder.data);
      await rm(join(folder.data, name));
      const before = await hashesOf(folder.data);
      const { code, stderr } = await build();
      expect(code).toBe(1);
      expect(stderr).toMatch(
        new RegExp(`^✗ there is no ${name} in .*/\n  → put your own file there, or .*\n$`),
      );
      expect(await hashesOf(folder.data)).toEqual(before);
      expect(await hashesOf(folder.out)).toEqual(good);
    }
  });
});

describe('wrong usage', () => {
  test('an option that does not exist ends with 2 and builds nothing', async () => {
    const { code, stdout, stderr } = await build('--dry-rum');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: unknown option '--dry-rum'/);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe('');
    expect(await hashesOf(folder.out)).toEqual(good);
  });

  test('a setting that cannot be is named with its fix', async () => {
    const { code, stderr } = await runCommand('build', [], {
      DATA_DIR: folder.data,
      OUT_DIR: folder.out,
      SITE_URL: 'pitches.example.com',
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^✗ SITE_URL is "pitches\.example\.com"; use an address such as https:\/\/\S+\.\n {2}→ /,
    );
    expect(await hashesOf(folder.out)).toEqual(good);
  });
});
