import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { readEnv } from '../../src/env.ts';
import { bell, type Progress } from '../../src/site/progress.ts';
import { freshSite, openSite, type Site } from '../../src/site/site.ts';
import { type Inputs, makeInputs } from './_workshop.ts';

const CUSTOMERS = 5;

const RULES = `VIP: { name: Gold members, when: { orders: { min: 1 } } }
New: { when: { orders: 0 } }
At-Risk: { when: { segment: At-Risk } }
Returning:
`;

let inputs: Inputs;
/** The site over the inputs as they were made. */
let plain: Site;
const progress: Progress[] = [];
const files: Record<string, string> = {};

beforeAll(async () => {
  inputs = await makeInputs(CUSTOMERS);
  for (const path of [data('customers.csv'), data('dataset.json'), content('brand.yaml')]) {
    files[path] = await readFile(path, 'utf8');
  }
  vi.stubEnv('DATA_DIR', inputs.env.DATA_DIR);
  vi.stubEnv('CONTENT_DIR', inputs.env.CONTENT_DIR);
  vi.stubEnv('SITE_URL', '');
  vi.stubEnv('SITE_PII', '');
  const ring = vi.spyOn(bell, 'ring').mockImplementation((said) => void progress.push(said));
  plain = await reopened();
  ring.mockRestore();
  return async () => {
    (await openSite()).workshop.close();
    await inputs.dispose();
    vi.unstubAllEnvs();
  };
});
afterEach(async () => {
  for (const [path, text] of Object.entries(files)) await writeFile(path, text);
  vi.stubEnv('SITE_URL', '');
  vi.stubEnv('SITE_PII', '');
});

describe('the open site', () => {
  test('has a row for everybody, in the order of ids, and says where each one stands', () => {
    const ids = plain.rows.map(({ id }) => id);
    expect(ids).toHaveLength(CUSTOMERS);
    expect(ids).toEqual([...ids].sort());
    for (const [at, id] of ids.entries()) expect(plain.places.get(id)).toBe(at);
  });

  test('shows each customer the mail of their row, asked for in any order', async () => {
    for (const at of [3, 0, CUSTOMERS - 1, 3, 1]) {
      const row = plain.rows[at];
      const view = await plain.view(row?.id as string);
      expect(view.id).toBe(row?.id);
      expect(view.mail.sha256).toBe(row?.sha256);
      expect([view.before, view.after]).toEqual([plain.rows[at - 1]?.id, plain.rows[at + 1]?.id]);
    }
  });

  test('shows the same when it is too large to keep everybody, asked for in any order', async () => {
    const lean = await freshSite(readEnv(), CUSTOMERS - 1);
    expect(lean.rows).toEqual(plain.rows);
    for (const at of [3, 0, CUSTOMERS - 1, 3, 1]) {
      const id = plain.rows[at]?.id as string;
      expect(await lean.view(id)).toEqual(await plain.view(id));
      expect((await lean.piece(id)).message).toEqual((await plain.piece(id)).message);
    }
    lean.workshop.close();
    bell.site = plain;
  });

  test('says how far it comes, from nobody to everybody', () => {
    expect(progress.at(0)).toEqual({ step: 'choose', done: 0, total: CUSTOMERS });
    expect(progress.at(-1)).toEqual({ step: 'choose', done: CUSTOMERS, total: CUSTOMERS });
  });

  test('is opened once, until the bell says that an input changed', async () => {
    expect(await openSite()).toBe(plain);
    const again = await reopened();
    expect(again).not.toBe(plain);
    expect(await openSite()).toBe(again);
  });
});

