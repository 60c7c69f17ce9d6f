import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaBrief } from '../brief.ts';
import type { Ffmpeg } from '../ffmpeg/find-ffmpeg.ts';
import { probe } from '../ffmpeg/probe.ts';
import type { Finish } from '../google/service.ts';
import { type MadeFile, MediaFailure } from '../provider.ts';
import { markOn } from '../slides/greeting.tsx';
import { legibleBrief } from '../slides/legible-brief.ts';
import { pageOf } from '../slides/page.ts';
import { drawSlide } from '../slides/painting.ts';
import { finishVoice } from './finish-voice.ts';
import { makeFilmPoster, makePoster } from './poster.ts';
import { makePreview } from './preview.ts';

/**
 * What is made on this machine of what a service or a synthesiser made. Nothing that was paid for is lost because a
 * program is missing here: then the poster is a painted slide, there is no preview, and a voice stays a WAV.
 */
export function finishing(ffmpeg: () => Promise<Ffmpeg>): Finish {
  return {
    async film(path, brief, { folder, signal }) {
      const options = { folder, surface: brief.surface, signal };
      const files: MadeFile[] = [{ role: 'poster', name: 'poster.png' }];
      await orElse(
        async () => makeFilmPoster(await ffmpeg(), path, options),
        () => paintedPoster(path, brief, options),
      );
      await orElse(
        async () => {
          await makePreview(await ffmpeg(), path, options);
          files.push({ role: 'preview', name: 'preview.gif' });
        },
        async () => {},
      );
      return files;
    },
    async voice(path, bench) {
      const files: MadeFile[] = [];
      await orElse(
        async () => files.push(...(await finishVoice(await ffmpeg(), path, bench))),
        async () => {
          await copyFile(path, join(bench.folder, 'voice.wav'));
          files.push({ role: 'voice', name: 'voice.wav' });
        },
      );
      return files;
    },
  };
}

async function paintedPoster(
  path: string,
  whole: MediaBrief,
  options: Parameters<typeof makePoster>[2],
): Promise<void> {
  const { width, height, seconds } = await probe(path);
  const { brief } = legibleBrief(whole);
  const page = pageOf(brief, width > height ? '16:9' : width < height ? '9:16' : '1:1');
  const [first] = brief.scenes;
  if (!first) throw new MediaFailure('broken', 'the film has no scenes');
  const scene = { svg: await drawSlide(page, first), ...page.canvas, markAt: markOn(page) };
  await makePoster(scene, seconds, options);
}

/** Cancelling is no failure: it goes on. */
async function orElse(first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<void> {
  try {
    await first();
  } catch (error) {
    if (!(error instanceof MediaFailure)) throw error;
    await second();
  }
}
