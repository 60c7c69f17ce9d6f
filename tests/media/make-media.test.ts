import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCache } from '../../src/media/cache.ts';
import { type MakeOptions, type MediaEvent, makeMedia, withMediaLock } from '../../src/media/make-media.ts';
import { type Commission, estimate, type Providers } from '../../src/media/orders.ts';
import { MediaFailure, type MediaKind, type MediaProvider } from '../../src/media/provider.ts';
import { forgetMedia, mediaFolder, readMedia, shownFilm, watchPages } from '../../src/media/shelf.ts';
import { briefFor, failing, fakeProvider, orderFor, quota, run } from './_fake-providers.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pitchwright-media-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const PEOPLE = [
  ['C1', 'Asha'],
  ['C2', 'Meera'],
  ['C3', 'Ravi'],
] as const;

async function* commissionsFor(
  kinds: readonly MediaKind[],
  people: readonly (readonly [string, string])[] = PEOPLE,
): AsyncGenerator<Commission> {
  for (const [id, name] of people) {
    yield {
      brief: briefFor(id, name),
      orders: kinds.map((kind) => orderFor(id, kind, name)),
      action: { label: 'See more', url: `https://shop.example/${id}` },
    };
  }
}

const providersOf = (...list: readonly MediaProvider[]): Providers => ({
  of: (kind) => list.filter((each) => each.kind === kind),
  promptFor: () => '',
});

async function make(
  providers: Providers,
  kinds: readonly MediaKind[] = ['video'],
  over: Partial<MakeOptions> & { people?: readonly (readonly [string, string])[] } = {},
): Promise<readonly MediaEvent[]> {
  const events: MediaEvent[] = [];
  await makeMedia(commissionsFor(kinds, over.people), providers, {
    dataDir,
    atOnce: 1,
    cache: openCache(mediaFolder(dataDir)),
    chain: run(),
    onEvent: (event) => events.push(event),
    ...over,
  });
  return events;
}

const shelf = async (id: string) =>
  (await readdir(join(mediaFolder(dataDir), 'customers', id)).catch(() => [])).sort();

