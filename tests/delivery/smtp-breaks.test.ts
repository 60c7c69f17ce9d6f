import { describe, expect, it } from 'vitest';
import { openLink } from '../../src/delivery/channels/smtp-link.ts';
import { readSmtpUrl } from '../../src/delivery/channels/smtp-url.ts';
import { addressed, attachment, sampleMail } from '../conformance/_mails.ts';
import { at, HASTE, open, rawServer, sendOne, shortMail, start, TIMEOUTS } from './_smtp-sending.ts';

describe('a connection that breaks', () => {
  it.each(['mail', 'rcpt'] as const)('at %s has delivered nothing', async (phase) => {
    for (const fate of ['drop', 'hang'] as const) {
      const timeouts = { ...TIMEOUTS, reply: fate === 'hang' ? HASTE : TIMEOUTS.reply };
      const { server, channel } = await start({ fate: at(phase, fate) }, '', { timeouts });
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
    const timeouts = { ...TIMEOUTS, dot: fate.endsWith('hang') ? HASTE : TIMEOUTS.dot };
    const { server, channel } = await start({ fate: at('dot', fate) }, '', { timeouts });
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
    const link = await openLink(readSmtpUrl(raw.url), TIMEOUTS);
    let isAnswered = false;
    const handover = await link.deliver(
      { from: 'a@example.com', to: 'b@example.com' },
      Buffer.from('Subject: s\r\n\r\nend of the mail\r\n'),
      async () => {
        while (link.isOpen) await new Promise((resolve) => setImmediate(resolve));
        for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        isAnswered = true;
        return true;
      },
    );
    expect(handover).toMatchObject({ kind: 'lost', hasEnded: false });
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

it('takes an answer before the end for a refusal, and hangs up without having ended', async () => {
  let isSaid = false;
  const raw = await rawServer((socket) => {
    if (!isSaid) socket.write('552 5.3.4 enough\r\n');
    isSaid = true;
  });
  const link = await openLink(readSmtpUrl(raw.url), TIMEOUTS);
  const bytes = Buffer.from(`Subject: s\r\n\r\n${'a line\r\n'.repeat(1_000_000)}`);
  const envelope = { from: 'a@example.com', to: 'b@example.com' };
  const handover = await link.deliver(envelope, bytes, async () => {
    while (link.isOpen) await new Promise((resolve) => setImmediate(resolve));
    return true;
  });
  expect(handover).toMatchObject({ kind: 'no', reply: { code: 552, enhanced: '5.3.4', phase: 'data' } });
  expect(link.isOpen).toBe(false);
  await raw.isGone;
  expect(raw.said()).not.toContain('\r\n.\r\n');
});
