import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../src/delivery/channels/channel.ts';
import { type SmtpOptions, smtpChannel } from '../../src/delivery/channels/smtp.ts';
import { addressed, attachment, sampleMail } from '../conformance/_mails.ts';
import { type At, type Fate, type SmtpServerSettings, startSmtpServer } from './_smtp-server.ts';

const TIMEOUTS = { connect: 300, reply: 300, dot: 300 };
const LOGIN = { user: 'hello@kachnarlane.example', password: 's3cret/With?Signs#%' };

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function start(settings: SmtpServerSettings = {}, query = '', options: Partial<SmtpOptions> = {}) {
  const server = await startSmtpServer(settings);
  endings.push(() => server.close());
  return { server, channel: open(`${server.url}${query}`, options) };
}

function open(url: string, options: Partial<SmtpOptions> = {}): Channel {
  const channel = smtpChannel({ url, timeouts: TIMEOUTS, ...options });
  endings.push(() => channel.close());
  return channel;
}

/** Sends one mail and counts how often leave was asked for. */
async function sendOne(channel: Channel, mail = sampleMail()) {
  let asked = 0;
  const receipt = await channel.send(mail, async () => {
    asked += 1;
  });
  return { receipt, asked };
}

const at =
  (phase: At['phase'], fate: Fate) =>
  (now: At): Fate =>
    now.phase === phase ? fate : undefined;

describe('opening', () => {
  it('says where, how safe, as whom and how much', async () => {
    const { server, channel } = await start({ login: LOGIN, size: 5_000_000 });
    expect(await channel.open()).toEqual({
      place: `127.0.0.1:${server.port}, STARTTLS, as hello@…`,
      maxBytes: 5_000_000,
    });
    expect(server.accepted).toEqual([]);
  });

  it.each([
    ['none', 'not encrypted'],
    ['implicit', 'TLS'],
  ] as const)('with tls %s says %s', async (tls, words) => {
    const { server, channel } = await start({ tls });
    expect(await channel.open()).toEqual({ place: `127.0.0.1:${server.port}, ${words}` });
  });

  it('refuses a server without STARTTLS where TLS is required', async () => {
    const { server, channel } = await start({ tls: 'none' }, '?tls=required');
    await expect(channel.open()).rejects.toMatchObject({
      code: 'CHANNEL_INSECURE',
      message: `127.0.0.1:${server.port} is not safe to talk to: the server offers no STARTTLS`,
    });
    expect((await sendOne(channel)).receipt).toMatchObject({ kind: 'stop', code: 'tls' });
    expect(server.accepted).toEqual([]);
  });

  it.each(['starttls', 'implicit'] as const)('refuses a certificate nobody signed, %s', async (tls) => {
    const { server, channel } = await start({ tls, login: LOGIN }, '?tls=required');
    const error = await channel.open().catch((error: unknown) => error);
    expect(error).toMatchObject({
      code: 'CHANNEL_INSECURE',
      message: expect.stringMatching(/certificate/),
      hint: expect.stringMatching(/host name/),
    });
    expect((await sendOne(channel)).receipt).toMatchObject({ kind: 'stop', code: 'tls' });
    expect(server.accepted).toEqual([]);
  });

  it('says what the server has against the login, and never the password', async () => {
    const { server } = await start({ login: LOGIN });
    const wrong = 'wr0ng&secret';
    const channel = open(
      `smtp://${encodeURIComponent(LOGIN.user)}:${encodeURIComponent(wrong)}@127.0.0.1:${server.port}`,
    );
    const error = await channel.open().catch((error: unknown) => error);
    expect(error).toMatchObject({
      code: 'CHANNEL_REFUSED',
      message: `127.0.0.1:${server.port} refuses the login as ${LOGIN.user}: 535 5.7.8 wrong password "…"`,
      hint: expect.stringMatching(/SMTP_URL/),
    });
    const { receipt } = await sendOne(channel);
    expect(receipt).toMatchObject({ kind: 'stop', code: '535 5.7.8' });
    const everything = [error, receipt, channel].map(
      (thing) => inspect(thing, { depth: 20, showHidden: true }) + JSON.stringify(thing),
    );
    expect(everything.join()).not.toContain(wrong);
    expect(everything.join()).not.toContain(encodeURIComponent(wrong));
    expect(everything.join()).not.toContain(Buffer.from(`\0${LOGIN.user}\0${wrong}`).toString('base64'));
  });

  it('says when nobody is there', async () => {
    const server = await startSmtpServer();
    await server.close();
    const channel = open(server.url);
    await expect(channel.open()).rejects.toMatchObject({
      code: 'CHANNEL_UNREACHABLE',
      message: expect.stringMatching(/cannot be reached: .*ECONNREFUSED/),
    });
    expect(await sendOne(channel)).toMatchObject({ asked: 0, receipt: { kind: 'down', code: 'connect' } });
  });

  it.each([
    ['554 5.7.1 not from here', 'stop', 'CHANNEL_REFUSED'],
    ['421 too many connections', 'busy', 'CHANNEL_REFUSED'],
    ['drop', 'down', 'CHANNEL_UNREACHABLE'],
    ['hang', 'down', 'CHANNEL_UNREACHABLE'],
  ] as const)('greeted with "%s" is %s', async (fate, kind, code) => {
    const { channel } = await start({ fate: at('connect', fate) });
    await expect(channel.open()).rejects.toMatchObject({ code });
    expect(await sendOne(channel)).toMatchObject({ asked: 0, receipt: { kind } });
  });

  it('waits when the login is out of order for now', async () => {
    const { channel } = await start({ login: LOGIN, fate: at('auth', '454 4.7.0 try later') });
    expect((await sendOne(channel)).receipt).toMatchObject({ kind: 'busy', code: '454 4.7.0' });
  });

  it('names a server that takes no login', async () => {
    const { server } = await start();
    const channel = open(`smtp://a:b@127.0.0.1:${server.port}`);
    await expect(channel.open()).rejects.toMatchObject({
      code: 'CHANNEL_REFUSED',
      message: expect.stringMatching(/takes no login/),
    });
  });
});

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

