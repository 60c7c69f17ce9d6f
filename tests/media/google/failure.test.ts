import { afterEach, describe, expect, test, vi } from 'vitest';
import { HTML, made, type Reply, refusal } from './_fake-gemini.ts';
import { at, failureOf, KEY, make, trial, withFakeGemini } from './_google.ts';

withFakeGemini();
afterEach(() => vi.unstubAllEnvs());

describe('an answer that is no yes', () => {
  const keyDetail = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' };
  const json = { 'content-type': 'application/json' };
  test.each<[string, Reply, string, string]>([
    [
      '400',
      refusal(400, 'Unsupported size'),
      'unsupported',
      'Gemini does not accept this (400): “Unsupported size”',
    ],
    [
      '400 about the key',
      refusal(400, 'API key not valid.', [keyDetail]),
      'refused',
      'Gemini refuses the key or its project (400): “API key not valid”',
    ],
    ['401', refusal(401, 'Sign in'), 'refused', 'Gemini refuses the key or its project (401): “Sign in”'],
    [
      '403 that prints the key',
      refusal(403, `Consumer 'api_key:${KEY}' has been suspended.`),
      'refused',
      "Gemini refuses the key or its project (403): “Consumer 'api_key:(key)' has been suspended”",
    ],
    [
      '404',
      refusal(404, 'models/x is not found'),
      'refused',
      'Gemini does not know the model gemini-3.1-flash-image (404): “models/x is not found”',
    ],
    ['402', refusal(402, 'Pay'), 'quota', "Gemini's quota is used up (402): “Pay”"],
    ['418', { status: 418, body: '' }, 'unsupported', 'Gemini does not accept this (418)'],
    [
      'an error in a list',
      { status: 400, json: [{ error: { message: 'Bad' } }] },
      'unsupported',
      'Gemini does not accept this (400): “Bad”',
    ],
    [
      'a page with a status',
      { ...HTML, status: 403 },
      'refused',
      'Gemini refuses the key or its project (403): “Sign in to the network”',
    ],
    [
      'an error that is no JSON, though it says so',
      { status: 400, body: '{oops', headers: json },
      'unsupported',
      'Gemini does not accept this (400): “{oops”',
    ],
    [
      'a page that passes for a yes',
      HTML,
      'malformed',
      'Gemini answered with text/html; charset=UTF-8 in place of JSON',
    ],
    [
      'words that pass for a yes',
      { body: 'ok', headers: { 'content-type': 'text/plain' } },
      'malformed',
      'Gemini answered with text/plain in place of JSON',
    ],
    [
      'a redirection',
      { status: 307, headers: { location: 'http://localhost:1/' } },
      'malformed',
      'Gemini answered with a redirection (307), which is not followed: “{}”',
    ],
  ])('%s', async (_name, reply, reason, message) => {
    at.fake.on('generate', reply);
    const failure = await failureOf(await trial('gemini-image'));
    expect(failure).toMatchObject({ reason, message });
    expect(at.fake.seen).toHaveLength(1);
  });

  test('JSON that is cut off', async () => {
    at.fake.on('generate', { body: `{"candidates": "${KEY}`, headers: json });
    const failure = await failureOf(await trial('gemini-image'));
    expect(failure.reason).toBe('malformed');
    expect(failure.message).toMatch(/^what Gemini answered cannot be used: /);
  });

  test.each([
    ['hang', 'too-slow'],
    ['reset', 'unreachable'],
  ] as const)('an answer that ends in the middle (%s)', async (midway, reason) => {
    at.fake.on('generate', { midway });
    expect(await failureOf(await trial('gemini-image', { limits: { call_seconds: 0.2 } }))).toMatchObject({
      reason,
    });
    expect(at.fake.seen).toHaveLength(1);
  });

  test('what it says is one short line without marks', async () => {
    at.fake.on('generate', refusal(400, `<b>Bad</b>\u202e\n\n${'very '.repeat(200)}bad`));
    const { message } = await failureOf(await trial('gemini-image'));
    expect(message.length).toBeLessThan(300);
    expect(message).toMatch(/^Gemini does not accept this \(400\): “Bad very very .*…”$/);
  });

  test('more than anybody sends is not read', { timeout: 20_000 }, async () => {
    at.fake.on('generate', { body: Buffer.alloc(65 * 2 ** 20, 32), headers: json });
    expect(await failureOf(await trial('gemini-image'))).toMatchObject({
      reason: 'malformed',
      message: 'Gemini answered with more than 64 MiB',
    });
  });

  test('404 names the line of the settings', async () => {
    at.fake.on('begin', refusal(404, 'x'));
    const failure = await failureOf(await trial('veo'));
    expect(failure.hint).toMatch(/^correct models › veo in content\/media\.yaml/);
  });
});

describe('the key', () => {
  test('that cannot be in a header is refused without being said', async () => {
    const failure = await failureOf(await trial('gemini-image', { apiKey: `${KEY}\n→` }));
    expect(failure.reason).toBe('malformed');
    expect(at.fake.seen).toEqual([]);
  });

  test('goes where the settings say, whatever other variables say', async () => {
    for (const name of ['GOOGLE_GEMINI_BASE_URL', 'GOOGLE_VERTEX_BASE_URL'])
      vi.stubEnv(name, 'http://127.0.0.1:1');
    vi.stubEnv('GOOGLE_GENAI_USE_VERTEXAI', 'true');
    vi.stubEnv('GOOGLE_GENAI_USE_ENTERPRISE', 'true');
    vi.stubEnv('GOOGLE_GENAI_API_VERSION', 'v9');
    vi.stubEnv('GOOGLE_API_KEY', 'another');
    at.fake.on('generate', made(at.media.png, 'image/png'));
    await make(await trial('gemini-image'));
    expect(at.fake.seen).toEqual([
      expect.objectContaining({ key: KEY, path: '/v1beta/models/gemini-3.1-flash-image:generateContent' }),
    ]);
  });
});

describe('nothing personal passes the last door', () => {
  test.each([
    ['an e-mail address in a name', { firstName: 'x' }, 'Hello asha@example.com'],
    ["the customer's id", {}, 'Hello c000042, welcome'],
  ])('%s', async (_name, brief, prompt) => {
    const one = await trial('gemini-image', { brief });
    const failure = await failureOf({ ...one, order: { ...one.order, prompt } });
    expect(failure.reason).toBe('unsupported');
    expect(failure.message).toMatch(/nothing was sent$/);
    expect(at.fake.seen).toEqual([]);
  });
});
