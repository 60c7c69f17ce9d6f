import { describe, expect, it } from 'vitest';
import { addressed, sampleMail } from '../conformance/_mails.ts';
import { HASTE, open, sendOne, TIMEOUTS } from './_smtp-sending.ts';
import { startTalker } from './_smtp-talker.ts';

const mailTo = (n: number) => addressed(sampleMail(), n);
const addressOf = (n: number) => mailTo(n).to.address;

/** With and without sending the envelope in one go. */
const ways: readonly { readonly extensions: readonly string[] }[] = [
  { extensions: ['PIPELINING'] },
  { extensions: [] },
];

describe.each(ways)('after the final dot ($extensions)', ({ extensions }) => {
  it.each([
    '354 go on',
    '334 go on',
    '251 somewhere else',
    '220 hello',
    '299 well',
    '199 what',
    '600 what',
    '2500 fine',
    'hello',
    '250-fine\r\n550 no such user',
    '250-fine\r\nhello',
  ])('"%s" is neither yes nor no: the mail is unknown and the connection is given up', async (reply) => {
    let isOver = false;
    const talker = await startTalker({
      extensions,
      onDot() {
        if (isOver) return undefined;
        isOver = true;
        return reply;
      },
    });
    const channel = open(`${talker.url}?connections=1`);
    expect(await sendOne(channel, mailTo(1))).toMatchObject({
      asked: 1,
      receipt: { kind: 'unknown', code: 'lost', reason: expect.stringMatching(/out of turn|Connection/) },
    });
    expect(await sendOne(channel, mailTo(2))).toMatchObject({ asked: 1, receipt: { kind: 'accepted' } });
    expect(talker.connections.made).toBe(2);
    expect(talker.taken).toEqual([addressOf(1), addressOf(2)]);
  });

  it.each([
    ['450 4.2.1 later', 'deferred'],
    ['421 4.3.2 going down', 'busy'],
    ['550 5.1.1 no such user', 'rejected'],
    ['554-5.7.1 spam\r\n554 5.7.1 more', 'stop'],
  ] as const)('"%s" is a no', async (reply, kind) => {
    const talker = await startTalker({ extensions, onDot: () => reply });
    expect((await sendOne(open(talker.url), mailTo(1))).receipt.kind).toBe(kind);
    expect(talker.taken).toEqual([]);
  });
});

describe.each(ways)('before the message ($extensions)', ({ extensions }) => {
  it.each([
    '250 fine',
    '220 hello',
    '334 go on',
    '355 go on',
    'hello',
    '354 go on\r\n250 queued',
    '354 go\r\n25',
  ])('DATA answered with "%s" delivers nothing, and leave is not asked for', async (reply) => {
    const onCommand = (line: string) => (line === 'DATA' ? reply : undefined);
    const talker = await startTalker({ extensions, onCommand });
    const channel = open(talker.url, { timeouts: { ...TIMEOUTS, reply: HASTE } });
    expect(await sendOne(channel, mailTo(1))).toMatchObject({ asked: 0, receipt: { kind: 'down' } });
    expect(talker.said()).not.toContain('Subject:');
    expect(talker.taken).toEqual([]);
  });

  it.each([
    ['MAIL', '354 go on'],
    ['MAIL', '100 what'],
    ['RCPT', '354 go on'],
    ['RCPT', 'hello'],
  ] as const)('%s answered with "%s" is no refusal', async (command, reply) => {
    const onCommand = (line: string) => (line.startsWith(command) ? reply : undefined);
    const talker = await startTalker({ extensions, onCommand });
    const channel = open(talker.url, { timeouts: { ...TIMEOUTS, reply: HASTE } });
    expect(await sendOne(channel, mailTo(1))).toMatchObject({ asked: 0, receipt: { kind: 'down' } });
    expect(talker.taken).toEqual([]);
  });

  it('a reply that is missing is waited for, and nothing is delivered', async () => {
    const onCommand = (line: string) => (line.startsWith('RCPT') ? '' : undefined);
    const talker = await startTalker({ extensions, onCommand });
    const channel = open(talker.url, { timeouts: { ...TIMEOUTS, reply: HASTE } });
    expect(await sendOne(channel, mailTo(1))).toMatchObject({ asked: 0, receipt: { kind: 'down' } });
    expect(talker.taken).toEqual([]);
  });
});

describe.each(ways)('a server that says too much ($extensions)', ({ extensions }) => {
  /** Sends ten, of whom every third is refused at RCPT, and compares what we believe with what the server did. */
  async function agree(extra: string, when: 'at once' | 'soon' | 'at the next mail') {
    let mails = 0;
    const refused = (to: string) => Number(/\d+/.exec(to)?.[0]) % 3 === 0;
    const talker = await startTalker({
      extensions,
      onDot(_to, socket) {
        if (when === 'soon') setImmediate(() => socket.write(`${extra}\r\n`));
        return when === 'at once' ? `250 queued\r\n${extra}` : undefined;
      },
      onCommand(line) {
        if (line.startsWith('RCPT') && refused(line)) return '550 5.1.1 no such user';
        if (!line.startsWith('MAIL')) return undefined;
        mails += 1;
        // Not on the first mail of the first connection: there was nothing before it.
        return when === 'at the next mail' && mails % 2 === 0 ? `${extra}\r\n250 fine` : undefined;
      },
    });
    const channel = open(`${talker.url}?connections=1`);
    for (let n = 1; n <= 10; n += 1) {
      const { receipt } = await sendOne(channel, mailTo(n));
      const isTaken = talker.taken.includes(addressOf(n));
      const words = `${n}, ${extra}, ${when}: ${JSON.stringify(receipt)}`;
      expect(receipt.kind === 'accepted', words).toBe(isTaken);
      if (receipt.kind === 'rejected') expect(refused(addressOf(n)), words).toBe(true);
    }
    expect(new Set(talker.taken).size).toBe(talker.taken.length);
    return talker.taken.length;
  }

  it.each(['250 again', '354 go on', '550 5.1.1 no such user', '450 4.2.1 later', 'hello'])(
    '"%s" after a mail is not taken for a word about the next',
    async (extra) => {
      for (const when of ['at once', 'soon'] as const) expect(await agree(extra, when)).toBe(7);
    },
  );

  it.each(['250 again', '550 5.1.1 no such user'])('"%s", when the next one has begun', async (extra) => {
    await agree(extra, 'at the next mail');
  });
});
