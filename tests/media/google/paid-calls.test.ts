import { describe, expect, test } from 'vitest';
import { PLACING } from '../../../src/media/placing.ts';
import { BEGUN, HANG, HTML, RESET, refusal, veoFilm } from './_fake-gemini.ts';
import { at, failureOf, KEY, make, trial, withFakeGemini } from './_google.ts';

withFakeGemini();

describe('ordering a film', () => {
  test.each([429, 503])(
    'is repeated when the service says at once that it did not begin (%i)',
    async (status) => {
      at.fake.on('begin', refusal(status, 'Later'), BEGUN);
      at.fake.on('ask', veoFilm(at.media.film));
      const one = await trial('veo');
      await make(one);
      expect(at.fake.count('begin')).toBe(2);
      expect(one.waits).toEqual([750]);
      expect(one.said).toContain('2 % Gemini is busy; it is asked again in 1 s');
    },
  );

  test.each([
    ['500', refusal(500, 'Internal'), 'unreachable'],
    ['502', { ...HTML, status: 502 }, 'unreachable'],
    ['504', refusal(504, 'Deadline'), 'too-slow'],
    ['a connection that is cut', RESET, 'unreachable'],
    ['no answer', HANG, 'too-slow'],
  ])('is never repeated when it may have begun (%s)', async (_name, reply, reason) => {
    at.fake.on('begin', reply);
    const one = await trial('veo', { limits: { call_seconds: 0.2 } });
    const failure = await failureOf(one);
    expect(failure.reason).toBe(reason);
    expect(failure.message).toContain('it was not asked again, because it may be charged');
    expect(at.fake.seen).toHaveLength(1);
    expect(one.waits).toEqual([]);
    expect(one.kept.name).toBe(PLACING);
  });

  test.each([
    ['a page of the network', HTML],
    ['a redirection', { status: 302, headers: { location: 'https://login.example/' } }],
    ['a used-up quota', refusal(429, 'x')],
    ['a refused key', refusal(403, 'x')],
    ['a service that is busy', refusal(503, 'x')],
  ])('leaves no note when it is sure that nothing began (%s)', async (_name, reply) => {
    at.fake.on('begin', reply);
    const one = await trial('veo');
    await failureOf(one);
    expect(one.kept.name).toBeUndefined();
  });

  test('is noted before it is asked for, so that a run that is killed leaves a trace', async () => {
    at.fake.on('begin', HANG);
    const one = await trial('veo');
    const making = make(one);
    while (at.fake.count('begin') === 0) await new Promise(setImmediate);
    expect(one.kept.name).toBe(PLACING);
    one.controller.abort(new Error('enough'));
    await expect(making).rejects.toThrow('enough');
    expect(one.kept.name).toBe(PLACING);
  });

  test('says nothing about money when nobody was reached', async () => {
    const one = await trial('veo');
    await at.fake.close();
    const failure = await failureOf(one);
    expect(failure.reason).toBe('unreachable');
    expect(failure.message).not.toContain('charged');
  });

  test('ends as quota after the last retry, with what the service says', async () => {
    at.fake.on('begin', refusal(429, `Quota exceeded for ${KEY}.\nPlease retry later.`));
    const one = await trial('veo', { limits: { retries: 2 } });
    const failure = await failureOf(one);
    expect(failure).toMatchObject({ reason: 'quota' });
    expect(failure.message).toBe(
      "Gemini's quota is used up (429): “Quota exceeded for (key). Please retry later”",
    );
    expect(at.fake.count('begin')).toBe(3);
  });

  test.each([
    ['seconds', { headers: { 'retry-after': '17' } }, 17_000],
    ['a date', { headers: { 'retry-after': 'Wed, 01 Jul 2026 10:00:20 GMT' } }, 20_000],
    [
      'its body',
      { ...refusal(429, 'x', [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '33s' }]) },
      33_000,
    ],
    ['less than our own wait', { headers: { 'retry-after': '0' } }, 750],
    ['nothing one can read', { headers: { 'retry-after': 'soon' } }, 750],
  ])('waits as long as it is told in %s', async (_name, more, wait) => {
    at.fake.on('begin', { ...refusal(429, 'x'), ...more }, BEGUN);
    at.fake.on('ask', veoFilm(at.media.film));
    const one = await trial('veo');
    await make(one);
    expect(one.waits).toEqual([wait]);
  });

  test('does not wait for hours: the next provider takes over', async () => {
    at.fake.on('begin', { ...refusal(429, 'Daily quota'), headers: { 'retry-after': '7200' } });
    const one = await trial('veo');
    expect(await failureOf(one)).toMatchObject({ reason: 'quota' });
    expect(one.waits).toEqual([]);
  });
});
