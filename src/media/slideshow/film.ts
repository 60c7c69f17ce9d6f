import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hash32 } from '../../digest.ts';
import { lengthOf, type Sound } from '../audio/sound.ts';
import type { MediaBrief } from '../brief.ts';
import type { Ffmpeg } from '../ffmpeg/find-ffmpeg.ts';
import { FRAMES } from '../slides/canvas.ts';
import type { Page } from '../slides/page.ts';
import { paintSlide } from '../slides/painting.ts';
import { MEDIA_THEMES } from '../theme.ts';
import { captionsOf } from './captions.ts';
import { encodeFilm } from './encode.ts';
import { type Reel, reelOf } from './reel.ts';
import { soundtrackOf } from './soundtrack.ts';
import { timelineOf } from './timeline.ts';

/** What is spoken, scene by scene; `lines` is undefined when nobody speaks. */
export interface Spoken {
  readonly lines: readonly Sound[] | undefined;
  /** Names the voice. */
  readonly voice: string;
  /** A whole sentence. */
  readonly remark?: string;
}

export interface FilmOptions {
  readonly ffmpeg: Ffmpeg;
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly progress: (share: number, words: string) => void;
  /** Smaller and rougher than films are, for tests. */
  readonly width?: number;
  readonly crf?: number;
}

/** A line that would hold up the film is read, not heard. */
const LONGEST_LINE = 7;
const CRF = 20;

/**
 * Makes `film.mp4` and `film.vtt` in a folder.
 * @param page of a brief that slides can write
 * @param said the texts of the captions file, as they were before the slides left letters out
 * @returns the film's seconds, and remarks
 */
export async function makeFilm(
  page: Page,
  said: MediaBrief,
  spoken: Spoken,
  { ffmpeg, folder, signal, progress, width = FRAMES[page.canvas.aspect].width, crf = CRF }: FilmOptions,
): Promise<{ readonly seconds: number; readonly remarks: readonly string[] }> {
  const { scenes, segment, customerId } = page.brief;
  const theme = MEDIA_THEMES[segment];
  const remarks: string[] = [];
  const lines = scenes
    .map((_, index) => spoken.lines?.[index])
    .map((sound) => {
      if (!sound || sound.samples.length === 0) return undefined;
      if (lengthOf(sound) <= LONGEST_LINE) return sound;
      remarks.push('A line takes too long to say: it is shown, not spoken.');
      return undefined;
    });
  const spans = timelineOf(
    scenes.map(({ spoken: text }, index) => ({ text, seconds: lines[index] && lengthOf(lines[index]) })),
  );

  const reels: Reel[] = [];
  for (const [index, scene] of scenes.entries()) {
    signal.throwIfAborted();
    progress((0.15 * index) / scenes.length, `painting slide ${index + 1} of ${scenes.length}`);
    reels.push(reelOf(await paintSlide(page, scene, width)));
  }
  const height = Math.round((width * page.canvas.height) / page.canvas.width);
  const sound = soundtrackOf(lines, spans, segment, hash32(customerId));
  await encodeFilm(ffmpeg, { reels, spans, theme, width, height }, sound, {
    folder,
    signal,
    crf,
    onProgress: (share) => progress(0.15 + 0.75 * share, 'filming'),
  });
  await writeFile(
    join(folder, 'film.vtt'),
    captionsOf(
      said.scenes.map(({ spoken: text }) => text),
      spans,
    ),
  );
  return { seconds: spans.at(-1)!.to, remarks };
}
