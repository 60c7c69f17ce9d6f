import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Surface } from '../../copy/brand.ts';
import { encodePng } from '../art/png.ts';
import type { Ffmpeg } from '../ffmpeg/find-ffmpeg.ts';
import { probe } from '../ffmpeg/probe.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { paint } from '../slides/paint.ts';
import { drawLength, drawPlayMark } from './play-mark.ts';

export interface FinishOptions {
  /** Where the file is written: nobody else's. */
  readonly folder: string;
  readonly surface: Surface;
  readonly signal: AbortSignal;
}

/** Twice the width that mails show; of a tall film no more than its own. */
const LARGEST = { width: 1120, height: 1280 };

/** A painted slide, with its width and height, and where the mark stands on it (shares of both). */
export interface PaintedScene {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  readonly markAt: readonly [x: number, y: number];
}

/** Writes `poster.png`: a slide with a play mark and the film's length. */
export async function makePoster(
  scene: PaintedScene,
  seconds: number,
  options: FinishOptions,
): Promise<void> {
  const { width, height } = within(scene);
  const scale = width / scene.width;
  const ground = scene.svg
    .replace(/^<svg[^>]*>/, `<g transform="scale(${scale})">`)
    .replace(/<\/svg>$/, '</g>');
  await write(ground, { width, height }, scene.markAt, seconds, options);
}

/** Writes `poster.png` for a film of anybody: the frame that stands best for its beginning, with mark and length. */
export async function makeFilmPoster(ffmpeg: Ffmpeg, film: string, options: FinishOptions): Promise<void> {
  const facts = await probe(film);
  const { width, height } = within(facts);
  const frame = join(options.folder, 'frame.png');
  await runFfmpeg(ffmpeg, {
    inputs: [{ source: film, options: ['-ss', facts.seconds > 3 ? '1' : '0'] }],
    options: ['-an', '-vf', `thumbnail=n=24,scale=${width}:${height}:flags=lanczos`, '-frames:v', '1'],
    output: frame,
    signal: options.signal,
  });
  const picture = (await readFile(frame)).toString('base64');
  await rm(frame);
  const ground = `<image width="${width}" height="${height}" href="data:image/png;base64,${picture}"/>`;
  await write(ground, { width, height }, [0.5, 0.5], facts.seconds, options);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function within({ width, height }: Size): Size {
  const scale = Math.min(LARGEST.width / width, LARGEST.height / height);
  return { width: Math.round((width * scale) / 2) * 2, height: Math.round((height * scale) / 2) * 2 };
}

async function write(
  ground: string,
  { width, height }: Size,
  [x, y]: readonly [number, number],
  seconds: number,
  { folder, surface }: FinishOptions,
): Promise<void> {
  const unit = Math.min(width, height) / 630;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `${ground}${drawPlayMark(width * x, height * y, 58 * unit, surface)}${drawLength(seconds, width, height, unit)}</svg>`;
  const { rgba } = paint(svg, width);
  await writeFile(join(folder, 'poster.png'), encodePng(rgba, width, height));
}
