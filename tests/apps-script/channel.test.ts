import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type AppsScriptOptions, appsScriptChannel } from '../../src/delivery/channels/apps-script.ts';
import type { Mail } from '../../src/delivery/mail.ts';
import { describeError } from '../../src/errors.ts';
import { unsubscribeToken } from '../../src/pitch/unsubscribe-token.ts';
import { addressed, attachment, sampleMail } from '../conformance/_mails.ts';
import { type Fault, startAppsScript } from './_apps-script-server.ts';
import type { EmulatorOptions } from './_emulator.ts';
import { SECRET, UNSUBSCRIBE_SECRET, webApp } from './_web-app.ts';

/** The channel, open, in front of the emulated web app. Its pauses take no time. */
async function start(options: Partial<EmulatorOptions> = {}, settings: Partial<AppsScriptOptions> = {}) {
  const { emulator } = await webApp(options);
  const front = await startAppsScript(emulator);
  onTestFinished(() => front.close());
  const sleep = vi.fn(async () => {});
  const channel = appsScriptChannel({
    url: front.url,
    secret: SECRET,
    now: emulator.now,
    sleep,
    ...settings,
  });
  const facts = await channel.open();
  let committed = 0;
  return {
    emulator,
    front,
    channel,
    facts,
    sleep,
    committed: () => committed,
    send: (mail: Mail) =>
      channel.send(mail, async () => {
        committed += 1;
      }),
  };
}

const mail = sampleMail();

describe('opening', () => {
  test('says where it leads and what it takes', async () => {
    const { facts } = await start();
    expect(facts).toEqual({
      place: expect.stringMatching(/^web app on 127\.0\.0\.1:\d+, as hello@…$/),
      maxBytes: 26_214_400,
      quota: 100,
    });
  });

  const failing = async (fault: readonly Fault[], settings: Partial<AppsScriptOptions> = {}) => {
    const { emulator } = await webApp();
    const front = await startAppsScript(emulator);
    onTestFinished(() => front.close());
    front.next(...fault);
    const sleep = async () => {};
    return appsScriptChannel({ url: front.url, secret: SECRET, now: emulator.now, sleep, ...settings })
      .open()
      .then(
        () => 'opened',
        (error: unknown) => `${(error as { code: string }).code}: ${describeError(error)}`,
      );
  };

  test('is tried again when the answer is lost', async () => {
    expect(await failing([{ kind: 'drop-before' }, { kind: 'drop-after' }])).toBe('opened');
  });

  test.each([
    [
      'with another secret',
      [],
      { secret: 'another-secret-another-secret-another' },
      'CHANNEL_REFUSED: the web app refuses: The signature is wrong; APPS_SCRIPT_SECRET must be the same on both sides.',
    ],
    [
      'with a clock that is wrong',
      [],
      { now: () => 0 },
      /^CHANNEL_REFUSED: the web app refuses: The sender’s clock is \d+ s behind; set it right\./,
    ],
    [
      'when it is not public',
      [{ kind: 'login' }],
      {},
      /^CHANNEL_REFUSED: the web app asks for a Google login; deploy it to be run as you, for anyone/,
    ],
    [
      'when it was not allowed to do its work',
      [{ kind: 'page', title: 'Authorization needed' }],
      {},
      /^CHANNEL_REFUSED: the web app is not open to the channel \(Authorization needed\)/,
    ],
    [
      'when Google answers 403',
      [{ kind: 'page', title: 'Forbidden', status: 403 }],
      {},
      /^CHANNEL_REFUSED: the web app is not open to the channel \(Forbidden\)/,
    ],
    [
      'without encryption',
      [],
      { url: 'http://script.google.com/macros/s/TEST/exec' },
      /^CHANNEL_REFUSED: APPS_SCRIPT_URL leads to script\.google\.com without encryption\n {2}→ use the address/,
    ],
  ] as const)('fails %s, with the fix', async (_name, faults, settings, words) => {
    const said = await failing(faults, settings);
    if (typeof words === 'string') expect(said).toContain(words);
    else expect(said).toMatch(words);
    expect(said).toContain('→');
    expect(said).not.toContain(SECRET);
    expect(said).not.toContain('another-secret');
  });

  test('fails when nobody listens', async () => {
    const said = await failing([], { url: await nowhere() });
    expect(said).toMatch(/^CHANNEL_UNREACHABLE: 127\.0\.0\.1:\d+ does not answer: connect ECONNREFUSED/);
    expect(said).toContain('→ check APPS_SCRIPT_URL');
  });

  test('fails at an address where there is no web app', async () => {
    const { front } = await start();
    const url = front.url.replace('TEST', 'GONE');
    await expect(failing([], { url })).resolves.toMatch(
      /there is no web app at this address \(Page Not Found\)/,
    );
  });
});

