import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { printCsv } from '../../src/charts/csv.ts';
import { head, number, text } from '../../src/charts/figure.ts';

const printed = (...cells: readonly (string | number)[]) =>
  printCsv({ head: head('A', '#B'), body: [cells.map((raw) => ({ text: 'for people', raw }))] });

describe('printCsv', () => {
  it('prints raw values with a byte order mark and CRLF', () => {
    const table = { head: head('Month', '#Revenue'), body: [[text('मई'), number('₹1,499.50', 1499.5)]] };
    expect(printCsv(table)).toBe('\uFEFFMonth,Revenue\r\nमई,1499.5\r\n');
  });

  it('quotes what needs it', () => {
    expect(printed('a,b', 'say "hi"')).toBe('\uFEFFA,B\r\n"a,b","say ""hi"""\r\n');
  });

  it('lets no text become a formula, and leaves numbers alone', () => {
    for (const start of ['=', '+', '-', '@', '\t', '\r']) {
      expect(printed(`${start}HYPERLINK(1)`, 'x')).toMatch(/^\uFEFFA,B\r\n"?'/);
    }
    expect(printed(-0.25, 0)).toBe('\uFEFFA,B\r\n-0.25,0\r\n');
  });

  it('is read back as it was written', () => {
    const cell = fc.string().filter((each) => !/^[=+\-@\t\r]/.test(each));
    fc.assert(
      fc.property(cell, cell, (a, b) => {
        const { data } = Papa.parse<string[]>(printed(a, b).slice(1), { newline: '\r\n' });
        expect(data[1]).toEqual([a, b]);
      }),
      { seed: 7 },
    );
  });
});
