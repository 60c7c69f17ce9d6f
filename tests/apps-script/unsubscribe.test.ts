import { describe, expect, onTestFinished, test } from 'vitest';
import { appsScriptChannel } from '../../src/delivery/channels/apps-script.ts';
import { hashAddress, readUnsubscribeToken, unsubscribeToken } from '../../src/pitch/unsubscribe-token.ts';
import { sampleMail } from '../conformance/_mails.ts';
import { startAppsScript } from './_apps-script-server.ts';
import { SECRET, sendOf, UNSUBSCRIBE_SECRET, webApp } from './_web-app.ts';

const ADDRESS = 'customer-1@mail.example.com';
const TOKEN = unsubscribeToken('C0000001', ADDRESS, UNSUBSCRIBE_SECRET);
const FORM = 'application/x-www-form-urlencoded';
const form = (t: string) => ({
  body: new URLSearchParams({ action: 'unsubscribe', t }).toString(),
  type: FORM,
});

describe('unsubscribing', () => {
  test('opening the link asks, and changes nothing, however often', async () => {
    const { ask, emulator } = await webApp();
    for (let i = 0; i < 3; i += 1) {
      const page = emulator.get(`action=unsubscribe&t=${TOKEN}`);
      expect(page.kind).toBe('html');
      expect(page.content).toContain('<h1>Unsubscribe?</h1>');
      expect(page.content).toContain(`<form method="post" action="${emulator.state.url}" target="_top">`);
      expect(page.content).toContain(`name="t" value="${TOKEN}"`);
    }
    expect(ask({ action: 'pull', since: '' })).toMatchObject({ ok: true, events: [] });
    expect(ask(sendOf(1)).ok).toBe(true);
  });

  test('pressing the button unsubscribes, once', async () => {
    const { ask, emulator } = await webApp();
    for (let i = 0; i < 3; i += 1) {
      expect(emulator.post(form(TOKEN)).content).toContain('<h1>You are unsubscribed</h1>');
    }
    const pulled = ask({ action: 'pull', since: '' });
    const { customerId, addressKey } = readUnsubscribeToken(TOKEN, UNSUBSCRIBE_SECRET) ?? {};
    expect(pulled).toMatchObject({
      ok: true,
      events: [{ kind: 'unsubscribed', customerId, addressKey, at: emulator.now() }],
      cursor: String(emulator.now()),
      more: false,
    });
    expect(ask({ action: 'pull', since: String(emulator.now()) })).toMatchObject({ events: [] });
  });

  test('whoever did gets nothing more from this web app, whatever it is told', async () => {
    const { ask, emulator } = await webApp();
    emulator.post(form(TOKEN));
    expect(ask(sendOf(1))).toMatchObject({ ok: false, code: 'unsubscribed', retryable: false });
    expect(ask(sendOf(1, { to: ADDRESS.toUpperCase() }))).toMatchObject({ code: 'unsubscribed' });
    expect(ask(sendOf(2)).ok).toBe(true);
    expect(emulator.sent).toHaveLength(1);
  });

  test.each([
    ['Asha@BÜCHER.example', 'asha@xn--bcher-kva.example'],
    ['JOSÉ@mail.example.com', 'josé@mail.example.com'],
    ['asha@ΟΔΟΣ.example', 'asha@οδοσ.example'],
  ])('%s and %s are one: whichever the link was for', async (one, other) => {
    for (const [linked, written] of [
      [one, other],
      [other, one],
    ] as const) {
      const { emulator } = await webApp();
      emulator.post(form(unsubscribeToken('C0000009', linked, UNSUBSCRIBE_SECRET)));
      const front = await startAppsScript(emulator);
      onTestFinished(() => front.close());
      const channel = appsScriptChannel({ url: front.url, secret: SECRET, now: emulator.now });
      const mail = { ...sampleMail(), to: { name: '', address: written } };
      expect(await channel.send(mail, async () => {})).toMatchObject({
        kind: 'rejected',
        code: 'unsubscribed',
        suppress: true,
      });
      expect(emulator.sent).toEqual([]);
    }
  });

  test('the token may stand in the address of the post as well', async () => {
    const { emulator } = await webApp();
    const page = emulator.post({ query: `action=unsubscribe&t=${TOKEN}`, body: '', type: FORM });
    expect(page.content).toContain('You are unsubscribed');
  });

  test.each([
    ['of another secret', unsubscribeToken('C0000001', ADDRESS, 'another-secret-another-secret-another')],
    ['of the preview', unsubscribeToken('C0000001', ADDRESS)],
    ['for another customer', TOKEN.replace('C0000001', 'C0000002')],
    ['cut off', TOKEN.slice(0, -1)],
    ['with markup', `${TOKEN}"><script>alert(1)</script>`],
    ['that is empty', ''],
  ])('a token %s is refused, on both ways', async (_name, token) => {
    const { ask, emulator } = await webApp();
    const pages = [
      emulator.get(new URLSearchParams({ action: 'unsubscribe', t: token }).toString()),
      emulator.post(form(token)),
    ];
    for (const { content } of pages) {
      expect(content).toContain('<h1>This link is not complete</h1>');
      expect(content).not.toContain('<form');
      expect(content).not.toContain('<script');
    }
    expect(ask({ action: 'pull', since: '' })).toMatchObject({ events: [] });
  });

  test('no token is good while the script has no secret for them', async () => {
    const { emulator } = await webApp({ properties: { UNSUBSCRIBE_SECRET: '' } });
    const token = unsubscribeToken('C0000001', ADDRESS, '');
    expect(emulator.post(form(token)).content).toContain('This link is not complete');
  });

  test('what could not be written down is not confirmed', async () => {
    const { emulator } = await webApp();
    emulator.kept.isLocked = true;
    expect(emulator.post(form(TOKEN)).content).toContain('<h1>Please try again</h1>');
  });

  test('thousands wait for a pull; none is dropped before it came', async () => {
    const { ask, emulator } = await webApp();
    const token = (n: number) =>
      unsubscribeToken(`C${n}`, `customer-${n}@mail.example.com`, UNSUBSCRIBE_SECRET);
    let recorded = 0;
    while (emulator.post(form(token(recorded))).content.includes('You are unsubscribed')) recorded += 1;
    expect(recorded).toBeGreaterThan(2500);
    const seen = new Set<string>();
    let since = '';
    for (let more = true; more; ) {
      const answer = ask({ action: 'pull', since });
      if (!answer.ok) throw new Error(answer.error);
      for (const event of answer.events) if (event.kind === 'unsubscribed') seen.add(event.customerId);
      ({ cursor: since, more } = answer);
    }
    expect(seen.size).toBe(recorded);
    // Having been fetched, the oldest make room.
    ask({ action: 'pull', since });
    expect(emulator.post(form(token(recorded))).content).toContain('You are unsubscribed');
    expect(ask({ action: 'pull', since })).toMatchObject({ events: [{ customerId: `C${recorded}` }] });
  });

  test('the key in the token is that of the address', () => {
    const { addressKey } = readUnsubscribeToken(TOKEN, UNSUBSCRIBE_SECRET) ?? {};
    expect(Buffer.from(hashAddress(ADDRESS), 'hex').toString('base64url').slice(0, 22)).toBe(addressKey);
  });
});
