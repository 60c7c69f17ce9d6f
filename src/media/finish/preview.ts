import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import type { Ffmpeg } from '../ffmpeg/find-ffmpeg.ts';
import { probe } from '../ffmpeg/probe.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { MediaFailure } from '../provider.ts';
import { drawPlayMark } from './play-mark.ts';
import type { FinishOptions } from './poster.ts';

/** What mails load without a second thought. */
export const MOST_PREVIEW_BYTES = 1_000_000;
const SECONDS = 4;

/** From what looks best to what is smallest: the longer side in pixels, frames a second, colours. */
const STEPS = [
  { side: 480, fps: 12, colors: 160 },
  { side: 480, fps: 10, colors: 96 },
  { side: 400, fps: 10, colors: 64 },
  { side: 360, fps: 8, colors: 48 },
  { side: 280, fps: 8, colors: 32 },
  { side: 200, fps: 8, colors: 16 },
] as const;

/** Writes `preview.gif`: the first seconds of a film, with a play mark, as good as `most` bytes allow. */
export async function makePreview(
  ffmpeg: Ffmpeg,
  film: string,
  { folder, surface, signal }: FinishOptions,
  most = MOST_PREVIEW_BYTES,
): Promise<void> {
  const facts = await probe(film);
  const mark = join(folder, 'mark.png');
  const output = join(folder, 'preview.gif');
  try {
    for (const { side, fps, colors } of STEPS) {
      const scale = side / Math.max(facts.width, facts.height);
      const [width, height] = [facts.width, facts.height].map(
        (length) => Math.round((length * scale) / 2) * 2,
      ) as [number, number];
      await writeFile(mark, markOf(width, height, surface));
      await runFfmpeg(ffmpeg, {
        inputs: [{ source: film, options: ['-t', String(SECONDS)] }, { source: mark }],
        options: [
          '-an',
          '-filter_complex',
          `[0:v]fps=${fps},scale=${width}:${height}:flags=lanczos[film];[film][1:v]overlay=0:0,split[a][b];` +
            `[a]palettegen=max_colors=${colors}:stats_mode=full[colors];` +
            '[b][colors]paletteuse=dither=bayer:bayer_scale=5:diff_mode=rectangle',
          '-loop',
          '0',
        ],
        output,
        signal,
      });
      if ((await stat(output)).size <= most) return;
    }
    await rm(output, { force: true });
    throw new MediaFailure('broken', `no preview of the film is smaller than ${most} bytes`);
  } finally {
    await rm(mark, { force: true });
  }
}

/** A small mark in the corner, on a clear picture as large as the film. */
function markOf(width: number, height: number, surface: FinishOptions['surface']): Uint8Array {
  const r = Math.min(width, height) * 0.085;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${drawPlayMark(width - r * 1.9, height - r * 1.9, r, surface)}</svg>`;
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
}
