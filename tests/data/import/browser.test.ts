import { readFile } from 'node:fs/promises';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { importFixture } from './_import.ts';

/** What a page does: look at a chosen file, find its mapping, import it, keep what is written. */
const PAGE = `
import { importDataset } from './src/data/import/import-dataset.ts';
import { inspectSource } from './src/data/import/inspect-source.ts';
import { proposeMapping } from './src/data/import/propose-mapping.ts';
import { blobSource } from './src/data/import/source.ts';

export async function run(name, text, options) {
  const inspected = await inspectSource(blobSource(name, new Blob([text])));
  const proposal = proposeMapping(inspected);
  const written = {};
  const { report } = await importDataset(
    [{ inspected, proposal }],
    { write: (table, piece) => { written[table] = (written[table] ?? '') + piece; } },
    options,
  );
  return JSON.stringify({ written, report });
}`;

test('a browser imports the same files to the same bytes', async () => {
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    globalName: 'page',
  });
  // Only what a worker has: no process, no require, no Buffer.
  const globals = { Blob, TextDecoder, TextEncoder, URL, Uint8Array, performance, setTimeout, Intl };
  const context = createContext({ ...globals });
  runInContext(outputFiles[0]?.text as string, context);
  for (const name of [
    'shopify_orders.csv',
    'brevo_contacts.csv',
    'klaviyo_profiles.csv',
    'invoice_lines.csv',
  ]) {
    const here = await importFixture(name);
    const text = await readFile(`tests/fixtures/import/${name}`);
    Object.assign(context, { name, text, options: { today: '2026-06-30' } });
    const { written, report } = JSON.parse(await runInContext('page.run(name, text, options)', context));
    expect(written.customers).toBe(here.text.customers);
    expect(written.orders).toBe(here.text.orders);
    expect(written.rejected).toBe(here.text.rejected);
    expect(report).toEqual(JSON.parse(JSON.stringify(here.report)));
  }
});
