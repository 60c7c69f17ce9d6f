import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Customer } from '../../src/data/customer.ts';
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
