import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PitchwrightError } from '../../src/errors.ts';
import { openDuckDb } from '../../src/store/duckdb.ts';
import { pages, type Store } from '../../src/store/store.ts';
import { temporaryFolder } from '../_sample.ts';
import { CUSTOMERS, changed, type Files, lines, ORDERS, writeFiles } from './_small-dataset.ts';

let root: string;
let count = 0;
beforeAll(async () => {
  root = await temporaryFolder();
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function dataset(files: Files): Promise<string> {
  count += 1;
  return writeFiles(join(root, String(count)), files);
}

async function whole(store: Store) {
  const records = [];
  for await (const page of pages(store, 1)) records.push(...page);
  store.close();
  return records;
}

async function refusal(files: Files): Promise<string> {
  const error = await openDuckDb(await dataset(files)).then(
    () => undefined,
    (reason: PitchwrightError) => reason,
  );
  expect(error?.name).toBe('PitchwrightError');
  return error?.message ?? '';
}

describe('a good dataset', () => {
  it('is streamed in the order of ids, each customer with their orders by date', async () => {
    const [asha, ravi] = await whole(await openDuckDb(await dataset({})));
    expect(asha?.customer).toEqual({
      customer_id: 'A1',
      name: 'Asha Rao',
      email: 'asha@example.com',
      segment: 'VIP',
      interests: ['cooking', 'reading'],
      city: 'Pune',
      join_date: '2024-01-05',
      engagement_score: 81.5,
      preferred_contact_time: 'morning',
      pain_points: ['budget', 'time'],
      buying_behavior: 'loyal',
      response_rate: 0.42,
      lifetime_value: 149950,
      locale: 'en',
      time_zone: 'Asia/Kolkata',
      email_consent: 'subscribed',
      derived: [],
    });
    expect(asha?.orders.map(({ order_id, amount }) => [order_id, amount])).toEqual([
      ['O-2', 49950],
      ['O-1', 100000],
    ]);
    expect(ravi?.customer).toMatchObject({
      name: 'Bose, Ravi',
      interests: [],
      email_consent: 'unknown',
      derived: [],
      locale: '',
    });
    expect(ravi?.orders).toEqual([]);
  });

  it('answers SQL', async () => {
    const store = await openDuckDb(await dataset({}));
    const rows = await store.query(
      'SELECT customer_id, CAST(sum(amount) AS DOUBLE PRECISION) AS spent FROM orders WHERE order_date > CAST($1 AS DATE) GROUP BY 1',
      ['2026-01-01'],
    );
    expect(rows).toEqual([{ customer_id: 'A1', spent: 1499.5 }]);
    store.close();
  });

  it.each([
    ['a byte order mark', `\uFEFF${lines(CUSTOMERS)}`],
    ['CRLF', lines(CUSTOMERS, '\r\n')],
    ['LF and CRLF mixed', `${CUSTOMERS[0]}\r\n${CUSTOMERS[1]}\n${CUSTOMERS[2]}\r\n`],
    ['no newline at the end', CUSTOMERS.join('\n')],
    ['empty lines between rows', lines(CUSTOMERS, '\n\n')],
    [
      'columns in another order, and one of its own',
      lines(CUSTOMERS.map((row, i) => `${i === 0 ? 'note' : `x${i}`},${row}`)),
    ],
    ['a name of 300 characters', changed(CUSTOMERS, 2, 'Asha Rao', 'न'.repeat(300))],
  ])('may have %s', async (_, customers) => {
    const records = await whole(await openDuckDb(await dataset({ customers })));
    expect(records.map(({ customer, orders }) => [customer.customer_id, orders.length])).toEqual([
      ['A1', 2],
      ['B2', 0],
    ]);
  });

  it('may leave out the optional columns', async () => {
    const customers = lines(
      CUSTOMERS.map((row) =>
        row
          .split(/,(?! )/)
          .slice(0, 13)
          .join(','),
      ),
    );
    const [asha] = await whole(await openDuckDb(await dataset({ customers })));
    expect(asha?.customer).toMatchObject({
      locale: '',
      time_zone: '',
      email_consent: 'unknown',
      derived: [],
    });
  });

  it('may be without an address, and say what was worked out', async () => {
    const customers = lines(
      CUSTOMERS.map((row, at) =>
        at === 1 ? `${row.replace('asha@example.com', '')}segment|engagement_score` : row,
      ),
    );
    const [asha, ravi] = await whole(await openDuckDb(await dataset({ customers })));
    expect(asha?.customer).toMatchObject({ email: '', derived: ['segment', 'engagement_score'] });
    expect(ravi?.customer).toMatchObject({ email: 'ravi@example.org', derived: [] });
  });

  it('takes the latest date as analysis date when dataset.json is not there', async () => {
    const store = await openDuckDb(await dataset({ dataset: undefined }));
    expect(store.facts).toMatchObject({ customers: 2, orders: 2, asOf: '2026-06-01' });
    store.close();
  });

  it('knows a sample without dataset.json by addresses that reach nobody', async () => {
    const isSample = async (customers: string) => {
      const store = await openDuckDb(await dataset({ dataset: undefined, customers }));
      store.close();
      return store.facts.isSample;
    };
    expect(await isSample(lines(CUSTOMERS))).toBe(true);
    expect(await isSample(lines(CUSTOMERS.map((row) => row.replace('@example.com', '@shop.example'))))).toBe(
      false,
    );
  });
});

describe('a bad dataset is refused with file, line and fix', () => {
  it.each([
    ['VIP', 'vipp', 'customers.csv line 2: segment is "vipp"; use VIP, Returning, New or At-Risk.'],
    ['81.5', '181', 'customers.csv line 2: engagement_score is "181"; use a number from 0 to 100.'],
    [
      '0.42',
      '0,42',
      'customers.csv line 2: the row has 18 fields, the header has 17; put fields that contain commas in double quotes.',
    ],
    [
      '2024-01-05',
      '2024-02-30',
      'customers.csv line 2: join_date is "2024-02-30"; use a date that exists, as YYYY-MM-DD.',
    ],
    [
      '2024-01-05',
      '2027-01-05',
      'customers.csv line 2: join_date 2027-01-05 is after the analysis date 2026-06-30; correct the date, or as_of in dataset.json.',
    ],
    [
      'A1',
      '../A1',
      'customers.csv line 2: customer_id is "../A1"; use 1 to 64 letters, digits, ".", "_" or "-".',
    ],
    [
      'budget|time',
      'budget|hurry',
      'customers.csv line 2: pain_points is "hurry"; use budget, time, quality, trust, choice_overload, delivery, support, sustainability or complexity.',
    ],
    [
      'asha@example.com',
      'asha@example',
      'customers.csv line 2: email is "asha@example"; use one address such as asha@example.com, or leave it empty.',
    ],
    [
      '1499.50',
      '-1',
      'customers.csv line 2: lifetime_value is "-1"; use an amount of 0 or more with at most two decimals, such as 1499.50.',
    ],
    [
      '1499.50',
      '1499.51',
      "customers.csv line 2: lifetime_value is 1499.51, but the customer's orders add up to 1499.50; write 1499.50, or mend the orders.",
    ],
    [
      'Asia/Kolkata',
      'Asia/Poona',
      'customers.csv line 2: time_zone is "Asia/Poona"; use a zone such as Asia/Kolkata.',
    ],
    [
      'subscribed,',
      'subscribed,segment|wishes',
      'customers.csv line 2: derived is "wishes"; use names of columns, such as interests.',
    ],
    ['Asha Rao', '', 'customers.csv line 2: name is empty; give a name.'],
    ['Asha Rao', '"Asha" Rao', 'customers.csv line 2: a quoted field goes wrong'],
  ])('customers: %s → %s', async (from, to, message) => {
    const said = await refusal({ customers: changed(CUSTOMERS, 2, from, to) });
    expect(said).toContain(message);
    // One mistake, one message: the orders of a customer whose row is wrong are not orders of nobody.
    if (!/A1|,42|"Asha"/.test(from + to)) expect(said.split('\n')).toHaveLength(1);
  });

  it.each(['list.json', 'INDEX.HTML', 'con', 'Nul.txt', 'x.'])(
    'customers: an id that cannot name a folder: %s',
    async (id) => {
      const rows = CUSTOMERS.map((row) => row.replace(/^B2/, id));
      expect(await refusal({ customers: lines(rows) })).toBe(
        `customers.csv line 3: customer_id is "${id}"; use another id: this one cannot name a folder of the site.`,
      );
    },
  );

  it('customers: two ids that differ only in case', async () => {
    const customers = lines(CUSTOMERS.map((row) => row.replace(/^B2/, 'a1')));
    expect(await refusal({ customers })).toBe(
      'customers.csv line 3: customer_id "a1" differs only in case from "A1" on line 2; give every customer one row and one id.',
    );
  });

  it('a header that is wrong is said once, not once for every row', async () => {
    const customers = lines(CUSTOMERS).replaceAll(',', ';');
    expect((await refusal({ customers })).split('\n')).toHaveLength(1);
  });

  it.each([
    ['PK\x03\x04', 'an Excel or zip file'],
    ['\x1f\x8b\x08', 'a gzip file'],
    ['\xff\xfec\x00', 'UTF-16 text'],
  ])('a file of another format: %j', async (bytes, format) => {
    const customers = Buffer.from(bytes, 'latin1');
    expect(await refusal({ customers })).toBe(`customers.csv is ${format}, not CSV`);
  });

  it('customers: a repeated id', async () => {
    const customers = lines([...CUSTOMERS, CUSTOMERS[1] as string]);
    expect(await refusal({ customers })).toBe(
      'customers.csv line 4: customer_id "A1" is already on line 2; give every customer one row and one id.',
    );
  });

  it.each([
    [
      '1000',
      '-1000',
      'orders.csv line 2: amount is "-1000"; use an amount of 0 or more with at most two decimals, such as 1499.50.',
    ],
    [
      'A1',
      'Z9',
      'orders.csv line 2: customer_id "Z9" is not in customers.csv; add the customer or remove the order.',
    ],
    [
      'O-1',
      'O-2',
      'orders.csv line 3: order_id "O-2" is already on line 2; give every order row its own id.',
    ],
    [',1,', ',0,', 'orders.csv line 2: quantity is "0"; use a whole number from 1 to 999999.'],
    [
      ',1000',
      '',
      'orders.csv line 2: the row has 6 fields, the header has 7; put fields that contain commas in double quotes.',
    ],
    [
      '2026-05-01',
      '2026-07-01',
      'orders.csv line 2: order_date 2026-07-01 is after the analysis date 2026-06-30; correct the date, or as_of in dataset.json.',
    ],
  ])('orders: %s → %s', async (from, to, message) => {
    expect(await refusal({ orders: changed(ORDERS, 2, from, to) })).toBe(message);
  });

  it('counts the line on which a row starts, across fields of several lines', async () => {
    const customers = lines(
      CUSTOMERS.map((row, i) => (i === 1 ? row.replace('Pune', '"Pune\nCamp\n"') : row)),
    );
    expect(await refusal({ customers: customers.replace('New', 'new') })).toContain(
      'customers.csv line 5: segment is "new"',
    );
  });

  it('says everything at once, and how much more there is', async () => {
    const bad = Array.from({ length: 30 }, (_, i) =>
      (CUSTOMERS[1] as string).replace('A1', `A${i + 1}`).replace('VIP', 'x'),
    );
    const message = await refusal({
      customers: lines([CUSTOMERS[0] as string, ...bad]),
      orders: `${ORDERS[0]}\n`,
    });
    expect(message.split('\n')).toHaveLength(21);
    expect(message).toContain('… and 10 more.');
  });

  it.each([
    ['an empty file', '', 'customers.csv line 1: the file is empty; begin it with a row of column names.'],
    ['semicolons', lines(CUSTOMERS).replaceAll(',', ';'), 'separate the columns with commas, not semicolons'],
    [
      'a missing column',
      lines(CUSTOMERS).replace('segment', 'sgment'),
      'customers.csv line 1: the column segment is missing',
    ],
    [
      'a column twice',
      lines(CUSTOMERS).replace('city', 'name'),
      'customers.csv line 1: the column "name" stands twice; keep one of them.',
    ],
    [
      'another encoding',
      Buffer.from(lines(CUSTOMERS).replace('Asha', 'Zoë'), 'latin1'),
      'customers.csv line 2: the row is not UTF-8 text; save the file as "CSV UTF-8".',
    ],
  ])('a file with %s', async (_, customers, message) => {
    expect(await refusal({ customers })).toContain(message);
  });

  it.each([
    ['{"sample": true}', 'as_of'],
    ['{"sample": true, "as_of": "yesterday"}', 'as_of: use a date that exists, as YYYY-MM-DD'],
    ['{', 'is not JSON'],
  ])('dataset.json: %s', async (dataset, message) => {
    expect(await refusal({ dataset })).toContain(message);
  });

  it('no files at all', async () => {
    const folder = join(root, 'nothing');
    await mkdir(folder);
    await expect(openDuckDb(folder)).rejects.toThrow(/there is no customers.csv in .*nothing\//);
  });
});
