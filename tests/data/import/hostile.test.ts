import { describe, expect, it } from 'vitest';
import type { Source } from '../../../src/data/import/source.ts';
import { importAll, pick } from './_import.ts';

const MEGABYTE = 2 ** 20;

/** Bytes that are made while they are read. */
function madeSource(name: string, pieces: () => Iterable<string>): Source {
  const encoder = new TextEncoder();
  return {
    name,
    size: undefined,
    async *open() {
      for (const piece of pieces()) yield encoder.encode(piece);
    },
  };
}

async function within<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const before = process.memoryUsage().heapUsed;
  const started = performance.now();
  const value = await work();
  expect(performance.now() - started).toBeLessThan(ms);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(150 * MEGABYTE);
  return value;
}

describe('a hostile file', () => {
  it('of one line of 200 MB is refused, quickly and in little memory', async () => {
    const piece = 'x'.repeat(MEGABYTE);
    const source = madeSource('long.csv', function* () {
      for (let at = 0; at < 200; at += 1) yield piece;
    });
    await within(20_000, async () => {
      await expect(importAll([source])).rejects.toMatchObject({
        code: 'IMPORT_SHAPE',
        message: expect.stringContaining('long.csv has no line end'),
      });
    });
  });

  it('with such a line among its rows loses that row', async () => {
    const piece = 'x'.repeat(MEGABYTE);
    const source = madeSource('long.csv', function* () {
      yield 'Email,Name\na@example.com,Ann\nb@example.com,"';
      for (let at = 0; at < 50; at += 1) yield piece;
      yield '\nc@example.com,Cleo\n';
    });
    const made = await within(20_000, () => importAll([source]));
    expect(pick(made.customers, 'name').flat()).toEqual(['Ann', 'Cleo']);
    expect(pick(made.rejected, 'row', 'reason')).toEqual([
      ['3', 'the row is longer than a million characters'],
    ]);
  });

  it('of 10,000 columns is refused', async () => {
    const text = `${Array.from({ length: 10_000 }, (_, at) => `c${at}`).join(',')}\n`;
    await expect(importAll({ 'wide.csv': text })).rejects.toMatchObject({
      code: 'IMPORT_SHAPE',
      message: 'wide.csv has 10,000 columns',
    });
  });

  it('with a row of 500,000 cells loses that row', async () => {
    const made = await importAll({ 'wide.csv': `Email,Name\na@example.com,Ann\n${','.repeat(500_000)}x\n` });
    expect(pick(made.rejected, 'row', 'reason')).toEqual([['3', 'the row has more cells than the header']]);
  });

  it('whose every line opens a quote ends, and rejects them', async () => {
    const text = `Email,Name\n${'"open,x\n'.repeat(50_000)}a@example.com,Ann\n`;
    const made = await within(20_000, () => importAll({ 'open.csv': text }));
    expect(made.report.totals).toMatchObject({ rows: 50_001, accepted: 1, rejected: 50_000 });
  });

  it('with NUL bytes loses the rows that need what holds them', async () => {
    const made = await importAll({
      'nul.csv': 'Email,Name,Note\na@example.com,A\0nn,x\nb@example.com,Ben,\0\n',
    });
    expect(pick(made.customers, 'name').flat()).toEqual(['Ben']);
    expect(pick(made.rejected, 'value', 'reason')).toEqual([['A␀nn', 'holds a NUL character']]);
  });

  it('with formulas and HTML in names keeps them as they are; the list of rejected rows runs nothing', async () => {
    const made = await importAll({
      'evil.csv':
        'Email,Name\na@example.com,"=HYPERLINK(""http://x"")"\nb@example.com,<script>alert(1)</script>\n=cmd|1,x\n',
    });
    expect(pick(made.customers, 'name').flat()).toEqual([
      '=HYPERLINK("http://x")',
      '<script>alert(1)</script>',
    ]);
    expect(made.text.rejected).toContain(",'=cmd|1,x\n");
  });

  it('whose columns are called like things that every object has changes nothing', async () => {
    const made = await importAll({
      'proto.csv': 'Email,__proto__,constructor,toString\na@example.com,x,y,z\n',
    });
    expect(pick(made.customers, 'email')).toEqual([['a@example.com']]);
    expect(made.report.files[0]?.ignored).toEqual(['__proto__', 'constructor', 'toString']);
  });

  it('with a name of a million letters loses the row', async () => {
    const made = await importAll({
      'name.csv': `Email,Name\na@example.com,${'n'.repeat(900_000)}\nb@example.com,Ben\n`,
    });
    expect(pick(made.rejected, 'reason')).toEqual([['holds more than 300 characters']]);
    expect(made.rejected[0]?.value).toHaveLength(200);
  });

  it('with ids that differ only in case, or cannot name a folder, gives everybody a folder of their own', async () => {
    const made = await importAll({
      'ids.csv':
        'customer id,name,email\nabC,A,a@example.com\nABc,B,b@example.com\ncon,C,c@example.com\n../x,D,d@example.com\n7.2E+12,E,e@example.com\n7.2E+12,F,f@example.com\n',
    });
    const ids = pick(made.customers, 'customer_id').flat();
    expect(ids[0]).toBe('abC');
    expect(new Set(ids.map((id) => id?.toLowerCase())).size).toBe(6);
    expect(ids.slice(1).every((id) => /^[ci]-[0-9a-f]{16}$/.test(id as string))).toBe(true);
    expect(made.report.files[0]?.notes.map(({ text }) => text).join()).toContain('rounded by a spreadsheet');
  });

  it('can be given up while it is read', async () => {
    const stop = new AbortController();
    const source = madeSource('endless.csv', function* () {
      yield 'Email,Name\n';
      for (let at = 0; at < 1e9; at += 1) {
        if (at === 200) stop.abort(new Error('enough'));
        yield `p${at}@example.com,P\n`.repeat(10);
      }
    });
    const known: Source = { ...source, isUtf8: true };
    await expect(importAll([known], { signal: stop.signal })).rejects.toThrow('enough');
  });
});
