import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readCopy } from '../../src/copy/read-copy.ts';
import { writeSample } from '../../src/data/generate/write-sample.ts';
import { readEnv } from '../../src/env.ts';
import { encodePng } from '../../src/media/art/png.ts';
import { openCache } from '../../src/media/cache.ts';
import { findFfmpeg } from '../../src/media/ffmpeg/find-ffmpeg.ts';
import { makeMedia } from '../../src/media/make-media.ts';
import { type Commission, commissions } from '../../src/media/orders.ts';
import { openProviders } from '../../src/media/providers.ts';
import { readMediaSettings } from '../../src/media/settings.ts';
import { mediaFolder } from '../../src/media/shelf.ts';
import { pageOf } from '../../src/media/slides/page.ts';
import { paint } from '../../src/media/slides/paint.ts';
import { drawSlide } from '../../src/media/slides/painting.ts';
import { openWorkshop } from '../../src/render/workshop.ts';
import { type BenchContext, type Figure, seconds, timed } from './figure.ts';

/**
 * Films made on this machine, whole (slides, voice, music, captions, poster, preview), against ffmpeg alone zooming into as
 * many stills for as long, silent; then two at a time against one after the other.
 */
export async function benchMedia({ folder }: BenchContext): Promise<readonly Figure[]> {
  const dataDir = join(folder, 'media-data');
  const { catalogue } = await readCopy('content');
  await writeSample({ folder: dataDir, customers: 40, seed: 42, asOf: '2026-06-30', catalogue });
  const env = readEnv({ DATA_DIR: dataDir, PATH: process.env.PATH });
  const cache = openCache(mediaFolder(dataDir));
  const chain = {
    signal: new AbortController().signal,
    retry: false,
    shut: new Map(),
    progress: () => {},
  };
  const settings = await readMediaSettings(env.CONTENT_DIR);
  const providers = await openProviders({ env, settings, cache, chain });
  const workshop = await openWorkshop(env);
  const people: Commission[] = [];
  const wanted = [{ kind: 'video', aspect: '16:9' }] as const;
  for await (const each of commissions(workshop, { segment: undefined, limit: 6 }, wanted, providers)) {
    people.push(each);
  }
  workshop.close();

  let length = 0;
  const make = (from: number, to: number, atOnce: number) =>
    timed(() =>
      makeMedia(among(people.slice(from, to)), providers, {
        dataDir,
        atOnce,
        cache,
        chain,
        onEvent: (event) => {
          if ('failure' in event) throw event.failure;
          length = event.outcome.entry.seconds ?? 0;
        },
      }),
    );
  // The first one also opens fonts and drawings.
  await make(0, 1, 1);
  const one = await make(1, 2, 1);
  const alone = await stillsFilm(people[1] as Commission, length, folder);
  const inTurn = await make(2, 4, 1);
  const together = await make(4, 6, 2);
  const memory = process.resourceUsage().maxRSS / 1e6;
  return [
    {
      what: `a film of ${Math.round(length)} s, 1280 × 720, with voice, music, poster and preview`,
      ours: seconds(one.ms),
      yardstick: 'ffmpeg alone zooming into as many stills, silent',
      theirs: seconds(alone),
      ratio: `${(one.ms / alone).toFixed(2)} × the time`,
    },
    {
      what: `… two at a time (peak ${memory.toFixed(2)} GB)`,
      ours: `${seconds(together.ms / 2)} each`,
      yardstick: 'one after the other',
      theirs: `${seconds(inTurn.ms / 2)} each`,
      ratio: `${(together.ms / inTurn.ms).toFixed(2)} × the time`,
    },
  ];
}

async function* among(list: readonly Commission[]): AsyncGenerator<Commission> {
  yield* list;
}

/** What anybody would do first: zoompan over stills, with the same settings of x264. Milliseconds. */
async function stillsFilm({ brief }: Commission, length: number, folder: string): Promise<number> {
  const { path } = await findFfmpeg();
  const own = join(folder, 'stills');
  await mkdir(own);
  const page = pageOf(brief, '16:9');
  const frames = Math.round((length * 25) / brief.scenes.length);
  const inputs: string[] = [];
  const chains: string[] = [];
  const { ms } = await timed(async () => {
    for (const [index, scene] of brief.scenes.entries()) {
      const { rgba, width, height } = paint(await drawSlide(page, scene), 1280);
      const still = join(own, `${index}.png`);
      await writeFile(still, encodePng(rgba, width, height));
      inputs.push('-i', still);
      chains.push(`[${index}:v]zoompan=z='min(zoom+0.0006,1.06)':d=${frames}:s=1280x720:fps=25[v${index}]`);
    }
    const joined = brief.scenes.map((_, index) => `[v${index}]`).join('');
    await promisify(execFile)(path, [
      ...['-v', 'error', ...inputs],
      '-filter_complex',
      `${chains.join(';')};${joined}concat=n=${brief.scenes.length}[v]`,
      ...['-map', '[v]', '-c:v', 'libx264', '-preset', 'fast', '-crf', '20', '-threads', '2'],
      ...['-pix_fmt', 'yuv420p', join(own, 'film.mp4')],
    ]);
  });
  return ms;
}