describe('a connection that breaks', () => {
  it.each(['mail', 'rcpt'] as const)('at %s has delivered nothing', async (phase) => {
    for (const fate of ['drop', 'hang'] as const) {
      const { server, channel } = await start({ fate: at(phase, fate) });
      expect(await sendOne(channel)).toMatchObject({ asked: 0, receipt: { kind: 'down', code: 'lost' } });
      expect(server.accepted).toEqual([]);
    }
  });

  it('in the middle of a big mail has delivered nothing, and leave was not asked for', async () => {
    const { server, channel } = await start({ fate: at('data', 'drop'), keepsRaw: false });
    const mail = {
      ...sampleMail(),
      attachments: [attachment('film.mp4', 'video/mp4', Buffer.alloc(12_000_000, 7))],
    };
    expect(await sendOne(channel, mail)).toMatchObject({ asked: 0, receipt: { kind: 'down' } });
    expect(server.accepted).toEqual([]);
  });

  it.each([
    ['drop', 0],
    ['take, drop', 1],
    ['hang', 0],
    ['take, hang', 1],
  ] as const)('after the final dot (%s) leaves it unknown', async (fate, count) => {
    const { server, channel } = await start({ fate: at('dot', fate) });
    expect(await sendOne(channel)).toMatchObject({ asked: 1, receipt: { kind: 'unknown', code: 'lost' } });
    expect(server.accepted).toHaveLength(count);
  });

  it('while it waited for its next mail is replaced without a word', async () => {
    const { server, channel } = await start({}, '?connections=1');
    await sendOne(channel);
    for (const goodbye of ['421 timeout', 'drop'] as const) {
      let isOver = false;
      const { server, channel } = await start(
        {
          fate: ({ phase, n }) => {
            if (phase !== 'mail' || n !== 1 || isOver) return undefined;
            isOver = true;
            return goodbye;
          },
        },
        '?connections=1',
      );
      await sendOne(channel);
      expect(await sendOne(channel)).toMatchObject({ asked: 1, receipt: { kind: 'accepted' } });
      expect([server.accepted.length, server.connections.made]).toEqual([2, 2]);
    }
    await server.close();
    expect(await sendOne(channel)).toMatchObject({ asked: 0, receipt: { kind: 'down', code: 'connect' } });
  });

  it('while leave is being asked for has delivered nothing, and the answer is waited for', async () => {
    const raw = await rawServer((socket, said) => {
      if (said.includes('end of the mail')) socket.destroy();
    });
    let isAnswered = false;
    const receipt = await open(raw.url).send(shortMail(), async () => {
      await raw.isGone;
      isAnswered = true;
    });
    expect(receipt).toMatchObject({ kind: 'down', code: 'lost' });
    expect(isAnswered).toBe(true);
    expect(raw.said()).not.toContain('\r\n.\r\n');
  });
});

