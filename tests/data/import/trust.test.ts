import { describe, expect, it } from 'vitest';
import { parseMappingFile } from '../../../src/data/import/mapping.ts';
import type { Source } from '../../../src/data/import/source.ts';
import { importAll, pick } from './_import.ts';

/** A source that gives another text at each reading; the last one again and again. */
function changing(...texts: readonly string[]): Source {
  let reading = 0;
  return {
    name: 'live.csv',
    size: undefined,
    async *open() {
      const text = texts[Math.min(reading, texts.length - 1)] as string;
      reading += 1;
      yield new TextEncoder().encode(text);
    },
  };
}

const HEAD = 'Customer ID,Name,Email,Newsletter\n';
const ANN = '1,Ann,ann@example.com,yes\n';
const BEN = '2,Ben,ben@example.com,no!\n'.replace('!', '');

describe('a file that changes while it is read', () => {
  const before = HEAD + ANN + BEN;
  it.each([
    ['has its rows in another order', HEAD + BEN + ANN],
    ['is cut off', HEAD + ANN],
    ['grows', before + ANN],
    ['has other words of the same length', before.replace('yes', 'non')],
    ['breaks a row', before.replace('ann@example.com', '"nn@example.com')],
  ])('is refused when it %s, whenever that happens', async (_, after) => {
    for (let at = 1; at <= 3; at += 1) {
      const texts = [...Array.from({ length: at }, () => before), after];
      await expect(importAll([changing(...texts)]), `reading ${at + 1}`).rejects.toMatchObject({
        code: 'IMPORT_CHANGED',
        message: expect.stringContaining('live.csv changed while it was read'),
      });
    }
  });

  it('is read as ever when it stays the same', async () => {
    expect((await importAll([changing(before)])).customers).toHaveLength(2);
  });
});

describe('the same', () => {
  const SHOP =
    'Name,Email,Financial Status,Subtotal,Created at,Lineitem quantity,Lineitem name,Lineitem price,Refunded Amount\n';

  it('order number in two shops is two orders', async () => {
    const made = await importAll({
      'one.csv': `${SHOP}#1001,a@example.com,paid,100.00,2024-01-02,1,Lamp,100.00,0.00\n`,
      'two.csv': `${SHOP}#1001,b@example.com,paid,80.00,2024-02-02,1,Chair,80.00,40.00\n`,
    });
    expect(pick(made.customers, 'email', 'lifetime_value')).toEqual([
      ['a@example.com', '100.00'],
      ['b@example.com', '40.00'],
    ]);
  });

  it('file named twice is refused', async () => {
    const text = 'email,order_date,product,amount\na@example.com,2024-01-02,Tea,5.00\n';
    await expect(importAll({ 'a.csv': text, 'copy.csv': text })).rejects.toMatchObject({
      code: 'IMPORT_TWICE',
      message: 'copy.csv holds exactly what a.csv holds',
    });
  });
});

describe('years of two digits', () => {
  const joined = (...dates: readonly string[]) =>
    importAll({
      'join.csv': `Email,Joined\n${dates.map((date, at) => `p${at}@example.com,${date}\n`).join('')}`,
    });
  const days = async (...dates: readonly string[]) =>
    pick((await joined(...dates)).customers, 'join_date').flat();

  it.each([[['23-01-15', '23-02-20', '24-12-31', '24-10-28']], [['25/12/24', '04/05/24']], [['05/05/24']]])(
    'prove nothing while the year may stand first: %j',
    async (dates) => {
      await expect(joined(...dates)).rejects.toMatchObject({
        code: 'IMPORT_DATES_AMBIGUOUS',
        message: expect.stringContaining('or the year'),
      });
    },
  );

  it.each([
    ['the month first', ['12/31/24', '04/05/24'], ['2024-12-31', '2024-04-05']],
    ['the day first', ['31/12/24', '04/05/24'], ['2024-12-31', '2024-05-04']],
    ['the day first', ['25/12/99', '04/05/24'], ['1999-12-25', '2024-05-04']],
    ['the year first', ['99-12-25', '04-05-24'], ['1999-12-25', '2004-05-24']],
  ])('have %s where one value can be nothing else: %j', async (_, dates, expected) => {
    expect(await days(...dates)).toEqual(expected);
  });
});

it('an analysis date in the future lets no order of the future in', async () => {
  const text =
    'order_id,email,order_date,product,amount\n1,a@example.com,2024-01-02,Tea,5.00\n2,a@example.com,2027-01-02,Tea,5.00\n';
  const made = await importAll({ 'orders.csv': text }, { asOf: '2099-01-01' });
  expect(pick(made.rejected, 'reason')).toEqual([['lies in the future']]);
});

it('an amount too large for one customer loses its row, not the import', async () => {
  const text =
    'order_id,email,order_date,product,amount\n1,a@example.com,2024-01-02,Tea,9999999999.99\n2,a@example.com,2024-01-03,Tea,9999999999.99\n3,b@example.com,2024-01-03,Tea,5.00\n';
  const made = await importAll({ 'orders.csv': text });
  expect(pick(made.customers, 'lifetime_value')).toEqual([['9999999999.99'], ['5.00']]);
  expect(pick(made.rejected, 'row', 'reason')).toEqual([
    ['3', 'would make more than 9999999999.99 of one customer'],
  ]);
});

it('a mapping whose aliases grow without end is refused in words', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[at]}`).join(',')}]\n`).join('')}`;
  expect(() => parseMappingFile(bomb, 'mapping.yaml')).toThrow(
    expect.objectContaining({ code: 'IMPORT_MAPPING_INVALID' }),
  );
});

it('a file of purchases without ids is a file of orders', async () => {
  const text = 'email,order_date,amount\na@example.com,2024-01-02,5.00\nb@example.com,2024-01-03,7.00\n';
  const made = await importAll({ 'log.csv': text });
  expect(made.report.totals).toMatchObject({ customers: 2, orders: 2, amount: 1200 });
});

it.each([
  ['sep=^\nEmail^Name\n', 'IMPORT_SHAPE', 'says that "^" stands between its cells'],
  [Uint8Array.of(0xff, 0xfe, 0, 0, 0x45, 0, 0, 0), 'IMPORT_NOT_TEXT', 'is text in UTF-32'],
  [Uint8Array.of(0, 0, 0xfe, 0xff, 0, 0, 0, 0x45), 'IMPORT_NOT_TEXT', 'is text in UTF-32'],
] as const)('what cannot be read is called by its name: %j', async (content, code, words) => {
  await expect(importAll({ 'odd.csv': content })).rejects.toMatchObject({
    code,
    message: expect.stringContaining(words),
  });
});
