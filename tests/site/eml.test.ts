import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Draft, printEml } from '../../src/site/eml.ts';
import { decodeWords, headerOf, readEml, readMailbox } from './_read-eml.ts';

fc.configureGlobal({ seed: 7 });

const HEADERS = [
  'From',
  'To',
  'Reply-To',
  'Subject',
  'MIME-Version',
  'Content-Language',
  'X-Unsent',
  'Content-Type',
];

const DRAFT: Draft = {
  from: { name: 'Kachnar Lane', address: 'hello@kachnarlane.example' },
  replyTo: 'care@kachnarlane.example',
  to: { name: 'Asha Rao', address: 'asha@example.com' },
  subject: 'Good to see you again, Asha',
  language: 'en',
  html: '<p>Hello Asha</p>\n',
  text: 'Hello Asha\n',
  digest: 'ab'.repeat(32),
};

describe('a draft', () => {
  test('is a message that mail programs open unsent', () => {
    const { headers, parts } = readEml(printEml(DRAFT));
    expect(headers.map(([name]) => name)).toEqual(HEADERS);
    expect(Object.fromEntries(headers)).toEqual({
      From: '"Kachnar Lane" <hello@kachnarlane.example>',
      To: '"Asha Rao" <asha@example.com>',
      'Reply-To': 'care@kachnarlane.example',
      Subject: 'Good to see you again, Asha',
      'MIME-Version': '1.0',
      'Content-Language': 'en',
      'X-Unsent': '1',
      'Content-Type': `multipart/alternative; boundary="pitchwright-${'ab'.repeat(16)}"`,
    });
    expect(parts).toEqual([
      { type: 'text/plain; charset=utf-8', content: DRAFT.text },
      { type: 'text/html; charset=utf-8', content: DRAFT.html },
    ]);
  });

  test('keeps every byte of both parts, whatever their length and script', () => {
    const body = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 120 }),
      fc.string({ unit: 'binary-ascii', maxLength: 120 }),
    );
    fc.assert(
      fc.property(body, body, (html, text) => {
        const { parts } = readEml(
          printEml({ ...DRAFT, html: html.toWellFormed(), text: text.toWellFormed() }),
        );
        expect(parts.map(({ content }) => content)).toEqual([text.toWellFormed(), html.toWellFormed()]);
      }),
    );
    const big = 'नमस्ते, Asha — '.repeat(3000);
    expect(readEml(printEml({ ...DRAFT, html: big })).parts[1]?.content).toBe(big);
  });

  test('keeps a Hindi subject', () => {
    const subject =
      'मीरा जी, ये चीज़ें आपको ध्यान में रखकर चुनी हैं: “स्टोनवेयर मग” और कुछ खास चीज़ें, बिना शोर और बिना जल्दी के';
    expect(subjectOf({ ...DRAFT, subject })).toBe(subject);
  });

  test('keeps characters beyond the basic plane whole where it folds', () => {
    for (const subject of ['🌿'.repeat(50), `a${'🌿'.repeat(50)}`, `ab${'🌿'.repeat(50)}`]) {
      expect(subjectOf({ ...DRAFT, subject })).toBe(subject);
    }
  });

  test('keeps quotes and backslashes in a name', () => {
    for (const name of [
      'Asha "Ashu" Rao',
      'back\\slash',
      '"',
      '\\',
      'Rao, Asha',
      'a@b <c@d.example>',
      '(comment)',
    ]) {
      expect(mailboxesOf({ ...DRAFT, to: { ...DRAFT.to, name } }).To).toEqual({
        name,
        address: 'asha@example.com',
      });
    }
  });

  test('keeps words that look encoded already', () => {
    const trap = '=?utf-8?B?SGk=?=';
    const draft = { ...DRAFT, subject: trap, to: { ...DRAFT.to, name: trap } };
    expect(subjectOf(draft)).toBe(trap);
    expect(mailboxesOf(draft).To.name).toBe(trap);
  });

  test.each([
    'x\r\nBcc: all@example.com',
    'x\nBcc: all@example.com',
    'x\rBcc: all@example.com',
    'x\r\n\r\n<b>body</b>',
    '\0',
  ])('gains no header from a name or a subject: %j', (attack) => {
    const draft = {
      ...DRAFT,
      subject: attack,
      from: { ...DRAFT.from, name: attack },
      to: { ...DRAFT.to, name: attack },
    };
    const { headers, parts } = readEml(printEml(draft));
    expect(headers.map(([name]) => name)).toEqual(HEADERS);
    expect(subjectOf(draft)).toBe(attack);
    expect(parts).toHaveLength(2);
  });

  test('reads back as it was written, whatever people are called and subjects say', () => {
    const said = fc
      .oneof(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.string({ unit: 'grapheme-ascii', maxLength: 300 }),
        fc.string({
          unit: fc.constantFrom('"', '\\', '<', '>', '=', '?', '\r', '\n', 'क', '🌿', ' ', ','),
          maxLength: 90,
        }),
      )
      // A slot is trimmed.
      .map((text) => text.trim());
    fc.assert(
      fc.property(said, said, said, (subject, from, to) => {
        const draft = {
          ...DRAFT,
          subject,
          from: { ...DRAFT.from, name: from },
          to: { ...DRAFT.to, name: to },
        };
        const { headers } = readEml(printEml(draft));
        expect(headers.map(([name]) => name)).toEqual(HEADERS);
        expect(subjectOf(draft)).toBe(subject);
        const boxes = mailboxesOf(draft);
        expect([boxes.From.name, boxes.To.name]).toEqual([from, to]);
      }),
      { numRuns: 300 },
    );
  });

  test('names a person whose address is masked without writing to anybody', () => {
    const { To } = mailboxesOf({ ...DRAFT, to: { name: 'Asha', address: 'as•••@e•••.com' } });
    expect(To).toEqual({ name: 'Asha', address: 'hidden@invalid.invalid' });
  });

  test('holds the longest address there can be', () => {
    const address = `${'a'.repeat(64)}@${'b'.repeat(181)}.example`;
    expect(mailboxesOf({ ...DRAFT, to: { name: 'न'.repeat(300), address } }).To).toEqual({
      name: 'न'.repeat(300),
      address,
    });
  });
});

function subjectOf(draft: Draft): string {
  return decodeWords(headerOf(readEml(printEml(draft)).headers, 'Subject'));
}

function mailboxesOf(draft: Draft) {
  const { headers } = readEml(printEml(draft));
  return { From: readMailbox(headerOf(headers, 'From')), To: readMailbox(headerOf(headers, 'To')) };
}
