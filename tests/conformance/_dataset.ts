import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Copy } from '../../src/copy/copy.ts';
import { printCsvField } from '../../src/data/csv-field.ts';
import { writeSample } from '../../src/data/generate/write-sample.ts';
import { BEHAVIORS, SEGMENTS } from '../../src/data/vocabulary.ts';

/** Texts that mean something to CSV, SQL, COPY, arrays or the order of words. */
export const HOSTILE = [
  "O'Brien; DROP TABLE customers;--",
  'says "hello", twice',
  'two\nlines',
  'carriage\r\nreturn and \r alone',
  'tab\tin between',
  'back\\slash \\n \\t \\. end\\',
  '\\N',
  'end of COPY\n\\.\nis here',
  'NULL',
  '{"a","b"}',
  '  spaces around  ',
  'आशा राव (क्षत्रिय)',
  'عائشة بنت محمد',
  'Zoë Ångström',
  'Zoe\u0308 A\u030angstro\u0308m',
  '😀 family 👨‍👩‍👧‍👦',
  'ｆｕｌｌ　ｗｉｄｔｈ',
  '\ufeffbyte order \ufeff mark',
  '\u0001control\u007f',
  '\ue000private use\uffff',
  '𝔘𝔫𝔦𝔠𝔬𝔡𝔢',
  'é'.repeat(50),
  'a',
  'B',
  '_c',
  'straße',
  '$1 %s {{ chosen }}',
] as const;

/** 300 generated customers, and one for every hostile text, with orders. */
export async function writeDataset(folder: string, { catalogue }: Copy): Promise<void> {
  await writeSample({ folder, customers: 300, seed: 7, asOf: '2026-06-30', catalogue });
  const customers: string[] = [];
  const orders: string[] = [];
  for (const [at, text] of HOSTILE.entries()) {
    // Byte order and the order of words differ here, too.
    const id = `${at % 2 ? 'x' : 'X'}${'_.-a'[at % 4]}${at}`;
    const amounts = Array.from({ length: at % 4 }, (_, n) => (at + 1) * 333.33 * (n + 1));
    const spent = amounts.reduce((sum, amount) => sum + Math.round(amount * 100), 0) / 100;
    customers.push(
      row(
        id,
        text,
        `hostile${at}@example.com`,
        SEGMENTS[at % SEGMENTS.length],
        at % 3 ? 'null|0|a-b_c' : '',
        text.slice(0, 50),
        `20${10 + (at % 16)}-02-28`,
        String((at * 7.300001) % 100).slice(0, 8),
        'morning',
        at % 5 ? 'budget|choice_overload' : '',
        BEHAVIORS[at % BEHAVIORS.length],
        String(at / 32).slice(0, 8),
        spent.toFixed(2),
        '',
        '',
        '',
      ),
    );
    for (const [n, amount] of amounts.entries()) {
      orders.push(
        row(
          `h-${at}-${n}`,
          id,
          `2026-0${1 + (at % 6)}-${10 + n}`,
          'lamp',
          text.slice(0, 50),
          n + 1,
          amount.toFixed(2),
        ),
      );
    }
  }
  await appendFile(join(folder, 'customers.csv'), customers.join(''));
  await appendFile(join(folder, 'orders.csv'), orders.join(''));
}

const row = (...fields: readonly unknown[]) =>
  `${fields.map((field) => printCsvField(String(field))).join(',')}\n`;
