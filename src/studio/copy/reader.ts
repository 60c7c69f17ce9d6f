import { type Copy, localeFor } from '../../copy/copy.ts';
import type { OpenAudience } from '../../delivery/audience.ts';
import { type CustomerRecord, pages, type Store } from '../../store/store.ts';
import { kindOf } from './kinds.ts';

/** Somebody whose mail has the words that are being edited. */
export interface Reader {
  readonly record: CustomerRecord;
  /** Why it is not the one that was asked for. */
  readonly instead: string | undefined;
}

/** What a reader of the words at a place has to be; each with how it is said of somebody who is not. */
export type Demand = readonly [(record: CustomerRecord) => boolean, string];

/** After that many customers nobody is looked for any more. */
const MOST_ASKED = 20_000;

/**
 * The one who was asked for, if the words are in their mail; else the first whose mail has them; else the first who meets
 * most of it.
 */
export async function findReader(
  store: Store,
  demands: readonly Demand[],
  wished: string | undefined,
): Promise<Reader | undefined> {
  const [asked] = wished === undefined ? [] : await store.find([wished]);
  const unmet = asked && demands.find(([holds]) => !holds(asked));
  if (asked && !unmet) return { record: asked, instead: undefined };
  let best: { readonly record: CustomerRecord; readonly met: number } | undefined;
  let seen = 0;
  for await (const page of pages(store, 500)) {
    for (const record of page) {
      const met = demands.findIndex(([holds]) => !holds(record));
      if (met === -1) return { record, instead: whyNot(wished, asked, unmet) };
      if (!best || met > best.met) best = { record, met };
    }
    seen += page.length;
    if (seen >= MOST_ASKED) break;
  }
  if (!best) return undefined;
  const [, words] = demands[best.met] as Demand;
  return { record: asked ?? best.record, instead: `Nobody was found whose mail has these words: ${words}.` };
}

function whyNot(
  wished: string | undefined,
  asked: CustomerRecord | undefined,
  unmet: Demand | undefined,
): string | undefined {
  if (wished === undefined) return undefined;
  if (!asked) return `There is no customer ${wished}.`;
  return unmet && `${asked.customer.name || wished} does not get these words: ${unmet[1]}.`;
}

/**
 * @param at the keys that the cursor stands in: `VIP › 2 › subject`.
 * @param audience of a campaign's file.
 */
export function demandsOf(
  name: string,
  at: readonly string[],
  copy: Copy,
  audience: OpenAudience | undefined,
): readonly Demand[] {
  const locale = kindOf(name)?.locale ?? (audience && at[0] === 'words' ? at[1] : undefined);
  const demands: Demand[] = [];
  if (audience) demands.push([(record) => audience.includes(record), 'not in this campaign’s audience']);
  if (locale && copy.locales.has(locale))
    demands.push([
      ({ customer }) => localeFor(copy, customer.locale).copy.locale === locale,
      `reads another language than ${locale}`,
    ]);
  const [key] = at;
  if (key !== undefined) {
    const meets = KEYS[name.split('/').at(-1) as string];
    if (meets) demands.push([meets(key), `not ${key}`]);
  }
  return demands;
}

/** Files whose first key says who reads it. */
const KEYS: Readonly<Record<string, (key: string) => (record: CustomerRecord) => boolean>> = {
  'subjects.yaml': (key) => bySegment(key),
  'openings.yaml': (key) => bySegment(key),
  'calls-to-action.yaml':
    (key) =>
    ({ customer }) =>
      customer.buying_behavior === key,
  'pain-points.yaml':
    (key) =>
    ({ customer }) =>
      customer.pain_points.some((each) => each === key),
};

const bySegment =
  (key: string) =>
  ({ customer }: CustomerRecord) =>
    customer.segment === key;
