import { MediaFailure } from '../provider.ts';
import type { Ffmpeg } from './find-ffmpeg.ts';
import { runFfmpeg } from './run-ffmpeg.ts';

/** In dBFS; −91 is silence. */
export interface Levels {
  readonly mean: number;
  readonly max: number;
}

/** How loud a film or a voice is. */
export async function levels(ffmpeg: Ffmpeg, file: string, signal?: AbortSignal): Promise<Levels> {
  const said = await runFfmpeg(ffmpeg, {
    inputs: [{ source: file }],
    options: ['-vn', '-af', 'volumedetect', '-f', 'null'],
    output: '-',
    ...(signal && { signal }),
  });
  const [mean, max] = ['mean', 'max'].map(
    (which) => new RegExp(`${which}_volume: (-?[\\d.]+) dB`).exec(said)?.[1],
  );
  if (mean === undefined || max === undefined) throw new MediaFailure('broken', 'ffmpeg told no volume');
  return { mean: Number(mean), max: Number(max) };
}
