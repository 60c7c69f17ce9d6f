import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Copy } from '../copy/copy.ts';
import type { Model } from '../pitch/model.ts';
import type { MailFilm, Pitch, Place } from '../pitch/pitch.ts';
import type { CustomerRecord } from '../store/store.ts';
import { briefOf } from './brief.ts';
import type { CustomerMedia } from './medium.ts';
import { customersWithMedia, mediaFolder, readMedia, shownFilm } from './shelf.ts';

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
  /** Everything that was made for a customer. */
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
  const madeFor = async (id: string) => (known.has(id) ? readMedia(dataDir, id) : undefined);
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
        bytes: readFileSync(join(mediaFolder(dataDir), 'cache', key, name)),
      };
    },
  };
}

const PICTURE = /^([0-9a-f]{64})\/((?:poster|preview)\.(?:png|gif))$/;
