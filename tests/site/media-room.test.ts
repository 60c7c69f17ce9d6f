import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SEGMENTS, type Segment } from '../../src/data/vocabulary.ts';
import { openCache } from '../../src/media/cache.ts';
import { makeMedium } from '../../src/media/chain.ts';
import type { Entry, Medium } from '../../src/media/medium.ts';
import { MEDIA_KINDS, type MediaKind } from '../../src/media/provider.ts';
import { mediaFolder, putOnShelf } from '../../src/media/shelf.ts';
import { type MadeFor, MOST_SHOWN, roomTally } from '../../src/site/media-room.ts';
import { readStock } from '../../src/site/media-stock.ts';
import { printCount, printLength } from '../../src/site/media-tile.ts';
import { briefFor, fakeProvider, orderFor, run } from '../media/_fake-providers.ts';

const NOTHING = { bytes: 0, spent: new Map() };
const MAKERS = { video: 'slideshow', voice: 'flite', image: 'card' } as const;
const FILES = {
  video: ['film', 'film.mp4'],
  voice: ['voice', 'voice.m4a'],
  image: ['picture', 'picture.png'],
} as const;

let made = 0;
/** A medium that was made later than those before it. */
function mediumOf(kind: MediaKind, over: Partial<Medium> = {}, entry: Partial<Entry> = {}): Medium {
  made += 1;
  const key = made.toString(16).padStart(64, '0');
  const [role, name] = FILES[kind];
  return {
    kind,
    aspect: '16:9',
    attempts: [],
    ...(kind === 'video' ? { watch: key.slice(32) } : {}),
    entry: {
      key,
      provider: MAKERS[kind],
      model: 'fake-1',
      prompt: '',
      ...(kind === 'image' ? {} : { seconds: 20 }),
      remarks: [],
      cost: 0,
      madeAt: new Date(Date.UTC(2026, 5, 30) + made * 1000).toISOString(),
      files: [{ role, name, bytes: 10, sha256: key }],
      ...entry,
    },
    ...over,
  };
}

const madeFor = (id: string, media: readonly Medium[], over: Partial<MadeFor> = {}): MadeFor => ({
  id,
  name: `Name of ${id}`,
  segment: 'VIP',
  isCurrent: true,
  note: { format: 1, customer: id, brief: 'a'.repeat(64), media: [...media] },
  ...over,
});

const roomOf = (list: readonly MadeFor[], mostShown?: number) => {
  const tally = roomTally(mostShown);
  for (const each of list) tally.add(each);
  return tally.room(NOTHING);
};

describe('what was made', () => {
  test('is counted by kind, by customer and by segment', () => {
    const room = roomOf([
      madeFor('C1', [mediumOf('video'), mediumOf('video', { aspect: '9:16' }), mediumOf('voice')]),
      madeFor('C2', [mediumOf('video'), mediumOf('image')], { segment: 'New' }),
    ]);
    expect(room.customers).toBe(2);
    expect(room.kinds).toEqual([
      { kind: 'video', count: 3, customers: 2, seconds: 60 },
      { kind: 'voice', count: 1, customers: 1, seconds: 20 },
      { kind: 'image', count: 1, customers: 1, seconds: 0 },
    ]);
    expect(room.segments.map(({ segment, count }) => [segment, count])).toEqual([
      ['VIP', 3],
      ['Returning', 0],
      ['New', 2],
      ['At-Risk', 0],
    ]);
  });

  test('nothing at all is a room without tiles', () => {
    const room = roomOf([]);
    expect([room.customers, room.tiles, room.makers, room.outdated]).toEqual([0, [], [], undefined]);
  });

  test('names who made it and what was spent, also by those whose work is only inside films', () => {
    const tally = roomTally();
    tally.add(madeFor('C1', [mediumOf('video', {}, { provider: 'veo', cost: 1.2 }), mediumOf('image')]));
    const room = tally.room({
      bytes: 5,
      spent: new Map([['veo', 1.2] as const, ['gemini-tts', 0.3] as const]),
    });
    expect(room.spent).toBeCloseTo(1.5);
    expect(room.makers).toEqual([
      { provider: 'veo', count: 1, spent: 1.2 },
      { provider: 'gemini-tts', count: 0, spent: 0.3 },
      { provider: 'card', count: 1, spent: 0 },
    ]);
  });

  test('tells services that failed from those without a key, the most frequent first', () => {
    const quota = {
      provider: 'veo',
      reason: 'quota',
      message: 'the quota is used up',
      hint: 'wait a day',
    } as const;
    const blocked = { provider: 'veo', reason: 'blocked', message: 'the service refused the words' } as const;
    const keyless = { provider: 'omni', reason: 'not-configured', message: 'there is no key' } as const;
    const room = roomOf([
      madeFor('C1', [mediumOf('video', { attempts: [blocked, keyless] })]),
      madeFor('C2', [mediumOf('video', { attempts: [quota] })]),
      madeFor('C3', [mediumOf('video', { attempts: [quota] })]),
    ]);
    expect(room.failures).toEqual([
      { words: 'Not by Google Veo: the quota is used up (wait a day).', count: 2 },
      { words: 'Not by Google Veo: the service refused the words.', count: 1 },
    ]);
    expect(room.notAsked).toEqual([{ words: 'Not by Gemini Omni: there is no key.', count: 1 }]);
  });
});

