import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Copy } from '../../src/copy/copy.ts';
import { composeMail, type Parts, senderOf } from '../../src/delivery/compose-mail.ts';
import { printMail } from '../../src/delivery/eml.ts';
import { messageIdOf } from '../../src/delivery/message-id.ts';
import { choosePitch } from '../../src/pitch/choose.ts';
import { hashAddress, readUnsubscribeToken, unsubscribeToken } from '../../src/pitch/unsubscribe-token.ts';
import { message } from '../../src/render/message.ts';
import type { Piece } from '../../src/render/workshop.ts';
import { makeSample, type Sample } from '../_sample.ts';
import { parsedMail } from '../conformance/_parsed-mail.ts';

const SECRET = 'an unsubscribe secret of a test, 40 long';
let sample: Sample;
let piece: Piece;
beforeAll(async () => {
  sample = await makeSample(20);
  const record = sample.records[0] as (typeof sample.records)[number];
  const pitch = choosePitch(record, sample.model, sample.copy, { siteUrl: '', unsubscribeSecret: SECRET });
  const link = pitch.mail.footer.unsubscribeUrl;
  piece = { ...record, pitch, message: message('Subject', 'Pre', `<p>Hello ${link}</p>`, `Hello ${link}`) };
});
afterAll(() => sample.dispose());

const compose = (more: Partial<Parts> = {}) =>
  composeMail({
    piece,
    message: piece.message,
    campaign: { name: 'vip-early-access', sender: {} },
    copy: sample.copy,
    attachments: [],
    date: new Date('2026-11-23T03:30:00Z'),
    secret: SECRET,
    ...more,
  });

/** The copy with other links and no more. */
function linked(links: Partial<Record<'unsubscribe' | 'one_click', string | undefined>>, brand = {}): Copy {
  const { copy } = sample;
  const all = { ...copy.links } as Record<string, unknown>;
  for (const [key, link] of Object.entries(links)) {
    if (link === undefined) delete all[key];
    else all[key] = () => link;
  }
  return { ...copy, links: all as unknown as Copy['links'], brand: { ...copy.brand, ...brand } };
}

describe('a mail to a customer', () => {
  it('is from the brand to the customer, in their language', () => {
    const { customer, pitch } = piece;
    expect(compose()).toMatchObject({
      campaign: 'vip-early-access',
      customerId: customer.customer_id,
      segment: customer.segment,
      behavior: customer.buying_behavior,
      from: { name: 'Kachnar Lane', address: 'hello@kachnarlane.example' },
      to: { name: customer.name, address: customer.email },
      replyTo: 'care@kachnarlane.example',
      language: pitch.mail.shape.locale,
      message: piece.message,
    });
  });

  it('is from the campaign’s own sender, where it names one', () => {
    const sender = { name: 'Meera', email: 'meera@kachnarlane.example', reply_to: 'm@kachnarlane.example' };
    expect(senderOf({ sender }, sample.copy.brand)).toEqual({
      from: { name: 'Meera', address: 'meera@kachnarlane.example' },
      replyTo: 'm@kachnarlane.example',
    });
    expect(compose({ campaign: { name: 'c', sender: { name: 'Meera' } } }).from).toEqual({
      name: 'Meera',
      address: 'hello@kachnarlane.example',
    });
  });

  it('has its unsubscribe headers once each, printed', async () => {
    const { headers } = await parsedMail(await printMail(compose()));
    const [unsubscribe = '', ...more] = headers.get('list-unsubscribe') ?? [];
    expect(more).toEqual([]);
    const [, https, mailto] = /^<(https:[^>]+)>, <(mailto:[^>]+)>$/.exec(unsubscribe) ?? [];
    const token = new URL(https ?? '').searchParams.get('t') ?? '';
    expect(readUnsubscribeToken(token, SECRET)?.customerId).toBe(piece.customer.customer_id);
    expect(new URL(mailto ?? '').pathname).toBe('unsubscribe@kachnarlane.example');
    expect(new URL(mailto ?? '').searchParams.get('subject')).toBe(`unsubscribe-${token}`);
    expect(headers.get('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click']);
    expect(headers.get('x-pitchwright-digest')).toEqual([`sha256=${piece.message.sha256}`]);
    for (const none of ['auto-submitted', 'precedence', 'bcc', 'x-pitchwright-test']) {
      expect(headers.has(none)).toBe(false);
    }
  });

  it('offers no one-click where the brand has no server for it, and still one header', () => {
    const names = (copy: Copy) => compose({ copy }).headers.map(([name]) => name);
    const without = linked({ one_click: undefined });
    expect(names(without)).toEqual(['List-Unsubscribe', 'Feedback-ID', 'X-Pitchwright-Digest']);
    expect(compose({ copy: without }).headers[0]?.[1]).toMatch(
      /^<https:\/\/kachnarlane\.example\/unsubscribe\?t=/,
    );
    const links = { ...without.brand.links, unsubscribe_mail: undefined };
    const onlyPage = linked({ one_click: undefined }, { links, feedback_id: undefined });
    expect(names(onlyPage)).toEqual(['List-Unsubscribe', 'X-Pitchwright-Digest']);
    expect(compose({ copy: onlyPage }).headers[0]?.[1]).toMatch(/^<https:[^>,]+>$/);
  });

  it('tells mailbox providers the kind of mail, not the person', () => {
    const { segment, buying_behavior: behavior, customer_id: id } = piece.customer;
    const value = new Map(compose().headers).get('Feedback-ID') ?? '';
    expect(value).toBe(`vip-early-access:${segment}:${behavior}:kachnarlane`);
    expect(value).not.toContain(id);
    const odd = new Map(compose({ campaign: { name: 'a:b c', sender: {} } }).headers).get('Feedback-ID');
    expect(odd?.split(':')).toHaveLength(4);
  });

  it.each([
    ['one_click', 'http://kachnarlane.example/u', 'https://'],
    ['one_click', 'javascript:alert(1)', 'https://'],
    ['unsubscribe', 'not an address', 'https://'],
  ])('refuses %s when it is "%s"', (key, link, scheme) => {
    const copy = linked(
      key === 'one_click' ? { one_click: link } : { one_click: undefined, unsubscribe: link },
    );
    expect(() => compose({ copy })).toThrow(
      expect.objectContaining({
        code: 'CONTENT_INVALID',
        message: `content/brand.yaml › links › ${key} is "${link}"`,
        hint: `use an address that begins with ${scheme}`,
      }),
    );
  });

  it('cannot be closed early by a link', async () => {
    const copy = linked({
      one_click: 'https://x.example/u?t=a>, <mailto:evil@x.example>\r\nBcc: evil@x.example',
    });
    const { headers } = await parsedMail(await printMail(compose({ copy })));
    expect(headers.has('bcc')).toBe(false);
    expect(headers.get('list-unsubscribe')?.[0]?.match(/[<>]/g)).toHaveLength(4);
  });
});

