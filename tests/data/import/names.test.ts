import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameKey } from '../../../src/data/import/names-met.ts';
import { importAll, pick } from './_import.ts';

const HEAD = 'Order ID,Email,Buyer,Date,Product,Total';
const orders = (...rows: readonly string[]) => ({ 'orders.csv': `${[HEAD, ...rows].join('\n')}\n` });
const ofNames = ({ report }: Awaited<ReturnType<typeof importAll>>) =>
  report.notes.filter((note) => note.includes('more than one name'));

describe('one address with more than one name', () => {
  it('is one customer with the latest name, and the account says so', async () => {
    const made = await importAll(
      orders(
        '1,user0@example.com,Priya Sharma,2025-03-01,Mug,9.00',
        '2,USER0@example.com,Søren Kierkegaard,2025-03-04,Mug,9.00',
        '3,user1@example.com,Ann Ash,2025-03-05,Mug,9.00',
      ),
    );
    expect(pick(made.customers, 'email', 'name')).toEqual([
      ['user0@example.com', 'Søren Kierkegaard'],
      ['user1@example.com', 'Ann Ash'],
    ]);
    expect(made.report.totals.merged).toBe(0);
    expect(ofNames(made)).toEqual([
      '1 address carries more than one name (user0@example.com: Priya Sharma, Søren Kierkegaard); it is one customer, with the latest name.',
    ]);
  });

  it('has the name of the latest order also where the newest order stands first', async () => {
    const made = await importAll(
      orders(
        '9,a@example.com,Ben Bay,2025-06-04,Mug,9.00',
        '8,a@example.com,Ann Ash,2025-03-01,Mug,9.00',
        '7,a@example.com,,2025-06-05,Mug,9.00',
      ),
    );
    expect(pick(made.customers, 'name')).toEqual([['Ben Bay']]);
  });

  it('is counted once, however many names and orders there are, and the first is an example', async () => {
    const rows = ['b', 'a'].flatMap((who) =>
      ['Ann', 'Ben', 'Cat', 'Dan', 'Ann'].map(
        (name, at) => `${who}${at},${who}@x.example,${name},2025-03-0${at + 1},Mug,9.00`,
      ),
    );
    expect(ofNames(await importAll(orders(...rows)))).toEqual([
      '2 addresses carry more than one name (first: b@x.example: Ann, Ben, Cat, …); each is one customer, with the latest name.',
    ]);
  });

  it('is not told of the same name in another spelling', async () => {
    const made = await importAll(
      orders(
        '1,a@example.com,Søren  Müller,2025-03-01,Mug,9.00',
        '2,a@example.com,SOREN MULLER,2025-03-02,Mug,9.00',
        '3,a@example.com,,2025-03-03,Mug,9.00',
      ),
    );
    expect(ofNames(made)).toEqual([]);
  });

  it('is not told of somebody who only brought something back', async () => {
    const made = await importAll({
      'orders.csv': `Order ID,Email,Buyer,Date,Product,Quantity,Total
1,a@example.com,Ann,2025-03-01,Mug,-1,-9.00
2,a@example.com,Ben,2025-03-02,Mug,-1,-9.00
3,b@example.com,Cat,2025-03-02,Mug,1,9.00
`,
    });
    expect(ofNames(made)).toEqual([]);
  });
});

describe('rows of a file of customers that are merged', () => {
  it('are told of when their names differ', async () => {
    const made = await importAll({
      'people.csv':
        'Customer ID,Full name,E-mail\nA1,Ann Ash,ann@example.com\nA2,Ben Bay,ANN@example.com\nA3,Cat Cole,cat@example.com\n',
    });
    expect(made.report.totals).toMatchObject({ customers: 2, merged: 1 });
    expect(ofNames(made)).toEqual([
      '1 address carries more than one name (ann@example.com: Ann Ash, Ben Bay); it is one customer, with the name from the file of customers.',
    ]);
  });

  it('are known by their id where they have no address, and orders may bring the other name', async () => {
    const made = await importAll({
      'people.csv': 'Customer ID,Full name,E-mail\nA1,Ann Ash,\nA1,Ben Bay,\nA2,Cat Cole,cat@example.com\n',
      ...orders('1,cat@example.com,Dan Dale,2025-03-01,Mug,9.00'),
    });
    expect(pick(made.customers, 'name')).toEqual([['Ann Ash'], ['Cat Cole']]);
    expect(ofNames(made)).toEqual([
      '2 addresses or customer ids carry more than one name (first: A1: Ann Ash, Ben Bay); each is one customer, with the name from the file of customers.',
    ]);
  });
});

describe('two names', () => {
  it('are the same without case, accents, spaces and signs', () => {
    expect(nameKey("Zoë  O'Brien-Lefèvre")).toBe(nameKey('zoe o’brien lefevre'));
    expect(nameKey('ΜΑΡΊΑ')).toBe(nameKey('Μαρια'));
  });

  it('differ by vowels that are marks', () => {
    expect(nameKey('राम')).not.toBe(nameKey('रमा'));
  });

  it('are compared alike in upper and lower case', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abcéñøßæzÅ -.') });
    fc.assert(
      fc.property(letters, (name) => {
        expect(nameKey(name.toUpperCase())).toBe(nameKey(name.toLowerCase()));
      }),
    );
  });
});