describe('what is out of date', () => {
  test('is made again by a command for each set of kinds and shapes, so that nobody gets more than they had', () => {
    const late = { isCurrent: false };
    const room = roomOf([
      madeFor('C1', [mediumOf('video')], late),
      madeFor('C2', [mediumOf('video')]),
      madeFor('C3', [mediumOf('voice'), mediumOf('image', { aspect: '1:1' })], late),
      madeFor('C4', [mediumOf('video')], late),
    ]);
    expect(room.outdated).toEqual({
      customers: 3,
      named: ['C1', 'C3', 'C4'].map((id) => ({ id, name: `Name of ${id}`, segment: 'VIP' })),
      commands: [
        'npm run media -- --customer C1 --customer C4',
        'npm run media -- --kind image,voice --aspect 1:1 --customer C3',
      ],
      unnamed: 0,
    });
    expect(room.tiles.filter(({ isCurrent }) => !isCurrent)).toHaveLength(4);
  });

  test('is named up to a line that can be read; the rest is counted', () => {
    const list = Array.from({ length: 300 }, (_, index) =>
      madeFor(`C${index}`, [mediumOf('video')], { isCurrent: false }),
    );
    const { outdated } = roomOf(list);
    expect(outdated).toMatchObject({ customers: 300, unnamed: 280 });
    expect(outdated?.commands.join(' ').match(/--customer/g)).toHaveLength(20);
  });
});

describe('the gallery', () => {
  test('shows the newest first, with the way to the page that plays it', () => {
    const [older, newer] = [mediumOf('video'), mediumOf('image')];
    const { tiles, cuts } = roomOf([madeFor('C1', [older, newer])]);
    expect(tiles.map(({ kind }) => kind)).toEqual(['image', 'video']);
    expect(tiles[1]).toMatchObject({
      watch: `/watch/${older.watch}/`,
      src: `/media/${older.entry.key}/film.mp4`,
      seconds: 20,
    });
    expect(cuts.filter(({ total }) => total > 0)).toEqual([]);
  });

  test('of 10,000 films keeps sixty', () => {
    const tally = roomTally();
    for (let index = 0; index < 10_000; index++) tally.add(madeFor(`C${index}`, [mediumOf('video')]));
    const { tiles, cuts } = tally.room(NOTHING);
    expect(tiles.map(({ customerId }) => customerId)).toEqual(
      Array.from({ length: MOST_SHOWN }, (_, index) => `C${9999 - index}`),
    );
    expect(cuts[0]).toEqual({ segment: undefined, kind: undefined, total: 10_000, shown: 60 });
  });

  test('has some of every segment and kind, however many there are of another', () => {
    const rare = madeFor('RARE', [mediumOf('voice')], { segment: 'At-Risk' });
    const many = Array.from({ length: 200 }, (_, index) => madeFor(`C${index}`, [mediumOf('video')]));
    const { tiles, cuts } = roomOf([...many, rare], 10);
    expect(tiles).toHaveLength(10);
    expect(tiles.filter(({ customerId }) => customerId === 'RARE')).toHaveLength(1);
    expect(cuts.find(({ segment, kind }) => segment === 'At-Risk' && kind === 'voice')).toBeUndefined();
  });

  test('of every choice, what is shown and what is said to be more add up to what was made', () => {
    const owner = fc.record({
      segment: fc.constantFrom(...SEGMENTS),
      kinds: fc.array(fc.constantFrom(...MEDIA_KINDS), { minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(owner, { maxLength: 40 }), fc.integer({ min: 1, max: 12 }), (owners, most) => {
        const list = owners.map(({ segment, kinds }, index) =>
          madeFor(
            `C${index}`,
            kinds.map((kind) => mediumOf(kind)),
            { segment },
          ),
        );
        const { tiles, cuts } = roomOf(list, most);
        const everything = list.flatMap(({ segment, note }) =>
          note.media.map(({ kind }) => ({ segment, kind })),
        );
        expect(tiles).toHaveLength(Math.min(most, everything.length));
        for (const segment of [undefined, ...SEGMENTS]) {
          for (const kind of [undefined, ...MEDIA_KINDS]) {
            const isChosen = (each: { readonly segment: Segment; readonly kind: MediaKind }) =>
              (segment ?? each.segment) === each.segment && (kind ?? each.kind) === each.kind;
            const cut = cuts.find((each) => each.segment === segment && each.kind === kind);
            const shown = tiles.filter(isChosen).length;
            const total = everything.filter(isChosen).length;
            expect(cut).toEqual(total === 0 || shown < total ? { segment, kind, total, shown } : undefined);
          }
        }
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});

test('the stock is the size of all files and the price of all that is kept, also of earlier mails', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'pitchwright-stock-'));
  try {
    expect(await readStock(dataDir)).toEqual({ bytes: 0, spent: new Map() });
    const cache = openCache(mediaFolder(dataDir));
    const veo = fakeProvider('veo', { kind: 'video', place: 'google', cost: 0.8 });
    for (const name of ['Asha', 'Aisha']) {
      const { entry } = await makeMedium(orderFor('C1', 'video', name), [veo], cache, run());
      const medium = { kind: 'video', aspect: '16:9', attempts: [], entry } as const;
      await putOnShelf(dataDir, briefFor('C1', name), [{ ...medium, attempts: [] }], {
        label: 'See more',
        url: 'https://shop.example/',
      });
    }
    const { bytes, spent } = await readStock(dataDir);
    expect(spent.get('veo')).toBeCloseTo(1.6);
    expect(bytes).toBeGreaterThan(1000);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});

test('lengths and counts read as people write them', () => {
  expect([0.2, 17.4, 59.6, 64, 754].map(printLength)).toEqual([
    '1 s',
    '17 s',
    '1:00 min',
    '1:04 min',
    '12:34 min',
  ]);
  expect([printCount(1, 'customer'), printCount(1200, 'customer'), printCount(1200)]).toEqual([
    '1 customer',
    '1,200 customers',
    '1,200',
  ]);
});
