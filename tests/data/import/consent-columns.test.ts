import { describe, expect, it } from 'vitest';
import { parseMappingFile } from '../../../src/data/import/mapping.ts';
import { importAll, pick } from './_import.ts';

describe('addresses in a column that forbids mail', () => {
  const consents = async (files: Readonly<Record<string, string>>) =>
    pick((await importAll(files)).customers, 'email', 'email_consent');

  it('are refused, whoever they belong to', async () => {
    const people =
      'Email,Name,Newsletter,Unsubscribed emails\na@example.com,A,yes,C@Example.com\nb@example.com,B,yes,\nc@example.com,C,yes,\n';
    expect(await consents({ 'x.csv': people })).toEqual([
      ['a@example.com', 'unsubscribed'],
      ['b@example.com', 'subscribed'],
      ['c@example.com', 'unsubscribed'],
    ]);
  });

  it('are refused in other files, in rows that are not taken, and several in one cell', async () => {
    const list =
      'Email,Name,Do not mail\nz@example.com,Z\uFFFD,"a@example.com; b@example.com"\n,,c@example.com\n';
    const people =
      'Email,Name,Newsletter\na@example.com,A,yes\nb@example.com,B,yes\nc@example.com,C,yes\nd@example.com,D,yes\n';
    expect(
      (await consents({ 'list.csv': list, 'people.csv': people })).flat().filter((word) => word !== ''),
    ).toEqual([
      'a@example.com',
      'unsubscribed',
      'b@example.com',
      'unsubscribed',
      'c@example.com',
      'unsubscribed',
      'd@example.com',
      'subscribed',
    ]);
  });

  it('are refused beside orders', async () => {
    const orders =
      'order_id,email,order_date,product,amount,newsletter,bounced\n1,a@example.com,2024-02-03,Tea,10.00,yes,b@example.com\n2,b@example.com,2024-02-04,Tea,10.00,yes,\n';
    expect(await consents({ 'orders.csv': orders })).toEqual([
      ['a@example.com', 'unsubscribed'],
      ['b@example.com', 'unsubscribed'],
    ]);
  });

  it('are remembered although nobody has them yet', async () => {
    const first = await importAll({ 'x.csv': 'Email,Name,Unsubscribed\na@example.com,A,late@example.com\n' });
    const keys = new Set(first.withdrawn);
    const later = await importAll(
      { 'y.csv': 'Email,Name,Newsletter\nlate@example.com,L,yes\n' },
      { withdrawn: { addresses: keys, ids: keys } },
    );
    expect(pick(later.customers, 'email_consent')).toEqual([['unsubscribed']]);
  });
});

describe('a general status that a mapping takes for the consent', () => {
  const words = ['active', 'yes', 'subscribed', 'bounced', 'Gold', 'lead'];
  const file = (header: string) => ({
    'x.csv': `Email,Name,${header}\n${words.map((word, at) => `${at}@example.com,A,${word}\n`).join('')}`,
  });
  const saved = (header: string, more: object = {}) =>
    parseMappingFile(
      JSON.stringify({
        files: [
          { kind: 'customers', columns: { email: 'Email', name: 'Name', email_consent: header }, ...more },
        ],
      }),
      'mapping.yaml',
    ).files;
  const consents = async (header: string, more?: object) =>
    importAll(file(header), { saved: saved(header, more) });

  it.each(['Status', 'Account status', 'Statut', 'Kundenstatus', 'Lifecycle Stage'])(
    'takes consent and gives none: %s',
    async (header) => {
      const made = await consents(header);
      expect(pick(made.customers, 'email_consent').flat()).toEqual([
        'unknown',
        'unknown',
        'unknown',
        'unsubscribed',
        'unknown',
        'unknown',
      ]);
      expect(made.report.files[0]?.notes[0]).toMatchObject({
        text: `${header}: a general status gives no consent; list the words that do under consent › subscribed in the mapping`,
        count: 3,
      });
    },
  );

  it('gives it for the words that the mapping names', async () => {
    const made = await consents('Status', { consent: { subscribed: ['Gold'] } });
    expect(pick(made.customers, 'email_consent').flat()).toEqual([
      'unknown',
      'unknown',
      'unknown',
      'unsubscribed',
      'subscribed',
      'unknown',
    ]);
  });

  it.each(['Email status', 'Subscription status', 'Newsletter-Status'])(
    'is none when it is about mail: %s',
    async (header) => {
      const made = await consents(header);
      expect(pick(made.customers, 'email_consent').flat().slice(0, 4)).toEqual([
        'subscribed',
        'subscribed',
        'subscribed',
        'unsubscribed',
      ]);
    },
  );
});
