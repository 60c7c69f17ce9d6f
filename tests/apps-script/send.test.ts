import { describe, expect, test } from 'vitest';
import { sendOf, webApp } from './_web-app.ts';

describe('the web app sends', () => {
  test('what it was given, from its owner', async () => {
    const { ask, emulator } = await webApp();
    expect(ask(sendOf(1))).toMatchObject({ ok: true, already: false, quota: 99 });
    expect(emulator.sent).toEqual([
      expect.objectContaining({
        to: 'customer-1@mail.example.com',
        from: 'hello@kachnarlane.example',
        name: 'Kachnar Lane',
        replyTo: 'care@kachnarlane.example',
        subject: 'नमस्ते 🎉',
        body: 'text',
        htmlBody: '<p>html</p>',
        attachments: [],
      }),
    ]);
  });

  test('each key once', async () => {
    const { ask, emulator } = await webApp();
    ask(sendOf(1));
    expect(ask(sendOf(1))).toMatchObject({ ok: true, already: true, quota: 99 });
    expect(ask(sendOf(2))).toMatchObject({ ok: true, already: false, quota: 98 });
    expect(emulator.sent.map(({ to }) => to)).toEqual([
      'customer-1@mail.example.com',
      'customer-2@mail.example.com',
    ]);
  });

  test('each key once, days later as well', async () => {
    const { ask, emulator } = await webApp();
    ask(sendOf(1));
    emulator.advance(40 * 86_400_000);
    expect(ask(sendOf(1))).toMatchObject({ ok: true, already: true });
    expect(ask({ action: 'status', keys: [sendOf(1).key] })).toMatchObject({
      fates: { [sendOf(1).key]: { state: 'sent' } },
      horizon: 0,
    });
    expect(emulator.sent).toHaveLength(1);
  });

  test.each([
    ['before', 0],
    ['after', 1],
  ] as const)('nothing by itself when a run died right %s the mail left', async (moment, left) => {
    const { ask, emulator } = await webApp();
    emulator.endNext(moment);
    expect(() => ask(sendOf(1))).toThrow('Exceeded maximum execution time');
    expect(emulator.sent).toHaveLength(left);
    const key = sendOf(1).key;
    expect(ask(sendOf(1))).toMatchObject({ ok: false, code: 'unknown', retryable: false });
    expect(ask({ action: 'status', keys: [key] })).toMatchObject({ fates: { [key]: { state: 'unknown' } } });
    expect(emulator.sent).toHaveLength(left);
    expect(ask({ ...sendOf(1), again: true })).toMatchObject({ ok: true, already: false });
    expect(ask({ ...sendOf(1), again: true })).toMatchObject({ ok: true, already: true });
    expect(emulator.sent).toHaveLength(left + 1);
  });

  test('and says so even when that cannot be written down', async () => {
    const { ask, emulator } = await webApp({
      onSent() {
        for (let i = 0; i < 60; i += 1) emulator.kept.properties[`full${i}`] = 'x'.repeat(9000);
      },
    });
    const answer = ask(sendOf(1));
    expect(answer).toMatchObject({ ok: true, already: false });
    expect(answer.log).toContainEqual(expect.stringContaining('could not be written down'));
    // The note before it is still there, so nobody takes the mail for unsent.
    expect(ask(sendOf(1))).toMatchObject({ ok: false, code: 'unknown' });
    expect(emulator.sent).toHaveLength(1);
  });

  test('nothing when it cannot even write down that it is about to', async () => {
    const { ask, emulator } = await webApp();
    for (let i = 0; i < 55; i += 1) emulator.kept.properties[`full${i}`] = 'x'.repeat(9000);
    emulator.kept.properties.last = 'x'.repeat(4800);
    expect(ask(sendOf(1))).toMatchObject({ ok: false, code: 'internal', retryable: true });
    expect(emulator.sent).toEqual([]);
  });

  test('whatever a person did to its count of the day', async () => {
    const { ask } = await webApp({ properties: { tally: 'not JSON' } });
    expect(ask(sendOf(1))).toMatchObject({ ok: true, happiness: { score: 100 } });
  });

  test.each([
    ['an address that is two', { to: 'a@mail.example.com, b@mail.example.com' }, 'invalid_address'],
    ['no address', { to: '' }, 'invalid_address'],
    ['a name in the address', { to: 'Asha <a@mail.example.com>' }, 'invalid_address'],
    ['a reply address that is none', { replyTo: 'care' }, 'bad_request'],
    ['a line end in the subject', { subject: 'a\r\nBcc: b@mail.example.com' }, 'bad_request'],
    ['a line end in the name', { fromName: 'a\nb' }, 'bad_request'],
    ['a subject of 251 characters', { subject: 'x'.repeat(251) }, 'too_big'],
    ['more than 400 kB of HTML', { html: 'ä'.repeat(200_001) }, 'too_big'],
  ])('nothing with %s', async (_name, change, code) => {
    const { ask, emulator } = await webApp({ bodyBytes: 400_000 });
    expect(ask(sendOf(1, change))).toMatchObject({ ok: false, code, retryable: false });
    expect(emulator.sent).toEqual([]);
    expect(ask({ action: 'status', keys: [sendOf(1).key] })).toMatchObject({
      fates: { [sendOf(1).key]: { state: 'unseen' } },
    });
  });

  test('what is just within the limits', async () => {
    const { ask } = await webApp({ bodyBytes: 400_000 });
    expect(ask(sendOf(1, { subject: 'x'.repeat(250), html: 'ä'.repeat(200_000) })).ok).toBe(true);
  });

  test('nothing bigger than a consumer account takes, in Google’s words', async () => {
    const { ask } = await webApp();
    expect(ask(sendOf(1, { html: 'x'.repeat(200_001) }))).toMatchObject({
      ok: false,
      code: 'too_big',
      error: 'Limit Exceeded: Email Body Size.',
    });
  });
});

