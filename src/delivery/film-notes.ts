import type { Films } from '../media/films.ts';
import type { CustomerMedia } from '../media/medium.ts';
import { MEDIA_KINDS, type MediaKind } from '../media/provider.ts';
import type { Piece } from '../render/workshop.ts';
import type { Campaign } from './campaign.ts';
import { MEDIUM_WORDS, type MediaCheck, type OutdatedMedium, remake } from './outdated-media.ts';

/** Keeps, while mails are made, who is led to a film and whose media are left out. */
export interface FilmTally {
  /** A mail as it was made. */
  addMail(piece: Piece, check: MediaCheck): Promise<void>;
  /** A file that was not attached. */
  addLeftOut(customerId: string, outdated: OutdatedMedium): void;
  /**
   * Sentences on these customers; none where nobody has a film.
   * @param ids of the recipients.
   */
  notes(ids: readonly string[]): readonly string[];
}

export function filmTally(films: Pick<Films, 'madeFor'>, { film: shown }: Pick<Campaign, 'film'>): FilmTally {
  const led = new Set<string>();
  const leftOut = new Map<MediaKind, Map<string, CustomerMedia>>(
    MEDIA_KINDS.map((kind) => [kind, new Map()]),
  );
  const addLeftOut: FilmTally['addLeftOut'] = (id, { kind, note }) => leftOut.get(kind)?.set(id, note);
  return {
    addLeftOut,
    async addMail({ customer: { customer_id: id }, pitch }, check) {
      if (pitch.mail.films.length > 0) led.add(id);
      else if (shown !== 'none') {
        const note = await films.madeFor(id);
        if (note?.media.some(({ kind }) => kind === 'video') && check.isOutdated(note))
          addLeftOut(id, { kind: 'video', note });
      }
    },
    notes(ids) {
      const count = ids.filter((id) => led.has(id)).length;
      const notes =
        count === 0 ? [] : [count === 1 ? '1 mail leads to a film' : `${print(count)} mails lead to a film`];
      for (const [kind, byId] of leftOut) {
        const theirs = ids.flatMap((id) => byId.get(id) ?? []);
        if (theirs.length === 0) continue;
        const who = theirs.length === 1 ? '1 customer has' : `${print(theirs.length)} customers have`;
        notes.push(
          `${who} a ${MEDIUM_WORDS[kind]} that says something else than the mail by now, so it is left out: ${remake(theirs)}`,
        );
      }
      return notes;
    },
  };
}

const print = (count: number) => new Intl.NumberFormat('en-IN').format(count);