describe('an answer', () => {
  test('follows the redirect and says what is left of the quota', async () => {
    const { send, front } = await start();
    expect(await send(mail)).toEqual({
      kind: 'accepted',
      id: mail.messageId,
      detail: '✅ Sent.',
      quota: 99,
    });
    expect(front.counts.posts).toBe(2);
  });

  test.each([
    ['before the script ran', 'drop-before', 1],
    ['after the script ran', 'drop-after', 1],
    ['on its second way, once', 'drop-echo', 1],
    ['on its second way, for good', 'lose-echo', 1],
    ['because the second server was busy', 'busy-echo', 1],
    ['because something on the way posted it twice', 'twice', 1],
  ] as const)('lost %s is found again; the mail goes out once', async (_name, kind, mails) => {
    const { send, front, emulator, committed } = await start();
    front.next({ kind });
    expect(await send(mail)).toMatchObject({ kind: 'accepted', id: mail.messageId });
    expect(emulator.sent).toHaveLength(mails);
    expect(committed()).toBe(1);
  });

  test.each(['drop-echo', 'busy-echo'] as const)(
    'is fetched again after %s, and nothing is posted again',
    async (kind) => {
      const { send, front } = await start();
      front.next({ kind });
      expect((await send(mail)).kind).toBe('accepted');
      expect(front.counts.posts).toBe(2);
    },
  );

  test('that never comes leaves the mail unknown', async () => {
    const { send, front, emulator } = await start();
    front.chance(() => ({ kind: 'drop-after' }));
    expect(await send(mail)).toMatchObject({ kind: 'unknown', code: 'lost' });
    expect(emulator.sent).toHaveLength(1);
    expect(front.counts.posts).toBeLessThanOrEqual(9);
  });

  test('a request that arrives after we asked for it does nothing', async () => {
    const { send, front, emulator } = await start();
    front.next({ kind: 'late' });
    expect(await send(mail)).toMatchObject({ kind: 'accepted' });
    front.runLate();
    expect(emulator.sent).toHaveLength(1);
  });

  test('when every request is lost, but not the questions, it was surely not sent', async () => {
    const { send, front, emulator } = await start();
    let posts = 0;
    // Request, question, request, question, …
    front.chance(() => (posts++ % 2 === 0 ? { kind: 'late' } : undefined));
    expect(await send(mail)).toMatchObject({ kind: 'down', code: 'lost' });
    front.runLate();
    expect(emulator.sent).toEqual([]);
  });

  test('to the question that does not name the mail settles nothing', async () => {
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const answer = await globalThis.fetch(input, init);
      if (!/\bjson\b/.test(answer.headers.get('content-type') ?? '')) return answer;
      const text = (await answer.text()).replace(/"fates":\{.*?\}\}/, '"fates":{}');
      return new Response(text, { headers: { 'content-type': 'application/json' } });
    };
    const { send, front, channel } = await start({}, { fetch });
    front.next({ kind: 'drop-before' });
    expect(await send(mail)).toMatchObject({ kind: 'unknown' });
    expect(await channel.ask?.(mail)).toMatchObject({ kind: 'unknown' });
  });

  test('of a run that died while sending stays unknown, and is not sent again', async () => {
    const { send, emulator } = await start();
    emulator.endNext('after');
    expect(await send(mail)).toMatchObject({ kind: 'unknown', code: 'unknown' });
    expect(await send(mail)).toMatchObject({ kind: 'unknown', code: 'unknown' });
    expect(emulator.sent).toHaveLength(1);
  });

  test('is sent again when a person asks for it, and then once', async () => {
    const { send, emulator, front } = await start({}, { again: true });
    emulator.endNext('before');
    expect(await send(mail)).toMatchObject({ kind: 'unknown' });
    front.next({ kind: 'drop-after' });
    expect(await send(mail)).toMatchObject({ kind: 'accepted' });
    expect(await send(mail)).toMatchObject({ kind: 'accepted', detail: 'sent by an earlier request' });
    expect(emulator.sent).toHaveLength(1);
  });
});

