import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { printMail } from '../../src/delivery/eml.ts';
import { addressed, attachment, sampleMail } from '../conformance/_mails.ts';
import { at, LOGIN, open, rawServer, sendOne, shortMail, start } from './_smtp-sending.ts';

describe('a refusal', () => {
  it.each([
    [
      'rcpt',
      '550 5.1.1 <kshitij@mail.example.com>: no such user',
      { kind: 'rejected', suppress: true, code: '550 5.1.1', reason: '<address>: no such user' },
    ],
    ['rcpt', '452 4.2.2 mailbox full', { kind: 'deferred', code: '452 4.2.2' }],
    ['rcpt', '421 4.3.2 going down', { kind: 'busy', code: expect.stringMatching(/^421/) }],
    ['rcpt', '503 nested', { kind: 'down' }],
    ['mail', '550 5.7.1 sender not allowed', { kind: 'stop', code: '550 5.7.1' }],
    ['mail', '451 4.3.0 later', { kind: 'busy' }],
  ] as const)('at %s, "%s", is told before anything is handed over', async (phase, fate, receipt) => {
    for (const hasPipelining of [true, false]) {
      const { server, channel } = await start({
        hasPipelining,
        fate: (now) => (now.n === 0 ? at(phase, fate)(now) : undefined),
      });
      expect(await sendOne(channel)).toMatchObject({ asked: 0, receipt });
      expect(server.accepted).toEqual([]);
      expect((await sendOne(channel)).receipt.kind).toBe('accepted');
    }
  });

  it('at the end means that it was not delivered', async () => {
    for (const [fate, kind] of [
      ['554 5.7.1 looks like spam', 'stop'],
      ['451 4.3.0 disk full', 'busy'],
      ['550 5.1.1 gone', 'rejected'],
    ] as const) {
      const { server, channel } = await start({
        fate: (now) => (now.n === 0 ? at('dot', fate)(now) : undefined),
      });
      expect(await sendOne(channel)).toMatchObject({ asked: 1, receipt: { kind } });
      expect(server.accepted).toEqual([]);
      expect((await sendOne(channel)).receipt.kind).toBe('accepted');
      expect(server.connections.made).toBe(1);
    }
  });

  it('for one recipient keeps the connection for the next', async () => {
    const { server, channel } = await start(
      { fate: ({ phase, to }) => (phase === 'rcpt' && /-[13]@/.test(to) ? '550 5.1.1 no' : undefined) },
      '?connections=1',
    );
    const kinds: string[] = [];
    for (let n = 0; n < 5; n += 1)
      kinds.push((await sendOne(channel, addressed(sampleMail(), n))).receipt.kind);
    expect(kinds).toEqual(['accepted', 'rejected', 'accepted', 'rejected', 'accepted']);
    expect(server.connections.made).toBe(1);
  });
});

describe('before DATA', () => {
  it('a mail bigger than SIZE is refused', async () => {
    const { server, channel } = await start({ size: 100_000 });
    const mail = {
      ...sampleMail(),
      attachments: [attachment('a.pdf', 'application/pdf', Buffer.alloc(80_000))],
    };
    expect(await sendOne(channel, mail)).toEqual({
      asked: 0,
      receipt: {
        kind: 'rejected',
        code: 'size',
        reason: expect.stringMatching(/^the mail has 0\.1\d MB; this mail server takes 0\.10 MB$/),
        suppress: false,
      },
    });
    expect((await sendOne(channel)).receipt.kind).toBe('accepted');
    expect(server.accepted).toHaveLength(1);
  });

  it('an address that is not ASCII before @ needs SMTPUTF8; a domain does not', async () => {
    const to = (address: string) => ({ ...sampleMail(), to: { name: '', address } });
    const plain = await start({ hasSmtpUtf8: false });
    expect(await sendOne(plain.channel, to('jürgen@example.com'))).toMatchObject({
      asked: 0,
      receipt: { kind: 'rejected', code: 'smtputf8', suppress: false },
    });
    expect((await sendOne(plain.channel, to('jo@münchen.example'))).receipt.kind).toBe('accepted');
    const raw = await rawServer((socket, said) => {
      if (said.endsWith('\r\n.\r\n')) socket.write('250 OK\r\n');
    });
    expect((await sendOne(open(raw.url), to('jo@münchen.example'))).receipt.kind).toBe('accepted');
    expect(raw.said()).toContain('RCPT TO:<jo@xn--mnchen-3ya.example>\r\n');
    const able = await start();
    expect((await sendOne(able.channel, to('jürgen@example.com'))).receipt.kind).toBe('accepted');
    expect(able.server.accepted[0]?.to).toEqual(['jürgen@example.com']);
  });
});

it('logs in, under TLS, and names the queue', async () => {
  const { server, channel } = await start({ login: LOGIN });
  const { receipt } = await sendOne(channel);
  expect(receipt).toEqual({ kind: 'accepted', id: '1', detail: 'OK queued as 1' });
  expect(server.accepted[0]).toMatchObject({
    isSecure: true,
    user: LOGIN.user,
    from: 'hello@kachnarlane.example',
  });
});

it('delivers a big mail over TLS', async () => {
  const { server, channel } = await start();
  const mail = {
    ...sampleMail(),
    attachments: [attachment('film.mp4', 'video/mp4', Buffer.alloc(6_000_000, 'film'))],
  };
  expect(await sendOne(channel, mail)).toMatchObject({ asked: 1, receipt: { kind: 'accepted' } });
  expect(server.accepted[0]?.raw.equals(Buffer.from(await printMail(mail)))).toBe(true);
});

it('keeps to its number of connections, and replaces each after 100 mails', async () => {
  let most = 0;
  const { server, channel } = await start(
    {
      tls: 'none',
      keepsRaw: false,
      fate: () => {
        most = Math.max(most, server.connections.open);
        return undefined;
      },
    },
    '?connections=3',
  );
  expect(channel.concurrency).toBe(3);
  const mails = Array.from({ length: 330 }, (_, n) => addressed(shortMail(), n));
  const receipts = await Promise.all(mails.map((mail) => channel.send(mail, async () => {})));
  expect(receipts.filter(({ kind }) => kind === 'accepted')).toHaveLength(330);
  expect(new Set(server.accepted.map(({ messageId }) => messageId)).size).toBe(330);
  expect(server.connections.made).toBe(6);
  // One that says goodbye while its successor comes is still counted by the server.
  expect(most).toBeLessThanOrEqual(6);
});

it('the test server writes down what it took before it says yes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pitchwright-smtp-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const log = join(folder, 'accepted.log');
  const { channel } = await start({ log });
  for (let n = 0; n < 3; n += 1) await sendOne(channel, addressed(sampleMail(), n));
  expect((await readFile(log, 'utf8')).trim().split('\n')).toEqual(
    [0, 1, 2].map((n) => addressed(sampleMail(), n).messageId),
  );
});
