import { describe, expect, test } from 'vitest';
import { classOf } from '../../src/delivery/sync/bounce-class.ts';
import { type Incoming, readIncoming } from '../../src/delivery/sync/incoming.ts';
import { post } from './_post.ts';

const ABOUT = {
  address: 'Asha.K@example.com',
  messageId: 'abc.pitchwright@shop.example',
  token: `C0000001~${'k'.repeat(22)}~${'s'.repeat(22)}`,
};
const read = async (name: string): Promise<Incoming> => {
  const mail = await post(name, ABOUT);
  return 'bytes' in mail ? readIncoming(mail.bytes, 'Unsubscribe@shop.example') : expect.fail(mail.problem);
};
const parse = (text: string) => readIncoming(Buffer.from(text), undefined);

describe('a bounce', () => {
  test.for([
    ['postfix', '5.1.1', 'hard'],
    ['exchange', '5.1.10', 'hard'],
    ['gmail', '5.7.26', 'sender'],
    ['exim', '5.2.2', 'soft'],
    ['delayed', '4.4.1', 'soft'],
    ['delivered', '2.0.0', 'fine'],
  ] as const)('of %s names whom, which mail and why (%s, %s)', async ([name, code, kind]) => {
    const incoming = await read(name);
    if (incoming.kind !== 'report') return expect.fail(`${name} is ${incoming.kind}`);
    expect(incoming.recipients).toHaveLength(1);
    expect(incoming.recipients[0]?.addresses).toContain('asha.k@example.com');
    expect(incoming.trace.messageIds).toEqual([ABOUT.messageId]);
    expect(incoming.trace.addresses).toContain('asha.k@example.com');
    expect(incoming.date?.toISOString()).toMatch(/^2026-11-23T1/);
    expect(classOf(incoming.recipients[0] ?? expect.fail())).toEqual({ kind, code });
  });

  test('may be about several recipients', async () => {
    const incoming = await read('several');
    if (incoming.kind !== 'report') return expect.fail();
    expect(incoming.recipients.map(({ addresses, status }) => [addresses, status])).toEqual([
      [['first@elsewhere.example'], '5.1.1'],
      [['second@elsewhere.example', 'asha.k@example.com'], '5.4.4'],
    ]);
  });

  test('carries the token of the mail that came back', async () => {
    const incoming = await read('postfix');
    expect(incoming.kind === 'report' && incoming.trace.tokens).toContain(ABOUT.token);
  });

  test('without a delivery report is unreadable, and said to be', async () => {
    expect(await read('qmail')).toMatchObject({
      kind: 'unreadable',
      problem: 'looks like a bounce, but carries no delivery report (RFC 3464)',
    });
    expect(await parse('Return-Path: <>\nFrom: a@example.com\nSubject: x\n\nbody')).toMatchObject({
      kind: 'unreadable',
      problem: 'has no sender to answer to, but carries no delivery report (RFC 3464)',
    });
    const empty = await parse(
      'From: a@example.com\nContent-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n--b--\n',
    );
    expect(empty).toMatchObject({ problem: 'is a delivery report that names no recipient' });
  });
});

