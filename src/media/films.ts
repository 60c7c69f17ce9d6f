import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Copy } from '../copy/copy.ts';
import { PitchwrightError } from '../errors.ts';
import type { Model } from '../pitch/model.ts';
import type { MailFilm, Pitch, Place } from '../pitch/pitch.ts';
import type { CustomerRecord } from '../store/store.ts';
import { briefOf } from './brief.ts';
import { openCache } from './cache.ts';
import type { CustomerMedia, Medium, WatchPage } from './medium.ts';
import { customersWithMedia, mediaFolder, readMedia, shownFilm, watchPages } from './shelf.ts';

/** What stands for a film in a mail: the poster, the moving preview, or nothing. */
export const FILM_SHOWN = ['poster', 'preview', 'none'] as const;
export type FilmShown = (typeof FILM_SHOWN)[number];

/** The films that mails may lead to. */
export interface Films {
  /**
   * A customer's film: none or one. One that says something else than the mail by now is not shown.
   * @param pitch the one without a campaign's words, as films are made from it; asked for only when there is a film.
   */
  of(record: CustomerRecord, pitch: () => Pitch, shown: FilmShown): Promise<readonly MailFilm[]>;
  /** Everything that was made for a customer and is still there. */
  madeFor(customerId: string): Promise<CustomerMedia | undefined>;
  /** The picture at an address that `of` gave, as a file; undefined for other addresses. */
  picture(address: string): FilmPicture | undefined;
}

export interface FilmPicture {
  /** One of its own among all pictures of a mail. */
  readonly name: string;
  readonly contentType: 'image/png' | 'image/gif';
  readonly bytes: Uint8Array;
}

/** @param place where media are published: below `<site>/media/` and `<site>/watch/`, unless `links.film` says otherwise. */
export async function openFilms(dataDir: string, model: Model, copy: Copy, place: Place): Promise<Films> {
  const root = `${place.siteUrl}/media/`;
  const known = new Set(await customersWithMedia(dataDir));
  const cache = openCache(mediaFolder(dataDir));
  const pages = known.size === 0 ? new Map<string, WatchPage>() : await watchPages(dataDir);
  const isThere = async ({ entry, watch }: Medium, id: string) => {
    const page = watch === undefined ? undefined : pages.get(watch);
    if (watch !== undefined && (page?.customer !== id || page.key !== entry.key)) return false;
    return (await cache.find(entry.key)) !== undefined;
  };
  const madeFor = async (id: string) => {
    const media = known.has(id) ? await readMedia(dataDir, id) : undefined;
    if (!media) return undefined;
    const there: Medium[] = [];
    for (const medium of media.media) if (await isThere(medium, id)) there.push(medium);
    return there.length === 0 ? undefined : { ...media, media: there };
  };
  return {
    madeFor,
    async of(record, pitch, shown) {
      const id = record.customer.customer_id;
      const media = shown === 'none' ? undefined : await madeFor(id);
      if (!media) return [];
      const brief = briefOf(record, pitch(), model, copy);
      const film = shownFilm(media, brief);
      const picture = film?.entry.files.find(({ role }) => role === shown);
      if (!film?.watch || !picture) return [];
      const { film: link } = copy.links;
      return [
        {
          imageUrl: `${root}${film.entry.key}/${picture.name}`,
          imageAlt: brief.title,
          label: brief.watch,
          url: link
            ? link({ customer: { id }, product: { id: '' } })
            : `${place.siteUrl}/watch/${film.watch}/`,
        },
      ];
    },
    picture(address) {
      const [, key, name] =
        (address.startsWith(root) && PICTURE.exec(address.slice(root.length))) || ([] as undefined[]);
      if (!key || !name) return undefined;
      return {
        name: `${key.slice(0, 16)}-${name}`,
        contentType: name.endsWith('.gif') ? 'image/gif' : 'image/png',
        bytes: readPicture(join(mediaFolder(dataDir), 'cache', key, name)),
      };
    },
  };
}

const PICTURE = /^([0-9a-f]{64})\/((?:poster|preview)\.(?:png|gif))$/;

function readPicture(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new PitchwrightError('MEDIA_CHANGED', `${path} is gone`, {
      hint: 'make the media again: npm run media; then plan again',
      cause,
    });
  }
}
