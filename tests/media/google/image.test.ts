import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { made } from './_fake-gemini.ts';
import { at, failureOf, filesIn, make, trial, withFakeGemini } from './_google.ts';

withFakeGemini();

describe('a picture by Gemini', () => {
  test.each([
    ['png', 'picture.png'],
    ['jpg', 'picture.jpg'],
  ] as const)('is called by what its bytes are (%s)', async (kind, name) => {
    at.fake.on('generate', made(at.media[kind], 'image/whatever'));
    const one = await trial('gemini-image', { aspect: '1:1' });
    expect(await make(one)).toEqual({ files: [{ role: 'picture', name }], remarks: [] });
    expect(await readFile(join(one.folder, name))).toEqual(at.media[kind]);
    expect(at.fake.seen[0]?.path).toBe('/v1beta/models/gemini-3.1-flash-image:generateContent');
    expect(at.fake.seen[0]?.body).toMatchObject({
      generationConfig: {
        responseModalities: ['IMAGE'],
        imageConfig: { aspectRatio: '1:1', imageSize: '1K' },
      },
    });
  });

  test('costs what a picture of its size costs', async () => {
    const one = await trial('gemini-image');
    expect(one.provider.cost(one.order)).toBe(0.07);
    expect(one.provider.inputs(one.order)).toEqual({ prompt: one.order.prompt, aspect: '16:9', size: '1K' });
  });

  test.each([
    ['nothing', () => Buffer.alloc(0), 'Gemini sent an empty picture'],
    ['text', () => Buffer.from('<svg/>'), 'Gemini sent something unknown in place of a PNG or JPG picture'],
    ['a WebP', () => at.media.webp, 'Gemini sent image/webp in place of a PNG or JPG picture'],
    ['a film', () => at.media.film, 'Gemini sent video/mp4 in place of a PNG or JPG picture'],
  ])('that is %s is malformed', async (_name, bytes, message) => {
    at.fake.on('generate', made(bytes(), 'image/png'));
    const one = await trial('gemini-image');
    expect(await failureOf(one)).toMatchObject({ reason: 'malformed', message });
    expect(await filesIn(one.folder)).toEqual([]);
  });
});
