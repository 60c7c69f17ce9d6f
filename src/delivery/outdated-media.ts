import { realpath } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { Env } from '../env.ts';
import { briefOf } from '../media/brief.ts';
import type { CustomerMedia, Medium } from '../media/medium.ts';
import type { MediaKind } from '../media/provider.ts';
import { briefKey, mediaFolder, readMedia, shelfName } from '../media/shelf.ts';
import { choosePitch } from '../pitch/choose.ts';
import type { Workshop } from '../render/workshop.ts';
import type { CustomerRecord } from '../store/store.ts';

/** Something of a customer's that says something else than their mail by now. */
export interface OutdatedMedium {
  readonly kind: MediaKind;
  /** Everything that was made for them at the same time. */
  readonly note: CustomerMedia;
}

/** Which media of one customer say something else than their mail by now. */
export interface MediaCheck {
  isOutdated(note: CustomerMedia): boolean;
  /**
   * The medium that a file of the project folder belongs to, when that is outdated. Only what the note in the customer's own
   * folder names was made from their mail: everything else there, and elsewhere, is never outdated.
   * @param path as a campaign names it.
   */
  at(path: string): Promise<OutdatedMedium | undefined>;
}

/** @param root the project folder. */
export function mediaChecks(
  { model, copy }: Pick<Workshop, 'model' | 'copy'>,
  { DATA_DIR }: Pick<Env, 'DATA_DIR'>,
  root = process.cwd(),
): (record: CustomerRecord) => MediaCheck {
  return (record) => {
    const id = record.customer.customer_id;
    const isOutdated = (note: CustomerMedia) => {
      // As films are made: without a campaign's words. Where the site is makes no difference to what they say.
      const pitch = choosePitch(record, model, copy, { siteUrl: '' });
      return note.brief !== briefKey(briefOf(record, pitch, model, copy));
    };
    return {
      isOutdated,
      async at(path) {
        const name = await nameWithin(join(mediaFolder(DATA_DIR), 'customers', id), resolve(root, path));
        const note = name === undefined ? undefined : await readMedia(DATA_DIR, id);
        const medium = note?.media.find((each) => namesOf(each).includes(name as string));
        return note && medium && isOutdated(note) ? { kind: medium.kind, note } : undefined;
      },
    };
  };
}

/** What a medium is called in `their … says something else`. */
export const MEDIUM_WORDS: Readonly<Record<MediaKind, string>> = {
  video: 'film',
  voice: 'voice message',
  image: 'picture',
};

/** Why an outdated medium is not attached, and what makes it anew. */
export const outdatedWords = ({ kind, note }: OutdatedMedium): string =>
  `their ${MEDIUM_WORDS[kind]} says something else than the mail by now: ${remake([note])}`;

/** The command that makes everything anew which these notes name: what it leaves out would be gone afterwards. */
export function remake(notes: readonly CustomerMedia[]): string {
  const media = notes.flatMap((note) => note.media);
  const kinds = [...new Set(media.map(({ kind }) => kind))].sort();
  const aspects = [
    ...new Set(media.filter(({ kind }) => kind !== 'voice').map(({ aspect }) => aspect)),
  ].sort();
  const options = [
    ...(kinds.join() === 'video' ? [] : [`--kind ${kinds.join(',')}`]),
    ...(aspects.length === 0 || aspects.join() === '16:9' ? [] : [`--aspect ${aspects.join(',')}`]),
    ...notes.slice(0, MOST_NAMED).map(({ customer }) => `--customer ${customer}`),
  ];
  return `npm run media -- ${options.join(' ')}${notes.length > MOST_NAMED ? ' …' : ''}`;
}

const MOST_NAMED = 5;

/** How the note's files are called in the customer's folder; sound is never placed there. */
const namesOf = ({ entry, aspect }: Medium) =>
  entry.files.filter(({ role }) => role !== 'sound').map((file) => shelfName(file, aspect));

/** A file's name in a folder, by whatever links it is reached; undefined when it is not there or is elsewhere. */
async function nameWithin(folder: string, file: string): Promise<string | undefined> {
  try {
    const [outer, inner] = [await realpath(folder), await realpath(file)];
    // Some disks take capitals and small letters for the same.
    const inside = relative(outer.toLowerCase(), inner.toLowerCase());
    return inside.includes(sep) ? undefined : inside;
  } catch {
    return undefined;
  }
}
