import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MediaFailure } from '../../../src/media/provider.ts';
import { BEGUN, done, HANG, HTML, MAKING, OPERATION, RESET, refusal, veoFilm } from './_fake-gemini.ts';
import { at, failureOf, filesIn, KEY, make, SETTINGS, trial, withFakeGemini } from './_google.ts';

withFakeGemini();

describe('a film by Veo', () => {
  test('is ordered once, asked after until it is done, and written with its poster', async () => {
    at.fake.on('begin', BEGUN);
    at.fake.on('ask', MAKING, MAKING, MAKING, veoFilm(at.media.film));
    const one = await trial('veo');
    const made = await make(one);
    expect(made.files).toEqual([
      { role: 'film', name: 'film.mp4' },
      { role: 'poster', name: 'poster.png' },
    ]);
    expect(made.seconds).toBe(1);
    expect(made.remarks).toEqual([]);
    expect(await readFile(join(one.folder, 'film.mp4'))).toEqual(at.media.film);
    expect(one.waits).toEqual([10_000, 10_000, 10_000]);
    expect(at.fake.seen.map(({ route }) => route)).toEqual(['begin', 'ask', 'ask', 'ask', 'ask']);
    expect(one.said).toContain('29 % Gemini makes the film (20 s so far)');
  });

  test('is asked for in the words and numbers of the order', async () => {
    at.fake.on('begin', BEGUN);
    at.fake.on('ask', veoFilm(at.media.film));
    const one = await trial('veo', { aspect: '9:16' });
    await make(one);
    const [begin, ask] = at.fake.seen;
    expect(begin?.path).toBe(
      '/v1beta1/publishers/google/models/veo-3.1-fast-generate-001:predictLongRunning',
    );
    expect(begin?.key).toBe(KEY);
    expect(begin?.body).toMatchObject({
      instances: [{ prompt: one.order.prompt }],
      parameters: {
        sampleCount: 1,
        aspectRatio: '9:16',
        durationSeconds: 8,
        resolution: '720p',
        personGeneration: 'dont_allow',
      },
    });
    expect(ask?.body).toEqual({ operationName: OPERATION });
  });

  test('costs what its seconds cost', async () => {
    const one = await trial('veo');
    expect(one.provider.cost(one.order)).toBe(1.2);
    expect(one.provider.inputs(one.order)).toMatchObject({ seconds: 8, resolution: '720p', aspect: '16:9' });
  });

  test('is stopped by the safety rules: no second question, and it is over', async () => {
    at.fake.on('begin', BEGUN);
    at.fake.on(
      'ask',
      done({ raiMediaFilteredCount: 1, raiMediaFilteredReasons: ['Words like these are not made.'] }),
    );
    const one = await trial('veo');
    const failure = await failureOf(one);
    expect(failure).toMatchObject({ reason: 'blocked' });
    expect(failure.message).toBe("Gemini's safety rules stopped it: “Words like these are not made”");
    expect(one.kept.name).toBeUndefined();
    expect(at.fake.count('ask')).toBe(1);
  });

  test.each([
    [{ code: 8, message: 'Resource exhausted' }, 'quota'],
    [{ code: 13, message: 'Internal error' }, 'malformed'],
    [{ code: 4, message: 'Deadline' }, 'too-slow'],
    [{ code: 7, message: 'No' }, 'refused'],
    [{ code: 3, message: 'The prompt violates our usage guidelines' }, 'blocked'],
  ])('whose operation ends with %j is %s and forgotten', async (error, reason) => {
    at.fake.on('begin', BEGUN);
    at.fake.on('ask', { json: { name: OPERATION, done: true, error } });
    const one = await trial('veo');
    expect(await failureOf(one)).toMatchObject({ reason });
    expect(one.kept.name).toBeUndefined();
  });

  test.each([
    ['no film', {}, 'Gemini says that the film is done, and sent none'],
    ['an empty list', { videos: [] }, 'Gemini says that the film is done, and sent none'],
    [
      'a bucket',
      { videos: [{ gcsUri: 'gs://b/f.mp4' }] },
      'the film is said to be at gs://, where it is not fetched from',
    ],
    [
      'text',
      { videos: [{ bytesBase64Encoded: 'aGVsbG8gd29ybGQ=' }] },
      'what Gemini sent is no film: it is cut off or damaged',
    ],
    ['a list of nothing', { videos: [{}] }, 'Gemini says that the film is done, and sent none'],
  ])('that is done with %s is malformed', async (_name, response, message) => {
    at.fake.on('begin', BEGUN);
    at.fake.on('ask', done(response));
    const one = await trial('veo');
    expect(await failureOf(one)).toMatchObject({ reason: 'malformed', message });
    expect(one.kept.name).toBeUndefined();
    expect(await filesIn(one.folder)).toEqual([]);
  });

  test.each([
    ['no name', {}],
    ['a name that leads elsewhere', { name: '../../evil/operations/1' }],
    ['a name that is none', { name: 'https://evil.example/operations/1' }],
    ['a number', { name: 7 }],
  ])('that is begun with %s is malformed', async (_name, json) => {
    at.fake.on('begin', { json });
    const one = await trial('veo');
    expect(await failureOf(one)).toMatchObject({ reason: 'malformed' });
    expect(at.fake.seen).toHaveLength(1);
  });
});