describe('a page in place of an answer', () => {
  test.each([
    ['Authorization needed', {}, 'stop'],
    ['Error', { text: 'Service invoked too many times in a short time: exec.' }, 'busy'],
    ['Error', { text: 'There are too many scripts running simultaneously.' }, 'busy'],
    ['Error', { text: 'Service invoked too many times for one day: urlfetch.' }, 'exhausted'],
    ['Error', { text: 'Service using too much computer time for one day' }, 'exhausted'],
  ] as const)(
    '%s %j, with status 200: the script is asked, and only then it counts',
    async (title, more, kind) => {
      for (const ran of [false, true]) {
        const { send, front, emulator } = await start();
        front.next({ kind: 'page', title, ...more, ran });
        const receipt = await send(mail);
        expect(receipt.kind).toBe(ran ? 'accepted' : kind);
        if (!ran)
          expect((receipt as { reason: string }).reason).toContain('text' in more ? more.text : title);
        expect(emulator.sent).toHaveLength(ran ? 1 : 0);
        expect(front.counts.posts).toBe(3);
      }
    },
  );

  test('that is no refusal for sure makes the request void: coming late, it does nothing', async () => {
    const { send, front, emulator } = await start();
    front.next({ kind: 'late', page: 'Service invoked too many times in a short time: exec.' });
    expect(await send(mail)).toMatchObject({ kind: 'busy' });
    front.runLate();
    expect(emulator.sent).toEqual([]);
  });

  test.each([
    ['Error', { text: 'Service invoked too many times in a short time: exec.' }, 'busy'],
    ['Authorization needed', {}, 'stop'],
    ['Ошибка', {}, 'down'],
  ] as const)(
    '%s %j, also when asked: one mail is unknown, and no other is handed over',
    async (title, more, kind) => {
      const { send, front, emulator, committed } = await start();
      front.next({ kind: 'page', title, ...more, ran: true });
      front.chance(() => ({ kind: 'page', title, ...more }));
      expect(await send(mail)).toMatchObject({ kind: 'unknown', code: 'lost' });
      for (let n = 2; n < 5; n += 1) expect((await send(addressed(mail, n))).kind).toBe(kind);
      expect(committed()).toBe(1);
      front.chance(() => undefined);
      expect((await send(addressed(mail, 2))).kind).toBe('accepted');
      expect(emulator.sent).toHaveLength(2);
    },
  );

  test.each([
    ['Unauthorized', 401, 'stop'],
    ['Page Not Found', 404, 'stop'],
    ['Too Many Requests', 429, 'busy'],
    ['Request Entity Too Large', 413, 'rejected'],
  ] as const)('%s, with status %d: nothing was sent, and nothing is asked', async (title, status, kind) => {
    const { send, front, emulator } = await start();
    front.next({ kind: 'page', title, status });
    const receipt = await send(mail);
    expect(receipt.kind).toBe(kind);
    expect((receipt as { reason: string }).reason).toContain(kind === 'rejected' ? 'too big' : title);
    expect(emulator.sent).toEqual([]);
    expect(front.counts.posts).toBe(2);
  });

  test('of status 500 or more may have been sent, whatever it says', async () => {
    const { send, front, emulator } = await start();
    front.next({ kind: 'page', title: 'Rate Limit Exceeded', status: 503, ran: true });
    expect(await send(mail)).toMatchObject({ kind: 'accepted' });
    expect(emulator.sent).toHaveLength(1);
  });

  test.each([
    ['Error', 'Exceeded maximum execution time'],
    ['Sorry, unable to open the file at this time.', undefined],
    ['Ошибка', undefined],
  ])('%s: may have been sent, so the script is asked', async (title, text) => {
    for (const ran of [true, false]) {
      const { send, front, emulator } = await start();
      front.next({ kind: 'page', title, ...(text === undefined ? {} : { text }), ran });
      expect(await send(mail)).toMatchObject({ kind: 'accepted' });
      expect(emulator.sent).toHaveLength(1);
    }
  });

  test('more at a time than Google runs are refused, as busy', async () => {
    const { emulator } = await webApp();
    const front = await startAppsScript(emulator, 1);
    onTestFinished(() => front.close());
    const first = Promise.withResolvers<unknown>();
    // By the time it asks, the other run is over.
    const sleep = async () => {
      front.release();
      await first.promise;
    };
    const channel = appsScriptChannel({ url: front.url, secret: SECRET, now: emulator.now, sleep });
    front.next({ kind: 'hold' });
    first.resolve(channel.send(mail, async () => {}));
    await front.held;
    expect(await channel.send(addressed(mail, 2), async () => {})).toMatchObject({
      kind: 'busy',
      reason: expect.stringContaining('running simultaneously'),
    });
    expect(await first.promise).toMatchObject({ kind: 'accepted' });
    expect(emulator.sent).toHaveLength(1);
  });
});

