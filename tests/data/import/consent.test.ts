import { describe, expect, it } from 'vitest';
import { addressKey, idKey } from '../../../src/data/import/address.ts';
import { importAll, pick } from './_import.ts';

const head = 'Customer ID,Name,Email,Newsletter\n';

describe('consent', () => {
  it('that was withdrawn before an import is not given back, by address and by id', async () => {
    const withdrawn = { addresses: new Set([addressKey('ann@example.com')]), ids: new Set(['2']) };
    const made = await importAll(
      {
        'people.csv': `${head}1,Ann,ANN@Example.com,yes\n2,Ben,new@example.com,yes\n3,Cat,cat@example.com,yes\n`,
      },
      { withdrawn },
    );
    expect(pick(made.customers, 'name', 'email_consent')).toEqual([
      ['Ann', 'unsubscribed'],
      ['Ben', 'unsubscribed'],
      ['Cat', 'subscribed'],
    ]);
    expect(made.report.totals.kept_unsubscribed).toBe(2);
    expect(made.report.notes.join()).toContain('2 customers unsubscribed before and stayed so');
  });

  it('is remembered of people who are missing for one import', async () => {
    const first = await importAll({
      'people.csv': `${head}1,Ann,ann@example.com,unsubscribed\n2,Ben,ben@example.com,yes\n`,
    });
    expect(first.withdrawn).toEqual([addressKey('ann@example.com'), idKey('1')].sort());
    const withdrawn = (keys: readonly string[]) => ({ addresses: new Set(keys), ids: new Set(keys) });
    const second = await importAll(
      { 'people.csv': `${head}2,Ben,ben@example.com,yes\n` },
      { withdrawn: withdrawn(first.withdrawn) },
    );
    const third = await importAll(
      { 'people.csv': `${head}7,Ann,ann@example.com,yes\n` },
      { withdrawn: withdrawn(second.withdrawn) },
    );
    expect(pick(third.customers, 'email_consent')).toEqual([['unsubscribed']]);
  });

  it.each(['no', 'nein', 'not subscribed', 'pending', 'NEVER_SUBSCRIBED', 'ja (mündlich)', 'x'])(
    'that was never given may be given by a later import: %s',
    async (word) => {
      const first = await importAll({
        'people.csv': `${head}1,Ann,ann@example.com,${word}\n2,Ben,ben@example.com,yes\n`,
      });
      expect(pick(first.customers, 'email_consent').flat()).toEqual(['unknown', 'subscribed']);
      expect(first.withdrawn).toEqual([]);
    },
  );

  it.each(['unsubscribed', 'cleaned', 'opted out', 'suppressed', 'blocklisted'])(
    'that was withdrawn is remembered: %s',
    async (word) => {
      const first = await importAll({ 'people.csv': `${head}1,Ann,ann@example.com,${word}\n` });
      expect(pick(first.customers, 'email_consent').flat()).toEqual(['unsubscribed']);
      expect(first.withdrawn).toEqual([addressKey('ann@example.com'), idKey('1')].sort());
    },
  );

  it('is not given within one import where another row was never ticked, or is not understood', async () => {
    const row = (word: string) => `1,Ann,ann@example.com,${word}\n`;
    for (const word of ['no', 'x']) {
      const made = await importAll({ 'people.csv': `${head}${row('yes')}${row(word)}` });
      expect(pick(made.customers, 'email_consent')).toEqual([['unknown']]);
    }
    const made = await importAll({
      'people.csv': `${head}${row('no')}${row('')}2,Ben,ben@example.com,yes\n`,
    });
    expect(made.report.notes.join()).toContain(
      '1 customer never subscribed: not mailed, until a later import says yes',
    );
  });

  it('of several rows about one person is the strictest, also across files', async () => {
    const made = await importAll({
      'shop.csv': `${head}1,Ann,ann@example.com,yes\n2,Ben,ben@example.com,yes\n3,Cat,cat@example.com,\n`,
      'newsletter.csv':
        'Email,Unsubscribed at,Opt in time\nann@example.com,2025-01-01,\nben@example.com,,\ncat@example.com,,2025-01-02\n',
    });
    expect(pick(made.customers, 'name', 'email_consent')).toEqual([
      ['Ann', 'unsubscribed'],
      ['Ben', 'subscribed'],
      ['Cat', 'subscribed'],
    ]);
  });

  it('in words that nobody understands is none, until a mapping says what they mean', async () => {
    const file = { 'people.csv': `${head}1,Ann,ann@example.com,jovisst\n2,Ben,ben@example.com,nix\n` };
    const made = await importAll(file);
    expect(pick(made.customers, 'email_consent').flat()).toEqual(['unknown', 'unknown']);
    expect(made.withdrawn).toEqual([]);
    expect(made.report.files[0]?.notes).toContainEqual({
      text: 'Newsletter: words that are not understood give no consent; list them under consent in the mapping',
      count: 2,
      example: 'jovisst · nix',
    });
    const columns = { customer_id: 'Customer ID', name: 'Name', email: 'Email', email_consent: 'Newsletter' };
    const consent = { subscribed: ['Jovisst'], unsubscribed: ['nix'] };
    const saved = [{ kind: 'customers', format: 'csv', columns, constants: {}, consent }] as const;
    const mapped = await importAll(file, { saved: saved as never });
    expect(pick(mapped.customers, 'email_consent').flat()).toEqual(['subscribed', 'unsubscribed']);
  });

  it('is not read from a row that ends before it', async () => {
    const made = await importAll({
      'people.csv': `${head}1,Ann,ann@example.com\n2,Ben,ben@example.com,yes\n`,
    });
    expect(pick(made.rejected, 'row', 'reason')).toEqual([
      ['2', 'the row ends before the columns that decide about it'],
    ]);
  });
});

