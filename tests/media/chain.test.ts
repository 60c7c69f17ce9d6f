import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MediaCache, openCache, removeDrafts } from '../../src/media/cache.ts';
import { keyOf, makeMedium } from '../../src/media/chain.ts';
import { MediaFailure } from '../../src/media/provider.ts';
import { failing, fakeProvider, orderFor, quota, run } from './_fake-providers.ts';

let folder: string;
let cache: MediaCache;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pitchwright-media-'));
  cache = openCache(folder, () => new Date('2026-07-01T10:00:00Z'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const text = (key: string, name: string) => readFile(join(cache.folder, key, name), 'utf8');

describe('a medium', () => {
  test('is made once; the second time it is there, and nobody is asked', async () => {
    const card = fakeProvider('card');
    const first = await makeMedium(orderFor('C1'), [card], cache, run());
    const second = await makeMedium(orderFor('C1'), [card], cache, run());
    expect([first.isNew, second.isNew]).toEqual([true, false]);
    expect(card.asked).toEqual(['C1']);
    expect(second.entry).toEqual(first.entry);
    expect(first.entry.madeAt).toBe('2026-07-01T10:00:00.000Z');
    expect(await text(first.entry.key, 'picture.png')).toBe('picture.png for Asha');
  });

  test('is shared by customers for whom it would be the same, and not by others', async () => {
    const card = fakeProvider('card');
    const [a, b, c] = [
      await makeMedium(orderFor('C1'), [card], cache, run()),
      await makeMedium(orderFor('C2'), [card], cache, run()),
      await makeMedium(orderFor('C3', 'image', 'Meera'), [card], cache, run()),
    ];
    expect(b.entry.key).toBe(a.entry.key);
    expect(c.entry.key).not.toBe(a.entry.key);
    expect(card.asked).toEqual(['C1', 'C3']);
  });

  test('that is the same for two who are worked for at once is paid once', async () => {
    const gemini = fakeProvider('gemini-image', { place: 'google' });
    const options = run();
    const both = await Promise.all(
      ['C1', 'C2'].map((id) => makeMedium(orderFor(id), [gemini], cache, options)),
    );
    expect(gemini.asked).toHaveLength(1);
    expect(both.map(({ isNew }) => isNew).toSorted()).toEqual([false, true]);
  });

  test.for([
    ['is missing', (key: string) => rm(join(cache.folder, key, 'picture.png'))],
    ['is cut off', (key: string) => truncate(join(cache.folder, key, 'picture.png'), 3)],
    ['has no note', (key: string) => writeFile(join(cache.folder, key, 'entry.json'), '{"key":')],
  ] as const)('is made anew when its file %s', async ([, harm]) => {
    const card = fakeProvider('card');
    const { entry } = await makeMedium(orderFor('C1'), [card], cache, run());
    await harm(entry.key);
    expect(await cache.find(entry.key)).toBeUndefined();
    expect((await makeMedium(orderFor('C1'), [card], cache, run())).isNew).toBe(true);
    expect(await text(entry.key, 'picture.png')).toBe('picture.png for Asha');
  });

  test('leaves nothing behind when it cannot be made', async () => {
    const half = fakeProvider('card', {
      async make(_, bench) {
        await writeFile(join(bench.folder, 'picture.png'), 'half');
        throw new Error('the disk said no');
      },
    });
    const made = makeMedium(orderFor('C1'), [half], cache, run());
    await expect(made).rejects.toMatchObject({ reason: 'broken', message: 'card failed: the disk said no' });
    expect(await readdir(cache.folder)).toEqual([]);
  });

  test('an empty file is none', async () => {
    const empty = fakeProvider('card');
    const make: typeof empty.make = async (_, bench) => {
      await writeFile(join(bench.folder, 'picture.png'), '');
      return { files: [{ role: 'picture', name: 'picture.png' }], remarks: [] };
    };
    const made = makeMedium(orderFor('C1'), [{ ...empty, make }], cache, run());
    await expect(made).rejects.toThrow('picture.png came out empty');
  });

  test('what a provider leaves lying about is not kept', async () => {
    const untidy = fakeProvider('card', {
      make: (_, bench) => writeFile(join(bench.folder, 'frame-0001.png'), 'x'),
    });
    const { entry } = await makeMedium(orderFor('C1'), [untidy], cache, run());
    expect((await readdir(join(cache.folder, entry.key))).sort()).toEqual(['entry.json', 'picture.png']);
  });
});

describe('the fall-back', () => {
  test('takes over, and the reason is kept', async () => {
    const gemini = fakeProvider('gemini-image', { place: 'google', make: failing(quota) });
    const card = fakeProvider('card');
    const { entry, attempts } = await makeMedium(orderFor('C1'), [gemini, card], cache, run());
    expect(entry.provider).toBe('card');
    expect(attempts).toEqual([
      {
        provider: 'gemini-image',
        reason: 'quota',
        message: 'the quota of today is used up',
        hint: 'wait a day',
      },
    ]);
  });

  test('what is not configured is not asked', async () => {
    const notReady = new MediaFailure('not-configured', 'there is no key');
    const gemini = fakeProvider('gemini-image', { place: 'google', notReady });
    const { attempts } = await makeMedium(orderFor('C1'), [gemini, fakeProvider('card')], cache, run());
    expect(gemini.asked).toEqual([]);
    expect(attempts[0]).toMatchObject({ reason: 'not-configured', message: 'there is no key' });
  });

  test('a service that failed at an order is not asked the same again, unless told to', async () => {
    const gemini = fakeProvider('gemini-image', {
      place: 'google',
      make: failing(new MediaFailure('blocked', 'it was held back as unsafe')),
    });
    const card = fakeProvider('card');
    await makeMedium(orderFor('C1'), [gemini, card], cache, run());
    const again = await makeMedium(orderFor('C1'), [gemini, card], cache, run());
    expect(gemini.asked).toEqual(['C1']);
    expect(again.attempts[0]?.message).toBe('it was held back as unsafe');
    await makeMedium(orderFor('C1'), [gemini, card], cache, run({ retry: true }));
    expect(gemini.asked).toEqual(['C1', 'C1']);
  });

  test('whatever the service has delivered later on is preferred', async () => {
    const state = { isDown: true };
    const gemini = fakeProvider('gemini-image', {
      place: 'google',
      make: async () => {
        if (state.isDown) throw quota;
      },
    });
    const card = fakeProvider('card');
    await makeMedium(orderFor('C1'), [gemini, card], cache, run());
    state.isDown = false;
    await makeMedium(orderFor('C1'), [gemini, card], cache, run({ retry: true }));
    const after = await makeMedium(orderFor('C1'), [gemini, card], cache, run());
    expect(after).toMatchObject({ isNew: false, attempts: [], entry: { provider: 'gemini-image' } });
  });

  test('a used-up quota is asked for once in a run, not once for everybody', async () => {
    const gemini = fakeProvider('gemini-image', { place: 'google', make: failing(quota) });
    const card = fakeProvider('card');
    const options = run();
    for (const [id, name] of [
      ['C1', 'Asha'],
      ['C2', 'Meera'],
      ['C3', 'Ravi'],
    ] as const) {
      await makeMedium(orderFor(id, 'image', name), [gemini, card], cache, options);
    }
    expect(gemini.asked).toEqual(['C1']);
    expect(card.asked).toEqual(['C1', 'C2', 'C3']);
  });

  test('the quota of another run shuts nobody who was not asked', async () => {
    const gemini = fakeProvider('gemini-image', { place: 'google', make: failing(quota) });
    const card = fakeProvider('card');
    const first = run();
    await makeMedium(orderFor('C1', 'image', 'Asha'), [gemini, card], cache, first);
    await makeMedium(orderFor('C2', 'image', 'Meera'), [gemini, card], cache, first);
    await makeMedium(orderFor('C2', 'image', 'Meera'), [gemini, card], cache, run());
    expect(gemini.asked).toEqual(['C1', 'C2']);
  });

  test('an operation that was paid for is asked about in spite of an earlier failure', async () => {
    const seen: (string | undefined)[] = [];
    const veo = fakeProvider('veo', {
      kind: 'video',
      place: 'google',
      async make(_, bench) {
        seen.push(await bench.operation.read());
        if (seen.length > 1) return;
        await bench.operation.write('operations/42');
        throw new MediaFailure('too-slow', 'it took too long');
      },
    });
    const slides = fakeProvider('slideshow', { kind: 'video' });
    const order = orderFor('C1', 'video');
    await makeMedium(order, [veo, slides], cache, run());
    const second = await makeMedium(order, [veo, slides], cache, run());
    expect(seen).toEqual([undefined, 'operations/42']);
    expect(second.entry.provider).toBe('veo');
    // It is done, so nobody asks for it any more.
    expect(await cache.operationOf(keyOf(veo, order)).read()).toBeUndefined();
  });

  test('nobody at all: the last reason is the one that is told', async () => {
    const card = fakeProvider('card', { make: failing(new MediaFailure('broken', 'no fonts')) });
    await expect(makeMedium(orderFor('C1'), [card], cache, run())).rejects.toThrow('no fonts');
    await expect(makeMedium(orderFor('C1'), [], cache, run())).rejects.toThrow(
      'nothing here makes this: image',
    );
  });

  test('a cancelled run is no failure of the provider', async () => {
    const controller = new AbortController();
    const gemini = fakeProvider('gemini-image', {
      place: 'google',
      make: async (_, { signal }) => {
        controller.abort(new Error('Ctrl-C'));
        signal.throwIfAborted();
      },
    });
    const card = fakeProvider('card');
    const made = makeMedium(orderFor('C1'), [gemini, card], cache, run({ signal: controller.signal }));
    await expect(made).rejects.toThrow('Ctrl-C');
    expect(card.asked).toEqual([]);
    expect(await cache.failureOf(keyOf(gemini, orderFor('C1')))).toBeUndefined();
  });
});

test('drafts of a process that was killed are cleared away; whole entries stay', async () => {
  const { entry } = await makeMedium(orderFor('C1'), [fakeProvider('card')], cache, run());
  await writeFile(join(cache.folder, '.draft-999-x'), 'half a film');
  await removeDrafts(cache);
  expect(await readdir(cache.folder)).toEqual([entry.key]);
});
