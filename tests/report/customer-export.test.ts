import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Customer, customerSchema } from '../../src/data/customer.ts';
import { choosePitch } from '../../src/pitch/choose.ts';
import {
  EXPORT_FORMATS,
  type Exported,
  type ExportFormat,
  exportHeader,
  exportLine,
  exportObjection,
} from '../../src/report/customer-export.ts';
import { makeSample, type Sample } from '../_sample.ts';

let sample: Sample;
beforeAll(async () => {
  sample = await makeSample(20);
});
afterAll(() => sample.dispose());

const exported = (at: number, change: Partial<Customer> = {}): Exported => {
  const { customer, orders } = sample.records[at] as (typeof sample.records)[number];
  const record = { customer: { ...customer, ...change }, orders };
  return { ...record, pitch: choosePitch(record, sample.model, sample.copy, { siteUrl: '' }) };
};

const read = (format: ExportFormat, list: readonly Exported[]) => {
  const text = exportHeader(format) + list.map((each) => exportLine(each, format)).join('');
  const { data, errors } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: true,
  });
  expect(errors).toEqual([]);
  return data;
};

describe('an export', () => {
  it.each(EXPORT_FORMATS)('for %s has a row for each customer, with what their mail says', (format) => {
    const people = sample.records.map((_, at) => exported(at));
    const rows = read(format, people);
    expect(rows).toHaveLength(people.length);
    for (const [at, row] of rows.entries()) {
      const { mail } = (people[at] as Exported).pitch;
      expect(Object.values(row)).toContain(mail.subject);
      expect(Object.values(row)).toContain(mail.picks.items[0]?.name);
    }
  });

  it('has the names of columns that the mail services ask for', () => {
    expect(exportHeader('mailchimp')).toMatch(/^Email Address,First Name,Last Name,/);
    expect(exportHeader('klaviyo')).toMatch(/^Email,External ID,First Name,Last Name,/);
    // Merge tags of Mailchimp are ten capitals or digits at most.
    for (const name of exportHeader('mailchimp').trim().split(',').slice(3, -1)) {
      expect(name).toMatch(/^[A-Z][A-Z0-9]{0,9}$/);
    }
  });

  it('counts orders as the page does: the days on which they ordered', () => {
    const person = exported(0);
    const [first] = person.orders;
    const orders = ['2026-05-01', '2026-05-01', '2026-05-09'].map((order_date, at) => ({
      ...(first as (typeof person.orders)[number]),
      order_id: `O${at}`,
      order_date,
    }));
    expect(read('spreadsheet', [{ ...person, orders }])[0]?.Orders).toBe('2');
  });

  it('gives nobody a name, a first day or a response rate that no file says', () => {
    const derived = ['name', 'join_date', 'response_rate'] as const;
    const person = exported(0, { name: 'Customer c-1', response_rate: 0, derived });
    const [row] = read('spreadsheet', [{ ...person, orders: [] }]);
    expect([row?.Name, row?.['Customer since'], row?.['Response rate']]).toEqual(['', '', '']);
    const first = person.orders[0]?.order_date;
    expect(read('spreadsheet', [person])[0]?.['Customer since']).toBe(first);
    for (const format of ['mailchimp', 'klaviyo'] as const) {
      expect(read(format, [person])[0]).toMatchObject({ 'First Name': '', 'Last Name': '' });
      const anna = read(format, [exported(0, { name: 'Müller, Anna' })])[0];
      expect(anna).toMatchObject({ 'First Name': 'Anna', 'Last Name': 'Müller' });
    }
  });

  it('begins with a byte order mark for a spreadsheet only', () => {
    expect(EXPORT_FORMATS.filter((format) => exportHeader(format).startsWith('\uFEFF'))).toEqual([
      'spreadsheet',
    ]);
  });

  it.each(['=cmd|calc!A0', '+1', '-2', '@sum', '\t=1', ' =1'])('runs no formula: %j', (name) => {
    for (const format of EXPORT_FORMATS) {
      const cells = Object.values(read(format, [exported(0, { name, city: name })])[0] ?? {});
      expect(cells.filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
    }
  });

  it('leaves the keys of a mail service as they are, and guards them for a spreadsheet', () => {
    const person = exported(0, { customer_id: '-7', email: '+tag@example.com' });
    const cells = (format: ExportFormat, ...columns: readonly string[]) =>
      columns.map((column) => read(format, [person])[0]?.[column]);
    expect(cells('mailchimp', 'Email Address')).toEqual(['+tag@example.com']);
    expect(cells('klaviyo', 'Email', 'External ID')).toEqual(['+tag@example.com', '-7']);
    expect(cells('spreadsheet', 'E-mail', 'Customer ID')).toEqual(["'+tag@example.com", "'-7"]);
  });

  it('leaves out whose address a spreadsheet could run', () => {
    const agreed = { email_consent: 'subscribed' } as const;
    const objections = (email: string) =>
      EXPORT_FORMATS.map((format) => exportObjection(exported(0, { ...agreed, email }), format, false));
    for (const email of [
      "=cmd|'/c'!a0@example.com",
      '=1@example.com',
      "+cmd|'c'!a0@example.com",
      '-1=2@example.com',
    ]) {
      expect(customerSchema.shape.email.parse(email)).toBe(email);
      expect(objections(email)).toEqual([undefined, 'formula as address', 'formula as address']);
    }
    for (const email of ['+tag@example.com', '-@example.com', 'a=b|c!d@example.com'])
      expect(objections(email)).toEqual([undefined, undefined, undefined]);
    // An id cannot be a formula that calls anything.
    for (const id of ['=1', '-1|2', '+1', '-A1()', '@a']) {
      expect(customerSchema.shape.customer_id.safeParse(id).success).toBe(false);
    }
  });

  it('leaves no merge tag of Mailchimp in a value', () => {
    const [row] = read('mailchimp', [exported(0, { name: '*|FNAME|* Rao' })]);
    expect(row?.['First Name']).toBe('* |FNAME|*');
  });

  it('gives a mail service nobody who did not agree, has no address, or must not be mailed', () => {
    const reasons = (change: Partial<Customer>, isSuppressed = false) =>
      EXPORT_FORMATS.map((format) => exportObjection(exported(0, change), format, isSuppressed));
    const agreed = { email_consent: 'subscribed' } as const;
    expect(reasons(agreed)).toEqual([undefined, undefined, undefined]);
    expect(reasons({ email_consent: 'unknown' })).toEqual([undefined, 'no consent', 'no consent']);
    expect(reasons({ email_consent: 'unsubscribed' })).toEqual([undefined, 'no consent', 'no consent']);
    expect(reasons({ ...agreed, email: '' })).toEqual([undefined, 'no address', 'no address']);
    expect(reasons(agreed, true)).toEqual([undefined, 'suppressed', 'suppressed']);
  });
});
