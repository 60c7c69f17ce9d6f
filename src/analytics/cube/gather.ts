import type { Behavior, Segment } from '../../data/vocabulary.ts';
import type { SqlValue, Store } from '../../store/store.ts';
import { bandOf } from '../bands.ts';
import { cohortUnit, monthNumber } from '../filter.ts';
import { type Parameters, prepare, readSql } from '../question.ts';
import { addUp, type Cells, placeOf } from './cells.ts';
import {
  BEHAVIOR_ORDER,
  type CubeFrame,
  extentsOf,
  firstPeriod,
  MEASURES,
  PAIN_ORDER,
  type PartName,
  SEGMENT_ORDER,
  sizeOf,
  TIME_ORDER,
  unitLength,
} from './shape.ts';

/** The parts that SQL adds up; what is pitched is chosen, not stored. */
export type StoredPart = Exclude<PartName, 'coverage'>;

/** A cell as `<part>.sql` tells it: the group, and those of the others that its part needs. */
interface Row extends Record<string, unknown> {
  readonly segment: Segment;
  readonly behavior: Behavior;
  /** Its place among the cities of the cube, or the place after the last. */
  readonly city: number;
  /** Numbers of months: see `monthNumber`. */
  readonly month: number;
  readonly joined: number;
  readonly ordered: number;
  readonly category: string;
  readonly step: number;
  readonly value: number;
  readonly recency: number;
  readonly frequency: number;
  readonly pain: string;
  readonly time: string;
}

type Digits = { readonly [Name in StoredPart]: (row: Row) => readonly number[] };

/** Reads the digits of each part's place off a row, in the order of `extentsOf`. */
function digitsIn(frame: CubeFrame): Digits {
  const first = monthNumber(frame.first);
  const categories = new Map(frame.categories.map((category, at) => [category, at]));
  const unit = unitLength(frame);
  return {
    standing: () => [],
    joined: ({ month }) => [Math.max(0, month - first + 1)],
    orders: ({ month }) => [month - first],
    categories: ({ month, category }) => [month - first, categories.get(category) ?? -1],
    early: ({ month }) => [month - first],
    values: ({ step, value }) => [step, bandOf(value)],
    cohorts: ({ joined, ordered }) => [joined / unit - firstPeriod(frame), (ordered - joined) / unit],
    rfm: ({ recency, frequency }) => [recency - 1, frequency - 1],
    pains: ({ pain }) => [(PAIN_ORDER as readonly string[]).indexOf(pain)],
    times: ({ time }) => [(TIME_ORDER as readonly string[]).indexOf(time)],
  };
}

export const STORED_PARTS = Object.keys(MEASURES).filter(
  (name) => name !== 'coverage',
) as readonly StoredPart[];

/** Asks the store for the cells of one part. */
export async function gather(store: Store, part: StoredPart, frame: CubeFrame): Promise<Cells> {
  const rows = await rowsOf<Row>(store, part, {
    cities: frame.cities.length,
    as_of: frame.asOf,
    unit: cohortUnit(frame),
  });
  const digits = digitsIn(frame)[part];
  const extents = extentsOf(frame)[part];
  return addUp({
    keys: rows.map((row) => keyOf(row, frame, placeOf(digits(row), extents), sizeOf(extents))),
    columns: MEASURES[part].map((measure) => rows.map((row) => row[measure] as number)),
  });
}

/** The cities that can be chosen, the biggest first, at most so many. */
export async function biggestCities(store: Store, cities: number): Promise<readonly string[]> {
  return (await rowsOf<{ readonly city: string }>(store, 'city-names', { cities })).map(({ city }) => city);
}

/** Every category that was bought, in the order that breaks ties. */
export async function boughtCategories(store: Store): Promise<readonly string[]> {
  const rows = await rowsOf<{ readonly category: string }>(store, 'category-names', {});
  return rows.map(({ category }) => category);
}

function rowsOf<Row>(store: Store, name: string, parameters: Parameters): Promise<readonly Row[]> {
  const { sql, names } = prepare(readSql(`cube/${name}`));
  return store.query<Row>(
    sql,
    names.map((each) => parameters[each] as SqlValue),
  );
}

/** The key of a group's cell. */
export function keyOf(
  { segment, behavior, city }: Pick<Row, 'segment' | 'behavior' | 'city'>,
  { cities }: CubeFrame,
  place: number,
  size: number,
): number {
  const group = placeOf(
    [city, SEGMENT_ORDER.indexOf(segment), BEHAVIOR_ORDER.indexOf(behavior)],
    [cities.length + 1, SEGMENT_ORDER.length, BEHAVIOR_ORDER.length],
  );
  return group * size + place;
}
