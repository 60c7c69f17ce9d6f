import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseMappingFile } from '../../../src/data/import/mapping.ts';
import { importAll, importFixture, pick } from './_import.ts';

const LINE = ['order_id', 'customer_id', 'order_date', 'product_id', 'quantity', 'amount'] as const;

describe('orders without a file of customers', () => {
  it('make customers: a Shopify order export, its discounts and refunds spread over the lines', async () => {
    const made = await importFixture('shopify_orders.csv');
    expect(made.report.files[0]?.recognised).toBe('a Shopify order export');
    const [mira = '', otto = ''] = pick(made.customers, 'customer_id').flat();
    expect(pick(made.customers, 'name', 'email', 'city', 'email_consent', 'lifetime_value')).toEqual([
      ['Mira Moor', 'mira@example.com', 'Graz', 'subscribed', '80.00'],
      ['Otto Oak', 'otto@example.com', 'Linz', 'unknown', '50.00'],
    ]);
    expect(pick(made.orders, ...LINE)).toEqual([
      // 2 × 15 + 20, 5 off the whole order.
      ['1001', mira, '2025-01-04', 'LN-4', '2', '27.00'],
      ['1001-2', mira, '2025-01-04', 'BC-1', '1', '18.00'],
      // 3 × 20, 10 of them paid back.
      ['1003', otto, '2025-02-03', 'BC-1', '3', '50.00'],
      ['1005', mira, '2025-03-04', 'oak-board', '1', '35.00'],
    ]);
    expect(pick(made.rejected, 'row', 'field', 'reason')).toEqual([
      ['4', 'Financial Status', 'the order was paid back in full'],
      ['6', 'Cancelled at', 'the order was cancelled'],
    ]);
  });

  it('make customers: a log of invoice lines with cancellations, postage and unknown buyers', async () => {
    const made = await importFixture('invoice_lines.csv');
    expect(made.report.files[0]?.dates).toEqual([
      { column: 'InvoiceDate', order: 'mdy', because: '12/13/2010 14:05 proves it' },
    ]);
    expect(pick(made.customers, 'customer_id', 'name', 'email', 'lifetime_value', 'join_date')).toEqual([
      ['20001', 'Customer 20001', '', '40.80', '2010-12-01'],
      ['20002', 'Customer 20002', '', '5.10', '2010-12-13'],
      // Everything came back; they were a customer all the same.
      ['20003', 'Customer 20003', '', '0.00', '2010-12-17'],
    ]);
    expect(pick(made.orders, ...LINE)).toEqual([
      ['700001', '20001', '2010-12-01', '10001', '6', '15.30'],
      ['700001-2', '20001', '2010-12-01', '10002', '2', '15.30'],
      ['700002', '20002', '2010-12-13', '10001', '2', '5.10'],
      ['700011', '20001', '2010-12-20', '10005', '12', '10.20'],
    ]);
    expect(pick(made.rejected, 'row', 'field', 'value')).toEqual([
      ['4', 'StockCode', 'POST'],
      ['7', '', ''],
      // A return of something that was never bought here.
      ['8', 'Quantity', '-1'],
      ['11', 'StockCode', 'D'],
      ['15', 'Quantity', '0'],
    ]);
    expect(made.report.files[0]).toMatchObject({ rows: 14, accepted: 4, merged: 5, rejected: 5 });
    expect(made.report.totals).toMatchObject({ without_address: 3, made_from_orders: 3, amount: 4590 });
  });

  it('make customers: a WooCommerce order export', async () => {
    const made = await importFixture('woocommerce_orders.csv');
    expect(pick(made.orders, 'order_id', 'product_id', 'quantity', 'amount')).toEqual([
      ['501', 'tea-01', '2', '19.00'],
      ['501-2', 'pot-02', '1', '23.00'],
      ['503', 'tea-01', '2', '17.00'],
    ]);
    expect(pick(made.rejected, 'row', 'reason')).toEqual([
      ['4', 'the order was cancelled or failed'],
      ['6', 'the order is not paid'],
    ]);
  });

  it('make customers: a Stripe payment export, which names no products', async () => {
    const made = await importFixture('stripe_payments.csv');
    expect(pick(made.orders, ...LINE)).toEqual([
      ['ch_TEST1', 'cus_A', '2025-06-01', 'payment', '1', '25.00'],
      ['ch_TEST2', 'cus_A', '2025-06-02', 'payment', '1', '25.00'],
    ]);
    expect(pick(made.customers, 'name', 'interests')).toEqual([['Kim Kurz', '']]);
    expect(made.catalogue).toBeUndefined();
  });

  it('make customers: purchases at fixed places, by a mapping', async (context) => {
    const path = '../shared/data/cdnow/CDNOW_sample.txt';
    if (!existsSync(path)) context.skip(`${path} is not there: real purchases are not imported`);
    const text = readFileSync('tests/fixtures/import/cdnow-mapping.yaml', 'utf8');
    const { files: saved } = parseMappingFile(text, 'cdnow-mapping.yaml');
    const made = await importAll({ 'CDNOW_sample.txt': readFileSync(path) }, { saved });
    expect(made.report.totals).toMatchObject({
      rows: 6919,
      accepted: 6919,
      customers: 2357,
      orders: 6919,
      amount: 24_409_194,
      without_address: 2357,
    });
    expect(made.report.as_of).toBe('1998-06-30');
    expect(pick(made.orders.slice(0, 2), ...LINE, 'category')).toEqual([
      ['0001-19970101', '0001', '1997-01-01', 'cd', '2', '29.33', 'Music'],
      ['0001-19970118', '0001', '1997-01-18', 'cd', '2', '29.73', 'Music'],
    ]);
    expect(new Set(pick(made.orders, 'order_id').flat()).size).toBe(6919);
  });
});

