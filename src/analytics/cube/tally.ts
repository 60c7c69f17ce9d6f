import type { Behavior, Segment } from '../../data/vocabulary.ts';
import { ALL, type Filter } from '../filter.ts';
import type { Cube, Part } from './read-cube.ts';
import { BEHAVIOR_ORDER, type Measure, PAIRS, type PartName, SEGMENT_ORDER } from './shape.ts';

/** Where the groups that a filter chooses are added up. */
export interface Rows {
  readonly count: number;
  /** The row of each group; −1 for groups that are not chosen. */
  readonly of: Int32Array;
}

/**
 * The chosen groups in one row, in a row for each segment, or in a row for each pair of segment and behaviour.
 * @throws RangeError for a city that cannot be chosen.
 */
export function chosenRows(
  { cities }: Cube,
  { segment, behavior, city }: Filter,
  by: 'nothing' | 'segment' | 'pair',
): Rows {
  const place = cities.indexOf(city);
  if (city !== ALL && place === -1) throw new RangeError(`the city "${city}" cannot be chosen in this cube`);
  const count = { nothing: 1, segment: SEGMENT_ORDER.length, pair: PAIRS }[by];
  const of = Int32Array.from({ length: (cities.length + 1) * PAIRS }, (_, group) => {
    const pair = group % PAIRS;
    const isChosen =
      (city === ALL || place === (group - pair) / PAIRS) &&
      (segment === ALL || segment === segmentOf(pair)) &&
      (behavior === ALL || behavior === behaviorOf(pair));
    return isChosen ? Math.floor((pair * count) / PAIRS) : -1;
  });
  return { count, of };
}

export const segmentOf = (pair: number) => SEGMENT_ORDER[Math.floor(pair / BEHAVIOR_ORDER.length)] as Segment;
export const behaviorOf = (pair: number) => BEHAVIOR_ORDER[pair % BEHAVIOR_ORDER.length] as Behavior;

/** The sums of each measure. */
export type Sums<Name extends PartName> = Readonly<Record<Measure<Name>, Float64Array>>;

/** Adds up the chosen cells of a part by row and place: the sum stands at row × size + place. */
export function tally<Name extends PartName>(part: Part<Name>, rows: Rows): Sums<Name> {
  return add(part, rows, part.size, part.places);
}

/** Adds up the chosen cells of a part by row alone. */
export function total<Name extends PartName>(part: Part<Name>, rows: Rows): Sums<Name> {
  return add(part, rows, 1, undefined);
}

function add<Name extends PartName>(
  { groups, measures }: Part<Name>,
  { count, of }: Rows,
  size: number,
  places: Uint32Array | undefined,
): Sums<Name> {
  const sums = Object.entries<Float64Array>(measures).map(([measure, column]) => {
    const sum = new Float64Array(count * size);
    for (let cell = 0; cell < groups.length; cell += 1) {
      const row = of[groups[cell] as number] as number;
      if (row === -1) continue;
      const at = row * size + (places?.[cell] ?? 0);
      sum[at] = (sum[at] as number) + (column[cell] as number);
    }
    return [measure, sum];
  });
  return Object.fromEntries(sums);
}
