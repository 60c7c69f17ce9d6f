import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaBrief } from '../brief.ts';
import { type Bench, type Made, MediaFailure, type MediaOrder } from '../provider.ts';
import { ServiceFailure } from './failure.ts';
import { ANEW_HINT, type FilmPlace, fetchFilm } from './fetch-film.ts';
import { checkMp4 } from './mp4.ts';
import type { GoogleContext, Service } from './service.ts';

/** How a service makes films: it is told to begin, and asked until it is done. */
export interface FilmMaker {
  /** Costs money. @returns the name by which the film is asked for. */
  begin(): Promise<string>;
  /** Costs nothing. @throws MediaFailure when there will be no film. */
  ask(name: string): Promise<FilmPlace | 'not yet'>;
}

/**
 * Makes a film, or fetches one that an earlier run began and paid. The name of what was begun is kept before anything
 * else is done, and forgotten once there is nothing left to fetch.
 */
export async function makeFilm(
  maker: FilmMaker,
  service: Service,
  { brief }: MediaOrder,
  bench: Bench,
  context: GoogleContext,
): Promise<Made> {
  const before = await bench.operation.read();
  const name = before ?? (await begin(maker, service, bench));
  const { bytes, seconds } = await collect(maker, name, service, bench, context);
  const path = join(bench.folder, 'film.mp4');
  await writeFile(path, bytes);
  service.progress(0.95, 'poster and preview');
  const more = await finished(path, brief, bench, context);
  return {
    files: [{ role: 'film', name: 'film.mp4' }, ...more],
    ...(seconds === undefined ? {} : { seconds }),
    remarks: before === undefined ? [] : ['An earlier run ordered this film; it was charged once.'],
  };
}

/** Poster and preview. A film that cannot be decoded is none the next time either. */
async function finished(path: string, brief: MediaBrief, bench: Bench, { finish }: GoogleContext) {
  try {
    return await finish.film(path, brief, bench);
  } catch (error) {
    if (error instanceof MediaFailure && error.reason === 'malformed') await bench.operation.write('');
    throw error;
  }
}

async function begin(maker: FilmMaker, service: Service, bench: Bench): Promise<string> {
  service.progress(0.02, 'the film is ordered');
  try {
    const name = await service.paid(() => maker.begin());
    await bench.operation.write(name);
    return name;
  } catch (error) {
    if (bench.signal.aborted) {
      service.progress(1, 'cancelled while it was ordered; if Gemini has begun, it goes on and charges it');
    }
    throw error;
  }
}

/** The finished film, checked. */
async function collect(
  maker: FilmMaker,
  name: string,
  service: Service,
  bench: Bench,
  context: GoogleContext,
): Promise<{ readonly bytes: Uint8Array; readonly seconds: number | undefined }> {
  try {
    const place = await waitFor(maker, name, service, bench, context);
    service.progress(0.92, 'Gemini has made the film; it is fetched');
    const bytes = await service.free(() => fetchFilm(place, service.door));
    return { bytes, ...checkMp4(bytes) };
  } catch (error) {
    if (bench.signal.aborted) {
      service.progress(
        1,
        'cancelled here; Gemini goes on with the film and charges it, and the next run fetches it',
      );
    } else if (isFinal(error)) await bench.operation.write('');
    throw error;
  }
}

async function waitFor(
  maker: FilmMaker,
  name: string,
  service: Service,
  { signal }: Bench,
  { settings, effects }: GoogleContext,
): Promise<FilmPlace> {
  const { wait_minutes, ask_every_seconds } = settings.limits;
  const start = effects.now();
  for (;;) {
    const place = await service.free(() => maker.ask(name)).catch(asForgotten);
    if (place !== 'not yet') return place;
    const waited = (effects.now() - start) / 1000;
    if (waited + ask_every_seconds > wait_minutes * 60) {
      throw new ServiceFailure('too-slow', `the film was not done within ${wait_minutes} minutes`, {
        hint: 'run the same again: it goes on at Gemini and is then fetched without being paid again',
      });
    }
    // Most films take one to two minutes: the bar slows down, and never ends before the film does.
    service.progress(
      0.05 + 0.85 * (1 - Math.exp(-waited / 60)),
      `Gemini makes the film (${Math.round(waited)} s so far)`,
    );
    await effects.sleep(ask_every_seconds * 1000, signal);
  }
}

/** To ask for a film by its name and hear 404 is to hear that it is gone, not that the model is unknown. */
function asForgotten(error: unknown): never {
  if (!(error instanceof ServiceFailure) || error.status !== 404) throw error;
  throw new MediaFailure('expired', 'Gemini no longer knows the film that was ordered from it', {
    hint: ANEW_HINT,
    cause: error,
  });
}

/** There will be no film, however often it is asked for. A `ServiceFailure` is of one call only: that may pass. */
const isFinal = (error: unknown) => error instanceof MediaFailure && !(error instanceof ServiceFailure);
