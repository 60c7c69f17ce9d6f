import { existsSync } from 'node:fs';
import { describe, expect, it, type TestContext } from 'vitest';
import { type Imported, importFixture, importPath, pick } from './_import.ts';

/** Real exports with made-up rows; they are not part of the project. */
const CRM = '../shared/data/crm';

function crm(context: TestContext, name: string): Promise<Imported> {
  const path = `${CRM}/${name}`;
  if (!existsSync(path)) context.skip(`${path} is not there: real exports are not checked`);
  return importPath(path);
}

const WHO = ['customer_id', 'name', 'email', 'email_consent'] as const;
const WHY = ['row', 'line', 'field', 'value', 'reason'] as const;

const accounts = ({ report: { totals } }: Imported) => [
  totals.rows,
  totals.accepted,
  totals.merged,
  totals.rejected,
];

const recognised = ({ report }: Imported) =>
  report.files.map((file) => [file.by, file.recognised, file.kind]);

describe('a Shopify customer export', () => {
  it('loses apostrophes, merges accounts of one address and keeps people without one for the analytics', async () => {
    const made = await importFixture('shopify_customers.csv');
    expect(recognised(made)).toEqual([['preset', 'a Shopify customer export', 'customers']]);
    expect(accounts(made)).toEqual([4, 3, 1, 0]);
    expect(pick(made.customers, ...WHO, 'city')).toEqual([
      ['8120000000002', 'Customer 8120000000002', 'nameless@example.com', 'unknown', ''],
      ['8120000000003', "Sean O'Dea", '', 'subscribed', 'Cork'],
      // The second account said no: that counts for the person.
      ['8120000000001', 'Solveig Ås', 'solveig.as@example.com', 'unknown', 'Umeå'],
    ]);
    expect(pick(made.customers, 'derived')[0]?.[0]).toContain('name');
    expect(made.report.files[0]?.merges).toEqual([
      {
        why: 'another row about the same customer',
        count: 1,
        rows: [{ row: 5, into: '8120000000001' }],
      },
    ]);
    expect(made.report.notes.join()).toContain('spent 432.50 in all');
    expect(pick(made.customers, 'lifetime_value').flat()).toEqual(['0.00', '0.00', '0.00']);
  });

  it('as it really looks', async (context) => {
    const made = await crm(context, 'shopify_customers_export.csv');
    expect(accounts(made)).toEqual([4, 3, 1, 0]);
    expect(pick(made.customers, ...WHO)).toEqual([
      ['7210448301123', 'Customer 7210448301123', 'no-name@example.com', 'unknown'],
      ['7210448301124', "Ana O'Neill", '', 'subscribed'],
      ['7210448301122', 'Teodoro Villaseñor', 'teo.villasenor@example.com', 'unknown'],
    ]);
  });
});

describe('a Mailchimp audience export', () => {
  it('takes a time of opting in for consent, and no time for none', async () => {
    const made = await importFixture('mailchimp_members.csv');
    expect(recognised(made)).toEqual([['preset', 'a Mailchimp audience export', 'customers']]);
    expect(accounts(made)).toEqual([3, 2, 0, 1]);
    expect(pick(made.customers, ...WHO, 'join_date', 'time_zone', 'engagement_score')).toEqual([
      ['e7', 'Nora Nyman', 'nora@example.com', 'subscribed', '2024-05-01', 'Europe/Oslo', '100'],
      ['e8', 'Odd Oien', 'odd@example.org', 'unknown', '2025-02-03', '', '20'],
    ]);
    expect(pick(made.rejected, ...WHY)).toEqual([
      ['4', '4', 'Email Address', 'broken@@example', 'is no address such as asha@example.com'],
    ]);
  });

  it('as it really looks', async (context) => {
    const made = await crm(context, 'mailchimp_subscribed_members_export.csv');
    expect(accounts(made)).toEqual([3, 2, 0, 1]);
    expect(pick(made.customers, ...WHO, 'time_zone')).toEqual([
      ['aaaa', 'Ada Lovelace', 'ada@example.com', 'subscribed', 'Europe/London'],
      ['bbbb', 'Grace Hopper', 'grace@example.org', 'unknown', ''],
    ]);
    expect(pick(made.rejected, 'row', 'value')).toEqual([['4', 'bad-address@@example']]);
  });
});

