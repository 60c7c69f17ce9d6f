import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Surface } from '../../copy/brand.ts';
import { encodePng } from '../art/png.ts';
import type { Ffmpeg } from '../ffmpeg/find-ffmpeg.ts';
import { probe } from '../ffmpeg/probe.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { type MadeFile, MediaFailure } from '../provider.ts';
import { paint } from '../slides/paint.ts';
import { isOfFileSystem } from '../unwritable.ts';
import { drawLength, drawPlayMark } from './play-mark.ts';

export interface FinishOptions {
  /** Where the file is written: nobody else's. */
  readonly folder: string;
  readonly surface: Surface;
  readonly signal: AbortSignal;
}

/** Twice the width that mails show; of a tall film no more than its own. */
const LARGEST = { width: 1120, height: 1280 };

/** What a page loads before anybody has said that they want to see the film. */
export const MOST_STILL_BYTES = 150_000;
const STILL_SCALES = [1, 0.75, 0.5, 0.25] as const;
/** ffmpeg's `-q:v`: what looks best first. */
const STILL_QUALITIES = [3, 5, 8, 13, 21, 31] as const;

/** A painted slide, with its width and height, and where the mark stands on it (shares of both). */
export interface PaintedScene {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  readonly markAt: readonly [x: number, y: number];
}

/** Writes `poster.png`, a slide with a play mark and the film's length, and `still.png`, the same without them. */
export async function makePoster(
  scene: PaintedScene,
  seconds: number,
  options: FinishOptions,
): Promise<readonly MadeFile[]> {
  const { width, height } = within(scene);
  const scale = width / scene.width;
  const ground = scene.svg
    .replace(/^<svg[^>]*>/, `<g transform="scale(${scale})">`)
    .replace(/<\/svg>$/, '</g>');
  await write(ground, { width, height }, scene.markAt, seconds, options);
  for (const scale of STILL_SCALES) {
    const still = paint(scene.svg, Math.round(width * scale));
    const bytes = encodePng(still.rgba, still.width, still.height);
    if (bytes.length > MOST_STILL_BYTES) continue;
    await writeFile(join(options.folder, 'still.png'), bytes);
    return [POSTER, { role: 'still', name: 'still.png' }];
  }
  return [POSTER];
}

/**
 * Writes `poster.png` for a film of anybody, the frame that stands best for its beginning, with mark and length, and
 * `still.jpg`, that frame.
 * @throws MediaFailure `malformed` when not one frame can be decoded.
 */
export async function makeFilmPoster(
  ffmpeg: Ffmpeg,
  film: string,
  options: FinishOptions,
): Promise<readonly MadeFile[]> {
  const facts = await probe(film);
  const { width, height } = within(facts);
  const frame = join(options.folder, 'frame.png');
  await runFfmpeg(ffmpeg, {
    inputs: [{ source: film, options: ['-ss', facts.seconds > 3 ? '1' : '0'] }],
    options: ['-an', '-vf', `thumbnail=n=24,scale=${width}:${height}:flags=lanczos`, '-frames:v', '1'],
    output: frame,
    signal: options.signal,
  }).catch((error) => {
    // A full disk or a long wait says nothing about the film.
    throw isOfFileSystem(error) || !/^ffmpeg failed/.test(error.message) ? error : undecodable(error);
  });
  const bytes = await readFile(frame).catch((cause) => {
    throw undecodable(cause);
  });
  const picture = bytes.toString('base64');
  const ground = `<image width="${width}" height="${height}" href="data:image/png;base64,${picture}"/>`;
  await write(ground, { width, height }, [0.5, 0.5], facts.seconds, options);
  const still = await writeStill(ffmpeg, frame, options);
  await rm(frame);
  return [POSTER, ...still];
}

const POSTER: MadeFile = { role: 'poster', name: 'poster.png' };

const undecodable = (cause: unknown) =>
  new MediaFailure('malformed', 'what was sent is no film: not one picture of it can be decoded', { cause });

async function writeStill(
  ffmpeg: Ffmpeg,
  frame: string,
  { folder, signal }: FinishOptions,
): Promise<readonly MadeFile[]> {
  const output = join(folder, 'still.jpg');
  for (const quality of STILL_QUALITIES) {
    await runFfmpeg(ffmpeg, {
      inputs: [{ source: frame }],
      options: ['-pix_fmt', 'yuvj420p', '-q:v', String(quality), '-map_metadata', '-1'],
      output,
      signal,
    });
    if ((await stat(output)).size <= MOST_STILL_BYTES) return [{ role: 'still', name: 'still.jpg' }];
  }
  await rm(output);
  return [];
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
