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
import { isOfFileSystem } from '../unwritable.ts';
import { finishVoice } from './finish-voice.ts';
import { makeFilmPoster, makePoster } from './poster.ts';
import { makePreview } from './preview.ts';

/**
 * What is made on this machine of what a service or a synthesiser made. Nothing that was paid for is lost because a
 * program is missing here: then the poster is painted, there is no preview, and a voice stays a WAV.
 */
export function finishing(ffmpeg: () => Promise<Ffmpeg>): Finish {
  return {
    async film(path, brief, { folder, signal }) {
      const options = { folder, surface: brief.surface, signal };
      const program = await orMissing(ffmpeg());
      if (!program) return paintedPoster(path, brief, options);
      const files = [...(await makeFilmPoster(program, path, options))];
      await orElse(
        async () => {
          await makePreview(program, path, options);
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
): Promise<readonly MadeFile[]> {
  const { width, height, seconds } = await probe(path);
  const { brief } = legibleBrief(brandOnly(whole));
  const page = pageOf(brief, width > height ? '16:9' : width < height ? '9:16' : '1:1');
  const slides = brief.scenes.map((scene) => drawSlide(page, scene));
  const [svg = ''] = await Promise.all(slides);
  return makePoster({ svg, ...page.canvas, markAt: markOn(page) }, seconds, options);
}

/** A film is shared by everybody for whom the same was asked: what is painted for it says nothing of anybody. */
export function brandOnly({ brand, segment, behavior, surface, locale, dir }: MediaBrief): MediaBrief {
  return {
    ...{ brand, segment, behavior, surface, locale, dir },
    customerId: '',
    firstName: '',
    title: brand.name,
    watch: '',
    scenes: [{ kind: 'greeting', eyebrow: brand.host, headline: brand.tagline, spoken: '' }],
  };
}

/** Undefined when there is no program at all. */
async function orMissing(found: Promise<Ffmpeg>): Promise<Ffmpeg | undefined> {
  return found.catch((error) => {
    if (error instanceof MediaFailure && error.reason === 'not-configured') return undefined;
    throw error;
  });
}

/** Cancelling is no failure: it goes on, and so does what the file system says. */
async function orElse(first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<void> {
  try {
    await first();
  } catch (error) {
    if (!(error instanceof MediaFailure) || isOfFileSystem(error)) throw error;
    await second();
  }
}
