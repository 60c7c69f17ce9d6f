import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect } from 'vitest';
import { encodePng } from '../../../src/media/art/png.ts';
import type { Pixels } from '../../../src/media/slides/paint.ts';

/** Mean difference of a channel, of 255; another kind of machine rounds edges otherwise. */
const TOLERANCE = 1.5;

/**
 * Holds a picture against `tests/media/slides/golden/<name>.png`. When they differ, the new one stands beside it as
 * `*-changed.png`; `UPDATE_GOLDEN=1` takes it over.
 */
export async function looksLikeGolden(name: string, { rgba, width, height }: Pixels): Promise<void> {
  const path = `tests/media/slides/golden/${name}.png`;
  const changed = path.replace('.png', '-changed.png');
  const png = encodePng(rgba, width, height);
  if (process.env.UPDATE_GOLDEN) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, png);
  }
  const golden = await readFile(path).then(rowsOf, () => undefined);
  const actual = rowsOf(Buffer.from(png));
  if (golden?.length === actual.length) {
    let sum = 0;
    for (let at = 0; at < actual.length; at += 1) sum += Math.abs(actual[at]! - golden[at]!);
    if (sum / actual.length <= TOLERANCE) return rm(changed, { force: true });
  }
  await writeFile(changed, png);
  expect.fail(`${path} is not what is painted now: compare it with ${changed}`);
}

/** The rows of a PNG as `encodePng` writes them: one chunk of data, no filters. */
function rowsOf(png: Buffer): Buffer {
  return inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)));
}