describe('a film that an earlier run began', () => {
  test('is fetched and not ordered again', async () => {
    at.fake.on('ask', MAKING, veoFilm(at.media.film));
    const one = await trial('veo', { operation: OPERATION });
    const made = await make(one);
    expect(made.remarks).toEqual(['An earlier run ordered this film; it was charged once.']);
    expect(at.fake.count('begin')).toBe(0);
  });

  test('and that the service no longer knows is forgotten, said, and not paid anew unasked', async () => {
    at.fake.on('ask', refusal(404, 'Operation not found'));
    const one = await trial('veo', { operation: OPERATION });
    expect(await failureOf(one)).toMatchObject({
      reason: 'expired',
      message: 'Gemini no longer knows the film that was ordered from it',
      hint: 'with --retry it is ordered anew, and charged anew',
    });
    expect(one.kept.name).toBeUndefined();
    expect(at.fake.count('begin')).toBe(0);
  });
});

describe('waiting for a film', () => {
  test('ends after the minutes that are allowed; the next run goes on', async () => {
    at.fake.on('begin', BEGUN);
    at.fake.on('ask', MAKING);
    const one = await trial('veo', { limits: { wait_minutes: 1 } });
    expect(await failureOf(one)).toMatchObject({
      reason: 'too-slow',
      message: 'the film was not done within 1 minutes',
    });
    expect(one.waits).toHaveLength(6);
    expect(one.kept.name).toBe(OPERATION);
  });

  test('goes on over busy moments, lost connections and slow answers: asking costs nothing', async () => {
    at.fake.on('begin', BEGUN);
    at.fake.on(
      'ask',
      refusal(500, 'Internal'),
      RESET,
      refusal(429, 'Slow down'),
      HANG,
      MAKING,
      veoFilm(at.media.film),
    );
    const one = await trial('veo', { limits: { call_seconds: 0.2 } });
    await make(one);
    expect(at.fake.count('begin')).toBe(1);
    expect(one.waits).toEqual([750, 1500, 3000, 6000, 10_000]);
  });

  test.each([
    ['a page of the network', HTML, 'malformed'],
    ['a refused key', refusal(403, 'Permission denied'), 'refused'],
    ['a service that is down', refusal(503, 'Overloaded'), 'unreachable'],
  ])('stops at %s, and what was paid is not forgotten', async (_name, reply, reason) => {
    at.fake.on('begin', BEGUN);
    at.fake.on('ask', reply);
    const one = await trial('veo');
    expect(await failureOf(one)).toMatchObject({ reason });
    expect(one.kept.name).toBe(OPERATION);
  });

  test('whose poster cannot be made is not lost: the next run fetches it again', async () => {
    at.fake.on('begin', BEGUN);
    at.fake.on('ask', veoFilm(at.media.film));
    const one = await trial('veo', { finishFails: new MediaFailure('too-slow', 'ffmpeg took too long') });
    expect(await failureOf(one)).toMatchObject({ message: 'ffmpeg took too long' });
    expect(one.kept.name).toBe(OPERATION);
  });

  test('that nobody can decode is not fetched for ever', async () => {
    at.fake.on('begin', BEGUN);
    at.fake.on('ask', veoFilm(at.media.film));
    const one = await trial('veo', { finishFails: new MediaFailure('malformed', 'nothing can be decoded') });
    expect(await failureOf(one)).toMatchObject({ reason: 'malformed' });
    expect(one.kept.name).toBeUndefined();
  });

  test('is cancelled at once, and it is said that Gemini goes on', async () => {
    at.fake.on('begin', BEGUN);
    at.fake.on('ask', MAKING);
    const reason = new Error('enough');
    const one = await trial('veo', { onWait: () => one.controller.abort(reason) });
    await expect(make(one)).rejects.toBe(reason);
    expect(one.said.at(-1)).toBe(
      '100 % cancelled here; Gemini goes on with the film and charges it, and the next run fetches it',
    );
    expect(one.kept.name).toBe(OPERATION);
  });

  test.each(['begin', 'ask'] as const)('is cancelled in the middle of a call (%s)', async (route) => {
    at.fake.on('begin', BEGUN);
    at.fake.on('ask', MAKING);
    at.fake.on(route, HANG);
    const one = await trial('veo');
    const reason = new Error('enough');
    const making = make(one);
    while (at.fake.count(route) === 0) await new Promise(setImmediate);
    one.controller.abort(reason);
    await expect(making).rejects.toBe(reason);
    expect(one.said.at(-1)).toMatch(/^100 % cancelled/);
  });
});

describe('readiness', () => {
  const failureOfReadiness = async (options: Parameters<typeof trial>[1]) => {
    const one = await trial('veo', options);
    const readiness = await one.provider.readiness(one.order);
    expect(at.fake.seen).toEqual([]);
    return readiness.ready ? readiness.detail : `${readiness.failure.reason}: ${readiness.failure.message}`;
  };

  test('says what is missing', async () => {
    expect(await failureOfReadiness({})).toMatch(/^veo-3\.1-fast-generate-001 at 127\.0\.0\.1:/);
    expect(await failureOfReadiness({ apiKey: undefined })).toBe(
      'not-configured: veo needs a key for Gemini, and there is none',
    );
    expect(await failureOfReadiness({ isEnterprise: false })).toMatch(
      /^not-configured: veo needs a key of the Gemini Ent/,
    );
    expect(await failureOfReadiness({ aspect: '1:1' })).toBe(
      'unsupported: veo makes no square films, only 16:9 and 9:16',
    );
    expect(SETTINGS.models.veo).toBe('veo-3.1-fast-generate-001');
  });
});