describe('what was made', () => {
  test('lies in the customer’s folder under names that a campaign can attach', async () => {
    await make(providersOf(fakeProvider('slideshow', { kind: 'video' }), fakeProvider('card')), [
      'video',
      'image',
    ]);
    expect(await shelf('C1')).toEqual(['film.mp4', 'media.json', 'picture.png', 'poster.png', 'preview.gif']);
    const path = join(mediaFolder(dataDir), 'customers', 'C2', 'film.mp4');
    expect(await readFile(path, 'utf8')).toBe('film.mp4 for Meera');
  });

  test('has a page for the film, at an address of its own for everybody', async () => {
    await make(providersOf(fakeProvider('slideshow', { kind: 'video' })));
    const media = await readMedia(dataDir, 'C1');
    const film = shownFilm(media ?? expect.fail(), briefFor('C1'));
    const pages = await watchPages(dataDir);
    expect(pages.size).toBe(3);
    expect(pages.get(film?.watch as string)).toMatchObject({
      title: 'A film for Asha',
      label: 'See more',
      url: 'https://shop.example/C1',
    });
  });

  test('the same again does nothing', async () => {
    const slides = fakeProvider('slideshow', { kind: 'video' });
    await make(providersOf(slides));
    const before = await readMedia(dataDir, 'C1');
    const events = await make(providersOf(slides));
    expect(slides.asked).toEqual(['C1', 'C2', 'C3']);
    expect(events.map((event) => 'outcome' in event && event.outcome.isNew)).toEqual([false, false, false]);
    expect(await readMedia(dataDir, 'C1')).toEqual(before);
  });

  test('after a change of one name only that one is made again; the page in older mails stays', async () => {
    const slides = fakeProvider('slideshow', { kind: 'video' });
    await make(providersOf(slides));
    await make(providersOf(slides), ['video'], {
      people: [
        ['C1', 'Asha'],
        ['C2', 'Mira'],
        ['C3', 'Ravi'],
      ],
    });
    expect(slides.asked).toEqual(['C1', 'C2', 'C3', 'C2']);
    const path = join(mediaFolder(dataDir), 'customers', 'C2', 'film.mp4');
    expect(await readFile(path, 'utf8')).toBe('film.mp4 for Mira');
    expect((await watchPages(dataDir)).size).toBe(4);
    const media = (await readMedia(dataDir, 'C2')) ?? expect.fail();
    expect(shownFilm(media, briefFor('C2', 'Mira'))).toBeDefined();
    expect(shownFilm(media, briefFor('C2', 'Meera'))).toBeUndefined();
  });

  test('a new kind is put beside what is there, unless that says something else by now', async () => {
    const list = providersOf(fakeProvider('slideshow', { kind: 'video' }), fakeProvider('card'));
    await make(list, ['video']);
    await make(list, ['image']);
    expect((await readMedia(dataDir, 'C1'))?.media.map(({ kind }) => kind)).toEqual(['video', 'image']);
    await make(list, ['image'], { people: [['C1', 'Aisha']] });
    expect((await readMedia(dataDir, 'C1'))?.media.map(({ kind }) => kind)).toEqual(['image']);
    expect(await shelf('C1')).toEqual(['media.json', 'picture.png']);
  });

  test('a file that somebody else put there stays', async () => {
    const list = providersOf(fakeProvider('card'));
    await make(list, ['image']);
    const own = join(mediaFolder(dataDir), 'customers', 'C1', 'contract.pdf');
    await writeFile(own, 'mine');
    await make(list, ['image'], { people: [['C1', 'Aisha']] });
    expect(await readFile(own, 'utf8')).toBe('mine');
  });

  test('can be forgotten, with pages and cache; what another one shares stays', async () => {
    const list = providersOf(fakeProvider('slideshow', { kind: 'video' }));
    await make(list, ['video'], {
      people: [
        ['C1', 'Asha'],
        ['C2', 'Asha'],
        ['C3', 'Ravi'],
      ],
    });
    expect(await forgetMedia(dataDir, 'C1')).toBe(true);
    expect(await shelf('C1')).toEqual([]);
    expect((await watchPages(dataDir)).size).toBe(2);
    const shared = (await readMedia(dataDir, 'C2'))?.media[0]?.entry.key as string;
    expect(await openCache(mediaFolder(dataDir)).find(shared)).toBeDefined();
    const own = (await readMedia(dataDir, 'C3'))?.media[0]?.entry.key as string;
    await forgetMedia(dataDir, 'C3');
    expect(await openCache(mediaFolder(dataDir)).find(own)).toBeUndefined();
    expect(await forgetMedia(dataDir, 'C3')).toBe(false);
  });
});

describe('a run', () => {
  test('goes on after a customer for whom nobody could', async () => {
    const slides = fakeProvider('slideshow', {
      kind: 'video',
      make: async ({ brief }) => {
        if (brief.customerId === 'C2') throw new MediaFailure('broken', 'ffmpeg ended');
      },
    });
    const events = await make(providersOf(slides));
    expect(events.map((event) => ('failure' in event ? event.failure.message : 'made'))).toEqual([
      'made',
      'ffmpeg ended',
      'made',
    ]);
    expect(await shelf('C2')).toEqual([]);
  });

  test('that is cancelled keeps what it has, and goes on there the next time', async () => {
    const controller = new AbortController();
    const slides = fakeProvider('slideshow', {
      kind: 'video',
      make: async ({ brief }, { signal }) => {
        if (brief.customerId !== 'C2') return;
        controller.abort(new Error('Ctrl-C'));
        signal.throwIfAborted();
      },
    });
    await expect(
      make(providersOf(slides), ['video'], {
        chain: run({ signal: controller.signal }),
      }),
    ).rejects.toThrow('Ctrl-C');
    expect(await shelf('C1')).toContain('film.mp4');
    const after = fakeProvider('slideshow', { kind: 'video' });
    await make(providersOf(after));
    expect(after.asked).toEqual(['C2', 'C3']);
  });

  test('works for several at a time, and one that cannot write stops all', async () => {
    const slides = fakeProvider('slideshow', { kind: 'video' });
    await make(providersOf(slides), ['video'], { atOnce: 3 });
    expect(slides.asked.toSorted()).toEqual(['C1', 'C2', 'C3']);
    await rm(join(mediaFolder(dataDir), 'customers'), { recursive: true });
    await writeFile(join(mediaFolder(dataDir), 'customers'), 'a file');
    await expect(make(providersOf(slides), ['video'], { atOnce: 3 })).rejects.toMatchObject({
      code: 'MEDIA_UNWRITABLE',
    });
  });

  test('two at once would pay twice: the second is refused', async () => {
    await withMediaLock(dataDir, async () => {
      await expect(withMediaLock(dataDir, async () => {})).rejects.toMatchObject({ code: 'MEDIA_RUNNING' });
    });
    await withMediaLock(dataDir, async () => {});
  });
});

