import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { payloadSchema, requestSchema } from '../../src/delivery/wire.ts';
import { SECRET, sendOf, signedRequest, webApp } from './_web-app.ts';

const health = { action: 'health' } as const;

describe('a request to the web app', () => {
  test('with the right signature is answered', async () => {
    const { ask } = await webApp();
    expect(ask(health)).toMatchObject({ ok: true, quota: 100, sender: 'hello@kachnarlane.example' });
  });

  test('with a wrong signature learns nothing and does nothing', async () => {
    const { ask, emulator } = await webApp();
    const forged = signedRequest(sendOf(1), emulator.now(), 'another-secret-another-secret-another');
    expect(ask(sendOf(1), forged)).toMatchObject({ ok: false, code: 'bad_signature', retryable: false });
    expect(ask(sendOf(1), { payload: JSON.stringify(sendOf(2)) })).toMatchObject({ code: 'bad_signature' });
    expect(emulator.sent).toEqual([]);
    expect(emulator.kept.properties).not.toHaveProperty('clock');
  });

  test('has a signature whose bytes above 127 are right, too', async () => {
    const { ask } = await webApp();
    // Among 40 digests of 32 bytes, each has some with the high bit set.
    for (let i = 0; i < 40; i += 1) expect(ask(health).ok).toBe(true);
  });

  test.each([
    ['behind', -300_001],
    ['ahead', 300_001],
  ])('five minutes %s the clock is refused', async (words, skew) => {
    const { ask, emulator } = await webApp();
    const request = signedRequest(sendOf(1), emulator.now() + skew);
    const answer = ask(sendOf(1), request);
    expect(answer).toMatchObject({ ok: false, code: 'skewed', error: expect.stringContaining(words) });
    expect(ask(health, signedRequest(health, emulator.now() + Math.sign(skew) * 299_000)).ok).toBe(true);
    expect(emulator.sent).toEqual([]);
  });

  test('works once', async () => {
    const { ask, emulator } = await webApp();
    const request = signedRequest(sendOf(1), emulator.now());
    expect(ask(sendOf(1), request).ok).toBe(true);
    expect(ask(sendOf(1), request)).toMatchObject({ ok: false, code: 'replayed' });
    expect(emulator.sent).toHaveLength(1);
  });

  test('sends once even when Google’s cache has forgotten that it was there', async () => {
    const { ask, emulator } = await webApp();
    const request = signedRequest(sendOf(1), emulator.now());
    ask(sendOf(1), request);
    emulator.kept.cache = {};
    expect(ask(sendOf(1), request)).toMatchObject({ ok: true, already: true });
    expect(emulator.sent).toHaveLength(1);
  });

  test('that was declared void is refused when it arrives late, cache or not', async () => {
    const { ask, emulator } = await webApp();
    const late = signedRequest(sendOf(1), emulator.now());
    const status = { action: 'status' as const, keys: [sendOf(1).key], void: [late.nonce] };
    expect(ask(status)).toMatchObject({ fates: { [sendOf(1).key]: { state: 'unseen' } } });
    emulator.kept.cache = {};
    expect(ask(sendOf(1), late)).toMatchObject({ ok: false, code: 'replayed' });
    expect(emulator.sent).toEqual([]);
    emulator.advance(700_000);
    ask({ ...status, void: [signedRequest(health, 0).nonce] });
    expect(emulator.kept.properties.void).not.toContain(late.nonce);
  });

  test('from before a fence is refused, and one from after it is not, whatever Google’s clock says', async () => {
    for (const skew of [-240_000, 0, 240_000]) {
      const { ask, emulator } = await webApp();
      const signedNow = () => signedRequest(sendOf(1), emulator.now() + skew);
      const [late, other] = [signedNow(), signedRequest(sendOf(2), emulator.now() + skew)];
      emulator.advance(1);
      const fence = { action: 'status' as const, keys: [sendOf(1).key], fence: true };
      expect(ask(fence, signedRequest(fence, emulator.now() + skew)).ok).toBe(true);
      expect(ask(sendOf(1), late)).toMatchObject({ ok: false, code: 'replayed' });
      expect(ask(sendOf(2), other).ok).toBe(true);
      expect(ask(sendOf(1), signedNow()).ok).toBe(true);
      expect(emulator.sent).toHaveLength(2);
    }
  });

  test('that was declared void stays so, however many others are; what cannot be kept is not promised', async () => {
    const { ask, emulator } = await webApp();
    const late = signedRequest(sendOf(1), emulator.now());
    const status = { action: 'status' as const, keys: [sendOf(1).key] };
    // Asking again with the same ones takes no more room.
    for (let n = 0; n < 300; n += 1) expect(ask({ ...status, void: [late.nonce] }).ok).toBe(true);
    let answer = ask({ ...status, void: [late.nonce] });
    let kept = 0;
    for (; answer.ok && kept < 1000; kept += 1)
      answer = ask({ ...status, void: [signedRequest(0, 0).nonce] });
    expect(answer).toMatchObject({ ok: false, code: 'busy', retryable: true });
    expect(kept).toBeGreaterThan(150);
    expect(ask(sendOf(1), late)).toMatchObject({ ok: false, code: 'replayed' });
    emulator.advance(700_000);
    expect(ask({ ...status, void: [late.nonce] }).ok).toBe(true);
  });

  test('waits for another that holds the lock, and then gives up', async () => {
    const { ask, emulator } = await webApp();
    emulator.kept.isLocked = true;
    const before = emulator.now();
    expect(ask(sendOf(1))).toMatchObject({ ok: false, code: 'busy', retryable: true });
    expect(emulator.now() - before).toBe(30_000);
    emulator.kept.isLocked = false;
    expect(ask(sendOf(1)).ok).toBe(true);
  });

  test('is refused while the script has no secret, or a short one', async () => {
    for (const APPS_SCRIPT_SECRET of ['', 'short']) {
      const { ask } = await webApp({ properties: { APPS_SCRIPT_SECRET } });
      expect(ask(health)).toMatchObject({ ok: false, code: 'not_configured' });
    }
  });

  test.each(['', 'no JSON', '[]', '{"v":1}', 'null'])('of the body %j is refused', async (body) => {
    const { emulator } = await webApp();
    expect(JSON.parse(emulator.post({ body }).content)).toMatchObject({ ok: false, code: 'bad_request' });
  });

  test.each([
    ['nothing but brackets', '['.repeat(1_000_000)],
    ['an envelope in an envelope, without end', `${'{"v":'.repeat(200_000)}1`],
    ['a payload of 30 MB', JSON.stringify({ ...signedRequest('{}', 0), payload: 'x'.repeat(30_000_000) })],
    ['30 MB of anything', 'x'.repeat(30_000_000)],
    ['a prototype of its own', '{"__proto__":{"v":3,"timestamp":0,"nonce":"","payload":"","signature":""}}'],
  ])('of the body "%s" is refused, and nothing happens', async (_name, body) => {
    const { emulator } = await webApp();
    const before = JSON.stringify(emulator.kept);
    const { ok, code } = JSON.parse(emulator.post({ body }).content);
    expect([ok, code]).toEqual([false, expect.stringMatching(/^bad_(request|signature)$/)]);
    expect(JSON.stringify(emulator.kept)).toBe(before);
  });

  test('without a body is refused, and so is one in the address', async () => {
    const { emulator } = await webApp();
    const request = JSON.stringify(signedRequest(sendOf(1), emulator.now()));
    for (const incoming of [
      {},
      { query: `payload=${encodeURIComponent(request)}` },
      { query: 'action=send', body: '' },
    ])
      expect(JSON.parse(emulator.post(incoming).content)).toMatchObject({ ok: false, code: 'bad_request' });
    expect(emulator.sent).toEqual([]);
  });

  test('that only reads does nothing, whatever it asks for', async () => {
    const { emulator } = await webApp();
    const request = encodeURIComponent(JSON.stringify(signedRequest(sendOf(1), emulator.now())));
    const before = JSON.stringify(emulator.kept);
    for (const action of [
      'send',
      'status',
      'health',
      'pull',
      'setup',
      'testMe',
      'unsubscribe',
      '__proto__',
      '',
    ]) {
      const { content } = emulator.get(`action=${action}&payload=${request}&t=${request}`);
      expect(content).not.toMatch(/mail\.example|fates|events|sender|<form/);
    }
    expect(JSON.stringify(emulator.kept)).toBe(before);
    expect([emulator.sent, emulator.fetches]).toEqual([[], []]);
  });

  test('that was changed anywhere is refused', async () => {
    const { ask, emulator } = await webApp();
    const request = signedRequest(sendOf(1), emulator.now());
    for (const change of [
      { timestamp: request.timestamp + 1 },
      { nonce: signedRequest(0, 0).nonce },
      { payload: request.payload.replace('customer-1', 'customer-2') },
      { payload: `${request.payload} ` },
      { signature: request.signature.replace(/^./, (first) => (first === '0' ? '1' : '0')) },
      { signature: '0'.repeat(64) },
    ])
      expect(ask(sendOf(1), { ...request, ...change })).toMatchObject({ ok: false, code: 'bad_signature' });
    expect(emulator.sent).toEqual([]);
  });

  test('for a segment that is called like something of JavaScript’s is counted as well', async () => {
    const { ask, emulator } = await webApp();
    const segments = ['__proto__', 'constructor', 'toString', 'VIP'];
    for (const [n, segment] of segments.entries()) expect(ask({ ...sendOf(n), segment }).ok).toBe(true);
    const { bySegment } = JSON.parse(emulator.kept.properties.tally as string);
    expect(Object.entries(bySegment)).toEqual(segments.map((segment) => [segment, 1]));
  });

  test('answers with a log for people, without address and secret', async () => {
    const { ask } = await webApp();
    const { log } = ask(sendOf(1));
    expect(log).toEqual([
      '🎬 send',
      '📧 VIP, vip-early-access, 1 kB',
      '✅ Sent.',
      '😊 🌟 ECSTATIC! (100). 1 of 1 went out. It does not get better than this.',
    ]);
  });
});

