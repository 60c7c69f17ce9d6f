import { describe, expect, test } from 'vitest';
import { HANG, HTML, interaction, omniFilm, RESET, refusal } from './_fake-gemini.ts';
import { at, failureOf, KEY, make, trial, withFakeGemini } from './_google.ts';

withFakeGemini();

describe('a film by Omni', () => {
  test('is ordered once, asked after until it is done, and written', async () => {
    at.fake.on('create', interaction('in_progress'));
    at.fake.on(
      'get',
      interaction('queued'),
      interaction('in_progress'),
      omniFilm({ data: at.media.film.toString('base64') }),
    );
    const one = await trial('omni');
    const made = await make(one);
    expect(made.files[0]).toEqual({ role: 'film', name: 'film.mp4' });
    expect(made.seconds).toBe(1);
    expect(one.waits).toEqual([10_000, 10_000]);
    expect(at.fake.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v1beta/interactions',
      ...Array.from({ length: 3 }, () => expect.stringMatching(/^GET \/v1beta\/interactions\/int_1/)),
    ]);
    expect(at.fake.seen.map(({ key }) => key)).toEqual([KEY, KEY, KEY, KEY]);
    expect(at.fake.seen[0]?.body).toEqual({
      model: 'gemini-omni-1.2-flash',
      input: one.order.prompt,
      response_format: {
        type: 'video',
        aspect_ratio: '16:9',
        duration: '8s',
        resolution: '720p',
        delivery: 'inline',
      },
      background: true,
    });
  });

  test('costs what its seconds cost', async () => {
    const one = await trial('omni');
    expect(one.provider.cost(one.order)).toBe(0.96);
  });

  test.each([
    ['failed', { errors: [{ code: 'resource_exhausted', message: 'Quota exceeded' }] }, 'quota'],
    ['failed', { errors: [{ message: 'Blocked by our safety policy' }] }, 'blocked'],
    ['failed', {}, 'malformed'],
    ['cancelled', {}, 'malformed'],
    ['incomplete', {}, 'malformed'],
    ['budget_exceeded', {}, 'quota'],
    ['requires_continuation', {}, 'malformed'],
    ['completed', {}, 'malformed'],
    ['a_new_word', {}, 'malformed'],
  ])('that ends as %s %j is %s and forgotten', async (status, more, reason) => {
    at.fake.on('create', interaction('in_progress'));
    at.fake.on('get', interaction(status, more));
    const one = await trial('omni');
    expect(await failureOf(one)).toMatchObject({ reason });
    expect(one.kept.name).toBeUndefined();
  });

  test('in place of which words came is told with the words', async () => {
    at.fake.on('create', interaction('in_progress'));
    const steps = [{ type: 'model_output', content: [{ type: 'text', text: 'I cannot\nfilm this.' }] }];
    at.fake.on('get', interaction('completed', { steps }));
    expect(await failureOf(await trial('omni'))).toMatchObject({
      reason: 'malformed',
      message: 'Gemini began the film and did not finish it: “I cannot film this”',
    });
  });

  test('that an earlier run began is fetched and not ordered again', async () => {
    at.fake.on('get', omniFilm({ data: at.media.film.toString('base64') }));
    const one = await trial('omni', { operation: 'int_1' });
    expect((await make(one)).remarks).toHaveLength(1);
    expect(at.fake.count('create')).toBe(0);
  });

  test('that an earlier run began and nobody knows any more is forgotten', async () => {
    at.fake.on('get', refusal(404, 'Not found'));
    const one = await trial('omni', { operation: 'int_1' });
    expect(await failureOf(one)).toMatchObject({ reason: 'expired' });
    expect(one.kept.name).toBeUndefined();
  });
});

describe('ordering is never repeated by the library either', () => {
  test.each([
    ['500', refusal(500, 'Internal'), 'unreachable'],
    ['409', refusal(409, 'Conflict'), 'unsupported'],
    ['a connection that is cut', RESET, 'unreachable'],
    ['no answer', HANG, 'too-slow'],
    ['a page', HTML, 'malformed'],
    [
      'half an answer',
      { body: '{"id": "int_', headers: { 'content-type': 'application/json' } },
      'malformed',
    ],
    ['nothing', { json: null }, 'malformed'],
    ['a list', { json: [] }, 'malformed'],
  ])('%s', async (_name, reply, reason) => {
    at.fake.on('create', reply);
    expect(await failureOf(await trial('omni', { limits: { call_seconds: 0.2 } }))).toMatchObject({ reason });
    expect(at.fake.seen).toHaveLength(1);
  });

  test('a 429 is repeated by us, as long apart as we are told', async () => {
    at.fake.on(
      'create',
      { ...refusal(429, 'x'), headers: { 'retry-after': '5' } },
      interaction('in_progress'),
    );
    at.fake.on('get', refusal(500, 'x'), omniFilm({ data: at.media.film.toString('base64') }));
    const one = await trial('omni');
    await make(one);
    expect(one.waits).toEqual([5000, 750]);
    expect(at.fake.count('create')).toBe(2);
  });

  test('cancelling ends the waiting for an answer at once', async () => {
    at.fake.on('create', interaction('in_progress'));
    at.fake.on('get', HANG);
    const one = await trial('omni');
    const making = make(one);
    while (at.fake.count('get') === 0) await new Promise(setImmediate);
    const reason = new Error('enough');
    one.controller.abort(reason);
    await expect(making).rejects.toBe(reason);
    expect(one.kept.name).toBe('int_1');
  });
});

