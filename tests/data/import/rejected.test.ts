import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { importAll, pick } from './_import.ts';

const PEOPLE =
  'Customer No,E-mail,Full name,Joined,Newsletter\n1,a@example.com,Ann,2024-01-02,yes\n2,b@@example,=Ben,2024-01-03,yes\n3,c@example.com,Cat,2024-13-40,-\n';
const ORDERS =
  'Order No,Customer No,Ordered on,SKU,Line total\n10,1,2024-02-03,T1,-$5\n11,1,2024-02-04,T1,many\n';

describe('rejected rows', () => {
  it('stand as they are behind their place and the reason, each file of them in its own', async () => {
    const made = await importAll({ 'people.csv': PEOPLE, 'orders.csv': ORDERS });
    expect(made.text.rejected.split('\n')).toEqual([
      'row,line,field,reason,Customer No,E-mail,Full name,Joined,Newsletter',
      "3,3,E-mail,is no address such as asha@example.com,2,b@@example,'=Ben,2024-01-03,yes",
      '4,4,Joined,is no date that can be read,3,c@example.com,Cat,2024-13-40,-',
      '',
    ]);
    expect(made.text['rejected-2']?.split('\n')[0]).toBe(
      'row,line,field,reason,Order No,Customer No,Ordered on,SKU,Line total',
    );
    expect(made.report.files.map((file) => file.rejected_in)).toEqual(['rejected.csv', 'rejected-2.csv']);
  });

  it('are taken once they are corrected and imported together with their file', async () => {
    const first = await importAll({ 'people.csv': PEOPLE });
    const corrected = first.text.rejected
      .replace('b@@example', 'b@example.com')
      .replace('2024-13-40', '2024-12-31');
    const saved = [
      {
        kind: 'customers' as const,
        format: 'csv' as const,
        constants: {},
        headers: PEOPLE.split('\n')[0]?.split(',') ?? [],
        columns: {
          customer_id: 'Customer No',
          email: 'E-mail',
          name: 'Full name',
          join_date: 'Joined',
          email_consent: 'Newsletter',
        },
      },
    ];
    for (const options of [{}, { saved }]) {
      const made = await importAll({ 'people.csv': PEOPLE, 'rejected.csv': corrected }, options);
      expect(pick(made.customers, 'email', 'name', 'join_date', 'email_consent')).toEqual([
        ['a@example.com', 'Ann', '2024-01-02', 'subscribed'],
        ['b@example.com', '=Ben', '2024-01-03', 'subscribed'],
        ['c@example.com', 'Cat', '2024-12-31', 'unknown'],
      ]);
      expect(made.report.files.map(({ by }) => by)).toEqual(
        Array(2).fill('saved' in options ? 'saved' : 'proposed'),
      );
    }
  });

  it('of a corrected file that are still wrong keep one place only', async () => {
    const first = await importAll({ 'people.csv': PEOPLE });
    const again = await importAll({
      'people.csv': PEOPLE.split('\n').slice(0, 2).join('\n'),
      'rejected.csv': first.text.rejected,
    });
    const rows = Papa.parse<string[]>(again.text.rejected.trim()).data;
    expect(rows.map((row) => row.length)).toEqual([9, 9, 9]);
    expect(rows[1]?.slice(4)).toEqual(['2', 'b@@example', "'=Ben", '2024-01-03', 'yes']);
  });

  it('with quotes in wrong places are taken apart at the delimiters, and nothing of them is lost', async () => {
    const made = await importAll({ 'x.csv': 'Email,Name\na@example.com,"A"x\nb@example.com,B\n' });
    expect(made.text.rejected.split('\n')[1]).toBe(
      '2,2,,"quotes stand in the wrong places; a quote inside a cell is written twice ("""")",a@example.com,Ax',
    );
  });
});
