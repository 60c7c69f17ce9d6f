import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { printCsvField } from '../../../src/data/csv-field.ts';
import { inspectSource } from '../../../src/data/import/inspect-source.ts';
import { type CsvRecord, MAX_RECORD, RecordSplitter } from '../../../src/data/import/records.ts';
import { blobSource, type Source, textSource } from '../../../src/data/import/source.ts';
import { importAll, pick } from './_import.ts';

const utf16 = (text: string, isBig: boolean, hasMark: boolean) => {
  const bytes = Buffer.from(hasMark ? `\uFEFF${text}` : text, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};

describe('the encoding of a file', () => {
  const text = 'Name,Email\nBörje Åsa Östlund,borje@example.com\nLéa Noël,lea@example.com\n';
  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ['UTF-16 as Windows writes it', utf16(text, false, true), 'utf-16le'],
    ['UTF-16 the other way round', utf16(text, true, true), 'utf-16be'],
    ['UTF-16 without a mark', utf16(text, false, false), 'utf-16le'],
    ['Windows-1252', Buffer.from(text, 'latin1'), 'windows-1252'],
  ])('is found: %s', async (_name, bytes, encoding) => {
    const made = await importAll({ 'people.csv': bytes });
    expect(made.report.files[0]?.encoding).toBe(encoding);
    expect(pick(made.customers, 'name').flat()).toEqual(['Börje Åsa Östlund', 'Léa Noël']);
  });

  it('is UTF-8 where only some characters are broken: their rows are rejected', async () => {
    const whole = Buffer.from('Name,Email\nZoë,zoe@example.com\nChloë,chloe@example.com\nJosé,');
    const half = Buffer.concat([
      whole.subarray(0, -3),
      Buffer.from([0xc3]),
      Buffer.from(',jose@example.com\nAnn,ann@example.com\n'),
    ]);
    const made = await importAll({ 'people.csv': half });
    expect(pick(made.customers, 'name').flat()).toEqual(['Zoë', 'Chloë', 'Ann']);
    expect(pick(made.rejected, 'row', 'field', 'reason')).toEqual([
      ['4', 'Name', 'holds a broken character'],
    ]);
  });

  it('is UTF-8 where the file ends within a character', async () => {
    const cut = Buffer.concat([
      Buffer.from('Email,Name\nann@example.com,Ann\nzoe@example.com,Zo'),
      Buffer.from([0xc3]),
    ]);
    const made = await importAll({ 'people.csv': cut });
    expect(made.report.files[0]?.encoding).toBe('utf-8');
    expect(pick(made.rejected, 'row')).toEqual([['3']]);
  });

  it('does not depend on where the pieces of a file end', async () => {
    const bytes = Buffer.from(text);
    const source: Source = {
      name: 'people.csv',
      size: bytes.length,
      async *open() {
        for (const byte of bytes) yield Uint8Array.of(byte);
      },
    };
    const made = await importAll([source]);
    expect(pick(made.customers, 'name').flat()).toEqual(['Börje Åsa Östlund', 'Léa Noël']);
  });

  it('is the same in a browser, where files are Blobs', async () => {
    const made = await importAll([blobSource('people.csv', new Blob([text]))]);
    expect(made.customers).toHaveLength(2);
  });
});

describe('what is no text', () => {
  it.each([
    ['PK\x03\x04rest', 'people.csv is an Excel workbook or another zip file, not CSV'],
    ['\x1f\x8brest', 'people.csv is a gzip file, not CSV'],
    ['%PDF-1.7', 'people.csv is a PDF, not CSV'],
    ['\xd0\xcf\x11\xe0\xa1', 'people.csv is an old Excel workbook (.xls), not CSV'],
    ['<!doctype html><p>Log in', 'people.csv is a web page, not CSV'],
    ['\x01\x02\x03\x04\x05\x06\x07\x08\x00\x01\x02\x03', 'people.csv is not text'],
  ])('is refused: %j', async (start, message) => {
    await expect(inspectSource(textSource('people.csv', Buffer.from(start, 'latin1')))).rejects.toMatchObject(
      {
        code: 'IMPORT_NOT_TEXT',
        message,
      },
    );
  });

  it.each([
    ['', 'IMPORT_EMPTY', 'people.csv is empty'],
    ['\n\n \n', 'IMPORT_SHAPE', 'people.csv holds no rows'],
    ['"Name,Email\nx,y\n', 'IMPORT_SHAPE', 'people.csv line 1: a quote in the header is never closed'],
    ['Colour,Size\nred,1\n', 'IMPORT_UNKNOWN_COLUMNS', expect.stringContaining('"Colour", "Size"')],
    ['Email\n', 'IMPORT_NOTHING', 'there is no row of data'],
  ])('and so is a file without anything: %j', async (content, code, message) => {
    await expect(importAll({ 'people.csv': content })).rejects.toMatchObject({ code, message });
  });
});

