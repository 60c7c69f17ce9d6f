import { describe, expect, it } from 'vitest';
import { parseMappingFile } from '../../../src/data/import/mapping.ts';
import { importAll, importFixture, pick } from './_import.ts';

const consents = (customers: Awaited<ReturnType<typeof importAll>>['customers']) =>
  pick(customers, 'email_consent').flat();

const file = (header: string, ...cells: readonly string[]) => ({
  'people.csv': `Email,Name,${header}\n${cells.map((cell, at) => `p${at}@example.com,P,${cell}\n`).join('')}`,
});

describe('a consent', () => {
  it.each([
    ['Newsletter: ja/nein', ['ja', 'nein'], ['subscribed', 'unknown']],
    ['Marketing', ['Y', 'N', 'opted out'], ['subscribed', 'unknown', 'unsubscribed']],
    ['Accepts marketing (yes/no)', ['yes', 'no'], ['subscribed', 'unknown']],
    ['Newsletter', ['ja', 'nein', 'ja (mündlich)'], ['subscribed', 'unknown', 'unknown']],
  ])('is found by its name and its cells: %s', async (header, cells, expected) => {
    expect(consents((await importAll(file(header, ...cells))).customers)).toEqual(expected);
  });

  it.each([
    ['Marketing', ['Google', 'Meta']],
    ['Newsletter gekündigt', ['ja', 'nein']],
    ['Marketing budget', ['yes', 'no']],
    ['Marketing SMS', ['yes', 'no']],
    ['Vegan', ['yes', 'no']],
  ])('is not guessed: %s', async (header, cells) => {
    expect(consents((await importAll(file(header, ...cells))).customers)).not.toContain('subscribed');
  });

  it('that may have been missed is asked for, with a mapping that takes it', async () => {
    const text = file('Infos: gern?', 'ja', 'nein', 'ja');
    const made = await importAll(text);
    const note = made.report.notes.find((each) =>
      each.startsWith('0 of 3 customers may be mailed; is "Infos: gern?"'),
    );
    const saved = parseMappingFile(note?.split('--map: ')[1] ?? '', 'map.yaml').files;
    const mapped = await importAll(text, { saved });
    expect(consents(mapped.customers)).toEqual(['subscribed', 'unknown', 'subscribed']);
    expect(mapped.report.notes.join()).not.toContain('may be mailed');
    expect((await importAll(file('Infos', 'gern', 'nein'))).report.notes.join()).not.toContain(
      'may be mailed',
    );
  });
});

describe('what is about another channel', () => {
  it('restricts no mail', async () => {
    const brevo = (sms: string) =>
      `EMAIL,FIRSTNAME,EMAIL_BLACKLISTED,SMS_BLACKLISTED\na@example.com,A,No,${sms}\n`;
    for (const sms of ['Yes', 'No', '1'])
      expect(consents((await importAll({ 'brevo.csv': brevo(sms) })).customers)).toEqual(['subscribed']);
    expect((await importFixture('brevo_contacts.csv')).report.files[0]?.ignored).toContain('SMS_BLACKLISTED');
  });

  it.each([
    [
      'Email,Klaviyo ID,Email Marketing Consent,SMS Marketing Consent,SMS Suppressions',
      'a@example.com,1,SUBSCRIBED,NEVER_SUBSCRIBED,"[""UNSUBSCRIBED""]"',
    ],
    [
      'First Name,Email,Accepts Email Marketing,Accepts SMS Marketing,Total Spent,Total Orders',
      'A,a@example.com,yes,no,1.00,1',
    ],
    [
      'Record ID,Email,Create Date,Newsletter,Opted out of SMS,WhatsApp opt-out',
      '1,a@example.com,2024-01-02,yes,yes,yes',
    ],
  ])('in other exports: %s', async (head, row) => {
    expect(consents((await importAll({ 'x.csv': `${head}\n${row}\n` })).customers)).toEqual(['subscribed']);
  });

  it('does where it is about mail, too', async () => {
    expect(
      consents(
        (
          await importAll({
            'x.csv': 'Email,Name,Newsletter,Email and SMS opt-out\na@example.com,A,yes,yes\n',
          })
        ).customers,
      ),
    ).toEqual(['unsubscribed']);
  });
});

it('a day since when somebody is a customer is found by its name and its dates', async () => {
  for (const header of ['Signup', 'Sign-up day', 'Anmeldung']) {
    const made = await importAll({ 'x.csv': `Email,Name,${header}\na@example.com,A,2026-01-02\n` });
    expect(pick(made.customers, 'join_date')).toEqual([['2026-01-02']]);
  }
});