describe('what the script says', () => {
  test.each([
    ['Rate Limit Exceeded', 3, 'busy', {}],
    ['Service invoked too many times for one day: email.', 1, 'exhausted', {}],
    ['Invalid email: x', 1, 'rejected', { suppress: false }],
    ['Limit Exceeded: Email Body Size.', 1, 'rejected', { suppress: false }],
    ['Bad Request', 1, 'rejected', { suppress: false }],
    ['Authorization is required to perform that action.', 1, 'stop', {}],
    ['कुछ और', 1, 'unknown', {}],
  ] as const)('%s', async (message, times, kind, more) => {
    const { send, emulator } = await start();
    emulator.throwNext(Array.from({ length: times }, () => message));
    expect(await send(mail)).toMatchObject({ kind, reason: message, ...more });
  });

  test('a secret that changed stops the run', async () => {
    const { send, emulator } = await start();
    emulator.kept.properties.APPS_SCRIPT_SECRET = 'changed-changed-changed-changed-changed';
    expect(await send(mail)).toMatchObject({ kind: 'stop', code: 'bad_signature' });
  });

  test('somebody who unsubscribed is suppressed', async () => {
    const { send, emulator, channel } = await start();
    const t = unsubscribeToken(mail.customerId, mail.to.address, UNSUBSCRIBE_SECRET);
    emulator.post({ query: `action=unsubscribe&t=${t}`, body: '' });
    expect(await send(mail)).toMatchObject({ kind: 'rejected', code: 'unsubscribed', suppress: true });
    const { events, more, cursor } = await channel.pull('');
    expect(events).toMatchObject([{ kind: 'unsubscribed', customerId: mail.customerId }]);
    expect(more).toBe(false);
    expect((await channel.pull(cursor)).events).toEqual([]);
  });

  test('a quota of 100 ends the day, and the next day takes the rest', async () => {
    const { send, emulator } = await start();
    for (let n = 0; n < 100; n += 1) expect((await send(addressed(mail, n))).kind).toBe('accepted');
    expect(await send(addressed(mail, 100))).toMatchObject({ kind: 'exhausted', code: 'quota_exhausted' });
    emulator.advance(86_400_000);
    expect((await send(addressed(mail, 100))).kind).toBe('accepted');
    expect(new Set(emulator.sent.map(({ to }) => to)).size).toBe(101);
    expect(emulator.sent).toHaveLength(101);
  });
});