describe('a Klaviyo profile export', () => {
  it('never makes those mailable who never subscribed, or who are suppressed', async () => {
    const made = await importFixture('klaviyo_profiles.csv');
    expect(recognised(made)).toEqual([['preset', 'a Klaviyo profile export', 'customers']]);
    expect(accounts(made)).toEqual([4, 4, 0, 0]);
    expect(pick(made.customers, ...WHO, 'preferred_contact_time')).toEqual([
      ['01A', 'Gun Gran', 'gun@example.com', 'subscribed', 'evening'],
      ['01B', 'Lars Lind', 'lars@example.com', 'unknown', 'morning'],
      ['01C', 'Formel Fält', '=sum@example.com', 'unsubscribed', 'morning'],
      ['01D', 'Sam Supp', 'supp@example.com', 'unsubscribed', 'morning'],
    ]);
  });

  it('as it really looks', async (context) => {
    const made = await crm(context, 'klaviyo_list_export.csv');
    expect(accounts(made)).toEqual([3, 3, 0, 0]);
    expect(pick(made.customers, ...WHO, 'city', 'join_date')).toEqual([
      ['01H', 'Rut Rask', 'rut@example.com', 'subscribed', 'Stockholm', '2023-01-01'],
      ['01J', 'Sten Sand', 'sten@example.com', 'unknown', 'Göteborg', '2025-01-01'],
      ['01K', 'Formu Injekcja', '=cmd@example.com', 'unsubscribed', '', '2025-01-01'],
    ]);
  });
});

describe('a HubSpot contact export', () => {
  it('reads dates written in two ways, and rejects a contact of whom only a number is known', async () => {
    const made = await importFixture('hubspot_contacts.csv');
    expect(recognised(made)).toEqual([['preset', 'a HubSpot contact export', 'customers']]);
    expect(accounts(made)).toEqual([4, 2, 1, 1]);
    expect(pick(made.customers, ...WHO, 'join_date')).toEqual([
      ['502', 'Jan Jung', 'jan@example.com', 'unknown', '2024-04-16'],
      // The newer row names her, the older one says since when.
      ['501', 'Ingrid Isak-Berg', 'ingrid@example.com', 'unknown', '2024-04-11'],
    ]);
    expect(pick(made.rejected, ...WHY)).toEqual([
      ['4', '4', '', '503', 'the row has no name and no address, and nothing was ordered under its id'],
    ]);
    expect(made.report.files[0]?.dates).toEqual([
      { column: 'Create Date', order: 'mdy', because: '4/16/2024 2:30 PM proves it' },
    ]);
  });

  it('as it really looks', async (context) => {
    const made = await crm(context, 'hubspot_contacts_export.csv');
    expect(accounts(made)).toEqual([4, 2, 1, 1]);
    expect(pick(made.customers, ...WHO, 'join_date')).toEqual([
      ['102', 'John Smith', 'john@example.com', 'unknown', '2024-03-15'],
      ['101', 'Camille Durand', 'camille@example.com', 'unknown', '2024-03-12'],
    ]);
    expect(pick(made.rejected, 'row', 'value')).toEqual([['4', '103']]);
  });
});

describe('a Brevo contact export', () => {
  it('reads a column of dates as another one of the same file proves it, and honours the blocklist', async () => {
    const made = await importFixture('brevo_contacts.csv');
    expect(recognised(made)).toEqual([['preset', 'a Brevo contact export', 'customers']]);
    expect(accounts(made)).toEqual([2, 2, 0, 0]);
    expect(pick(made.customers, 'name', 'email', 'email_consent', 'join_date')).toEqual([
      ['Bruna Duval', 'bruna@example.com', 'unsubscribed', '2022-03-11'],
      ['Zoé Noël', 'zoe@example.com', 'subscribed', '2023-05-06'],
    ]);
    expect(made.report.files[0]?.dates).toEqual([
      {
        column: 'ADDED_TIME',
        order: 'dmy',
        because: 'as in MODIFIED_TIME, where 25-03-2022 10:00 proves it',
      },
      { column: 'MODIFIED_TIME', order: 'dmy', because: '25-03-2022 10:00 proves it' },
    ]);
    expect(made.report.files[0]?.notes).toContainEqual({
      text: 'ADDED_TIME: times without a zone were read as UTC',
      count: 2,
      example: '',
    });
  });

  it('as it really looks', async (context) => {
    const made = await crm(context, 'brevo_semicolon_export.csv');
    expect(accounts(made)).toEqual([2, 2, 0, 0]);
    expect(pick(made.customers, 'name', 'email_consent', 'join_date')).toEqual([
      ['Bruno Durand', 'unsubscribed', '2022-04-12'],
      ['Léa Martin', 'subscribed', '2023-05-06'],
    ]);
  });
});