describe('what the script takes is what the schema says', () => {
  const file = { filename: 'a.pdf', contentType: 'application/pdf' };
  const examples: readonly unknown[] = [
    health,
    { action: 'pull', since: '' },
    { action: 'pull', since: '17' },
    { action: 'status', keys: ['a@b'] },
    { action: 'status', keys: ['a@b'], void: ['0123456789abcdef'] },
    { action: 'status', keys: ['a@b'], fence: true },
    sendOf(1),
    { ...sendOf(1), again: true },
    sendOf(1, {
      inline: [{ ...file, cid: 'a@b', base64: 'QUJD' }],
      attachments: [
        { ...file, base64: '' },
        { ...file, url: 'https://cdn.example.com/a.pdf', size: 3, sha256: 'a'.repeat(64) },
      ],
    }),
  ];
  const takes = async () => {
    const { emulator } = await webApp();
    return (payload: unknown, request: object = {}) => {
      const body = JSON.stringify({ ...signedRequest(payload, emulator.now()), ...request });
      return !/of version 3|version 3 sends/.test(JSON.parse(emulator.post({ body }).content).error);
    };
  };

  test('for every kind of payload', async () => {
    const isTaken = await takes();
    for (const payload of examples) {
      expect(payloadSchema.safeParse(payload).success, JSON.stringify(payload)).toBe(true);
      expect(isTaken(payload), JSON.stringify(payload)).toBe(true);
    }
  });

  test('for every payload with one thing wrong', async () => {
    const isTaken = await takes();
    const wrong = [undefined, null, 0, -1, 1.5, '', 'x', 'ä', ' ', true, [], {}, [null], 'http://a.example/'];
    const paths = examples.flatMap((payload) => pathsOf(payload).map((path) => [payload, path] as const));
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.constantFrom(...wrong, 'extra'), ([payload, path], value) => {
        const broken = JSON.parse(JSON.stringify(change(payload, path, value) ?? null));
        expect(isTaken(broken), JSON.stringify(broken)).toBe(payloadSchema.safeParse(broken).success);
      }),
      { seed: 4, numRuns: 600 },
    );
  });

  test('for the envelope around it', async () => {
    const isTaken = await takes();
    const request = signedRequest(health, 0, SECRET);
    for (const name of Object.keys(request)) {
      for (const value of [undefined, null, 0, '', 'short', [], {}]) {
        if (name === 'timestamp' && value === 0) continue;
        const broken = JSON.parse(JSON.stringify({ ...request, [name]: value }));
        if (requestSchema.safeParse(broken).success) continue;
        expect(isTaken(health, { [name]: value }), `${name} ${value}`).toBe(false);
      }
    }
    expect(isTaken(health, { extra: 1 })).toBe(requestSchema.safeParse({ ...request, extra: 1 }).success);
  });

  function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
    if (typeof value !== 'object' || value === null) return [path];
    return [path, ...Object.entries(value).flatMap(([name, each]) => pathsOf(each, [...path, name]))];
  }

  test('for names that every object has', async () => {
    const isTaken = await takes();
    for (const name of ['constructor', 'toString', 'hasOwnProperty', '__proto__']) {
      for (const payload of [JSON.stringify(health), JSON.stringify(sendOf(1))]) {
        for (const broken of [
          `{"${name}":1,${payload.slice(1)}`,
          payload.replace('"mail":{', `"mail":{"${name}":1,`),
        ]) {
          expect(isTaken(broken), broken).toBe(payloadSchema.safeParse(JSON.parse(broken)).success);
        }
      }
    }
  });

  function change(value: unknown, [name, ...rest]: readonly string[], to: unknown): unknown {
    if (name === undefined) return to === 'extra' ? { ...Object(value), extra: 1 } : to;
    const copy = structuredClone(value) as Record<string, unknown>;
    copy[name] = change(copy[name], rest, to);
    return copy;
  }
});
