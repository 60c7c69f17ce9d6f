import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MediaCache, openCache, removeDrafts } from '../../src/media/cache.ts';
import { keyOf, makeMedium } from '../../src/media/chain.ts';
import { PLACING } from '../../src/media/placing.ts';
import { type Bench, MediaFailure, type MediaOrder } from '../../src/media/provider.ts';
import { openPurse } from '../../src/media/purse.ts';
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
    expect(again.attempts[0]?.message).toBe('in an earlier run: it was held back as unsafe');
    expect(again.attempts[0]?.hint).toBe('--retry asks again');
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
    await makeMedium(orderFor('C1'), [gemini, card], cache, run());
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

  test.each([
    ['quota', 'the quota is used up'],
    ['refused', 'the key is refused'],
    ['unreachable', 'nobody answers'],
  ] as const)('the next run asks again after what cost nothing (%s)', async (reason, message) => {
    const gemini = fakeProvider('gemini-image', {
      place: 'google',
      make: failing(new MediaFailure(reason, message)),
    });
    const card = fakeProvider('card');
    await makeMedium(orderFor('C1'), [gemini, card], cache, run());
    await makeMedium(orderFor('C1'), [gemini, card], cache, run());
    expect(gemini.asked).toEqual(['C1', 'C1']);
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
    expect(seen).toEqual([PLACING, 'operations/42']);
    expect(second.entry.provider).toBe('veo');
    // It is done, so nobody asks for it any more.
    expect(await cache.operationOf(keyOf(veo, order)).read()).toBeUndefined();
  });

  test('an order whose answer nobody heard is not placed again unless told to', async () => {
    const gemini = fakeProvider('gemini-image', { place: 'google', cost: 0.1 });
    const card = fakeProvider('card');
    const key = keyOf(gemini, orderFor('C1'));
    await cache.operationOf(key).write(PLACING);
    const { attempts } = await makeMedium(orderFor('C1'), [gemini, card], cache, run());
    expect(gemini.asked).toEqual([]);
    expect(attempts).toEqual([
      {
        provider: 'gemini-image',
        reason: 'expired',
        message: 'an order was under way when a run ended; nobody knows whether it was charged',
        hint: '--retry orders again',
      },
    ]);
    const again = await makeMedium(orderFor('C1'), [gemini, card], cache, run({ retry: true }));
    expect(again.entry.provider).toBe('gemini-image');
    expect(await cache.operationOf(key).read()).toBeUndefined();
  });

  test('a file system that fails ends the run: nobody else could write either', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    });
    const slides = fakeProvider('slideshow', {
      make: async () => {
        throw full;
      },
    });
    const card = fakeProvider('card');
    await expect(makeMedium(orderFor('C1'), [slides, card], cache, run())).rejects.toMatchObject({
      code: 'MEDIA_UNWRITABLE',
      hint: 'it must be a folder that you may write to, on a disk that is not full',
    });
    expect(card.asked).toEqual([]);
  });

  test('so does what ffmpeg says of a full disk', async () => {
    const failure = new MediaFailure('broken', 'ffmpeg failed: film.mp4: No space left on device');
    const slides = fakeProvider('slideshow', { make: failing(failure) });
    await expect(makeMedium(orderFor('C1'), [slides], cache, run())).rejects.toMatchObject({
      code: 'MEDIA_UNWRITABLE',
    });
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

describe('the money', () => {
  const cost = 0.4;
  const spend = async (
    make: (order: MediaOrder, bench: Bench) => Promise<void>,
    purse = openPurse(5),
    names: readonly string[] = ['Asha'],
  ) => {
    const gemini = fakeProvider('gemini-image', { place: 'google', cost, make });
    const options = run({ purse });
    for (const [at, name] of names.entries()) {
      await makeMedium(orderFor(`C${at}`, 'image', name), [gemini, fakeProvider('card')], cache, options);
    }
    return { spent: purse.spent, asked: gemini.asked.length, shut: options.shut };
  };

  test('of what was made is counted', async () => {
    expect((await spend(async () => {})).spent).toBeCloseTo(cost);
  });

  test('of what failed after it was ordered is counted, and it is remembered', async () => {
    const malformed = failing(new MediaFailure('malformed', 'it is no picture'));
    expect((await spend(malformed)).spent).toBeCloseTo(cost);
    expect((await spend(malformed)).asked).toBe(0);
  });

  test('of what was refused is not', async () => {
    expect((await spend(failing(quota))).spent).toBe(0);
  });

  test('of a film that an earlier run ordered is not', async () => {
    const purse = openPurse(5);
    const veo = fakeProvider('veo', { kind: 'video', place: 'google', cost });
    await cache.operationOf(keyOf(veo, orderFor('C1', 'video'))).write('operations/42');
    await makeMedium(orderFor('C1', 'video'), [veo], cache, run({ purse }));
    expect([veo.asked, purse.spent]).toEqual([['C1'], 0]);
  });

  test('is never more than what was agreed to: then the provider is shut, and others take over', async () => {
    const names = ['Asha', 'Meera', 'Ravi', 'Sita'];
    const { spent, shut, asked } = await spend(async () => {}, openPurse(1), names);
    expect(spent).toBeCloseTo(0.8);
    expect(shut.get('gemini-image')?.message).toBe('the budget is used up');
    expect(asked).toBe(3);
  });

  test('of an order that was cancelled while it was placed stays counted, and the order stays noted', async () => {
    const controller = new AbortController();
    const purse = openPurse(5);
    const gemini = fakeProvider('gemini-image', {
      place: 'google',
      cost,
      make: async (_, { signal }) => {
        controller.abort(new Error('Ctrl-C'));
        signal.throwIfAborted();
      },
    });
    const options = run({ purse, signal: controller.signal });
    await expect(makeMedium(orderFor('C1'), [gemini], cache, options)).rejects.toThrow('Ctrl-C');
    expect(purse.spent).toBeCloseTo(cost);
    expect(await cache.operationOf(keyOf(gemini, orderFor('C1'))).read()).toBe(PLACING);
  });
});

test('drafts of a process that was killed are cleared away; whole entries stay', async () => {
  const { entry } = await makeMedium(orderFor('C1'), [fakeProvider('card')], cache, run());
  await writeFile(join(cache.folder, '.draft-999-x'), 'half a film');
  await removeDrafts(cache);
  expect((await readdir(cache.folder)).sort()).toEqual([entry.key, 'uses']);
});