describe('a film at an address', () => {
  const answer = (uri: string) => {
    at.fake.on('create', interaction('in_progress'));
    at.fake.on('get', omniFilm({ uri }));
  };

  test('is fetched with the key, from the address that is configured', async () => {
    answer(`${at.fake.url}/files/film:download?alt=media`);
    at.fake.on('file', { body: at.media.film, headers: { 'content-type': 'video/mp4' } });
    expect((await make(await trial('omni'))).seconds).toBe(1);
    expect(at.fake.seen.at(-1)).toMatchObject({ path: '/files/film:download?alt=media', key: KEY });
  });

  test.each([
    ['https://storage.example/film?signature=1', undefined],
    ['https://generativelanguage.googleapis.com.evil.example/film', undefined],
    ['https://generativelanguage.googleapis.com/v1beta/files/film:download?alt=media', KEY],
  ])('elsewhere is fetched by TLS; the key goes to Google only: %s', async (uri, key) => {
    answer(uri);
    const given: unknown[] = [];
    const one = await trial('omni', {
      fetch: async (input, init) => {
        if (String(input) !== uri) return fetch(input, init);
        given.push(new Headers(init?.headers).get('x-goog-api-key') ?? undefined);
        return new Response(new Uint8Array(at.media.film));
      },
    });
    await make(one);
    expect(given).toEqual([key]);
  });

  test.each([403, 404, 410])('that is gone (%i) is expired, and forgotten', async (status) => {
    answer(`${at.fake.url}/files/film`);
    at.fake.on('file', { status, body: '<Error>expired</Error>' });
    const one = await trial('omni');
    expect(await failureOf(one)).toMatchObject({
      reason: 'expired',
      message: `Gemini no longer has the film it made (${status})`,
    });
    expect(one.kept.name).toBeUndefined();
  });

  test('is fetched again when the line is cut; what was paid is kept until then', async () => {
    answer(`${at.fake.url}/files/film`);
    at.fake.on('file', RESET, { status: 503 }, { body: at.media.film });
    await make(await trial('omni'));
    expect(at.fake.count('file')).toBe(3);
    at.fake.on('file', HANG);
    const slow = await trial('omni', { limits: { call_seconds: 0.1, retries: 0 } });
    expect(await failureOf(slow)).toMatchObject({ reason: 'too-slow' });
    expect(slow.kept.name).toBe('int_1');
  });

  test.each([
    ['a page', '<html>Sign in</html>', 'it is cut off or damaged'],
    ['nothing', '', 'it does not begin like an MP4'],
  ])('that is %s is malformed', async (_name, body, why) => {
    answer(`${at.fake.url}/files/film`);
    at.fake.on('file', { body });
    expect(await failureOf(await trial('omni'))).toMatchObject({
      reason: 'malformed',
      message: `what Gemini sent is no film: ${why}`,
    });
  });

  test.each([
    [
      'http elsewhere',
      'http://localhost:1/film',
      'the film is said to be at http://, where it is not fetched from',
    ],
    ['a file', 'file:///etc/passwd', 'the film is said to be at file://, where it is not fetched from'],
    ['no address', 'film.mp4', 'Gemini gives an address for the film that is none'],
  ])('that is %s is not fetched', async (_name, uri, message) => {
    answer(uri);
    expect(await failureOf(await trial('omni'))).toMatchObject({ reason: 'malformed', message });
    expect(at.fake.count('file')).toBe(0);
  });

  test('leads on within the rules only', async () => {
    answer(`${at.fake.url}/files/film`);
    at.fake.on('file', { status: 302, headers: { location: '/files/there' } }, { body: at.media.film });
    await make(await trial('omni'));
    expect(at.fake.seen.at(-1)?.path).toBe('/files/there');
    at.fake.on('file', { status: 302, headers: { location: 'http://localhost:1/film' } });
    expect(await failureOf(await trial('omni'))).toMatchObject({ reason: 'malformed' });
    at.fake.on('file', { status: 302, headers: { location: '/files/round' } });
    expect(await failureOf(await trial('omni'))).toMatchObject({
      message: 'the film is behind more than 3 redirections',
    });
  });
});

test('readiness says which key is missing', async () => {
  const words = async (options: Parameters<typeof trial>[1]) => {
    const one = await trial('omni', options);
    const readiness = await one.provider.readiness(one.order);
    return readiness.ready ? 'ready' : `${readiness.failure.reason}: ${readiness.failure.message}`;
  };
  expect(await words({})).toBe('ready');
  expect(await words({ apiKey: undefined })).toBe(
    'not-configured: omni needs a key for Gemini, and there is none',
  );
  expect(await words({ isEnterprise: true })).toMatch(/^not-configured: omni needs a plain key/);
  expect(await words({ aspect: '1:1' })).toMatch(/^unsupported: /);
});
