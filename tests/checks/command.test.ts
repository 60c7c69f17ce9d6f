import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { movedSince, readKeptReport } from '../../src/checks/kept-report.ts';
import { type Inputs, makeInputs } from '../site/_workshop.ts';

let inputs: Inputs;
beforeAll(async () => {
  inputs = await makeInputs(2);
});
afterAll(() => inputs.dispose());

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function check(...args: readonly string[]): Promise<Outcome> {
  const { DATA_DIR, CONTENT_DIR } = inputs.env;
  const env = {
    ...process.env,
    DATA_DIR,
    CONTENT_DIR,
    SITE_URL: '',
    UNSUBSCRIBE_SECRET: '',
    DATABASE_URL: '',
  };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'scripts/check.ts', ...args],
      { env },
      (error, stdout, stderr) => {
        resolve({ code: Number(error?.code ?? 0), stdout: stripVTControlCharacters(stdout), stderr });
      },
    );
  });
}

const kept = () => readKeptReport(inputs.env.DATA_DIR);

test('the result for everybody is kept for the site, that for one customer is not', async () => {
  expect((await check('--customer', 'C0000001')).code).toBe(0);
  expect(await kept()).toBeUndefined();
  expect((await check()).code).toBe(0);
  const report = await kept();
  expect(report).toMatchObject({ mails: 2, worst: { error: 0 } });
  expect(report && (await movedSince(report, inputs.env))).toEqual([]);
});

test('broken content ends with 1 and names recipient, place and fix, in a file and on the terminal', async () => {
  const brand = join(inputs.env.CONTENT_DIR, 'brand.yaml');
  const written = await readFile(brand, 'utf8');
  await writeFile(
    brand,
    written
      .replace(/^tagline: .*$/m, 'tagline: "Good things for {{ customer.first_name }}"')
      .replace(/^postal_address: .*$/m, `postal_address: "${'12 Example Road, '.repeat(7000)}"`),
  );
  const output = join(inputs.env.DATA_DIR, 'check.xml');
  const { code, stdout, stderr } = await check('--format', 'junit', '--output', output);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toMatch(/^✗ 2 mails checked: errors in 2 of them\n/);
  expect(await kept()).toMatchObject({ worst: { error: 2 } });
  const xml = await readFile(output, 'utf8');
  expect(xml).toMatch(
    /classname="check\.size"[^>]*>\s*<failure type="error" message="C0\d+ and 1 more, HTML: 1\d\d kB; Gmail clips/,
  );
  expect(xml).toMatch(
    /classname="check\.unfilled"[^>]*>\s*<failure type="error" message="C0000001 and 1 more, brand › tagline: it says “\{\{”/,
  );
});
