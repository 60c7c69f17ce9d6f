import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { type Printable, printMail } from '../../src/delivery/eml.ts';
import { type InlineImage, message } from '../../src/render/message.ts';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const picture = (name: string): InlineImage => ({
  cid: `${name}@digest`,
  filename: `${name}.png`,
  contentType: 'image/png',
  bytes: PIXEL,
});
const mail = message(
  'पर्यावरण-अनुकूल: revenue ₹22,42,334 (+44 %), and what to do about the rest of it this week',
  'Preheader',
  '<!doctype html><html lang="en"><p>नमस्ते, 1 < 2 &amp; “so”</p><img src="cid:a@digest" alt="a"><img src="cid:b@digest" alt="b"></html>',
  'नमस्ते\n\nFrom the top\n.\n..\nend\n',
  [picture('a'), picture('b')],
);
const digest: Printable = {
  message: mail,
  from: { name: 'Kachnar Lane, “क”', address: 'hello@kachnarlane.example' },
  replyTo: 'care@kachnarlane.example',
  to: { name: 'क्षितिज श्रीवास्तव', address: 'kshitij@example.com' },
  date: new Date(Date.parse('2026-06-30')),
  messageId: 'digest-2026-06-30@kachnarlane.example',
  language: 'en',
  headers: [],
  attachments: [],
};
const parse = async (bytes: Uint8Array) => simpleParser(Buffer.from(bytes), { keepCidLinks: true });
const boxOf = (box: unknown) => (box as { value: { name: string; address: string }[] }).value;

