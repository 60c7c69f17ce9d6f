import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { openCache } from '../../../src/media/cache.ts';
import type { MediaFailure } from '../../../src/media/provider.ts';
import { BEGUN, MAKING, refusal, veoFilm } from './_fake-gemini.ts';
import { at, KEY, trial, withFakeGemini } from './_google.ts';

withFakeGemini();
afterEach(() => vi.restoreAllMocks());

test('the key is in no file, no message and no line that is printed', async () => {
  const printed: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  }
  for (const level of ['log', 'info', 'debug', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...words) => void printed.push(words.join(' ')));
  }
  const one = await trial('veo');
  const cache = openCache(join(one.folder, 'media'));
  const order = (key: string, failing: boolean) => {
    at.fake.on('begin', BEGUN);
    at.fake.on(
      'ask',
      MAKING,
      failing ? refusal(403, `The key ${KEY} is not welcome`) : veoFilm(at.media.film),
    );
    return cache.add(
      key,
      { provider: 'veo', model: one.provider.model, prompt: one.order.prompt, cost: 1.2 },
      async (folder) => {
        const made = await one.provider.make(one.order, {
          ...one.bench,
          folder,
          operation: cache.operationOf(key),
        });
        return { ...made, files: made.files.filter(({ role }) => role === 'film') };
      },
    );
  };
  await order('a'.repeat(64), false);
  const failure: MediaFailure = await order('b'.repeat(64), true).catch((error) => error);
  expect(failure.message).toContain('The key (key) is not welcome');
  await cache.keepFailure('b'.repeat(64), failure);

  const files = (await readdir(one.folder, { recursive: true, withFileTypes: true })).filter((each) =>
    each.isFile(),
  );
  expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['entry.json', 'film.mp4']));
  for (const { parentPath, name } of files) {
    expect(await readFile(join(parentPath, name), 'latin1')).not.toContain(KEY);
  }
  const inputs = JSON.stringify(one.provider.inputs(one.order));
  expect([...printed, ...one.said, inputs, one.provider.model].join('\n')).not.toContain(KEY);
  expect(at.fake.seen.every(({ key, path }) => key === KEY && !path.includes(KEY))).toBe(true);
});