describe('a quota of 100', () => {
  test('is 100 mails, then the next waits for the next day', async () => {
    const { ask, emulator } = await webApp({ perDay: 100 });
    for (let n = 1; n <= 100; n += 1) {
      expect(ask(sendOf(n))).toMatchObject({ ok: true, quota: 100 - n });
      emulator.advance(1000);
    }
    expect(ask(sendOf(101))).toMatchObject({ ok: false, code: 'quota_exhausted', retryable: true, quota: 0 });
    expect(emulator.sent).toHaveLength(100);
    emulator.advance(86_400_000);
    expect(ask(sendOf(101))).toMatchObject({ ok: true, already: false });
    expect(emulator.sent).toHaveLength(101);
  });
});

const RETRIED = [
  'We’re sorry, a server error occurred. Please wait a bit and try again.',
  'Service unavailable: Gmail',
  'Service error: Mail',
  'Backend Error',
  'Rate Limit Exceeded',
  'Service invoked too many times in a short time: email. Try Utilities.sleep(1000) between calls.',
  'There are too many scripts running simultaneously for this Google user account.',
  'There are too many LockService operations against the same script.',
];
const FINAL = [
  ['Limit Exceeded: Email Total Attachments Size.', 'too_big'],
  ['Argument too large: subject', 'too_big'],
  ['Invalid email: asha', 'invalid_address'],
  ['Failed to send email: no recipient', 'invalid_address'],
  ['Service invoked too many times for one day: email.', 'quota_exhausted'],
  ['Daily Limit Exceeded', 'quota_exhausted'],
  ['Authorization is required to perform that action.', 'authorization'],
  ['Bad Request', 'refused'],
  ['Not Found', 'refused'],
  ['Invalid argument: replyTo', 'refused'],
] as const;

describe('what Google says when a mail cannot leave', () => {
  test.each(RETRIED)('%s: tried three times', async (message) => {
    const { ask, emulator } = await webApp();
    const before = emulator.now();
    emulator.throwNext([message, message]);
    expect(ask(sendOf(1))).toMatchObject({ ok: true, already: false });
    expect(emulator.now() - before).toBe(5000);

    emulator.throwNext([message, message, message]);
    const answer = ask(sendOf(2));
    expect(answer).toMatchObject({ ok: false, code: 'busy', retryable: true, error: message });
    expect(answer.log.filter((line) => line.startsWith('⏳'))).toHaveLength(2);
    // Nothing left; the same key may be tried again.
    expect(emulator.sent).toHaveLength(1);
    expect(ask(sendOf(2))).toMatchObject({ ok: true, already: false });
  });

  test.each(FINAL)('%s: not tried again', async (message, code) => {
    const { ask, emulator } = await webApp();
    const before = emulator.now();
    emulator.throwNext([message]);
    expect(ask(sendOf(1))).toMatchObject({ ok: false, code, retryable: false, error: message });
    expect(emulator.now()).toBe(before);
    expect(emulator.sent).toEqual([]);
    expect(ask({ action: 'status', keys: [sendOf(1).key] })).toMatchObject({
      fates: { [sendOf(1).key]: { state: 'failed' } },
    });
  });

  test.each(['before', 'after'] as const)('something unknown, %s it left: never again', async (moment) => {
    const { ask, emulator } = await webApp();
    emulator.throwNext(['एक त्रुटि हुई'], moment);
    expect(ask(sendOf(1))).toMatchObject({ ok: false, code: 'unknown', retryable: false });
    const left = emulator.sent.length;
    expect(ask(sendOf(1))).toMatchObject({ ok: false, code: 'unknown' });
    expect(emulator.sent).toHaveLength(left);
  });
});