describe('a mail', () => {
  test('from another sender than the account is not sent in its name', async () => {
    const { send, committed } = await start({ owner: 'someone@elsewhere.example' });
    expect(await send(mail)).toEqual({
      kind: 'stop',
      code: 'sender',
      reason:
        'the web app sends as someone@elsewhere.example, not as hello@kachnarlane.example: make that the sender’s address',
    });
    expect(committed()).toBe(0);
  });

  test('brings files by address where the script may fetch them, and else along', async () => {
    const bytes = Buffer.from('GIF89a.');
    const { send, emulator } = await start({
      properties: { ATTACHMENT_HOSTS: 'cdn.example.com' },
      fetchUrl: () => ({ status: 200, bytes }),
    });
    const gif = attachment('a.gif', 'image/gif', bytes);
    const near = {
      ...gif,
      url: 'https://cdn.example.com/a.gif',
      bytes: () => Promise.reject(new Error('no need')),
    };
    const far = { ...gif, filename: 'b.gif', url: 'https://other.example.com/b.gif' };
    expect(await send({ ...mail, attachments: [near, far] })).toMatchObject({ kind: 'accepted' });
    expect(emulator.fetches).toEqual(['https://cdn.example.com/a.gif']);
    expect(emulator.sent[0]?.attachments).toEqual([
      { name: 'a.gif', type: 'image/gif', bytes },
      { name: 'b.gif', type: 'image/gif', bytes },
    ]);
  });

  test('of more than 25 MB as a request is rejected before it leaves', async () => {
    const { send, front, committed } = await start();
    const big = attachment('film.mp4', 'video/mp4', Buffer.alloc(20_000_000));
    expect(await send({ ...mail, attachments: [big] })).toMatchObject({ kind: 'rejected', code: 'too_big' });
    expect(front.counts.posts).toBe(1);
    expect(committed()).toBe(0);
  });

  test('to nobody who listens is down, not unknown', async () => {
    const url = await nowhere();
    const channel = appsScriptChannel({ url, secret: SECRET, sleep: async () => {} });
    expect(await channel.send(mail, async () => {})).toMatchObject({
      kind: 'down',
      code: 'ECONNREFUSED',
    });
  });

  test('is asked for where the answer’s address is none, and sent once', async () => {
    const { send, emulator, front } = await start();
    front.next({ kind: 'nowhere' });
    expect(await send(mail)).toMatchObject({ kind: 'accepted' });
    expect(emulator.sent).toHaveLength(1);
  });

  test.each(['EHOSTUNREACH', 'ENETUNREACH'])(
    'on a way that breaks with %s while it is written is asked for; when connecting, it is down',
    async (code) => {
      for (const syscall of ['write', 'connect']) {
        let isBroken = true;
        const fetch: typeof globalThis.fetch = async (input, init) => {
          const answer = await globalThis.fetch(input, init);
          if (!isBroken || !String(init?.body).includes('subject')) return answer;
          isBroken = false;
          throw new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code, syscall }) });
        };
        const { send, emulator } = await start({}, { fetch });
        expect((await send(mail)).kind, syscall).toBe(syscall === 'write' ? 'accepted' : 'down');
        expect(emulator.sent).toHaveLength(1);
      }
    },
  );

  test('into a connection that breaks for good is unknown', async () => {
    const { front, send, emulator } = await start();
    await front.close();
    expect(await send(mail)).toMatchObject({ kind: 'unknown', code: 'lost' });
    expect(emulator.sent).toEqual([]);
  });
});

