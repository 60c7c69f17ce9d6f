import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeError } from '../../src/errors.ts';
import { selfSigned } from './_self-signed.ts';
import { HASTE, LOGIN, open, sendOne, start, TIMEOUTS } from './_smtp-sending.ts';
import { startTalker, type TalkerSettings } from './_smtp-talker.ts';

const wordsOf = (opening: Promise<unknown>) =>
  opening.then(
    () => 'open',
    (error: Error & { code: string }) => `${error.code}: ${describeError(error)}`,
  );

describe('a server that takes TLS away', () => {
  const strip = async (settings: TalkerSettings) => {
    const talker = await startTalker(settings);
    const url = `${talker.url.replace('//', '//user:s3cretword@')}?tls=required`;
    const timeouts = { connect: HASTE, reply: HASTE, dot: HASTE };
    return { talker, channel: open(url, { timeouts }) };
  };
  /** After its answer to STARTTLS it says no more, whatever bytes a handshake begins with. */
  const answering = (reply: string): TalkerSettings => {
    const silent = new WeakSet<object>();
    return {
      extensions: ['STARTTLS', 'AUTH PLAIN LOGIN', 'PIPELINING'],
      onCommand(line, socket) {
        if (silent.has(socket)) return '';
        if (line !== 'STARTTLS') return undefined;
        if (reply.startsWith('220')) silent.add(socket);
        return reply;
      },
    };
  };
  const inClearText: TalkerSettings = {
    extensions: ['STARTTLS', 'AUTH PLAIN'],
    onCommand(line, socket) {
      if (line !== 'STARTTLS') return undefined;
      socket.once('data', () => socket.write('250 here\r\n'));
      return '220 go on';
    },
  };

  it.each([
    ['does not offer it', { extensions: ['AUTH PLAIN LOGIN'] }, 'INSECURE', 'stop', 'no STARTTLS'],
    ['refuses it', answering('502 5.5.1 no'), 'INSECURE', 'stop', 'no STARTTLS'],
    ['refuses it for now', answering('454 4.7.0 not now'), 'REFUSED', 'busy', '454 4.7.0 not now'],
    ['puts more behind its yes', answering('220 go on\r\n250 SIZE 1'), 'UNREACHABLE', 'down', 'timed out'],
    ['goes on in clear text', inClearText, 'INSECURE', 'stop', 'begin with TLS'],
    ['falls silent', answering('220 go on'), 'UNREACHABLE', 'down', 'timed out'],
    [
      'knows no EHLO',
      { onCommand: (line: string) => (line.startsWith('EHLO') ? '502 no' : undefined) },
      'INSECURE',
      'stop',
      'no STARTTLS',
    ],
  ] as const)('or %s hears neither login nor mail', async (_name, settings, code, kind, words) => {
    const { talker, channel } = await strip(settings);
    const said = await wordsOf(channel.open());
    expect(said).toMatch(new RegExp(`^CHANNEL_${code}: 127\\.0\\.0\\.1:\\d+ .*${words}.*\\n {2}→ `));
    expect(await sendOne(channel)).toMatchObject({ asked: 0, receipt: { kind } });
    expect(talker.said()).not.toMatch(/AUTH|MAIL|s3cretword|Subject/);
    expect(talker.said()).not.toContain(Buffer.from('\0user\0s3cretword').toString('base64'));
    expect(said).not.toContain('s3cretword');
  });

  it('or breaks off when it is asked for it, hears neither', async () => {
    const { talker, channel } = await strip({
      extensions: ['STARTTLS', 'AUTH PLAIN'],
      onCommand(line, socket) {
        if (line === 'STARTTLS') socket.destroy();
        return undefined;
      },
    });
    expect(await sendOne(channel)).toMatchObject({ asked: 0, receipt: { kind: 'down' } });
    expect(talker.said()).not.toMatch(/AUTH|MAIL/);
  });
});

describe('smtps://', () => {
  it('to a server that begins in clear text says which address to use', async () => {
    const talker = await startTalker();
    const channel = open(talker.url.replace('smtp:', 'smtps:'));
    expect(await wordsOf(channel.open())).toMatch(
      /^CHANNEL_INSECURE: 127\.0\.0\.1:\d+ is not safe to talk to: it does not begin with TLS\n {2}→ use smtp:\/\/ with port 587/,
    );
    expect(await sendOne(channel)).toMatchObject({ asked: 0, receipt: { kind: 'stop', code: 'tls' } });
  });
});

describe('a certificate', () => {
  const opening = async (
    tls: 'starttls' | 'implicit',
    hosts: readonly [string, ...string[]],
    isTrusted = false,
  ) => {
    const certificate = selfSigned(...hosts);
    if (isTrusted) {
      const before = getCACertificates();
      setDefaultCACertificates([...before, certificate.cert]);
      onTestFinished(() => setDefaultCACertificates(before));
    }
    const { server } = await start({ tls, login: LOGIN, certificate });
    const channel = open(`${server.url.replace('127.0.0.1', 'localhost')}?tls=required`);
    return { server, channel, said: await wordsOf(channel.open()) };
  };

  it.each(['starttls', 'implicit'] as const)('that nobody signed is refused, %s', async (tls) => {
    const { server, channel, said } = await opening(tls, ['localhost']);
    expect(said).toMatch(
      /^CHANNEL_INSECURE: localhost:\d+ is not safe to talk to: self-signed certificate\n {2}→ .*NODE_EXTRA_CA_CERTS$/,
    );
    expect((await sendOne(channel)).receipt).toMatchObject({ kind: 'stop', code: 'tls' });
    expect(server.accepted).toEqual([]);
  });

  it.each(['starttls', 'implicit'] as const)('of an authority that is trusted is taken, %s', async (tls) => {
    const { channel, said } = await opening(tls, ['localhost'], true);
    expect(said).toBe('open');
    expect((await sendOne(channel)).receipt.kind).toBe('accepted');
  });

  it.each(['starttls', 'implicit'] as const)('for another host is refused, %s', async (tls) => {
    const { said } = await opening(tls, ['mail.example.com'], true);
    expect(said).toMatch(/^CHANNEL_INSECURE: .*altnames.*\n {2}→ use the host name its certificate is for/);
  });

  it('that has expired is refused', async () => {
    const { channel } = await start({}, '?tls=required');
    expect(await wordsOf(channel.open())).toMatch(
      /certificate has expired\n {2}→ ask whoever runs the server to renew/,
    );
  });
});

it('smtp:// to a port that begins with TLS times out, and nothing was said', async () => {
  const { server } = await start({ tls: 'implicit' });
  const channel = open(`smtp://127.0.0.1:${server.port}`, { timeouts: { ...TIMEOUTS, connect: HASTE } });
  expect(await wordsOf(channel.open())).toMatch(/^CHANNEL_UNREACHABLE: .*→ check host and port/s);
});