describe('a Stripe customer export', () => {
  it('knows what they paid in all, and nothing of consent', async () => {
    const made = await importFixture('stripe_customers.csv', { currency: 'INR' });
    expect(recognised(made)).toEqual([['preset', 'a Stripe customer export', 'customers']]);
    expect(accounts(made)).toEqual([2, 2, 0, 0]);
    expect(pick(made.customers, ...WHO, 'join_date')).toEqual([
      ['cus_X1', 'Quill Quay', 'quill@example.com', 'unknown', '2025-05-05'],
      ['cus_X2', 'Rune Rud', 'rune@example.com', 'unknown', '2025-06-06'],
    ]);
    expect(made.report.files[0]?.notes).toContainEqual({
      text: "Currency: amounts in USD were taken as they are; the brand's currency is INR",
      count: 2,
      example: '',
    });
  });

  it('as it really looks', async (context) => {
    const made = await crm(context, 'stripe_customers_export.csv');
    expect(accounts(made)).toEqual([2, 2, 0, 0]);
    expect(pick(made.customers, 'customer_id', 'name')).toEqual([
      ['cus_TEST1', 'Questa Quist'],
      ['cus_TEST2', 'Rio Rask'],
    ]);
  });
});

describe('a WooCommerce customer export', () => {
  it('is recognised, and its people are told apart by their addresses', async () => {
    const made = await importFixture('woocommerce_customers.csv');
    expect(recognised(made)).toEqual([['preset', 'a WooCommerce customer export', 'customers']]);
    expect(pick(made.customers, 'name', 'email', 'city', 'time_zone', 'join_date')).toEqual([
      ['Vera Veld', 'vera@example.com', 'Gent', 'Europe/Brussels', '2024-11-01'],
      ['Wim Wit', 'wim@example.com', 'Brugge', 'Europe/Brussels', '2024-12-01'],
    ]);
    expect(
      pick(made.customers, 'customer_id')
        .flat()
        .every((id) => /^c-[0-9a-f]{16}$/.test(id as string)),
    ).toBe(true);
  });
});

describe('a file of no known program', () => {
  it('is understood by the names of its columns: Swedish, from Excel, in the old encoding', async () => {
    const made = await importFixture('excel_swedish.csv');
    expect(recognised(made)).toEqual([
      ['proposed', 'a file of customers, by the names and contents of its columns', 'customers'],
    ]);
    expect(made.report.files[0]).toMatchObject({
      encoding: 'windows-1252',
      delimiter: ';',
      columns: { name: 'Namn', email: 'E-post', lifetime_value: 'Omsättning' },
      ignored: ['Mobil'],
    });
    expect(pick(made.customers, 'name', 'email')).toEqual([
      ['Börje Berg', 'borje@example.net'],
      ['Kerstin Ko', 'kerstin@example.net'],
    ]);
    expect(made.report.notes.join()).toContain('1234.50');
  });

  it('as it really looks', async (context) => {
    const made = await crm(context, 'excel_swedish_sep_hint.csv');
    expect(accounts(made)).toEqual([2, 2, 0, 0]);
    expect(pick(made.customers, 'name', 'email')).toEqual([
      ['Britt Berg', 'britt@example.net'],
      ['Curt Co', 'curt@example.net'],
    ]);
    expect(made.report.notes.join()).toContain('1234.50');
  });

  it('may be ragged: a row with too many cells is rejected, one that lacks nothing that counts is filled up', async () => {
    const made = await importFixture('structural.csv');
    expect(accounts(made)).toEqual([6, 4, 0, 2]);
    expect(pick(made.customers, 'name', 'email')).toEqual([
      ['Per Pil', 'per@example.com'],
      ['Nils Nord', 'nils@example.com'],
      ['Oda Ohm', 'oda@example.net'],
      ['Short Row', 'short@example.com'],
    ]);
    expect(pick(made.rejected, ...WHY)).toEqual([
      ['4', '4', '', 'HERE', 'the row has more cells than the header'],
      ['8', '8', '', '', 'a quote that opens on this line is never closed'],
    ]);
    expect(made.report.files[0]?.ignored).toEqual(['Email (2)', 'Column 4']);
  });

  it('as ragged as they really are', async (context) => {
    const made = await crm(context, 'structural_nasties.csv');
    expect(accounts(made)).toEqual([5, 3, 0, 2]);
    expect(pick(made.customers, 'name', 'email')).toEqual([
      ['Pia Palm', 'pia@example.com'],
      ['Nea Nord', 'nea@example.com'],
      ['Olle Orm', 'olle@example.net'],
    ]);
    expect(pick(made.rejected, 'row', 'line')).toEqual([
      ['4', '4'],
      ['7', '7'],
    ]);
  });
});