describe('asking later', () => {
  test('knows what was sent, what broke off, and what it never saw', async () => {
    const { send, emulator, channel } = await start();
    const [sent, broken, never, failed] = [1, 2, 3, 4].map((n) => addressed(mail, n)) as [
      Mail,
      Mail,
      Mail,
      Mail,
    ];
    await send(sent);
    emulator.endNext('after');
    await send(broken);
    emulator.throwNext(['Bad Request']);
    await send(failed);
    expect(await channel.ask?.(sent)).toMatchObject({ kind: 'accepted', id: sent.messageId });
    expect(await channel.ask?.(broken)).toMatchObject({ kind: 'unknown', code: 'unknown' });
    expect(await channel.ask?.(never)).toBeUndefined();
    expect(await channel.ask?.(failed)).toBeUndefined();
  });

  test('does away with what is still on its way, and nothing else', async () => {
    const { channel, emulator, front, send } = await start();
    // The process that posted it dies: nobody knows its nonce any more.
    front.next({ kind: 'late' });
    const dying = appsScriptChannel({
      url: front.url,
      secret: SECRET,
      now: emulator.now,
      sleep: () => new Promise(() => {}),
    });
    void dying.send(mail, async () => {});
    await vi.waitUntil(() => front.counts.late === 1);
    emulator.advance(50);
    expect(await channel.ask?.(mail)).toBeUndefined();
    emulator.kept.cache = {};
    emulator.advance(200_000);
    front.runLate();
    expect(emulator.sent).toEqual([]);
    expect((await send(addressed(mail, 2))).kind).toBe('accepted');
    expect((await send(mail)).kind).toBe('accepted');
    emulator.advance(700_000);
    await channel.ask?.(addressed(mail, 3));
    expect(emulator.kept.properties.fences?.split(' ')).toHaveLength(1);
  });

  test('does not take forgotten for never seen', async () => {
    const { channel, emulator } = await start();
    emulator.kept.properties.horizon = String(emulator.now());
    expect(await channel.ask?.(mail)).toMatchObject({ kind: 'unknown', code: 'forgotten' });
    const before = new Date(emulator.now() - 1000);
    expect(await channel.ask?.({ ...mail, since: before })).toMatchObject({ code: 'forgotten' });
    const after = new Date(emulator.now() + 400_000);
    expect(await channel.ask?.({ ...mail, since: after })).toBeUndefined();
  });

  test('stays unknown when nobody answers', async () => {
    const { channel, front } = await start();
    front.next({ kind: 'drop-before' });
    expect(await channel.ask?.(mail)).toMatchObject({ kind: 'unknown', code: 'no_answer' });
    front.next({ kind: 'page', title: 'Error', text: 'Service invoked too many times in a short time' });
    expect(await channel.ask?.(mail)).toMatchObject({ kind: 'unknown', code: 'no_answer' });
  });
});

describe('the secret', () => {
  const said: unknown[] = [];
  afterEach(() => said.splice(0));

  test('stands in no request, receipt or error', async () => {
    const { emulator } = await webApp();
    const front = await startAppsScript(emulator);
    onTestFinished(() => front.close());
    const fetch: typeof globalThis.fetch = (input, init) => {
      said.push(String(input), init?.body, JSON.stringify(init?.headers ?? {}));
      return globalThis.fetch(input, init);
    };
    const sleep = async () => {};
    const channel = appsScriptChannel({ url: front.url, secret: SECRET, now: emulator.now, fetch, sleep });
    said.push(await channel.open());
    const faults: readonly Fault[] = [
      { kind: 'drop-after' },
      { kind: 'lose-echo' },
      { kind: 'page', title: 'Authorization needed' },
      { kind: 'login' },
    ];
    for (const [n, fault] of faults.entries()) {
      front.next(fault);
      said.push(await channel.send(addressed(mail, n), async () => {}));
    }
    emulator.kept.properties.APPS_SCRIPT_SECRET = 'changed-changed-changed-changed-changed';
    said.push(await channel.open().catch(describeError));
    expect(said.length).toBeGreaterThan(20);
    expect(JSON.stringify(said)).not.toContain(SECRET);
  });
});

/** An address where a web app was. */
async function nowhere(): Promise<string> {
  const { emulator } = await webApp();
  const front = await startAppsScript(emulator);
  await front.close();
  return front.url;
}
