import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { fillTables, REFERENCE } from '../../scripts/_reference.ts';
import { customerSchema } from '../../src/data/customer.ts';
import { orderSchema } from '../../src/data/order.ts';
import { envSchema, printEnvExample } from '../../src/env.ts';
import { ORDER } from './_rooms.ts';

const DRIFT = 'the schemas have moved on: run "npm run docs" and look at what changed';
const README =
  '# Name\n\nBefore\n\n<!-- columns -->\nOUTDATED\n<!-- /columns -->\n\n<!-- targets --><!-- /targets -->\n\nEnd\n';

test('.env.example says what the schema says', async () => {
  expect(await readFile('.env.example', 'utf8'), DRIFT).toBe(printEnvExample());
});

test('the tables of the reference say what the schemas say', async () => {
  const readme = await readFile(REFERENCE, 'utf8');
  expect(readme, DRIFT).toBe(fillTables(readme));
});

test('every column and every variable is described', () => {
  for (const { shape } of [customerSchema, orderSchema, envSchema]) {
    for (const [name, field] of Object.entries(shape)) expect(field.description, name).toMatch(/\S.*\.$/);
  }
});

describe('the tables of a reference', () => {
  const filled = fillTables(README);

  test('have a row for every column', () => {
    for (const { shape } of [customerSchema, orderSchema]) {
      for (const name of Object.keys(shape))
        expect(filled).toMatch(new RegExp(`^\\| \`${name}\`[^|]*\\| .+ \\|$`, 'm'));
    }
  });

  test('have as many cells in every row as in their head', () => {
    const cells = (row: string) => row.split(/(?<!\\)\|/).length;
    for (const table of filled.match(/(^\|.*\n)+/gm) ?? []) {
      const [head, ...rows] = table.trim().split('\n') as [string, ...string[]];
      for (const row of rows) expect(cells(row), row).toBe(cells(head));
    }
    expect(filled).toContain('joined with `\\|`');
  });

  test('replace what stood between the markers, and nothing else', () => {
    expect(filled).not.toContain('OUTDATED');
    expect(filled.replaceAll(/(<!-- (\w+) -->)[\s\S]*?(<!-- \/\2 -->)/g, '$1$3')).toBe(
      README.replace('\nOUTDATED\n', ''),
    );
    expect(fillTables(filled)).toBe(filled);
  });

  test('are missed when a marker is gone', () => {
    expect(() => fillTables(README.replace('<!-- /columns -->', ''))).toThrow(
      expect.objectContaining({
        code: 'DOCS_MARKER_MISSING',
        message: 'src/data/README.md has no <!-- columns -->…<!-- /columns -->',
      }),
    );
  });
});

test('the map of the house names its rooms, in their order', async () => {
  const map = await readFile('CONTRIBUTING.md', 'utf8');
  const list = /<!-- rooms -->([\s\S]*?)<!-- \/rooms -->/.exec(map)?.[1] ?? '';
  const rooms = list
    .trim()
    .split('\n')
    .map((line) => [...(line.split(':')[0] ?? '').matchAll(/`([\w-]+)`/g)].map(([, name]) => name));
  expect(rooms).toEqual(ORDER);
});
