import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mustRun, type Settings } from './_commands.ts';
import { type CsvRow, changed, hashesOf, rowsOf } from './_site-files.ts';
import { astroMemory, makeWorkFolder, type WorkFolder } from './_work-folder.ts';

const TOTAL = 60;

let folder: WorkFolder;
let settings: Settings;
let content: string;
let before: ReadonlyMap<string, string>;

interface Built {
  readonly rendered: number;
  readonly kept: number;
  /** Files below `customers/<id>/` that are not what they were. */
  readonly changed: readonly string[];
}

/** Builds again and compares the customers' files with those of the build before. */
async function rebuild(): Promise<Built> {
  const printed = await mustRun('build', [], settings);
  const [, rendered, kept] =
    printed.match(/rendered +([\d,]+) customer files, ([\d,]+) kept from the build before/) ?? [];
  const after = await hashesOf(join(folder.out, 'customers'));
  const differing = changed(before, after).filter((path) => /^C\d+\//.test(path));
  before = after;
  return { rendered: Number(rendered), kept: Number(kept), changed: differing };
}

async function rewrite(file: string, edit: (rows: readonly CsvRow[]) => readonly CsvRow[]): Promise<void> {
  const path = join(folder.data, file);
  await writeFile(path, `${Papa.unparse([...edit(await rowsOf(path))], { newline: '\n' })}\n`);
}

const customers = () => rowsOf(join(folder.data, 'customers.csv'));
const filesOf = (ids: readonly string[], parts: readonly string[]) =>
  ids.flatMap((id) => parts.map((part) => `${id}/${part}`)).sort();
const PAGE = ['index.html'];
const MAIL = ['mail.html', 'mail.txt'];

beforeAll(async () => {
  folder = await makeWorkFolder();
  content = join(folder.root, 'content');
  await cp('content', content, { recursive: true });
  settings = { DATA_DIR: folder.data, OUT_DIR: folder.out, CONTENT_DIR: content };
  await mustRun('generate', ['--customers', String(TOTAL), '--seed', '7'], settings);
  before = new Map();
  expect(await rebuild()).toMatchObject({ rendered: TOTAL * 3, kept: 0 });
});

afterAll(() => folder.remove());

describe('a build after a build', () => {
  test('renders nothing when nothing changed', async () => {
    expect(await rebuild()).toEqual({ rendered: 0, kept: TOTAL * 3, changed: [] });
  });

  test('renders the three files of a customer who has a new name, be it of the same length', async () => {
    const [, , { customer_id = '', name = '' } = {}] = await customers();
    const other = name.replace(/./, (first) => (first === 'Z' ? 'Y' : 'Z'));
    await rewrite('customers.csv', (rows) =>
      rows.map((row) => (row.customer_id === customer_id ? { ...row, name: other } : row)),
    );
    expect(await rebuild()).toEqual({
      rendered: 3,
      kept: TOTAL * 3 - 3,
      changed: filesOf([customer_id], [...PAGE, ...MAIL]),
    });
    expect(await readFile(join(folder.out, 'customers', customer_id, 'index.html'), 'utf8')).toContain(
      `<h1>${other}</h1>`,
    );
  });

  test('renders every page and no mail when addresses are to be shown from now on', async () => {
    const [{ customer_id = '', email = '' } = {}] = await customers();
    const page = join(folder.out, 'customers', customer_id, 'index.html');
    expect(await readFile(page, 'utf8')).not.toContain(email);
    settings = { ...settings, SITE_PII: 'show' };
    const ids = (await customers()).map((row) => row.customer_id as string);
    expect(await rebuild()).toEqual({ rendered: TOTAL, kept: TOTAL * 2, changed: filesOf(ids, PAGE) });
    expect(await readFile(page, 'utf8')).toContain(email);
  });

  test('renders everything of English readers when the English greeting changed, nothing of others', async () => {
    const path = join(content, 'locales/en/labels.yaml');
    const labels = await readFile(path, 'utf8');
    await writeFile(
      path,
      labels.replace(/^greeting: .*$/m, 'greeting: "Good day, {{ customer.first_name }},"'),
    );
    const english = (await customers())
      .filter(({ locale }) => locale === 'en')
      .map(({ customer_id }) => customer_id as string);
    expect(english.length).toBeGreaterThan(TOTAL / 2);
    expect(english.length).toBeLessThan(TOTAL);
    expect(await rebuild()).toEqual({
      rendered: english.length * 3,
      kept: (TOTAL - english.length) * 3,
      changed: filesOf(english, [...PAGE, ...MAIL]),
    });
  });

  test('drops all of a customer who left, with their orders', async () => {
    const [, , , , { customer_id: gone = '' } = {}] = await customers();
    const stays = (row: CsvRow) => row.customer_id !== gone;
    await rewrite('customers.csv', (rows) => rows.filter(stays));
    await rewrite('orders.csv', (rows) => rows.filter(stays));
    const { rendered, kept, changed } = await rebuild();
    expect(rendered + kept).toBe((TOTAL - 1) * 3);
    expect(changed).toEqual(expect.arrayContaining(filesOf([gone], [...PAGE, ...MAIL])));
    const left = [...before.keys()].filter((path) => path.startsWith(`${gone}/`));
    expect(left).toEqual([]);
    const everything = await hashesOf(folder.out);
    for (const path of everything.keys()) {
      if (path.endsWith('.html'))
        expect(await readFile(join(folder.out, path), 'utf8'), path).not.toContain(gone);
    }
  });

  test('and after all that is, file by file, what a build from nothing gives', async () => {
    const kept = await hashesOf(folder.out);
    await rm(astroMemory(folder.out), { recursive: true });
    await rm(folder.out, { recursive: true });
    expect(await rebuild()).toMatchObject({ rendered: (TOTAL - 1) * 3, kept: 0 });
    expect(changed(kept, await hashesOf(folder.out))).toEqual([]);
  });
});