describe('orders beside a file of customers', () => {
  const customers = 'Customer ID,Full name,E-mail\nA1,Ann Ash,ann@example.com\nA2,Ben Bay,ben@example.com\n';

  it('find their customers by id or by address, and bring those whom the file does not name', async () => {
    const orders = `Order ID,Customer ID,Email,Buyer,Date,Product,Qty,Total
1,A1,,,2025-03-01,Mug,1,9.00
2,,BEN@example.com,,2025-03-02,Mug,1,9.00
3,A9,,,2025-03-03,Mug,1,9.00
4,,cat@example.com,Cat Cole,2025-03-04,Mug,1,9.00
5,,,,2025-03-05,Mug,1,9.00
`;
    const made = await importAll({ 'people.csv': customers, 'sales.csv': orders });
    expect(pick(made.customers, 'customer_id', 'name', 'email', 'lifetime_value').slice(0, 3)).toEqual([
      ['A1', 'Ann Ash', 'ann@example.com', '9.00'],
      ['A2', 'Ben Bay', 'ben@example.com', '9.00'],
      ['A9', 'Customer A9', '', '9.00'],
    ]);
    expect(pick(made.customers.slice(3), 'name', 'email')).toEqual([['Cat Cole', 'cat@example.com']]);
    expect(pick(made.rejected, 'file', 'row', 'reason')).toEqual([
      ['sales.csv', '6', 'neither an address nor a customer id: fill in "Email" or "Customer ID"'],
    ]);
    expect(made.report.totals).toMatchObject({ made_from_orders: 2, customers: 4, orders: 4, rejected: 1 });
  });

  it('are refused with a name alone: what is missing is told by the columns of the file', async () => {
    const orders = 'Order ID,Email,Buyer,Date,Product,Total\n1,,Ann Ash,2025-03-01,Mug,9.00\n';
    const made = await importAll({ 'people.csv': customers, 'sales.csv': orders });
    expect(made.customers.map(({ name }) => name)).toEqual(['Ann Ash', 'Ben Bay']);
    expect(made.orders).toEqual([]);
    expect(pick(made.rejected, 'field', 'reason')).toEqual([
      ['', 'neither an address nor a customer id: fill in "Email" (two people may share a name)'],
    ]);
  });

  it('keep a contact of whom only an id is known, once something was ordered under it', async () => {
    const people =
      'Record ID,First Name,Email,Create Date,Lifecycle Stage\n77,,,2025-01-01,lead\n78,,,2025-01-01,lead\n';
    const orders = 'order id,customer id,date,total\n1,77,2025-02-02,5.00\n';
    const made = await importAll({ 'contacts.csv': people, 'orders.csv': orders });
    expect(pick(made.customers, 'customer_id', 'name')).toEqual([['77', 'Customer 77']]);
    expect(pick(made.rejected, 'row', 'value')).toEqual([['3', '78']]);
  });

  it('that stand in two files are counted once, and twice in one file are two', async () => {
    const head = 'order id,customer id,date,product,quantity,total\n';
    const january = `${head}1,A1,2025-01-05,Mug,1,9.00\n1,A1,2025-01-05,Mug,1,9.00\n`;
    const february = `${head}1,A1,2025-01-05,Mug,1,9.00\n2,A1,2025-02-05,Mug,1,9.00\n1,A2,2025-02-06,Cup,1,4.00\n`;
    const made = await importAll({ 'people.csv': customers, 'jan.csv': january, 'feb.csv': february });
    expect(pick(made.orders, 'order_id', 'customer_id', 'amount')).toEqual([
      ['1', 'A1', '9.00'],
      ['1-2', 'A1', '9.00'],
      ['2', 'A1', '9.00'],
      // The same number of another shop's order is another order.
      ['1-3', 'A2', '4.00'],
    ]);
    expect(made.report.files[2]?.merges).toEqual([
      {
        why: 'a line of an order that another file has too',
        count: 1,
        rows: [{ row: 2, into: '1' }],
      },
    ]);
  });

  it('state totals that nobody takes over: the orders count, and the difference is told', async () => {
    const people = 'Customer ID,Email,Total spent\nA1,ann@example.com,100.00\n';
    const orders = 'order id,customer id,date,total\n1,A1,2025-02-02,60.00\n';
    const made = await importAll({ 'people.csv': people, 'orders.csv': orders });
    expect(pick(made.customers, 'lifetime_value')).toEqual([['60.00']]);
    expect(made.report.notes.join()).toContain('files 100.00, orders 60.00');
  });
});

