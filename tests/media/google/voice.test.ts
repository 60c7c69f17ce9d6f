import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readWav } from '../../../src/media/audio/wav.ts';
import { HANG, made, RESET, refusal } from './_fake-gemini.ts';
import { at, failureOf, filesIn, KEY, make, trial, withFakeGemini } from './_google.ts';

withFakeGemini();

const PCM = 'audio/L16;codec=pcm;rate=24000';

describe('a voice by Gemini', () => {
  test('is asked for by name and written as WAV, with the place of each line', async () => {
    at.fake.on('generate', made(at.media.pcm, PCM));
    const one = await trial('gemini-tts');
    const result = await make(one);
    expect(result.files).toEqual([{ role: 'sound', name: 'sound.wav' }]);
    expect(result.seconds).toBeCloseTo(2.1);
    expect(result.remarks).toEqual(['The voice is Sulafat of Gemini.']);
    expect(
      result.lines?.map(({ from, to }) => [from, to].map((second) => Math.round(second * 10) / 10)),
    ).toEqual([
      [0, 0.4],
      [0.7, 1.1],
      [1.4, 2.1],
    ]);
    const sound = readWav(await readFile(join(one.folder, 'sound.wav')));
    expect(sound.rate).toBe(24_000);
    expect(sound.samples).toHaveLength(at.media.pcm.length / 2);
    expect(at.fake.seen).toEqual([
      expect.objectContaining({ path: '/v1beta/models/gemini-3.8-flash-tts:generateContent', key: KEY }),
    ]);
    expect(at.fake.seen[0]?.body).toMatchObject({
      contents: [{ parts: [{ text: one.order.prompt }] }],
      generationConfig: {
        responseModalities: ['AUDIO'],
        speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Sulafat' } } },
      },
    });
  });

  test('is made with a key of the Enterprise platform too', async () => {
    at.fake.on('generate', made(at.media.pcm, PCM));
    await make(await trial('gemini-tts', { isEnterprise: true }));
    expect(at.fake.seen[0]?.path).toBe(
      '/v1beta1/publishers/google/models/gemini-3.8-flash-tts:generateContent',
    );
  });

  test.each([
    ['hi', 'Aoede'],
    ['en-GB', 'Sulafat'],
    ['ta', 'Kore'],
  ])('speaks %s as %s', async (locale, name) => {
    const one = await trial('gemini-tts', { brief: { locale } });
    expect(one.provider.inputs(one.order)).toMatchObject({ voice: name });
  });

  test('costs what its letters cost', async () => {
    const one = await trial('gemini-tts');
    expect(one.provider.cost(one.order)).toBeCloseTo((one.order.prompt.length / 1000) * 0.04, 3);
    expect(one.provider.cost({ ...one.order, prompt: 'x'.repeat(1000) })).toBe(0.04);
  });

  test.each([
    ['no sound at all', Buffer.alloc(48_000), PCM, 'it is silent'],
    ['an instant', Buffer.alloc(100, 9), PCM, 'it lasts 0.0 seconds'],
    ['a type without a rate', Buffer.alloc(48_000, 9), 'audio/L16', /states no usable rate/],
    ['MP3', Buffer.from('ID3'), 'audio/mpeg', /is not audio\/L16/],
    ['no type', Buffer.alloc(48_000, 9), '', /is not audio\/L16/],
    ['a broken WAV', Buffer.from('RIFFxxxx'), 'audio/wav', /RIFF/],
  ])('that is %s is malformed', async (_name, bytes, type, why) => {
    at.fake.on('generate', made(bytes, type));
    const one = await trial('gemini-tts');
    const failure = await failureOf(one);
    expect(failure.reason).toBe('malformed');
    expect(failure.message).toMatch(/^what Gemini sent is no voice: /);
    expect(failure.message).toMatch(why);
    expect(await filesIn(one.folder)).toEqual([]);
  });
});

describe('one call that costs money', () => {
  test.each([
    ['500', refusal(500, 'x')],
    ['no answer', HANG],
    ['a cut line', RESET],
  ])('is not repeated after %s', async (_name, reply) => {
    at.fake.on('generate', reply);
    const failure = await failureOf(await trial('gemini-tts', { limits: { call_seconds: 0.1 } }));
    expect(failure.message).toContain('it may be charged');
    expect(at.fake.seen).toHaveLength(1);
  });

  test('is repeated when the service is too busy to begin', async () => {
    at.fake.on('generate', refusal(429, 'x'), refusal(503, 'x'), made(at.media.pcm, PCM));
    const one = await trial('gemini-tts');
    await make(one);
    expect(one.waits).toEqual([750, 1500]);
  });

  test('goes on by itself in no case: what is cut off is malformed', async () => {
    const half = made(at.media.pcm, PCM).json as { candidates: object[] };
    Object.assign(half.candidates[0] as object, { finishReason: 'CONTINUATION', continuationToken: 'more' });
    at.fake.on('generate', { json: half }, made(at.media.pcm, PCM));
    expect(await failureOf(await trial('gemini-tts'))).toMatchObject({
      reason: 'malformed',
      message: 'Gemini stopped before it was done (CONTINUATION)',
    });
    expect(at.fake.seen).toHaveLength(1);
  });

  test.each([
    [{ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }, 'PROHIBITED_CONTENT'],
    [{ promptFeedback: { blockReason: 'SAFETY', blockReasonMessage: 'Not this.' } }, 'Not this'],
    [{ candidates: [{ finishReason: 'SAFETY' }] }, 'SAFETY'],
    [{ candidates: [{ finishReason: 'IMAGE_SAFETY' }] }, 'IMAGE_SAFETY'],
  ])('is stopped by the safety rules: %j', async (json, why) => {
    at.fake.on('generate', { json });
    expect(await failureOf(await trial('gemini-tts'))).toMatchObject({
      reason: 'blocked',
      message: `Gemini's safety rules stopped it: “${why}”`,
    });
    expect(at.fake.seen).toHaveLength(1);
  });

  test('with the reason, where the service gives it', async () => {
    at.fake.on('generate', { json: { candidates: [{ finishReason: 'SAFETY', finishMessage: 'Unsafe.' }] } });
    const failure = await failureOf(await trial('gemini-tts', { isEnterprise: true }));
    expect(failure.message).toBe("Gemini's safety rules stopped it: “Unsafe”");
  });

  test.each([
    [{}, 'Gemini answered without anything made'],
    [{ candidates: [] }, 'Gemini answered without anything made'],
    [{ candidates: [{ finishReason: 'OTHER' }] }, 'Gemini answered without anything made (OTHER)'],
    [
      { candidates: [{ content: { parts: [{ text: 'Sorry, I only\nwrite.' }] } }] },
      'Gemini answered without anything made: “Sorry, I only write”',
    ],
    [
      { candidates: [{ content: { parts: [{ inlineData: { data: 7 } }] } }] },
      'Gemini answered with something unknown',
    ],
  ])('is malformed: %j', async (json, message) => {
    at.fake.on('generate', { json });
    expect(await failureOf(await trial('gemini-tts'))).toMatchObject({ reason: 'malformed', message });
  });
});

test('readiness says that the key is missing', async () => {
  const one = await trial('gemini-tts', { apiKey: undefined });
  expect(await one.provider.readiness()).toMatchObject({
    ready: false,
    failure: { reason: 'not-configured' },
  });
});