describe('rows about one person', () => {
  it('are one customer: the newest row counts, the older ones fill its gaps, the first id stays', async () => {
    const made = await importAll({
      'people.csv': `Customer ID,Name,Email,City,Last modified,Created at
1,Ann Old,ann@example.com,Graz,2024-01-01,2020-05-05
2,Ann New,Ann@Example.com,,2025-01-01,2021-05-05
3,,ANN@EXAMPLE.COM,Wien,2023-01-01,
`,
    });
    expect(pick(made.customers, 'customer_id', 'name', 'email', 'city', 'join_date')).toEqual([
      ['1', 'Ann New', 'ann@example.com', 'Graz', '2020-05-05'],
    ]);
    expect(made.report.totals).toMatchObject({ accepted: 1, merged: 2 });
  });

  it('of whom one id has two addresses are two people, and one of them is wrong', async () => {
    const made = await importAll({
      'people.csv': 'Customer ID,Email\n1,a@example.com\n1,b@example.com\n2,c@example.com\n2,a@example.com\n',
    });
    expect(pick(made.customers, 'email').flat()).toEqual(['a@example.com', 'c@example.com']);
    expect(pick(made.rejected, 'row', 'field', 'value', 'reason')).toEqual([
      [
        '3',
        'Customer ID',
        '1',
        'the same id stands with another address in a row above; one of the two is wrong',
      ],
      ['5', 'Customer ID', '2', 'the id and the address belong to two different customers of rows above'],
    ]);
  });

  it('without an id get the same id in every import', async () => {
    const once = await importAll({ 'a.csv': 'Email,Name\nann@example.com,Ann\nben@example.com,Ben\n' });
    const again = await importAll({ 'b.csv': 'Email,Name\nBEN@example.com,Benny\nAnn@Example.com,Ann\n' });
    const ids = ({ customers }: typeof once) => new Map(customers.map((row) => [row.email, row.customer_id]));
    expect(ids(again)).toEqual(new Map([...ids(once)].reverse()));
  });
});

/** Those who may be mailed, by what the files say. */
async function mailable(...files: readonly string[]): Promise<readonly string[]> {
  const named = Object.fromEntries(files.map((text, at) => [`${at}.csv`, text]));
  const { customers } = await importAll(named);
  return customers.filter((row) => row.email_consent === 'subscribed').map((row) => row.email as string);
}

