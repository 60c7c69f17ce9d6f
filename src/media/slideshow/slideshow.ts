import { join } from 'node:path';
import type { MediaBrief } from '../brief.ts';
import { type Ffmpeg, findFfmpeg } from '../ffmpeg/find-ffmpeg.ts';
import { makePoster } from '../finish/poster.ts';
import { makePreview } from '../finish/preview.ts';
import { once } from '../once.ts';
import { MediaFailure, type MediaOrder, type MediaProvider } from '../provider.ts';
import { markOn } from '../slides/greeting.tsx';
import { legibleBrief } from '../slides/legible-brief.ts';
import { pageOf } from '../slides/page.ts';
import { drawSlide } from '../slides/painting.ts';
import { makeFilm, type Spoken } from './film.ts';

export interface SlideshowOptions {
  /** The lines of a brief, one for each scene. Throws only the signal's reason. */
  readonly speak: (brief: MediaBrief, signal: AbortSignal) => Promise<Spoken>;
  /** Names whoever speaks: another voice makes another film. */
  readonly speaker: string;
  readonly ffmpeg?: () => Promise<Ffmpeg>;
  /** Smaller and rougher than films are, for tests. */
  readonly width?: number;
  readonly crf?: number;
}

/** Films from drawn slides, made on this machine: what a customer gets when no service is configured. */
export function slideshow({
  speak,
  speaker,
  ffmpeg = once(findFfmpeg),
  width,
  crf,
}: SlideshowOptions): MediaProvider {
  return {
    name: 'slideshow',
    kind: 'video',
    place: 'local',
    model: '',
    cost: () => 0,
    inputs: ({ brief, aspect }) => ({ brief, aspect, speaker, width, crf }),
    async readiness(order) {
      try {
        const { version, origin } = await ffmpeg();
        const foreign = order && foreignLetters(order);
        if (foreign) return { ready: false, failure: foreign };
        return { ready: true, detail: `ffmpeg ${version} from ${origin}` };
      } catch (error) {
        if (error instanceof MediaFailure) return { ready: false, failure: error };
        throw error;
      }
    },
    async make(order, { folder, signal, progress }) {
      const foreign = foreignLetters(order);
      if (foreign) throw foreign;
      const program = await ffmpeg();
      const { brief, remarks } = legibleBrief(order.brief);
      const page = pageOf(brief, order.aspect);
      const finish = { folder, surface: brief.surface, signal };

      progress(0, 'speaking');
      const spoken = await speak(order.brief, signal);
      const film = await makeFilm(page, order.brief, spoken, {
        ffmpeg: program,
        folder,
        signal,
        progress,
        ...(width !== undefined && { width }),
        ...(crf !== undefined && { crf }),
      });
      progress(0.92, 'finishing');
      const { width: wide, height } = page.canvas;
      const svg = await drawSlide(page, brief.scenes[0]!);
      const posters = await makePoster(
        { svg, width: wide, height, markAt: markOn(page) },
        film.seconds,
        finish,
      );
      await makePreview(program, join(folder, 'film.mp4'), finish);
      return {
        files: [
          { role: 'film', name: 'film.mp4' },
          { role: 'captions', name: 'film.vtt' },
          ...posters,
          { role: 'preview', name: 'preview.gif' },
        ],
        seconds: film.seconds,
        remarks: [...voiceRemarks(spoken), ...remarks, ...film.remarks],
      };
    },
  };
}

function voiceRemarks({ lines, voice, remark }: Spoken): readonly string[] {
  const said = lines ? `Spoken by ${voice}.` : 'Music and captions only.';
  return remark ? [said, remark] : [said];
}

/** Why slides cannot say what the order says; undefined when they can. */
export function foreignLetters({ brief }: MediaOrder): MediaFailure | undefined {
  if (!legibleBrief(brief).isForeign) return undefined;
  return new MediaFailure('unsupported', `no bundled font has the letters of the copy in "${brief.locale}"`, {
    hint: 'slides are written in Latin, Greek, Cyrillic and Devanagari letters',
  });
}