describe('a code', () => {
  const kindOf = (status: string, diagnostic = '', action = 'failed') =>
    classOf({ status, diagnostic, action }).kind;

  test.for([
    ['5.1.1', '', 'failed', 'hard'],
    ['5.1.2', '', 'failed', 'hard'],
    ['5.0.0', 'smtp; 550 5.1.1 no such user', 'failed', 'hard'],
    ['5.0.0', 'smtp; 550-5.1.1 no such\n user', 'failed', 'hard'],
    ['5.0.0', '5.1.1 no such user', 'failed', 'hard'],
    // The sender's address, not the recipient's.
    ['5.1.7', '', 'failed', 'sender'],
    ['5.1.8', '', 'failed', 'sender'],
    ['5.7.1', '', 'failed', 'sender'],
    ['5.7.515', '', 'failed', 'sender'],
    ['5.0.0', 'smtp; 550 5.7.1 blocked', 'failed', 'sender'],
    // In doubt it is about the sender: nobody is suppressed by a block list.
    ['5.1.1', 'smtp; 550 5.7.1 blocked', 'failed', 'sender'],
    ['5.2.2', '', 'failed', 'soft'],
    ['4.2.2', '', 'failed', 'soft'],
    ['4.4.7', 'smtp; 550 4.4.7 expired', 'failed', 'soft'],
    ['4.4.1', '', 'delayed', 'soft'],
    ['5.1.1', '', 'delayed', 'soft'],
    ['5.2.1', '', 'failed', 'failed'],
    ['5.4.4', '', 'failed', 'failed'],
    ['5.0.0', 'smtp; 550 no', 'failed', 'failed'],
    ['', '', 'failed', 'failed'],
    // An address that looks like a code.
    ['5.0.0', 'smtp; 554 refused by 185.5.1.1', 'failed', 'failed'],
    ['5.0.0', 'smtp; 554 5.1.1.7 is listed', 'failed', 'failed'],
    ['2.0.0', '', 'relayed', 'fine'],
    ['5.1.1', '', 'expanded', 'fine'],
  ] as const)('%s "%s" %s means %s', ([status, diagnostic, action, kind]) => {
    expect(kindOf(status, diagnostic, action)).toBe(kind);
  });
});

describe('other mail', () => {
  test.for(['out-of-office', 'vacation'])('%s is an automatic reply', async (name) => {
    expect((await read(name)).kind).toBe('automatic');
  });

  test('a reply names the mails it answers', async () => {
    expect(await read('reply')).toMatchObject({
      kind: 'reply',
      messageIds: [ABOUT.messageId, 'other@shop.example', ABOUT.messageId],
    });
  });

  test('a complaint (RFC 5965) names address and mail', async () => {
    const complaint = await read('complaint');
    expect(complaint).toMatchObject({ kind: 'complaint', trace: { messageIds: [ABOUT.messageId] } });
    expect(complaint.kind === 'complaint' && complaint.trace.addresses).toContain('asha.k@example.com');
  });

  test('that something is not spam is no complaint', async () => {
    const mail = await post('complaint', ABOUT);
    const text = 'bytes' in mail ? Buffer.from(mail.bytes).toString() : '';
    expect((await parse(text.replace('Feedback-Type: abuse', 'Feedback-Type: not-spam'))).kind).toBe('other');
  });

  test.for(['unsubscribe-TOKEN', 'unsubscribe TOKEN', 'Re: Unsubscribe: TOKEN', 'UNSUBSCRIBE-TOKEN'])(
    'asks to unsubscribe with the subject "%s"',
    async (subject) => {
      const words = subject.replace(/TOKEN$/, ABOUT.token);
      const incoming = await parse(
        `From: a@example.com\nAuto-Submitted: auto-generated\nSubject: ${words}\n\n`,
      );
      expect(incoming.kind === 'unsubscribe' && incoming.tokens).toContain(ABOUT.token);
    },
  );

  test('asks to unsubscribe without a token, in the mailbox for it', async () => {
    expect((await read('request')).kind).toBe('request');
  });

  test('is just mail', async () => {
    expect((await read('newsletter')).kind).toBe('other');
  });

  test.for(['', '\0\0\0', 'no header at all', '\n\nbody'])('is unreadable: %j', async (text) => {
    expect(await parse(text)).toMatchObject({ kind: 'unreadable', problem: 'is no mail: it has no header' });
  });

  test('refers to a few mails at most: who guesses would name thousands', async () => {
    const ids = Array.from({ length: 5000 }, (_, n) => `<${n}@shop.example>`).join('\n ');
    const incoming = await parse(`From: a@example.com\nSubject: x\nReferences: ${ids}\n\n`);
    expect(incoming.kind === 'reply' && incoming.messageIds.length).toBe(20);
  });
});
