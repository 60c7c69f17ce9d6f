import type { OpenAudience } from '../../delivery/audience.ts';
import { isPitchwrightError } from '../../errors.ts';
import type { Piece } from '../../render/workshop.ts';
import { type CustomerRecord, pages, type Store } from '../../store/store.ts';
import { turns } from './turns.ts';

export type Make = (record: CustomerRecord) => Promise<Piece>;

/** What a draft does to the mails of many. */
export interface Survey {
  /** How many mails were made. */
  readonly looked: number;
  /** How many customers there are. */
  readonly customers: number;
  /** Mails that the draft changes, and the first customer who gets one. */
  readonly changed: number;
  readonly first: string | undefined;
  /** Mails that cannot be made with the draft, and what is said of the first. */
  readonly broken: number;
  readonly fact: string | undefined;
}

/** Up to here everybody is looked at. */
export const MOST_SURVEYED = 2000;

/**
 * Makes the mails of everybody, or of the first 2,000, with the draft and with the saved copy.
 * @param before the saved mail; without it nothing is held to be changed.
 * @param isWanted asked at every turn; when not, what was found until then is the answer.
 */
export async function survey(
  store: Store,
  { after, before }: { readonly after: Make; readonly before: Make | undefined },
  audience: OpenAudience | undefined,
  isWanted: () => boolean,
): Promise<Survey> {
  let [asked, looked, changed, broken] = [0, 0, 0, 0];
  let first: string | undefined;
  let fact: string | undefined;
  const turn = turns();
  const answer = () => ({ looked, customers: store.facts.customers, changed, first, broken, fact });
  for await (const page of pages(store, 100)) {
    for (const record of page) {
      asked += 1;
      if (asked > MOST_SURVEYED) return answer();
      if ((await turn()) && !isWanted()) return answer();
      if (audience && !audience.includes(record)) continue;
      looked += 1;
      const made = await attempt(after, record);
      await turn();
      const saved = before && (await attempt(before, record));
      if (typeof made === 'string') {
        broken += 1;
        fact ??= made;
      } else if (saved !== undefined && (typeof saved === 'string' || saved.sha256 !== made.sha256)) {
        changed += 1;
        first ??= record.customer.customer_id;
      }
    }
  }
  return answer();
}

/** The message, or why there is none. */
async function attempt(make: Make, record: CustomerRecord) {
  try {
    return (await make(record)).message;
  } catch (error) {
    if (isPitchwrightError(error)) return error.message;
    throw error;
  }
}
