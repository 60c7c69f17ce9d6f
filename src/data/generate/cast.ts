import { BEHAVIORS, type Behavior, SEGMENTS, type Segment } from '../vocabulary.ts';
import { Random } from './random.ts';

export interface Role {
  readonly segment: Segment;
  readonly behavior: Behavior;
}

/** How many of every 200 customers play each role. 12 % are VIP, 38 % Returning, 22 % New, 28 % At-Risk. */
const PER_TROUPE: Readonly<Record<Segment, Readonly<Record<Behavior, number>>>> = {
  VIP: { impulse_buyer: 5, researcher: 4, bargain_hunter: 3, loyal: 9, seasonal: 3 },
  Returning: { impulse_buyer: 13, researcher: 16, bargain_hunter: 12, loyal: 21, seasonal: 14 },
  New: { impulse_buyer: 12, researcher: 9, bargain_hunter: 12, loyal: 4, seasonal: 7 },
  'At-Risk': { impulse_buyer: 11, researcher: 9, bargain_hunter: 16, loyal: 6, seasonal: 14 },
};

const TROUPE: readonly Role[] = SEGMENTS.flatMap((segment) =>
  BEHAVIORS.flatMap((behavior) => Array<Role>(PER_TROUPE[segment][behavior]).fill({ segment, behavior })),
);

/**
 * The roles of customers 0, 1, 2…, without end: each 200 in a row are the same cast in a new order, so that the
 * shares hold in small samples as well and every role is played.
 */
export function* castRoles(seed: number): Generator<Role> {
  // −1 is no customer's index: the stream is the cast's own.
  for (let troupe = 0; ; troupe += 1) yield* new Random(seed, -1, troupe).shuffle([...TROUPE]);
}