describe('leave that is refused', () => {
  it.each([{}, { tls: 'none' }, { hasPipelining: false }] as const)(
    'never lets the final dot out (%j)',
    async (settings) => {
      const { server, channel } = await start(settings);
      const refusal = new Error('no');
      for (let n = 0; n < 10; n += 1) {
        const sending = channel.send(addressed(sampleMail(), n), async () => {
          await new Promise((resolve) => setImmediate(resolve));
          throw refusal;
        });
        await expect(sending).rejects.toBe(refusal);
      }
      expect((await sendOne(channel)).receipt.kind).toBe('accepted');
      expect(server.accepted.map(({ messageId }) => messageId)).toEqual([sampleMail().messageId]);
    },
  );

  it('drops the connection: all bytes were there, the dot was not', async () => {
    const raw = await rawServer(() => {});
    const refusal = new Error('no');
    const sending = open(raw.url).send(shortMail(), async () => {
      await raw.hasSaid('end of the mail');
      throw refusal;
    });
    await expect(sending).rejects.toBe(refusal);
    await raw.isGone;
    expect(raw.said()).toContain('end of the mail');
    expect(raw.said()).not.toContain('\r\n.\r\n');
  });
});

it('takes an answer before the end for a refusal, and does not end', async () => {
  const raw = await rawServer((socket, said) => {
    if (said.includes('end of the mail')) socket.write('552 5.3.4 enough\r\n');
  });
  let asked = 0;
  const receipt = await open(raw.url).send(shortMail(), async () => {
    asked += 1;
    await raw.isGone;
  });
  expect(receipt).toMatchObject({ kind: 'rejected', code: '552 5.3.4', suppress: false });
  expect(asked).toBeLessThanOrEqual(1);
  expect(raw.said()).not.toContain('\r\n.\r\n');
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
    expect(plain.server.accepted.map(({ to }) => to)).toEqual([['jo@xn--mnchen-3ya.example']]);
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
  endings.push(() => rm(folder, { recursive: true }));
  const log = join(folder, 'accepted.log');
  const { channel } = await start({ log });
  for (let n = 0; n < 3; n += 1) await sendOne(channel, addressed(sampleMail(), n));
  expect((await readFile(log, 'utf8')).trim().split('\n')).toEqual(
    [0, 1, 2].map((n) => addressed(sampleMail(), n).messageId),
  );
});

const shortMail = () => {
  const mail = sampleMail();
  return { ...mail, message: { ...mail.message, text: 'short', html: '<p>end of the mail</p>' } };
};

/** A server that says yes to everything up to the data, and then does what the test wants. */
async function rawServer(onData: (socket: Socket, said: string) => void) {
  let said = '';
  let isData = false;
  let answers: (() => void)[] = [];
  const { promise: isGone, resolve: gone } = Promise.withResolvers<void>();
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('close', gone);
    socket.write('220 raw\r\n');
    socket.on('data', (chunk) => {
      said += chunk.toString('latin1');
      for (const answer of answers) answer();
      if (isData) return onData(socket, said);
      for (const line of chunk.toString().trim().split('\r\n')) {
        isData ||= line === 'DATA';
        socket.write(isData ? '354 go on\r\n' : '250 OK\r\n');
      }
    });
  });
  const { promise: isListening, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await isListening;
  endings.push(async () => server.close());
  const { port } = server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    isGone,
    said: () => said,
    hasSaid: (words: string) =>
      new Promise<void>((resolve) => {
        const check = () => said.includes(words) && resolve();
        answers = [...answers, check];
        check();
      }),
  };
}