describe('a delimiter', () => {
  it.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
    ['bars', '|'],
  ])('is found: %s', async (_name, delimiter) => {
    const rows = [
      ['Email', 'Name', 'City'],
      ['a@example.com', 'Ann, the first; of her name', 'Graz'],
      ['b@example.com', 'Ben', 'Linz'],
    ];
    const text = rows
      .map((row) => row.map((cell) => (/[,;|\t]/.test(cell) ? `"${cell}"` : cell)).join(delimiter))
      .join('\r\n');
    const made = await importAll({ 'people.csv': text });
    expect(made.report.files[0]?.delimiter).toBe(delimiter);
    expect(pick(made.customers, 'name').flat()).toEqual(['Ann, the first; of her name', 'Ben']);
  });

  it('is believed when the file says it', async () => {
    const made = await importAll({ 'people.csv': 'sep=;\nEmail;Name, first\na@example.com;Ann\n' });
    expect(pick(made.customers, 'email')).toEqual([['a@example.com']]);
  });
});

describe('records', () => {
  const split = (text: string, size = text.length): readonly CsvRecord[] => {
    const splitter = new RecordSplitter({ delimiter: ',', newline: '\n' });
    const step = Math.max(1, size);
    const pieces = Array.from({ length: Math.ceil(text.length / step) }, (_, at) =>
      splitter.push(text.slice(at * step, (at + 1) * step)),
    );
    return [...pieces, splitter.end()].flat();
  };
  const cell = fc.string({ unit: fc.constantFrom('a', 'b', ' ', ',', '"', '\n', '\r\n', ';', 'é') });

  it('are what papaparse reads, whatever the cells hold and wherever the pieces end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1 }),
        fc.nat(9),
        (rows, size) => {
          const text = rows.map((row) => `${row.map(printCsvField).join(',')}\n`).join('');
          const read = split(text, size).map(({ cells }) => cells);
          expect(read).toEqual(Papa.parse(text, { delimiter: ',', newline: '\n' }).data.slice(0, -1));
        },
      ),
    );
  });

  it('of any text are what papaparse reads, unless one of them is faulty', () => {
    const raw = fc.string({ unit: fc.constantFrom('a', ' ', ',', '"', '"', '\n', '\r\n'), maxLength: 40 });
    let compared = 0;
    fc.assert(
      fc.property(raw, fc.nat(9), (text, size) => {
        const records = split(`${text}\n`, size);
        if (records.some(({ fault }) => fault !== undefined)) return;
        compared += 1;
        // The reader ends rows at \n only; a \r before it is no part of the last cell.
        const { data } = Papa.parse<string[]>(`${text}\n`, { delimiter: ',', newline: '\n' });
        const bare = data
          .slice(0, -1)
          .map((cells) =>
            cells.map((cell, at) => (at === cells.length - 1 ? cell.replace(/\r$/, '') : cell)),
          );
        expect(records.map(({ cells }) => cells)).toEqual(bare);
      }),
      { numRuns: 3000 },
    );
    expect(compared).toBeGreaterThan(500);
  });

  it('know the line they start on', () => {
    const lines = split('a,b\n"x\ny",1\r\n\n"z"\n').map(({ line, cells }) => [line, cells.length]);
    expect(lines).toEqual([
      [1, 2],
      [2, 2],
      [4, 1],
      [5, 1],
    ]);
  });

  it('with a quote that is never closed cost one line', () => {
    const records = split('a,b\n"open,1\nc,d\ne,f\n');
    expect(records.map(({ line, fault }) => [line, fault])).toEqual([
      [1, undefined],
      [2, 'unclosed'],
      [3, undefined],
      [4, undefined],
    ]);
    expect(split('"open,1\n"c",d\n').map(({ fault }) => fault)).toEqual(['quotes', undefined]);
  });

  it('that are too long are passed over, and the next ones are read', () => {
    const long = 'x'.repeat(MAX_RECORD + 10);
    expect(split(`a,b\n${long}\nc,d\n`, 65_536).map(({ line, fault }) => [line, fault])).toEqual([
      [1, undefined],
      [2, 'too-long'],
      [3, undefined],
    ]);
    const open = `"${'y\n'.repeat(MAX_RECORD / 2)}`;
    const records = split(`${open}\nc,d\n`, 65_536);
    expect(records[0]).toMatchObject({ line: 1, fault: 'unclosed' });
    expect(records.at(-1)?.cells).toEqual(['c', 'd']);
  });
});
