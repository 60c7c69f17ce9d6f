import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectSource } from '../../../src/data/import/inspect-source.ts';
import { textSource } from '../../../src/data/import/source.ts';
import { importAll, pick } from './_import.ts';

const TABLE = 'E-Mail;Name;Ort;Umsatz\na@example.com;Ann;Graz;12,50\nb@example.com;Ben;Linz;7,25\n';

const headersOf = async (text: string) => (await inspectSource(textSource('x.csv', text))).headers;

describe('titles above the header', () => {
  it.each([
    ['as wide as the table', 'Customer report 2026;;;\n'],
    ['of one cell', 'Customer report 2026\n'],
    ['of one cell with a comma in it', 'Report, customers, 2026\n'],
    ['with an empty line below', 'Customer report 2026\n\n'],
    ['several', 'Customer report 2026;;;\nExported by;Kim;;\n;;;\n'],
    ['with a date', 'Stand;30.06.2026\n'],
    ['after the mark of Excel', 'sep=;\nCustomer report 2026\n'],
  ])('lose no column: %s', async (_, title) => {
    const made = await importAll({ 'x.csv': title + TABLE });
    expect(pick(made.customers, 'email', 'name', 'city')).toEqual([
      ['a@example.com', 'Ann', 'Graz'],
      ['b@example.com', 'Ben', 'Linz'],
    ]);
    expect(made.report.totals).toMatchObject({ rows: 2, accepted: 2 });
  });

  it('are named in the report, and rows keep the numbers that a spreadsheet shows', async () => {
    const made = await importAll({
      'x.csv': `Customer report 2026;;;\n\nExported by;Kim;;\n${TABLE}not an address;Cat;Wien;1,00\n`,
    });
    expect(made.report.files[0]?.notes).toEqual([
      { text: 'line 1 stands above the header and is no row', count: 1, example: 'Customer report 2026' },
      { text: 'line 3 stands above the header and is no row', count: 1, example: 'Exported by Kim' },
    ]);
    expect(pick(made.rejected, 'row', 'line')).toEqual([['7', '7']]);
  });

  it('may stand above data without a header', async () => {
    const made = await importAll({
      'x.csv': 'Customer report 2026;;\na@example.com;Ann;Graz\nb@example.com;Ben;Linz\n',
    });
    expect(pick(made.customers, 'email').flat()).toEqual(['a@example.com', 'b@example.com']);
  });

  it.each([
    ['Email\na@example.com,more\nb@example.com\n', ['Email']],
    ['customer_id\n1\n3,x\n', ['customer_id']],
    ['Email;;\na@example.com;Ann;Graz\n', ['Email', 'Column 2', 'Column 3']],
    [
      'Name;E-Mail;;;;;\nAnn;a@example.com;1;2;3;4;5\n',
      ['Name', 'E-Mail', 'Column 3', 'Column 4', 'Column 5', 'Column 6', 'Column 7'],
    ],
  ])('are not seen where the header is short: %j', async (text, headers) => {
    expect(await headersOf(text)).toEqual(headers);
  });

  it('make no header out of a row, whatever stands in the table', async () => {
    const cell = fc.constantFrom('', '', 'x', '7', 'a@example.com', '2024-01-02', 'Graz');
    const rows = fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rows, async (lines) => {
        const head = 'Email,Name,City';
        const text = `${head}\n${lines.map((cells) => `${cells.join(',')}\n`).join('')}`;
        expect(await headersOf(text)).toEqual(head.split(','));
      }),
      { numRuns: 150, seed: 5 },
    );
  });
});

describe('before the header', () => {
  it('any number of empty lines may stand', async () => {
    const made = await importAll({ 'x.csv': `${'\n'.repeat(150_000)}${';;;\r\n'.repeat(70_000)}${TABLE}` });
    expect(made.customers).toHaveLength(2);
    const broken = inspectSource(
      textSource('x.csv', `${'\n'.repeat(300_000)}"Email,Name\na@example.com,Ann\n`),
    );
    await expect(broken).rejects.toThrow('x.csv line 300001: a quote in the header is never closed');
    await expect(inspectSource(textSource('x.csv', ' \n'.repeat(300_000)))).rejects.toThrow(
      'x.csv holds no rows',
    );
  });
});

describe('a file whose lines end as on old Macs', () => {
  it.each([
    ['in quotes', '"Ann\nNord"'],
    ['without quotes', 'Ann\nNord'],
    ['as Windows ends them', '"Ann\r\nNord"'],
  ])('may have other line ends inside of cells: %s', async (_, name) => {
    const made = await importAll({
      'x.csv': `Email,Name,City\ra@example.com,${name},Graz\rb@example.com,Ben,Linz\r`,
    });
    expect(pick(made.customers, 'name', 'city')).toEqual([
      ['Ann Nord', 'Graz'],
      ['Ben', 'Linz'],
    ]);
  });
});
