import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { at, HASTE, LOGIN, open, sendOne, start, TIMEOUTS } from './_smtp-sending.ts';
import { startSmtpServer } from './_smtp-server.ts';

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
    const timeouts = { ...TIMEOUTS, connect: fate === 'hang' ? HASTE : TIMEOUTS.connect };
    const { channel } = await start({ fate: at('connect', fate) }, '', { timeouts });
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
