import { spawnSync } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../_sample.ts';

const FIXTURES = 'tests/fixtures/import';

let home: string;
beforeAll(async () => {
  home = await temporaryFolder();
});
afterAll(() => rm(home, { recursive: true, force: true }));

function command(
  data: string,
  ...args: readonly string[]
): { readonly code: number | null; readonly out: string } {
  const env = { ...process.env, DATA_DIR: join(home, data), NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/import.ts', ...args],
    {
      env,
      encoding: 'utf8',
    },
  );
  return { code: status, out: stripVTControlCharacters(stdout + stderr) };
}

describe('npm run import', () => {
  it('says what was recognised, accounts for every row, and is undone', async () => {
    const first = command('shop', `${FIXTURES}/shopify_orders.csv`, `${FIXTURES}/shopify_customers.csv`);
    expect(first.out).toContain('shopify_orders.csv: a Shopify order export');
    expect(first.out).toContain('4 = 3 accepted + 1 merged + 0 rejected');
    expect(first.out).toContain(
      '1 × Financial Status the order was paid back in full (first: row 4 "refunded")',
    );
    expect(first.out).toContain('5 customers and 4 order lines in');
    expect(first.code).toBe(0);
    const report = JSON.parse(await readFile(join(home, 'shop', 'import-report.json'), 'utf8'));
    expect(report.totals).toMatchObject({ rows: 10, accepted: 7, merged: 1, rejected: 2 });

    const second = command('shop', `${FIXTURES}/brevo_contacts.csv`);
    expect(second.out).toContain(
      'ADDED_TIME: the day comes first (as in MODIFIED_TIME, where 25-03-2022 10:00 proves it)',
    );
    const undone = command('shop', '--undo');
    expect(undone).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /your dataset of 5 customers again, as of \d{4}-\d\d-\d\d, written on \d{4}-\d\d-\d\d at \d\d:\d\d UTC/,
      ),
    });
  });

  it('saves the mapping that it proposes, and uses it as it was corrected', async () => {
    const before = command('excel', `${FIXTURES}/excel_swedish.csv`, '--dry-run');
    expect(before).toMatchObject({ code: 0, out: expect.stringContaining('nothing was changed') });
    expect(before.out).toContain('email: E-post');
    expect(before.out).not.toContain('import again');
    expect(await readdir(join(home, 'excel'))).toEqual(['.import.lock']);
    const asked = command('excel', `${FIXTURES}/excel_swedish.csv`);
    expect(asked.out).toContain('correct it there and import again');
    const path = join(home, 'excel', 'mapping.yaml');
    const text = await readFile(path, 'utf8');
    expect(text).toContain('email: E-post');
    await writeFile(path, text.replace('lifetime_value: Omsättning', 'city: Mobil'));
    const after = command('excel', `${FIXTURES}/excel_swedish.csv`);
    expect(after.out).toContain('city ← Mobil');
    expect(await readFile(path, 'utf8')).toContain('city: Mobil');
  });

  it('reads a mapping from where it is told', async () => {
    const file = join(home, 'till.txt');
    await writeFile(file, 'A1  2025-01-02  9.50\n');
    const map = join(home, 'till.yaml');
    await writeFile(
      map,
      'files: [{ kind: orders, file: till.txt, format: fixed, names: [who, when, paid], columns: { customer_id: who, order_date: when, amount: paid } }]\n',
    );
    expect(command('till', file, '--map', map)).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 customer and 1 order line'),
    });
  });

  it('refuses a mapping that no file fits, and names what is missing', async () => {
    const [file, map, none] = ['shop.csv', 'shop.yaml', 'none.yaml'].map((name) => join(home, name));
    await writeFile(file as string, 'Email,Name\na@example.com,Ann\n');
    await writeFile(map as string, 'files: [{ kind: customers, columns: { email: E-Mail, name: Name } }]\n');
    await writeFile(none as string, 'files: []\n');
    const wrong = command('map', file as string, '--map', map as string);
    expect(wrong).toMatchObject({ code: 1, out: expect.stringContaining('shop.csv has no "E-Mail"') });
    const empty = command('map', file as string, '--map', none as string);
    expect(empty).toMatchObject({ code: 1, out: expect.stringContaining('holds no mapping') });
  });

  it('lets no cell, header or name of a file command the terminal, in reports, prompts and errors', async () => {
    const name = 'red\u001b[31m\n\u202efile.csv';
    await writeFile(join(home, name), 'Email,Na\u0007me\na@example.com,Ann\nno\u001b]0;owned\u0007,Ben\n');
    await writeFile(join(home, 'odd.csv'), 'Colo\u0007ur,\u001b[2Jsize\nred,1\n');
    const printed = (...args: readonly string[]) => {
      const { stdout, stderr } = spawnSync(
        process.execPath,
        ['--import', 'tsx', 'scripts/import.ts', ...args, '--dry-run'],
        { env: { ...process.env, DATA_DIR: join(home, 'bell'), NO_COLOR: '1' }, encoding: 'utf8' },
      );
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
      return stdout + stderr;
    };
    const report = printed(join(home, name));
    expect(report).toContain('red\\x1b[31m\\x0a\\u202efile.csv: a file of customers');
    expect(report).toContain('"no]0;owned"');
    expect(printed(join(home, 'odd.csv'))).toContain('"Colo\\x07ur", "\\x1b[2Jsize"');
    expect(printed(join(home, `${name}.gone`))).toContain('red\\x1b[31m\\x0a\\u202efile.csv.gone');
    expect(printed(join(home, 'odd.csv'), '--\u001b[31mmap')).toContain("unknown option '--\\x1b[31mmap'");
  });

  it('stops before most of the dataset goes, and lifts a withdrawal for whoever proves it', async () => {
    const [many, few] = ['many.csv', 'few.csv'].map((name) => join(home, name)) as [string, string];
    const rows = Array.from({ length: 9 }, (_, at) => `p${at}@example.com,P${at},unsubscribed\n`);
    await writeFile(many, `Email,Name,Newsletter\n${rows.join('')}`);
    await writeFile(few, 'Email,Name,Newsletter\np0@example.com,P0,yes\n');
    expect(command('gone', many).code).toBe(0);
    expect(command('gone', few)).toMatchObject({
      code: 1,
      out: expect.stringContaining('new 0, changed 0, gone 8'),
    });
    const replaced = command('gone', few, '--replace');
    expect(replaced.out).toContain('1 customer unsubscribed before and stayed so');
    const lifted = command('gone', '--resubscribe', 'P0@example.com');
    expect(lifted).toMatchObject({
      code: 0,
      out: expect.stringContaining('keep the proof of their new consent'),
    });
    expect(await readFile(join(home, 'gone', 'customers.csv'), 'utf8')).toContain(',subscribed,');
    expect(command('gone', '--resubscribe', 'p0@example.com')).toMatchObject({
      code: 1,
      out: expect.stringContaining('nobody with the address p0@example.com withdrew'),
    });
  });

  it('asks for what no file proves, and changes nothing before it knows', async () => {
    const file = join(home, 'dates.csv');
    await writeFile(file, 'Email,Joined\na@example.com,04/05/2024\n');
    const asked = command('dates', file);
    expect(asked.code).toBe(1);
    expect(asked.out).toContain('holds dates such as "04/05/2024"');
    expect(asked.out).toContain('--dates dmy when the day comes first');
    expect(await readdir(join(home, 'dates'))).toEqual(['.import.lock', 'mapping.yaml']);
    expect(command('dates', file, '--dates', 'dmy').code).toBe(0);
    expect(await readFile(join(home, 'dates', 'customers.csv'), 'utf8')).toContain('2024-05-04');
  });

  it.each([
    [[], 2, 'name the files to import'],
    [['x.csv', '--dates', 'ydm'], 2, 'Allowed choices are dmy, mdy, ymd'],
    [['x.csv', '--as-of', 'today'], 2, 'use a date that exists'],
    [['x.csv', '--undo'], 2, '--undo takes no files'],
    [['--undo', '--dry-run'], 2, 'cannot be used with'],
    [['x.csv', '--resubscribe', 'a@example.com'], 2, '--resubscribe takes no files'],
    [['--help'], 0, 'src/data/README.md'],
    [['--from', 'postgres://localhost/x'], 2, '--from goes with --customers-sql'],
    [['--orders-sql', 'SELECT 1'], 2, '--from goes with'],
    [['x.csv', '--from', 'postgres://localhost/x', '--orders-sql', 'SELECT 1'], 2, 'name no files'],
    [['nowhere.csv'], 1, 'there is no file nowhere.csv'],
    [['tests'], 1, 'tests is not a file'],
    [['package.json', '--map', 'nowhere.yaml'], 1, 'there is no file nowhere.yaml'],
    [['package.json'], 1, 'package.json has no column that looks like'],
    [['--undo'], 1, 'holds no dataset from before an import'],
    [['--from', 'mysql://x', '--orders-sql', 'SELECT 1'], 1, '--from is not the address of a PostgreSQL'],
    [
      ['--from', 'postgres://bob:12/secretpw@127.0.0.1:54399/postgres', '--orders-sql', 'SELECT 1'],
      1,
      '--from is not the address',
    ],
    [
      ['--from', 'postgres://u:secret@127.0.0.1:1/x', '--orders-sql', 'SELECT 1'],
      1,
      'correct host and port in --from',
    ],
  ])('%j ends with %d: %s', (args, code, words) => {
    const { code: found, out } = command('wrong', ...args);
    expect([found, out]).toEqual([code, expect.stringContaining(words)]);
    expect(out).not.toContain('secret');
  });
});
