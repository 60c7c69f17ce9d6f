import { describe, expect, test } from 'vitest';
import { importAll, TODAY } from './_import.ts';

const orders = (rows: readonly (readonly [amount: string, currency: string])[]) =>
  [
    'order_id,email,order_date,product,quantity,amount,currency',
    ...rows.map(
      ([amount, currency], at) =>
        `O${at},asha${at}@shop.example,2026-05-0${at + 1},Candle,1,"${amount}",${currency}`,
    ),
  ].join('\n');
const currenciesOf = async (rows: Parameters<typeof orders>[0], currency = 'INR') =>
  (await importAll({ 'orders.csv': orders(rows) }, { today: TODAY, currency })).dataset.currencies;

describe('what the amounts are in', () => {
  test('is said by a column, the most frequent first', async () => {
    expect(
      await currenciesOf([
        ['22.00', 'EUR'],
        ['10.00', 'GBP'],
        ['5.00', 'eur'],
      ]),
    ).toEqual(['EUR', 'GBP']);
  });

  test('is said by marks', async () => {
    expect(
      await currenciesOf([
        ['€22.00', ''],
        ['€10.00', ''],
      ]),
    ).toEqual(['EUR']);
  });

  test('a shared mark is that of the brand', async () => {
    expect(await currenciesOf([['$22.00', '']], 'CAD')).toEqual(['CAD']);
    expect(await currenciesOf([['$22.00', '']], 'INR')).toEqual(['USD']);
  });

  test('is not said where nothing says it', async () => {
    expect(await currenciesOf([['22.00', '']])).toBeUndefined();
    expect(await currenciesOf([['22.00', 'LOL']])).toBeUndefined();
  });
});