describe('the estimate', () => {
  const cost = 0.4;
  const ask = async (providers: Providers, kinds: readonly MediaKind[] = ['video'], retry = false) => {
    const { toMake, ...sums } = await estimate(
      commissionsFor(kinds),
      providers,
      openCache(mediaFolder(dataDir)),
      retry,
    );
    return { ...sums, toMake: Object.fromEntries(toMake) };
  };

  test('counts what each provider will make, and asks nobody', async () => {
    const veo = fakeProvider('veo', { kind: 'video', place: 'google', cost });
    const slides = fakeProvider('slideshow', { kind: 'video' });
    expect(await ask(providersOf(veo, slides))).toEqual({
      customers: 3,
      kept: 0,
      cost: expect.closeTo(1.2),
      toMake: { veo: { count: 3, cost: expect.closeTo(1.2) } },
    });
    expect([veo.asked, slides.asked]).toEqual([[], []]);
  });

  test('what is there costs nothing; what failed before is not paid again unless it is retried', async () => {
    const veo = fakeProvider('veo', {
      kind: 'video',
      place: 'google',
      cost,
      make: async ({ brief }) => {
        if (brief.customerId !== 'C1') throw new MediaFailure('blocked', 'held back');
      },
    });
    const list = providersOf(veo, fakeProvider('slideshow', { kind: 'video' }));
    await make(list);
    expect(await ask(list)).toMatchObject({ kept: 3, cost: 0, toMake: {} });
    expect(await ask(list, ['video'], true)).toMatchObject({
      kept: 1,
      cost: expect.closeTo(0.8),
      toMake: { veo: { count: 2 } },
    });
  });

  test('holds the voice that a film needs, once also when it is wanted by itself', async () => {
    const voice = fakeProvider('gemini-tts', { kind: 'voice', place: 'google', cost: 0.01 });
    const slides = fakeProvider('slideshow', {
      kind: 'video',
      needs: ({ brief }) => [orderFor(brief.customerId, 'voice', brief.firstName)],
    });
    expect(await ask(providersOf(slides, voice))).toMatchObject({
      cost: expect.closeTo(0.03),
      toMake: { slideshow: { count: 3 }, 'gemini-tts': { count: 3 } },
    });
    expect(await ask(providersOf(slides, voice), ['video', 'voice'])).toMatchObject({
      cost: expect.closeTo(0.03),
    });
  });

  test('a provider that is not ready is passed over', async () => {
    const notReady = new MediaFailure('not-configured', 'no key');
    const veo = fakeProvider('veo', { kind: 'video', place: 'google', cost, notReady });
    const list = providersOf(veo, fakeProvider('slideshow', { kind: 'video' }));
    expect(await ask(list)).toMatchObject({ cost: 0, toMake: { slideshow: { count: 3 } } });
  });

  test('is what is spent, when nothing fails', async () => {
    const failingOnce = fakeProvider('veo', { kind: 'video', place: 'google', cost, make: failing(quota) });
    const list = providersOf(failingOnce, fakeProvider('slideshow', { kind: 'video' }));
    const { cost: most } = await ask(list);
    const events = await make(list);
    const spent = events.reduce((sum, event) => sum + ('outcome' in event ? event.outcome.entry.cost : 0), 0);
    expect(spent).toBeLessThanOrEqual(most);
  });
});
