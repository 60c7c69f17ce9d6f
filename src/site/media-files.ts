import { extname, join } from 'node:path';
import { PitchwrightError } from '../errors.ts';
import { openCache } from '../media/cache.ts';
import type { Entry, WatchPage } from '../media/medium.ts';
import { customersWithMedia, mediaFolder, readMedia, watchPages } from '../media/shelf.ts';

/** A file of the site: `media/<key>/<name>`. */
export interface MediaFile {
  readonly key: string;
  readonly name: string;
  readonly sha256: string;
}

/** A page that plays a film, with the film. */
export interface WatchFilm {
  readonly token: string;
  readonly page: WatchPage;
  readonly entry: Entry;
}

/**
 * The pages of all films that were ever made and are still in the cache: mails may lead to them. Not of people who are no
 * longer in the dataset.
 */
export async function watchFilms(dataDir: string, isThere: IsThere): Promise<readonly WatchFilm[]> {
  const cache = openCache(mediaFolder(dataDir));
  const films: WatchFilm[] = [];
  for (const [token, page] of await watchPages(dataDir)) {
    const entry = isThere(page.customer) ? await cache.find(page.key) : undefined;
    if (entry) films.push({ token, page, entry });
  }
  return films;
}

/** Whether a customer is in the dataset. */
export type IsThere = (customerId: string) => boolean;

/** Every file that a page or a mail shows, each once. */
export async function mediaFiles(dataDir: string, isThere: IsThere): Promise<readonly MediaFile[]> {
  const entries = new Map<string, Entry>();
  for (const { entry } of await watchFilms(dataDir, isThere)) entries.set(entry.key, entry);
  const cache = openCache(mediaFolder(dataDir));
  for (const id of await customersWithMedia(dataDir)) {
    if (!isThere(id)) continue;
    for (const { entry } of (await readMedia(dataDir, id))?.media ?? []) {
      const kept = entries.has(entry.key) ? undefined : await cache.find(entry.key);
      if (kept) entries.set(kept.key, kept);
    }
  }
  return [...entries.values()].flatMap(({ key, files }) =>
    files.filter(({ role }) => role !== 'sound').map(({ name, sha256 }) => ({ key, name, sha256 })),
  );
}

/** @throws PitchwrightError `MEDIA_CHANGED` when a file is not what was made any more. */
export async function readMediaFile(dataDir: string, key: string, name: string): Promise<Uint8Array> {
  const cache = openCache(mediaFolder(dataDir));
  const entry = await cache.find(key);
  const bytes = entry && (await cache.read(entry, name));
  if (bytes) return bytes;
  throw new PitchwrightError(
    'MEDIA_CHANGED',
    `${join(cache.folder, key, name)} is not the file that was made`,
    {
      hint: 'delete that folder and make the media again: npm run media',
    },
  );
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.m4a': 'audio/mp4',
  '.wav': 'audio/wav',
  '.vtt': 'text/vtt; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
};

export const contentTypeOf = (name: string) => CONTENT_TYPES[extname(name)] ?? 'application/octet-stream';
