import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Store } from '../../store/store.ts';
import type { Pitchable } from '../coverage.ts';
import type { Span } from '../filter.ts';
import { type Cells, fold } from './cells.ts';
import { biggestCities, boughtCategories, gather, STORED_PARTS } from './gather.ts';
import { packCube } from './pack-cube.ts';
import { countPitches, type Pitches } from './pitches.ts';
import { type CubeFrame, extentsOf, PART_NAMES, type PartName, sizeOf } from './shape.ts';

export interface CubeOptions {
  /** The catalogue. */
  readonly products: readonly Pitchable[];
  /** What is pitched to whom: one for each customer, or for as many as are counted. */
  readonly pitches: AsyncIterable<Pitches> | Iterable<Pitches>;
  /** How many bytes the file may have, if fewer cities can help it. */
  readonly limit?: number;
}

export interface BuiltCube {
  /** The file: gzip, whatever the web server makes of it. */
  readonly bytes: Uint8Array;
  /** The cities that can be chosen, the biggest first. */
  readonly cities: readonly string[];
}

const MOST_CITIES = 40;

/** Adds up the whole dataset into a cube with as many of the biggest cities as fit into the limit, 40 at most. */
export async function buildCube(
  store: Store,
  span: Span,
  { products, pitches, limit = 300_000 }: CubeOptions,
): Promise<BuiltCube> {
  const frame: CubeFrame = {
    ...span,
    cities: await biggestCities(store, MOST_CITIES),
    categories: await boughtCategories(store),
    products,
  };
  const parts: Partial<Record<PartName, Cells>> = { coverage: await countPitches(pitches, frame) };
  for (const part of STORED_PARTS) parts[part] = await gather(store, part, frame);
  return biggestThatFits(frame, parts as Readonly<Record<PartName, Cells>>, limit);
}

/** Halves the choice of city counts until the biggest one that fits is left; none fits always. */
async function biggestThatFits(
  frame: CubeFrame,
  parts: Readonly<Record<PartName, Cells>>,
  limit: number,
): Promise<BuiltCube> {
  const whole = await packed(frame, parts);
  if (whole.length <= limit || frame.cities.length === 0) return { bytes: whole, cities: frame.cities };
  const extents = extentsOf(frame);
  const withCities = async (count: number): Promise<BuiltCube> => {
    const cities = frame.cities.slice(0, count);
    const folded = PART_NAMES.map((name) => [name, fold(parts[name], sizeOf(extents[name]), count)]);
    return { bytes: await packed({ ...frame, cities }, Object.fromEntries(folded)), cities };
  };
  let best = await withCities(0);
  let tooMany = frame.cities.length;
  while (tooMany - best.cities.length > 1) {
    const middle = await withCities((best.cities.length + tooMany) >> 1);
    if (middle.bytes.length <= limit) best = middle;
    else tooMany = middle.cities.length;
  }
  return best;
}

const packed = async (frame: CubeFrame, parts: Readonly<Record<PartName, Cells>>): Promise<Uint8Array> =>
  promisify(gzip)(packCube(frame, parts), { level: 9 });
