import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSample, type Sample } from '../_sample.ts';
import { runCommand } from '../e2e/_commands.ts';
import { readPdf } from './_read-pdf.ts';

let sample: Sample;
let settings: { DATA_DIR: string };
beforeAll(async () => {
  sample = await makeSample(60);
  settings = { DATA_DIR: sample.folder };
}, 60_000);
afterAll(() => sample.dispose());

const report = (...args: readonly string[]) => runCommand('report', args, settings);
const file = (name: string) => readFile(join(sample.folder, 'reports', name));

describe('npm run report', () => {
  it('writes the digest as a mail and as a page, and names both', async () => {
    const { code, stdout, stderr } = await report('--to', 'owner@shop.example');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/digest-2026-06-30\.eml +\d+ kB, \d charts/);
    expect(stdout).toContain('digest-2026-06-30.html');
    const mail = await simpleParser(await file('digest-2026-06-30.eml'));
    expect(mail.to).toMatchObject({ text: 'owner@shop.example' });
    expect(mail.from).toMatchObject({ text: '"Kachnar Lane" <hello@kachnarlane.example>' });
    expect((await file('digest-2026-06-30.html')).toString()).toContain('data:image/png;base64,');
  });

  it('writes a PDF for each customer it is given, the same ones as for everybody', async () => {
    const [one, other] = ['C0000007', 'C0000003'];
    const some = await report('--customer', one, '--customer', other);
    expect([some.code, some.stderr]).toEqual([0, '']);
    expect(some.stdout.trim().split('\n')).toHaveLength(2);
    const before = await Promise.all([one, other].map((id) => file(`${id}.pdf`)));
    const all = await report('--all', '--limit', '20');
    expect(all.stdout).toMatch(/✓ 20 reports in .*reports\/ +\d+(\.\d)? [kM]B, \d+\.\d s/);
    const after = await Promise.all([one, other].map((id) => file(`${id}.pdf`)));
    expect(after.map((bytes, at) => bytes.equals(before[at] as Buffer))).toEqual([true, true]);
    expect(after.map((bytes) => readPdf(bytes).pages).every((pages) => pages <= 2)).toBe(true);
    expect((await readdir(join(sample.folder, 'reports'))).filter((name) => name.endsWith('.part'))).toEqual(
      [],
    );
  });

  it('keeps to a segment', async () => {
    const { stdout } = await report('--segment', 'VIP', '--limit', '2');
    const made = [...stdout.matchAll(/(C\d+)\.pdf/g)].map(([, id]) => id);
    const vips = sample.records.filter(({ customer }) => customer.segment === 'VIP').slice(0, 2);
    expect(made).toEqual(vips.map(({ customer }) => customer.customer_id));
  });

  it('says who is not there, and who might be meant', async () => {
    const { code, stderr } = await report('--customer', 'c7');
    expect(code).toBe(1);
    expect(stderr).toContain('there is no customer "c7"\n  → did you mean C0000007?');
    expect((await report('--customer', 'C0000007x')).stderr).toContain('did you mean C0000007 or C0000008?');
    expect((await report('--customer', 'NOPE')).stderr).toContain(
      'there is no customer "NOPE"\n  → ids look like C0000001;',
    );
  });

  it.each([
    [['--customer', 'C0000007', '--segment', 'VIP'], 'cannot be used with'],
    [['--to', 'a@example.com, b@example.com'], 'use one address'],
    [['--limit', '3'], 'needs --segment <name> or --all'],
  ])('refuses %j', async (args, said) => {
    const { code, stderr } = await report(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });

  it('says that there is no dataset', async () => {
    const { code, stderr } = await runCommand('report', [], { DATA_DIR: join(sample.folder, 'nothing') });
    expect(code).toBe(1);
    expect(stderr).toContain('npm run generate');
  });
});
