import { describe, expect, it } from 'vitest';
import { readAddress } from '../../../src/data/import/address.ts';
import { answerOf } from '../../../src/data/import/consent.ts';
import { type DateOrder, inOrder, printDay, readDate } from '../../../src/data/import/dates.ts';
import { inspectSource } from '../../../src/data/import/inspect-source.ts';
import { readAmount, SCALE } from '../../../src/data/import/money.ts';
import { plainText, slugOfText, withoutFormula } from '../../../src/data/import/plain-text.ts';
import { proposeMapping } from '../../../src/data/import/propose-mapping.ts';
import { textSource } from '../../../src/data/import/source.ts';
import { importAll, pick } from './_import.ts';

function read(text: string, order?: DateOrder): string | undefined {
  const found = readDate(text);
  const moment = found && 'a' in found ? order && inOrder(found, order) : found;
  if (!moment) return undefined;
  const { day, minute, isNaive } = moment;
  const time = minute < 0 ? '' : ` ${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
  return `${printDay(day)}${time}${isNaive ? ' naive' : ''}`;
}

describe('a date', () => {
  it.each([
    ['2024-03-12', '2024-03-12'],
    ['2024/3/1', '2024-03-01'],
    ['20240312', '2024-03-12'],
    ['2024-03-12 09:14', '2024-03-12 9:14 naive'],
    ['2024-03-12T09:14:31Z', '2024-03-12 9:14'],
    ['2024-03-12T23:30:00-02:00', '2024-03-13 1:30'],
    ['2025-01-04 00:11:58 +0100', '2025-01-03 23:11'],
    ['12 Mar 2024', '2024-03-12'],
    ['Tue, 12 Mar 2024 10:00 GMT', '2024-03-12 10:00'],
    ['March 12, 2024 at 3:05 PM', '2024-03-12 15:05 naive'],
    ['1710235200', '2024-03-12 9:20'],
    ['1710235200000', '2024-03-12 9:20'],
    ['2024-02-29', '2024-02-29'],
    ['2023-02-29', undefined],
    ['2024-13-01', undefined],
    ['1850-01-01', undefined],
    ['0000-00-00', undefined],
    ['04/12', undefined],
    ['12345', undefined],
    ['soon', undefined],
    ['2024-03-12 25:00', undefined],
  ])('%s is %s', (text, day) => {
    expect(read(text)).toBe(day);
  });

  it('in numbers depends on their order', () => {
    expect(read('04/05/2024')).toBeUndefined();
    expect(read('04/05/2024', 'dmy')).toBe('2024-05-04');
    expect(read('04/05/2024 2:30 PM', 'mdy')).toBe('2024-04-05 14:30 naive');
    expect(read('24-05-04', 'ymd')).toBe('2024-05-04');
    expect(read('4.5.24', 'dmy')).toBe('2024-05-04');
    expect(read('31.04.2024', 'dmy')).toBeUndefined();
  });
});

describe('a column of dates', () => {
  const people = (...dates: string[]) => ({
    'people.csv': `Email,Joined\n${dates.map((date, at) => `p${at}@example.com,${date}\n`).join('')}`,
  });
  const joined = async (...dates: string[]) =>
    pick((await importAll(people(...dates))).customers, 'join_date').flat();

  it('is read as one of its values proves, from the first row on', async () => {
    expect(await joined('04/05/2024', '13/05/2024')).toEqual(['2024-05-04', '2024-05-13']);
    expect(await joined('04/05/2024', '05/13/2024')).toEqual(['2024-04-05', '2024-05-13']);
  });

  it('is read again when the proof stands far below', async () => {
    const many = Array.from({ length: 20_000 }, () => '04/05/2024');
    const days = await joined(...many, '13/05/2024');
    expect(days[0]).toBe('2024-05-04');
    expect(days).toHaveLength(20_001);
  });

  it('that proves nothing is asked about, with examples', async () => {
    await expect(importAll(people('04/05/2024', '06/07/2024', '01/02/2023'))).rejects.toMatchObject({
      code: 'IMPORT_DATES_AMBIGUOUS',
      message:
        'people.csv: the column "Joined" holds dates such as "04/05/2024" and "06/07/2024", and nothing in the file says whether the day or the month comes first',
      hint: expect.stringContaining('--dates dmy'),
    });
    const said = await importAll(people('04/05/2024', '06/07/2024'), { dates: 'dmy' });
    expect(pick(said.customers, 'join_date').flat()).toEqual(['2024-05-04', '2024-07-06']);
    expect(said.report.files[0]?.dates).toEqual([{ column: 'Joined', order: 'dmy', because: 'as you said' }]);
  });

  it('follows a saved mapping where nothing else decides, and its own proof where there is one', async () => {
    const files = people('04/05/2024', '06/07/2024');
    const source = textSource('people.csv', files['people.csv']);
    const { mapping } = proposeMapping(await inspectSource(source, {}));
    const saved = [{ ...mapping, dates: 'mdy' }] as const;
    const followed = await importAll(files, { saved });
    expect(pick(followed.customers, 'join_date').flat()).toEqual(['2024-04-05', '2024-06-07']);
    expect(followed.report.files[0]?.dates).toMatchObject([{ order: 'mdy', because: 'as the mapping says' }]);
    const proven = await importAll(people('04/05/2024', '13/07/2024'), { saved });
    expect(pick(proven.customers, 'join_date').flat()).toEqual(['2024-05-04', '2024-07-13']);
  });

  it.each(['03.04.2026', '3.4.2026 10:00', '03.04.26'])('with dots has the day first: %s', async (text) => {
    const made = await importAll(people(text));
    expect(pick(made.customers, 'join_date')).toEqual([['2026-04-03']]);
    expect(made.report.files[0]?.dates).toMatchObject([
      { order: 'dmy', because: 'with dots between its numbers the day comes first' },
    ]);
  });

  it('with dots follows what its own column, the person or a mapping says before', async () => {
    expect(await joined('03.04.2026', '03.25.2026')).toEqual(['2026-03-04', '2026-03-25']);
    const said = await importAll(people('03.04.2026'), { dates: 'mdy' });
    expect(pick(said.customers, 'join_date')).toEqual([['2026-03-04']]);
  });

  it('that needs an order is asked about with everything else that is open, at once', async () => {
    const made = importAll({
      'people.csv': 'Email,Joined\na@example.com,04/05/2024\n',
      'orders.csv': 'order id,email,date,total\n1,a@example.com,2024-06-07,"1,234"\n',
      'more.csv': 'order id,email,date,total\n2,a@example.com,03-04-2024,1.50\n',
    });
    await expect(made).rejects.toMatchObject({
      code: 'IMPORT_DATES_AMBIGUOUS',
      message: expect.stringMatching(
        /^people\.csv: .*04\/05\/2024.*\norders\.csv: .*1,234.*\nmore\.csv: .*03-04-2024/,
      ),
      hint: expect.stringMatching(/^say it: --dates .*\nsay it: --decimal [^\n]*$/),
    });
  });

  it('with the same number for day and month needs no proof', async () => {
    expect(await joined('05/05/2024', '2024-01-02')).toEqual(['2024-05-05', '2024-01-02']);
  });

  it('that mixes both orders loses only the dates that may be either', async () => {
    const made = await importAll(people('13/05/2024', '05/14/2024', '04/05/2024', '2024-01-02'));
    expect(pick(made.customers, 'join_date').flat()).toEqual(['2024-05-13', '2024-05-14', '2024-01-02']);
    expect(pick(made.rejected, 'row', 'field', 'value')).toEqual([['4', 'Joined', '04/05/2024']]);
  });

  it('may not lie in the future, nor after the analysis date', async () => {
    const made = await importAll(people('2027-01-01', '2026-01-01'));
    expect(pick(made.rejected, 'reason')).toEqual([['lies in the future']]);
    const early = await importAll(people('2026-01-01', '2025-01-01'), { asOf: '2025-06-30' });
    expect(pick(early.rejected, 'reason')).toEqual([['is after the analysis date 2025-06-30']]);
    expect(early.dataset.as_of).toBe('2025-06-30');
  });

  it('does not take the day number of a spreadsheet for a date', async () => {
    const made = await importAll(people('45366', '2024-01-02'));
    expect(made.rejected[0]?.reason).toContain("spreadsheet's day number");
  });
});

describe('an amount', () => {
  it.each([
    ['1234.5', 1234.5, '.', ''],
    ['1 234,50', 1234.5, ',', ''],
    ['1\u00a0234,50', 1234.5, ',', ''],
    ['1\u202f234,50 kr', 1234.5, ',', 'kr'],
    ['1.234,50', 1234.5, ',', ''],
    ['$1,234.50', 1234.5, '.', '$'],
    ['€ 12', 12, undefined, '€'],
    ['USD 1,234,567', 1_234_567, '.', 'USD'],
    ['₹1,23,456.00', 123_456, '.', '₹'],
    ['Rs. 500', 500, undefined, 'Rs'],
    ['1’234.50', 1234.5, '.', ''],
    ['(12.00)', -12, '.', ''],
    ['-12,5', -12.5, ',', ''],
    ['12,50-', -12.5, ',', ''],
    ['0,125', 0.125, ',', ''],
    ['.5', 0.5, '.', ''],
  ])('%s is %d', (text, value, proof, currency) => {
    expect(readAmount(text)).toEqual({ value: Math.round(value * SCALE), other: undefined, proof, currency });
  });

  it.each(['', 'free', '1.2.3', '12,34,5', '1e5', '--5', '1,2345,678'])('"%s" is none', (text) => {
    expect(readAmount(text)).toBeUndefined();
  });

  it('of three digits behind one mark may be two', () => {
    expect(readAmount('1,234')).toMatchObject({
      value: 1234 * SCALE,
      other: 1.234 * SCALE,
      proof: undefined,
    });
    expect(readAmount('1.234')).toMatchObject({
      value: 1.234 * SCALE,
      other: 1234 * SCALE,
      proof: undefined,
    });
  });
});

describe('a column of amounts', () => {
  const orders = (...totals: string[]) => ({
    'orders.csv': `order id;customer id;date;total\n${totals.map((total, at) => `${at};A;2025-01-01;${total}\n`).join('')}`,
  });
  const amounts = async (...totals: string[]) =>
    pick((await importAll(orders(...totals))).orders, 'amount').flat();

  it('is read as one of its values proves', async () => {
    expect(await amounts('1.234', '5,50')).toEqual(['1234.00', '5.50']);
    expect(await amounts('1.234', '5.5')).toEqual(['1.23', '5.50']);
  });

  it('that proves nothing is asked about', async () => {
    await expect(importAll(orders('1.234', '2.500'))).rejects.toMatchObject({
      code: 'IMPORT_DECIMALS_AMBIGUOUS',
      hint: expect.stringContaining('--decimal'),
    });
    const source = textSource('orders.csv', orders('1.234', '2.500')['orders.csv']);
    const { mapping } = proposeMapping(await inspectSource(source, {}));
    const kept = await importAll(orders('1.234', '2.500'), { saved: [{ ...mapping, decimal: 'comma' }] });
    expect(pick(kept.orders, 'amount').flat()).toEqual(['1234.00', '2500.00']);
    const said = await importAll(orders('1.234', '2.500'), { decimal: ',' });
    expect(pick(said.orders, 'amount').flat()).toEqual(['1234.00', '2500.00']);
  });

  it('in another currency than the brand’s is taken as it is, and told', async () => {
    const made = await importAll(orders('12 kr', '€ 9', '5'), { currency: 'SEK' });
    expect(pick(made.orders, 'amount').flat()).toEqual(['12.00', '9.00', '5.00']);
    expect(made.report.files[0]?.notes).toEqual([
      {
        text: "total: amounts in € were taken as they are; the brand's currency is SEK",
        count: 1,
        example: '',
      },
    ]);
  });

  it('that cannot be read costs the row', async () => {
    const made = await importAll(orders('n/a', '5', '', '99999999999'));
    expect(pick(made.rejected, 'row', 'reason')).toEqual([
      ['2', 'is no amount of money'],
      ['4', 'has no amount'],
      ['5', 'is more than 9999999999.99'],
    ]);
  });
});

describe('an address', () => {
  it.each([
    [' Rut@Example.com ', 'rut@example.com'],
    ['Nea Nord <NEA@EXAMPLE.COM>', 'nea@example.com'],
    ['mailto:olle@example.net?subject=Hi', 'olle@example.net'],
    ["'x@example.com", 'x@example.com'],
    ['"q@example.com"', 'q@example.com'],
    ['z\u200b@example.com', { reason: 'is no address such as asha@example.com' }],
    ['a@b@example.com', { reason: 'is no address such as asha@example.com' }],
    ['a@example.com; b@example.com', { reason: 'holds more than one address' }],
    ['nobody', { reason: 'is no address such as asha@example.com' }],
  ])('%s is %o', (cell, address) => {
    expect(readAddress(cell)).toEqual(address);
  });
});

describe('words', () => {
  it('of consent are understood in several languages; strange ones are not', () => {
    const meanings = [
      'Yes',
      'SUBSCRIBED',
      'NEVER_SUBSCRIBED',
      'nej',
      'non',
      'opt-in',
      '',
      'cleaned',
      'not subscribed',
      'perhaps',
    ];
    expect(meanings.map((word) => answerOf(word))).toEqual([
      'subscribed',
      'subscribed',
      'never',
      'never',
      'never',
      'subscribed',
      'unknown',
      'withdrawn',
      'never',
      'unclear',
    ]);
  });

  it('lose what cannot be seen, and keep formulas and HTML', () => {
    expect(plainText('  A\tB\u0007\u202e  C ')).toBe('A B C');
    expect(plainText('=1+1 <b>x</b>')).toBe('=1+1 <b>x</b>');
    expect(withoutFormula('=1+1')).toBe("'=1+1");
    expect(withoutFormula('-5')).toBe('-5');
    expect(withoutFormula('-5+A1')).toBe("'-5+A1");
  });

  it('become ids', () => {
    expect(slugOfText('Crème brûlée, 2 pcs.')).toBe('creme-brulee-2-pcs');
    expect(slugOfText('नमस्ते')).toBe('');
  });
});