describe('a mail', () => {
  it('comes back as it was', async () => {
    const parsed = await parse(await printMail(digest));
    expect(parsed.subject).toBe(mail.subject);
    expect(boxOf(parsed.from)).toEqual([digest.from]);
    expect(boxOf(parsed.to)).toEqual([digest.to]);
    expect(boxOf(parsed.replyTo)).toEqual([{ name: '', address: digest.replyTo }]);
    expect(parsed.date).toEqual(digest.date);
    expect(parsed.messageId).toBe(`<${digest.messageId}>`);
    expect(parsed.headers.get('content-language')).toBe('en');
    expect(parsed.html).toBe(mail.html);
    expect(parsed.text?.trimEnd()).toBe(mail.text.trimEnd());
  });

  it('has its pictures beside the HTML, inside the alternative of the text', async () => {
    const bytes = await printMail(digest);
    const text = Buffer.from(bytes).toString('latin1');
    const types = [...text.matchAll(/^Content-Type: ([\w/]+)/gm)].map(([, type]) => type);
    expect(types).toEqual([
      'multipart/alternative',
      'text/plain',
      'multipart/related',
      'text/html',
      'image/png',
      'image/png',
    ]);
    const { attachments } = await parse(bytes);
    const used = [...mail.html.matchAll(/cid:([^"]+)/g)].map(([, cid]) => cid);
    expect(attachments.map(({ cid }) => cid)).toEqual(used);
    for (const each of attachments) {
      expect(each.contentDisposition).toBe('inline');
      expect(each.related).toBe(true);
      expect(each.content.equals(PIXEL)).toBe(true);
    }
  });

  it('without pictures is an alternative of two', async () => {
    const bytes = await printMail({ ...digest, message: message('s', 'p', '<p>h</p>', 't') });
    const types = [
      ...Buffer.from(bytes)
        .toString('latin1')
        .matchAll(/^Content-Type: ([\w/]+)/gm),
    ];
    expect(types.map(([, type]) => type)).toEqual(['multipart/alternative', 'text/plain', 'text/html']);
  });

  it('has its attachments around all of that, and no boundary in a part', async () => {
    const own = Buffer.from(`--pitchwright-${mail.sha256.slice(0, 32)}-1--`);
    const file = {
      filename: 'a.pdf',
      contentType: 'application/pdf',
      size: own.length,
      sha256: '',
      bytes: async () => own,
    };
    const bytes = await printMail({ ...digest, attachments: [file, { ...file, filename: 'b.pdf' }] });
    const text = Buffer.from(bytes).toString('latin1');
    expect([...text.matchAll(/^Content-Type: ([\w/]+)/gm)].map(([, type]) => type)).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'multipart/related',
      'text/html',
      'image/png',
      'image/png',
      'application/pdf',
      'application/pdf',
    ]);
    const { attachments } = await parse(bytes);
    const files = attachments.filter(({ related }) => !related);
    expect(files.map(({ filename }) => filename)).toEqual(['a.pdf', 'b.pdf']);
    for (const { content } of files) expect(content.equals(own)).toBe(true);
  });

  it('is the same to the last byte when everything is', async () => {
    const [one, other] = [await printMail(digest), await printMail(digest)];
    expect(Buffer.from(one).equals(other)).toBe(true);
  });

  it('is ASCII with CRLF line ends, no line too long', async () => {
    const text = Buffer.from(await printMail(digest)).toString('latin1');
    expect(text).not.toMatch(/[^\r]\n|\r[^\n]/);
    expect(text).not.toMatch(/[^\t\r\n\x20-\x7e]/);
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78);
  });
});

describe('headers', () => {
  const NAMES = [
    'content-language',
    'content-type',
    'date',
    'from',
    'message-id',
    'mime-version',
    'reply-to',
    'subject',
    'to',
  ];

  it('cannot be added by a name, a subject or a language', async () => {
    const evil = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
      fc.constantFrom(
        'x\r\nBcc: victim@example.com',
        'x\nBcc: victim@example.com\n\n<p>body</p>',
        '"\r\n Bcc: victim@example.com',
        'a" <victim@example.com>, "b',
        'x\u2028Bcc: victim@example.com',
        'x\u0085Bcc: y',
        '=?utf-8?Q?x=0D=0ABcc:_victim@example.com?=',
        '=?utf-8?B?eA0KQmNjOiB2aWN0aW1AZXhhbXBsZS5jb20=?=',
        'x'.repeat(400),
        'क'.repeat(300),
      ),
    );
    await fc.assert(
      fc.asyncProperty(evil, evil, evil, async (subject, from, to) => {
        const bytes = await printMail({
          ...digest,
          message: message(subject, 'p', '<p>h</p>', 't'),
          from: { ...digest.from, name: from },
          to: { ...digest.to, name: to },
        });
        const parsed = await parse(bytes);
        expect([...parsed.headers.keys()].sort()).toEqual(subject.trim() === '' ? expect.any(Array) : NAMES);
        expect([...parsed.headers.keys()]).not.toContain('bcc');
        expect(boxOf(parsed.to).map(({ address }) => address)).toEqual([digest.to.address]);
        expect(boxOf(parsed.from).map(({ address }) => address)).toEqual([digest.from.address]);
        expect(parsed.html).toBe('<p>h</p>');
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it.each([
    'a@example.com, b@example.com',
    'a@example.com\r\nBcc: b@example.com',
    'Asha <a@example.com>',
    '<a@example.com>',
    'a@b@example.com',
    'nobody',
    '',
  ])('refuse %j as an address', async (address) => {
    for (const wrong of [
      { to: { name: '', address } },
      { from: { name: '', address } },
      { replyTo: address },
    ]) {
      await expect(printMail({ ...digest, ...wrong })).rejects.toMatchObject({
        code: 'ADDRESS_INVALID',
      });
    }
  });
});

it('never reads a file or an address that a message names', async () => {
  const html =
    '<img src="file:///etc/passwd"><img src="data:image/png;base64,AAAA"><img src="https://example.com/x.png">';
  const parsed = await parse(
    await printMail({ ...digest, message: message('s', 'p', html, '{"path": "/etc/passwd"}') }),
  );
  expect(parsed.html).toBe(html);
  expect(parsed.attachments).toEqual([]);
});
