import type { Segment } from '../data/vocabulary.ts';
import type { Medium } from '../media/medium.ts';
import type { Aspect, FileRole, MediaKind, ProviderName } from '../media/provider.ts';
import { address } from './address.ts';
import { MAIN } from './media-view.ts';

/** One film, voice or picture in the Media room. */
export interface MediaTile {
  readonly kind: MediaKind;
  readonly aspect: Aspect;
  readonly customerId: string;
  readonly name: string;
  readonly segment: Segment;
  readonly provider: ProviderName;
  readonly isCurrent: boolean;
  readonly seconds: number | undefined;
  readonly madeAt: string;
  /** The film, voice or picture itself. */
  readonly src: string;
  /** Stands for a film, or is the picture; a voice has none. */
  readonly picture: string | undefined;
  /** The page that plays a film. */
  readonly watch: string | undefined;
}

export function tileOf(
  { kind, aspect, entry, watch }: Medium,
  owner: {
    readonly id: string;
    readonly name: string;
    readonly segment: Segment;
    readonly isCurrent: boolean;
  },
): MediaTile {
  const at = (role: FileRole) => {
    const file = entry.files.find((each) => each.role === role);
    return file && address.media(entry.key, file.name);
  };
  return {
    kind,
    aspect,
    customerId: owner.id,
    name: owner.name,
    segment: owner.segment,
    provider: entry.provider,
    isCurrent: owner.isCurrent,
    seconds: entry.seconds,
    madeAt: entry.madeAt,
    src: at(MAIN[kind]) ?? '',
    picture: at('still') ?? at('poster') ?? at('picture'),
    watch: watch && address.watch(watch),
  };
}

export const newestFirst = (a: MediaTile, b: MediaTile): number =>
  compare(b.madeAt, a.madeAt) || compare(a.customerId, b.customerId) || compare(a.src, b.src);

/**
 * The newest tiles of all piles, as many of each as fit, so that no choice of a segment and a kind is empty because
 * another one is full.
 */
export function shareOut(piles: readonly (readonly MediaTile[])[], most: number): readonly MediaTile[] {
  const sorted = piles.map((pile) => [...pile].sort(newestFirst));
  const deepest = Math.max(0, ...sorted.map(({ length }) => length));
  const rounds = Array.from({ length: deepest }, (_, round) => sorted.flatMap((pile) => pile[round] ?? []));
  return rounds.flat().slice(0, most).sort(newestFirst);
}

/** By code points: the order never depends on the machine's language. */
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** `6 s`, `1:04 min`. */
export function printLength(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')} min`;
}

/** `1,200`, `1 customer`, `1,200 customers`. */
export const printCount = (count: number, noun?: string): string =>
  number.format(count) + (noun === undefined ? '' : ` ${noun}${count === 1 ? '' : 's'}`);

const number = new Intl.NumberFormat('en-IN');
