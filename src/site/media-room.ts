import { SEGMENTS, type Segment } from '../data/vocabulary.ts';
import type { CustomerMedia, Medium } from '../media/medium.ts';
import { MEDIA_KINDS, type MediaKind, PROVIDERS, type ProviderName } from '../media/provider.ts';
import { type OutdatedMedia, outdatedTally } from './media-outdated.ts';
import { type MediaTile, newestFirst, shareOut, tileOf } from './media-tile.ts';
import { attemptWords } from './media-view.ts';

/** What was made for one customer. */
export interface MadeFor {
  readonly id: string;
  readonly name: string;
  readonly segment: Segment;
  readonly note: CustomerMedia;
  /** Whether it says what the mail says today. */
  readonly isCurrent: boolean;
}

/** What lies on disk besides the notes. */
export interface MediaStock {
  /** Of all files below `data/media/`. */
  readonly bytes: number;
  /** US dollars by the price lists of the days, for everything that is still kept: also for films of earlier mails. */
  readonly spent: ReadonlyMap<ProviderName, number>;
}

/** What the Media room shows. */
export interface MediaRoom {
  readonly customers: number;
  readonly kinds: readonly KindSum[];
  readonly segments: readonly { readonly segment: Segment; readonly count: number }[];
  readonly bytes: number;
  readonly spent: number;
  readonly makers: readonly Maker[];
  /** Services and programs that were asked and did not deliver, the most frequent first. */
  readonly failures: readonly Passed[];
  /** Services that could not be asked, for want of a key. */
  readonly notAsked: readonly Passed[];
  readonly outdated: OutdatedMedia | undefined;
  /** The newest, at most `MOST_SHOWN`, some of every segment and kind. */
  readonly tiles: readonly MediaTile[];
  /** What a choice of segment and kind does not show; none where it shows all there is. */
  readonly cuts: readonly Cut[];
}

export interface KindSum {
  readonly kind: MediaKind;
  readonly count: number;
  readonly customers: number;
  /** Of films and voices together. */
  readonly seconds: number;
}

export interface Maker {
  readonly provider: ProviderName;
  readonly count: number;
  readonly spent: number;
}

/** Why it was not somebody else, in a sentence, and for how many media. */
export interface Passed {
  readonly words: string;
  readonly count: number;
}

/** Undefined means all. */
export interface Cut {
  readonly segment: Segment | undefined;
  readonly kind: MediaKind | undefined;
  readonly total: number;
  readonly shown: number;
}

/** Adds customers up one by one, so that 10,000 films need no more memory than the room shows. */
export interface RoomTally {
  add(made: MadeFor): void;
  room(stock: MediaStock): MediaRoom;
}

/** So that 10,000 films make a page of ordinary size. */
export const MOST_SHOWN = 60;

export function roomTally(mostShown = MOST_SHOWN): RoomTally {
  const sums = new Map(MEDIA_KINDS.map((kind) => [kind, { count: 0, customers: 0, seconds: 0 }]));
  const made = new Map<ProviderName, number>();
  const failures = new Map<string, number>();
  const notAsked = new Map<string, number>();
  const outdated = outdatedTally();
  const piles = new Map<string, { total: number; newest: MediaTile[] }>();
  let customers = 0;

  const addMedium = (medium: Medium, owner: MadeFor) => {
    const { kind, entry, attempts } = medium;
    const sum = sums.get(kind);
    if (sum) [sum.count, sum.seconds] = [sum.count + 1, sum.seconds + (entry.seconds ?? 0)];
    count(made, entry.provider);
    for (const attempt of attempts) {
      count(attempt.reason === 'not-configured' ? notAsked : failures, attemptWords(attempt));
    }
    const name = pileOf(owner.segment, kind);
    const pile = piles.get(name) ?? { total: 0, newest: [] };
    pile.total += 1;
    pile.newest.push(tileOf(medium, owner));
    if (pile.newest.length >= 2 * mostShown) pile.newest = pile.newest.sort(newestFirst).slice(0, mostShown);
    piles.set(name, pile);
  };

  return {
    add(owner) {
      customers += 1;
      for (const medium of owner.note.media) addMedium(medium, owner);
      for (const kind of new Set(owner.note.media.map((each) => each.kind))) {
        const sum = sums.get(kind);
        if (sum) sum.customers += 1;
      }
      if (!owner.isCurrent) outdated.add(owner);
    },
    room({ bytes, spent }) {
      const tiles = shareOut(
        [...piles.values()].map(({ newest }) => newest),
        mostShown,
      );
      const totalOf = (segment?: Segment, kind?: MediaKind) =>
        sumOf(
          SEGMENTS.filter((each) => each === (segment ?? each)).flatMap((each) =>
            MEDIA_KINDS.filter((other) => other === (kind ?? other)).map(
              (other) => piles.get(pileOf(each, other))?.total ?? 0,
            ),
          ),
        );
      return {
        customers,
        kinds: MEDIA_KINDS.map((kind) => ({ kind, ...(sums.get(kind) as Omit<KindSum, 'kind'>) })),
        segments: SEGMENTS.map((segment) => ({ segment, count: totalOf(segment) })),
        bytes,
        spent: sumOf([...spent.values()]),
        makers: PROVIDERS.map((provider) => ({
          provider,
          count: made.get(provider) ?? 0,
          spent: spent.get(provider) ?? 0,
        })).filter((maker) => maker.count > 0 || maker.spent > 0),
        failures: mostFrequent(failures),
        notAsked: mostFrequent(notAsked),
        outdated: outdated.found(),
        tiles,
        cuts: CHOICES.flatMap(({ segment, kind }): readonly Cut[] => {
          const total = totalOf(segment, kind);
          const shown = tiles.filter(
            (tile) => tile.segment === (segment ?? tile.segment) && tile.kind === (kind ?? tile.kind),
          ).length;
          return total === 0 || shown < total ? [{ segment, kind, total, shown }] : [];
        }),
      };
    },
  };
}

/** Every choice of a segment and a kind. */
const CHOICES = [undefined, ...SEGMENTS].flatMap((segment) =>
  [undefined, ...MEDIA_KINDS].map((kind) => ({ segment, kind })),
);

const pileOf = (segment: Segment, kind: MediaKind) => `${segment} ${kind}`;

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

const mostFrequent = (counts: ReadonlyMap<string, number>): readonly Passed[] =>
  [...counts]
    .map(([words, count]) => ({ words, count }))
    .sort((a, b) => b.count - a.count || (a.words < b.words ? -1 : 1));

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);
