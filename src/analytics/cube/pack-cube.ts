import type { Cells } from './cells.ts';
import { commonDivisor, encodeColumn } from './columns.ts';
import { type PartHead, VERSION } from './cube-file.ts';
import { type CubeFrame, PART_NAMES, type PartName } from './shape.ts';

/** Writes a cube. */
export function packCube(frame: CubeFrame, parts: Readonly<Record<PartName, Cells>>): Uint8Array {
  const { first, asOf, cities, categories, products } = frame;
  const heads: Partial<Record<PartName, PartHead>> = {};
  const columns: Uint8Array[] = [];
  const add = (values: ArrayLike<number>): number => {
    const column = encodeColumn(values);
    columns.push(column);
    return column.length;
  };
  for (const name of PART_NAMES) {
    const { keys, columns: measures } = parts[name];
    heads[name] = {
      cells: keys.length,
      keys: add(Float64Array.from(keys, (key, at) => key - (at === 0 ? 0 : (keys[at - 1] as number)))),
      measures: measures.map((values) => {
        const unit = commonDivisor(values);
        return { bytes: add(Float64Array.from(values, (value) => value / unit)), unit };
      }),
    };
  }
  const head = new TextEncoder().encode(
    JSON.stringify({ cube: VERSION, first, asOf, cities, categories, products, parts: heads }),
  );
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length, true);
  return joined([length, head, ...columns]);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
