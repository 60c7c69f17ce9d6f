import { describe, expect, it } from 'vitest';
import { addressKey } from '../../../src/data/import/address.ts';
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
      'people.csv': `${head}1,Ann,ann@example.com,no\n2,Ben,ben@example.com,yes\n`,
    });
    expect(first.withdrawn).toEqual([addressKey('ann@example.com')]);
    const withdrawn = (keys: readonly string[]) => ({ addresses: new Set(keys), ids: new Set<string>() });
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
    expect(pick(made.customers, 'email_consent').flat()).toEqual(['unsubscribed', 'unsubscribed']);
    expect(made.report.files[0]?.notes).toContainEqual({
      text: 'Newsletter: words that are not understood count as a no',
      count: 2,
      example: 'jovisst',
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
