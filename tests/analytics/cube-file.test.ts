import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { spanOf } from '../../src/analytics/answers.ts';
import { buildCube } from '../../src/analytics/cube/build-cube.ts';
import { addUp, fold, placeOf } from '../../src/analytics/cube/cells.ts';
import { commonDivisor, decodeColumn, encodeColumn } from '../../src/analytics/cube/columns.ts';
import { readCube } from '../../src/analytics/cube/read-cube.ts';
import { PAIRS } from '../../src/analytics/cube/shape.ts';
import { openDuckDb } from '../../src/store/duckdb.ts';
import { temporaryFolder } from '../_sample.ts';
import { importsOf } from '../house/_imports.ts';
import { AS_OF, TEN_CUSTOMERS } from './_ten-customers.ts';
import { writeDataset } from './_write-dataset.ts';

const SEED = 13;

describe('a column', () => {
  const column = fc.array(fc.oneof(fc.nat(300), fc.maxSafeNat()));

  it('is read as it was written', () => {
    fc.assert(
      fc.property(column, (values) => {
        expect([...decodeColumn(encodeColumn(values), values.length)]).toEqual(values);
      }),
      { seed: SEED, examples: [[[0, 127, 128, 16_383, 16_384, Number.MAX_SAFE_INTEGER]]] },
    );
  });

  it('stands byte by byte: the first bytes of all, then the second bytes', () => {
    expect([...encodeColumn([1, 300, 2])]).toEqual([1, 0b1010_1100, 2, 2]);
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 53])('does not hold %s', (value) => {
    expect(() => encodeColumn([1, value])).toThrow(`${value} cannot stand in a cube`);
  });

  it('is refused when it is shorter or longer than said', () => {
    const bytes = encodeColumn([1, 300]);
    expect(() => decodeColumn(bytes, 3)).toThrow('a column ends early');
    expect(() => decodeColumn(bytes, 1)).toThrow('a column ends late');
  });

  it('is divided by what divides all', () => {
    expect(commonDivisor([1200, 0, 1800])).toBe(600);
    expect(commonDivisor([7, 1200])).toBe(1);
    expect(commonDivisor([0, 0])).toBe(1);
    expect(commonDivisor([])).toBe(1);
  });
});

describe('cells', () => {
  const SIZE = 3;
  const cell = fc.tuple(fc.nat(4 * PAIRS * SIZE - 1), fc.nat(5), fc.nat(5));
  const cellsOf = (entries: readonly (readonly [number, number, number])[]) => ({
    keys: entries.map(([key]) => key),
    columns: [entries.map(([, one]) => one), entries.map(([, , other]) => other)],
  });

  it('add up to the same in any order, each key once, none of zeros', () => {
    fc.assert(
      fc.property(fc.array(cell), (entries) => {
        const { keys, columns } = addUp(cellsOf(entries));
        expect({ keys, columns }).toEqual(addUp(cellsOf(entries.toReversed())));
        expect([...keys]).toEqual([...new Set(keys)].sort((a, b) => a - b));
        for (const [measure, sums] of columns.entries()) {
          for (const [at, key] of keys.entries()) {
            const own = entries.filter((entry) => entry[0] === key);
            expect(sums[at]).toBe(own.reduce((sum, entry) => sum + (entry[measure + 1] as number), 0));
          }
        }
        for (const at of keys.keys()) expect(columns.some((sums) => (sums[at] as number) > 0)).toBe(true);
      }),
      { seed: SEED },
    );
  });

  it('keep their place when cities become one', () => {
    const key = (city: number, pair: number, place: number) => (city * PAIRS + pair) * SIZE + place;
    const { keys, columns } = fold(
      addUp(
        cellsOf([
          [key(0, 19, 2), 1, 0],
          [key(1, 5, 1), 2, 0],
          [key(2, 5, 1), 3, 4],
          [key(3, 5, 0), 5, 0],
        ]),
      ),
      SIZE,
      1,
    );
    expect([...keys]).toEqual([key(0, 19, 2), key(1, 5, 0), key(1, 5, 1)]);
    expect(columns.map((sums) => [...sums])).toEqual([
      [1, 5, 5],
      [0, 0, 4],
    ]);
  });

  it('have places within their extents only', () => {
    expect(placeOf([1, 2], [2, 3])).toBe(5);
    expect(placeOf([], [])).toBe(0);
    for (const digit of [-1, 3, 0.5, Number.NaN]) {
      expect(() => placeOf([0, digit], [2, 3])).toThrow(`${digit} is not a place from 0 to 2 of a cube`);
    }
  });
});

describe('a file that is no cube', () => {
  let bytes: Uint8Array;
  beforeAll(async () => {
    const folder = await temporaryFolder();
    await writeDataset(folder, TEN_CUSTOMERS, AS_OF);
    const store = await openDuckDb(folder);
    const built = await buildCube(store, await spanOf(store), { products: [], pitches: [] });
    bytes = gunzipSync(built.bytes);
    store.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is refused wherever it is cut off', () => {
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => readCube(bytes.subarray(0, length)), `${length} bytes`).toThrow(
        expect.objectContaining({ name: 'PitchwrightError', code: 'CUBE_INVALID' }),
      );
    }
  });

  it.each([
    [
      'a byte too many',
      () => Uint8Array.from([...bytes, 0]),
      /^the cube should have \d+ bytes, and has \d+$/,
    ],
    ['nothing', () => new Uint8Array(), 'the file is no cube, or only its beginning'],
    ['a page', () => Buffer.from('<!doctype html><title>Not found</title>'), 'the file is no cube'],
    ['still packed', () => gzipSync(bytes), 'the file is no cube'],
    ['other JSON', () => framed('{"rows":[]}'), 'the file is no cube of version 2'],
    ['without its parts', () => framed('{"cube":2}'), 'the cube is broken'],
    ['of another version', () => framed('{"cube":1}'), 'the file is no cube of version 2'],
  ])('is refused: %s', (_, file, message) => {
    expect(() => readCube(file())).toThrow(message);
  });

  const framed = (json: string) => {
    const head = Buffer.alloc(4);
    head.writeUInt32LE(json.length);
    return Buffer.concat([head, Buffer.from(json)]);
  };
});

it('is read and asked in a browser: no package and no file of Node is loaded', () => {
  const loaded = new Set<string>();
  const load = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    if (!path.endsWith('.ts')) return;
    for (const { specifier, isTypeOnly } of importsOf(path, readFileSync(path, 'utf8'))) {
      if (!isTypeOnly) load(specifier.startsWith('.') ? join(dirname(path), specifier) : specifier);
    }
  };
  load('src/analytics/cube/answers-from.ts');
  load('src/analytics/cube/read-cube.ts');
  expect([...loaded].filter((path) => !path.startsWith('src/'))).toEqual([]);
  expect(loaded.size).toBeGreaterThan(5);
});
