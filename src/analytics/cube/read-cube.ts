import { PitchwrightError } from '../../errors.ts';
import { decodeColumn } from './columns.ts';
import { type Head, VERSION } from './cube-file.ts';
import {
  type CubeFrame,
  extentsOf,
  MEASURES,
  type Measure,
  PART_NAMES,
  type PartName,
  sizeOf,
} from './shape.ts';

/** A part as it is read: for each cell its group, its place, and its measures. */
export interface Part<Name extends PartName> {
  readonly size: number;
  readonly groups: Uint32Array;
  readonly places: Uint32Array;
  readonly measures: Readonly<Record<Measure<Name>, Float64Array>>;
}

export interface Cube extends CubeFrame {
  readonly parts: { readonly [Name in PartName]: Part<Name> };
}

/**
 * Reads a cube from the unpacked file.
 * @throws PitchwrightError `CUBE_INVALID` when it is cut off, or something else.
 */
export function readCube(bytes: Uint8Array): Cube {
  const { head, start } = readHead(bytes);
  const { first, asOf, cities, categories, products } = head;
  let at = start;
  const take = (length: number) => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  const parts: Partial<Record<PartName, unknown>> = {};
  try {
    const extents = extentsOf(head);
    for (const name of PART_NAMES) {
      const size = sizeOf(extents[name]);
      const { cells, keys, measures } = head.parts[name];
      const groups = new Uint32Array(cells);
      const places = new Uint32Array(cells);
      let key = 0;
      for (const [cell, step] of decodeColumn(take(keys), cells).entries()) {
        key += step;
        groups[cell] = Math.floor(key / size);
        places[cell] = key % size;
      }
      const columns = measures.map(({ bytes: length, unit }) =>
        decodeColumn(take(length), cells).map((value) => value * unit),
      );
      parts[name] = {
        size,
        groups,
        places,
        measures: Object.fromEntries(MEASURES[name].map((measure, index) => [measure, columns[index]])),
      };
    }
  } catch (cause) {
    throw invalid(`the cube is broken: ${(cause as Error).message}`, cause);
  }
  if (at !== bytes.length) throw invalid(`the cube should have ${at} bytes, and has ${bytes.length}`);
  return { first, asOf, cities, categories, products, parts: parts as Cube['parts'] };
}

function readHead(bytes: Uint8Array): { readonly head: Head; readonly start: number } {
  try {
    const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(0, true);
    const start = 4 + length;
    const head: Head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, start)));
    if (head.cube === VERSION) return { head, start };
  } catch (cause) {
    throw invalid('the file is no cube, or only its beginning', cause);
  }
  throw invalid(`the file is no cube of version ${VERSION}`);
}

function invalid(message: string, cause?: unknown): PitchwrightError {
  return new PitchwrightError('CUBE_INVALID', message, {
    hint: 'build the site again, and load the page anew',
    cause,
  });
}