describe('the site of one’s own segments or products', () => {
  test('puts everybody where the rules of segments.yaml do, says why, and shows the names', async () => {
    const path = content('segments.yaml');
    await writeFile(path, RULES);
    try {
      const own = await reopened();
      expect(changed(own, 'pageKey')).toEqual(own.rows.map(({ id }) => id));
      expect(own.rows.map(({ segment }) => segment)).toEqual(Array(CUSTOMERS).fill('VIP'));
      const view = await own.view(own.rows[0]?.id as string);
      expect(view.segmentWords).toBe('“Gold members”');
      expect(view.choices[0]).toEqual({
        part: 'segment',
        chosen: 'Gold members',
        because: 'orders are 1 or more',
        source: `${inputs.env.CONTENT_DIR}/segments.yaml › VIP`,
      });
      expect(JSON.stringify(view)).not.toMatch(/\bVIP (customer|subject)/);
    } finally {
      await rm(path);
    }
  });

  test('shows every page anew when a segment is only called otherwise', async () => {
    const path = content('segments.yaml');
    await writeFile(path, 'VIP: { name: Gold members }\n');
    try {
      const own = await reopened();
      expect(changed(own, 'pageKey')).toEqual(own.rows.map(({ id }) => id));
      expect(changed(own, 'sha256')).toEqual([]);
    } finally {
      await rm(path);
    }
  });

  test('takes the products of the dataset’s own catalogue, and shows their cents', async () => {
    const text = await readFile(content('catalogue.yaml'), 'utf8');
    await writeFile(data('catalogue.yaml'), text.replaceAll(/price: (\d+)$/gm, 'price: $1.50'));
    try {
      const own = await reopened();
      expect(changed(own, 'sha256')).toEqual(own.rows.map(({ id }) => id));
      const { pitch } = await own.piece(own.rows[0]?.id as string);
      for (const { price } of pitch.mail.picks.items) expect(price).toMatch(/^₹[\d,]+\.50$/);
    } finally {
      await rm(data('catalogue.yaml'));
    }
  });
});

describe('the keys of the pages', () => {
  test('are the same for the same inputs', async () => {
    expect((await reopened()).rows).toEqual(plain.rows);
  });

  test('change for one page when one name changes, and for no other', async () => {
    await change(data('customers.csv'), (text) => text.replace(/^(C0000003),[^,\n]+,/m, '$1,Somebody Else,'));
    const after = await reopened();
    expect(changed(after, 'pageKey')).toEqual(['C0000003']);
    expect(changed(after, 'sha256')).toEqual(['C0000003']);
  });

  test('change for the neighbours and peers of a customer who comes in between, but no mail does', async () => {
    await change(data('customers.csv'), (text) => {
      const own = /^C0000003,.*\n/m.exec(text)?.[0] as string;
      const fields = own.replace('C0000003', 'C0000003a').replace(/,[\d.]+(?=,\w*,Asia)/, ',0.00');
      return text.replace(own, own + fields);
    });
    const { rows } = await reopened();
    expect(rows).toHaveLength(CUSTOMERS + 1);
    const known = { rows: rows.filter(({ id }) => id !== 'C0000003a') };
    // Who stands above how many of the segment is another share with one more in it.
    const segment = rows.find(({ id }) => id === 'C0000003a')?.segment;
    const touched = changed(known, 'pageKey');
    expect(touched).toEqual(expect.arrayContaining(['C0000003', 'C0000004']));
    for (const row of known.rows) {
      if (row.segment !== segment && row.id !== 'C0000004') expect(touched).not.toContain(row.id);
    }
    expect(changed(known, 'sha256')).toEqual([]);
  });

  test.each([
    [
      'the name of the brand',
      () => change(content('brand.yaml'), (text) => text.replace(/^name: .*$/m, 'name: Other')),
    ],
    [
      'the analysis date',
      () => change(data('dataset.json'), (text) => text.replace('2026-06-30', '2026-07-01')),
    ],
    ['what kind of data it is', () => change(data('dataset.json'), (text) => text.replace('true', 'false'))],
    ['whether addresses are shown', async () => vi.stubEnv('SITE_PII', 'show')],
    ['where the site is published', async () => vi.stubEnv('SITE_URL', 'https://pitches.example.com')],
  ])('all change with %s, which every page shows', async (_name, act) => {
    await act();
    expect(changed(await reopened(), 'pageKey')).toEqual(plain.rows.map(({ id }) => id));
  });
});

async function reopened(): Promise<Site> {
  bell.epoch += 1;
  return openSite();
}

function data(name: string): string {
  return join(inputs.env.DATA_DIR, name);
}

function content(name: string): string {
  return join(inputs.env.CONTENT_DIR, name);
}

async function change(path: string, edit: (text: string) => string): Promise<void> {
  const before = await readFile(path, 'utf8');
  if (edit(before) === before) throw new Error(`nothing changes in ${path}`);
  await writeFile(path, edit(before));
}

/** The ids of the rows whose value is another one than over the inputs as they were made. */
function changed({ rows }: Pick<Site, 'rows'>, column: 'pageKey' | 'sha256'): readonly string[] {
  return rows.filter((row, at) => row[column] !== plain.rows[at]?.[column]).map(({ id }) => id);
}
