import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Sound } from '../audio/sound.ts';
import { writeWav } from '../audio/wav.ts';
import type { Ffmpeg } from '../ffmpeg/find-ffmpeg.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { frameCount, framesOf, type Movie } from './frames.ts';
import { FPS } from './timeline.ts';

export interface EncodeOptions {
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onProgress: (share: number) => void;
  /** x264's quality: 21 is good, 30 is small. */
  readonly crf: number;
}

const HD = ['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'];
// Two threads, whatever the machine has: x264 decides otherwise with another number of them.
const SAME_BYTES = [
  '-threads',
  '2',
  '-fflags',
  '+bitexact',
  '-flags:v',
  '+bitexact',
  '-flags:a',
  '+bitexact',
  '-map_metadata',
  '-1',
];

/** Writes `film.mp4` (H.264 and AAC) into a folder. */
export async function encodeFilm(
  ffmpeg: Ffmpeg,
  movie: Movie,
  sound: Sound,
  { folder, signal, onProgress, crf }: EncodeOptions,
): Promise<void> {
  const wav = join(folder, 'sound.wav');
  await writeFile(wav, writeWav(sound));
  const total = frameCount(movie.spans);
  const size = `${movie.width}x${movie.height}`;
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', size, '-r', String(FPS)];
  try {
    await runFfmpeg(ffmpeg, {
      inputs: [
        { source: stream(movie, (frame) => onProgress(frame / total)), options: raw },
        { source: wav },
      ],
      options: [
        ...['-map', '0:v:0', '-map', '1:a:0'],
        ...[
          '-c:v',
          'libx264',
          '-profile:v',
          'high',
          '-preset',
          'fast',
          '-crf',
          String(crf),
          '-g',
          String(FPS * 4),
        ],
        ...['-pix_fmt', 'yuv420p', ...HD],
        ...['-c:a', 'aac', '-b:a', '128k', '-ar', '48000', '-ac', '2'],
        ...['-movflags', '+faststart', ...SAME_BYTES],
      ],
      output: join(folder, 'film.mp4'),
      signal,
    });
  } finally {
    await rm(wav, { force: true });
  }
}

/** Frames one by one, as ffmpeg asks for them. */
function stream(movie: Movie, onFrame: (frame: number) => void): Readable {
  const frames = framesOf(movie);
  let made = 0;
  return new Readable({
    highWaterMark: 1,
    read() {
      // Later, so that a signal or another task comes in between.
      setImmediate(() => {
        const { value, done } = frames.next();
        if (done) return this.push(null);
        made += 1;
        onFrame(made);
        return this.push(Buffer.from(value));
      });
    },
  });
}