describe('a return', () => {
  const head = 'order id,customer id,date,product,quantity,unit price\n';
  const lines = async (rows: string) => {
    const made = await importAll({ 'log.csv': head + rows });
    return {
      orders: pick(made.orders, 'order_id', 'quantity', 'amount'),
      rejected: pick(made.rejected, 'row', 'reason'),
      merged: made.report.totals.merged,
    };
  };

  it('is taken off the latest purchase before it, at the price paid then', async () => {
    expect(await lines('1,A,2025-01-01,Mug,2,10\n2,A,2025-02-01,Mug,2,8\n3,A,2025-03-01,Mug,-1,8\n')).toEqual(
      {
        orders: [
          ['1', '2', '20.00'],
          ['2', '1', '8.00'],
        ],
        rejected: [],
        merged: 1,
      },
    );
  });

  it('may take back more than one purchase', async () => {
    expect(await lines('1,A,2025-01-01,Mug,2,10\n2,A,2025-02-01,Mug,2,8\n3,A,2025-03-01,Mug,-3,8\n')).toEqual(
      {
        orders: [['1', '1', '10.00']],
        rejected: [],
        merged: 2,
      },
    );
  });

  it('may stand above its purchase, in files with the newest lines first', async () => {
    const { orders } = await lines('2,A,2025-02-01,Mug,-1,10\n1,A,2025-01-01,Mug,2,10\n');
    expect(orders).toEqual([['1', '1', '10.00']]);
  });

  it('takes nothing off what was bought later, by somebody else, or is another product', async () => {
    const { orders, rejected } = await lines(
      '1,A,2025-01-01,Mug,-1,10\n2,A,2025-01-02,Mug,1,10\n3,B,2025-01-03,Mug,-1,10\n4,A,2025-01-04,Cup,-1,10\n',
    );
    expect(orders).toEqual([['2', '1', '10.00']]);
    expect(rejected.map(([row]) => row)).toEqual(['2', '4', '5']);
  });

  it('of money only leaves the pieces', async () => {
    const made = await importAll({
      'log.csv':
        'order id,customer id,date,product,quantity,total\n1,A,2025-01-01,Mug,2,20.00\n2,A,2025-01-05,Mug,1,-5.00\n',
    });
    expect(pick(made.orders, 'quantity', 'amount')).toEqual([['2', '15.00']]);
  });

  it('of more money than the last purchase goes on with the one before it', async () => {
    const made = await importAll({
      'log.csv':
        'order id,customer id,date,product,quantity,total\n1,A,2025-01-01,Mug,2,20.00\n2,A,2025-01-05,Mug,1,8.00\n3,A,2025-01-07,Mug,1,-11.50\n',
    });
    expect(pick(made.orders, 'order_id', 'quantity', 'amount')).toEqual([['1', '2', '16.50']]);
    expect(made.report.totals).toMatchObject({ accepted: 1, merged: 2, rejected: 0 });
  });

  it.each([
    ['that nothing matches', '2,9,2024-01-03,Mug,Toys,-1,10.00'],
    ['of a purchase that it takes back', '2,1,2024-01-03,Mug,Toys,1,9.00\n3,1,2024-01-04,Mug,Toys,-1,9.00'],
  ])('leaves the category of its product as those say who keep it: one %s', async (_, lines) => {
    const head = 'Order ID,Customer ID,Date,Product,Category,Quantity,Total\n';
    const made = await importAll({ 'orders.csv': `${head}1,1,2024-01-02,Mug,Kitchen,1,10.00\n${lines}\n` });
    expect(pick(made.orders, 'category')).toEqual([['Kitchen']]);
    expect(pick(made.customers, 'interests')[0]).toEqual(['kitchen']);
  });

  it('never makes a customer, nor anything negative', async () => {
    const made = await importAll({
      'log.csv': `${head}1,A,2025-01-01,Mug,1,10\n2,Z,2025-01-02,Mug,-1,10\n3,A,2025-01-03,Mug,-5,10\n`,
    });
    expect(pick(made.customers, 'customer_id', 'lifetime_value')).toEqual([['A', '0.00']]);
    expect(made.report.notes.join()).toContain('1 return was larger than what had been bought');
  });
});