describe('a rehearsal to somebody else', () => {
  it('is the same message, cannot unsubscribe the customer, and is told apart', async () => {
    const real = compose();
    const test = compose({ testTo: 'me@example.com' });
    expect(test.to).toEqual({ name: '', address: 'me@example.com' });
    const preview = unsubscribeToken(piece.customer.customer_id, piece.customer.email, undefined);
    const token = unsubscribeToken(piece.customer.customer_id, piece.customer.email, SECRET);
    expect(real.message.text).toContain(token);
    expect(test.message.text).toBe(real.message.text.replaceAll(token, preview));
    expect(test.message.html).toBe(real.message.html.replaceAll(token, preview));
    expect(test.message.html).not.toContain(token);
    expect(test.messageId).not.toBe(real.messageId);
    expect(compose({ testTo: 'me@example.com', date: new Date(0) }).messageId).not.toBe(test.messageId);
    expect(test.headers).toEqual([
      ['X-Pitchwright-Test', piece.customer.customer_id],
      ['X-Pitchwright-Digest', `sha256=${piece.message.sha256}`],
    ]);
    const { recipients } = await parsedMail(await printMail(test));
    expect(recipients).toEqual(['me@example.com']);
  });
});

describe('a Message-ID', () => {
  const id = (campaign: string, customer: string, from = 'hello@kachnarlane.example') =>
    messageIdOf(campaign, customer, from);

  it('depends on campaign, customer, the sender’s domain and our secret, and on nothing else', () => {
    expect(id('a', 'C1')).toBe(id('a', 'C1', 'other@kachnarlane.example'));
    expect(
      new Set([id('a', 'C1'), id('a', 'C2'), id('b', 'C1'), id('aC', '1'), id('a', 'C1', 'x@y.example')])
        .size,
    ).toBe(5);
    const { customer_id: customerId } = piece.customer;
    const { from, messageId } = compose();
    // Who does not know the secret cannot say it.
    expect(messageId).not.toBe(id('vip-early-access', customerId));
    expect(messageId).toBe(messageIdOf('vip-early-access', customerId, from.address, SECRET));
    expect(compose({ date: new Date(0) }).messageId).toBe(compose().messageId);
  });

  it('is one word with one @, and holds nothing of the customer', () => {
    expect(id('a', 'C0000001')).toMatch(/^[0-9a-f]{28}@kachnarlane\.example$/);
    expect(id('a', 'C1', 'jo@münchen.example')).toMatch(/@xn--mnchen-3ya\.example$/);
    const { messageId } = compose();
    for (const personal of [
      piece.customer.customer_id,
      piece.customer.email,
      hashAddress(piece.customer.email),
    ]) {
      expect(messageId).not.toContain(personal);
    }
  });
});