describe('a no', () => {
  const people = 'id,email,name,joined,newsletter\n';
  const orders = 'order_id,email,order_date,product,amount,newsletter,status\n';

  it.each([
    ['a bad date', `${people}1,a@example.com,A,2024-01-02,yes\n1,a@example.com,A,garbage,no\n`],
    [
      'an id and an address of two people',
      `${people}1,a@example.com,A,2024-01-02,yes\n2,b@example.com,B,2024-01-05,yes\n1,b@example.com,B,2024-01-06,no\n`,
    ],
    [
      'an address that comes with a strange id',
      `${people}1,a@example.com,A,2024-01-02,yes\n1,c@example.com,C,2024-01-02,no\n3,c@example.com,C,2024-01-02,yes\n`,
    ],
    [
      'a broken character',
      `${people}1,a@example.com,A,2024-01-02,yes\n1,a@example.com,A\uFFFD,2024-01-02,no\n`,
    ],
    ['bad quotes', `${people}1,a@example.com,A,2024-01-02,yes\n1,a@example.com,"A"x,2024-01-02,no\n`],
    ['too many cells', `${people}1,a@example.com,A,2024-01-02,yes\n1,a@example.com,A,B,2024-01-02,no\n`],
    [
      'a cancelled order',
      `${orders}1,a@example.com,2024-02-03,Tea,10.00,yes,paid\n2,a@example.com,2024-03-03,Tea,10.00,no,cancelled\n`,
    ],
  ])('in a rejected row counts: %s', async (_, text) => {
    expect(await mailable(text)).toEqual([]);
  });

  it('in a rejected row counts for whom another file adds', async () => {
    expect(
      await mailable(
        `${people}1,a@example.com,A,2024-13-45,no\n2,b@example.com,B,2024-01-03,yes\n`,
        `${orders}100,a@example.com,2024-02-03,Tea,10.00,yes,paid\n`,
      ),
    ).toEqual(['b@example.com']);
  });

  it('in an order counts for the owner of the id and for the owner of the address', async () => {
    const head = 'order_id,customer_id,email,order_date,product,amount,newsletter\n';
    const text = `${head}1,11,a@example.com,2024-02-03,Tea,10.00,yes\n2,12,b@example.com,2024-02-04,Tea,10.00,yes\n3,11,b@example.com,2024-03-04,Tea,10.00,no\n`;
    expect(await mailable(text)).toEqual([]);
  });

  it('counts for an address however its domain is written', async () => {
    const head = 'email,name,newsletter\n';
    expect(await mailable(`${head}m@büro.example,M,no\nm@xn--bro-hoa.example,M,yes\n`)).toEqual([]);
    expect(await mailable(`${head}m@xn--bro-hoa.example,M,no\n`, `${head}m@BÜRO.example,N,yes\n`)).toEqual(
      [],
    );
  });

  it('is remembered by id, also of somebody without an address', async () => {
    const first = await importAll({
      'x.csv': 'id,email,name,newsletter\n5,a@example.com,A,opted out\n6,,B,opted out\n',
    });
    const keys = new Set(first.withdrawn);
    const later = await importAll(
      { 'x.csv': 'id,email,name,newsletter\n5,a2@example.com,A,yes\n6,b@example.com,B,yes\n' },
      { withdrawn: { addresses: keys, ids: keys } },
    );
    expect(pick(later.customers, 'email_consent').flat()).toEqual(['unsubscribed', 'unsubscribed']);
  });
});

describe('a column', () => {
  it.each([
    'Marketing opt out',
    'No newsletter',
    'Not subscribed',
    'Opted out',
    'Newsletter opt-out',
    'Consent withdrawn',
    'Keine Werbung',
    'Pas de newsletter',
    'nonewsletter',
  ])('that forbids mail never gives consent: %s', async (header) => {
    const text = `Email,Name,${header}\na@example.com,A,yes\nb@example.com,B,no\n`;
    const { customers } = await importAll({ 'x.csv': text });
    expect(pick(customers, 'email_consent').flat()).toEqual(['unsubscribed', 'unknown']);
  });

  it.each([
    ['Email,Name,Subscribed,Opt-out', 'a@example.com,A,yes,yes'],
    ['email,name,newsletter,newsletter', 'a@example.com,A,yes,no'],
    ['Email,Name,Subscribed,Unsubscribed,Bounced', 'a@example.com,A,yes,no,yes'],
    [
      'First Name,Email,Accepts Email Marketing,Total Spent,Total Orders,Unsubscribed,Bounced',
      'A,a@example.com,yes,1.00,1,no,yes',
    ],
    [
      'Record ID,Email,Create Date,Unsubscribed from all email,Invalid email address,Subscribed',
      '1,a@example.com,2024-01-02,no,yes,yes',
    ],
  ])('that forbids counts beside one that permits: %s', async (head, row) => {
    expect(await mailable(`${head}\n${row}\n`)).toEqual([]);
  });

  it('of addresses that said no is a list of refusals', async () => {
    const list = 'Unsubscribed emails\na@example.com\n';
    expect(await mailable('Email,Name,Newsletter\na@example.com,A,yes\n', list)).toEqual([]);
  });

  it('with a general status takes consent and never gives it', async () => {
    const { customers } = await importAll({
      'x.csv':
        'Email,Status,Newsletter\na@example.com,active,\nb@example.com,bounced,yes\nc@example.com,closed,yes\n',
    });
    expect(pick(customers, 'email_consent').flat()).toEqual(['unknown', 'unsubscribed', 'subscribed']);
  });

  it('of times of opting in gives consent for a time that has passed', async () => {
    const cells = [
      'never',
      '-',
      '0000-00-00 00:00:00',
      '2999-01-01',
      '2024-01-02',
      '03/04/2024',
      '2024-05-06',
    ];
    const rows = cells.map((cell, at) => `${at}@example.com,A,${cell}`);
    expect(await mailable(`Email,Name,Subscribed at\n${rows.join('\n')}\n`)).toEqual([
      '4@example.com',
      '5@example.com',
      '6@example.com',
    ]);
  });
});
