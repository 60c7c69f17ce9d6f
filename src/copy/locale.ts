import { z } from 'zod';
import { BEHAVIORS, PAIN_POINTS, SEGMENTS, TIERS } from '../data/vocabulary.ts';

/** A text with Liquid tags. Which variables it may use is said in `variables.ts`. */
const text = z.string().trim().min(1, 'write the text');

const each = <K extends readonly [string, ...string[]], T extends z.ZodType>(keys: K, value: T) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, value])) as Record<K[number], T>);

/** `subjects.yaml`: several for each segment; one is picked by hash of the customer id. */
export const subjectsSchema = each(
  SEGMENTS,
  z.array(z.strictObject({ subject: text, preheader: text })).min(2, 'write at least two subjects'),
);

/** `openings.yaml`: for each segment the hero, and one opening for each engagement tier. */
export const openingsSchema = each(
  SEGMENTS,
  z.strictObject({
    eyebrow: text,
    headline: text,
    picks_title: text,
    picks_intro: text,
    ...each(TIERS, text).shape,
  }),
);

/** `pain-points.yaml`: one paragraph for each pain point. */
export const painPointsSchema = each(PAIN_POINTS, z.strictObject({ title: text, body: text }));

/** `calls-to-action.yaml`: one for each buying behaviour. */
export const callsToActionSchema = each(
  BEHAVIORS,
  z.strictObject({ title: text, body: text, label: text, note: text }),
);

/** `reasons.yaml`: why an item is shown, one text for each claim. */
export const reasonsSchema = z.strictObject({
  together: text,
  interest: text,
  trend: text,
  refill: text,
  popular: text,
  /** When only the discount speaks for it. */
  discount: text,
  /** Bought before, and shown again because hardly anything is left that they do not own. */
  again: text,
  /** When nothing else can be said truthfully: which shelf it comes from. */
  shelf: text,
  /** Where it comes from no shelf: how many customers bought it, or that it is in the shop. */
  bought: text,
  shop: text,
});

/** `film.yaml`: what the voice of a personal film says in each scene, which is also its captions. */
export const filmSchema = z.strictObject({
  /** Reads the poster in a mail, and names the page that plays the film. */
  title: text,
  /** The link that plays it. */
  watch: text,
  greeting: each(SEGMENTS, text),
  /** For people who have ordered: what stands above their numbers, and what is said of them. */
  numbers: z.strictObject({ title: text, orders: text, since: text, favourite: text, spoken: text }),
  /** The first pick by itself, then those that follow. */
  pick: text,
  picks: text,
  offer: each(BEHAVIORS, text),
  action: each(SEGMENTS, text),
});

/** `labels.yaml`: all the short words. */
export const labelsSchema = z.strictObject({
  dir: z.enum(['ltr', 'rtl']),
  greeting: text,
  saving: text,
  /** Before the two prices of something reduced, in the text part of a mail. */
  prices: z.strictObject({ now: text, was: text }),
  link: text,
  image: text,
  hero_image: text,
  closing: text,
  role: text,
  facts: z.strictObject({ orders: text, member_since: text, favourite: text }),
  /** Label, value and note of a row in the call to action. */
  rows: z.strictObject({ discount: text, favourite: text, season: text }),
  footer: z.strictObject({ why: text, unsubscribe: text, help: text }),
  seasons: each(['winter', 'summer', 'monsoon', 'festive'] as const, text),
  /** One for each of the catalogue's interests. */
  interests: z.record(z.string(), text),
  /** One for each of the catalogue's categories. */
  categories: z.record(z.string(), text),
});

/** The files of one locale, by file name. */
export const LOCALE_FILES = {
  subjects: subjectsSchema,
  openings: openingsSchema,
  'pain-points': painPointsSchema,
  'calls-to-action': callsToActionSchema,
  reasons: reasonsSchema,
  film: filmSchema,
  labels: labelsSchema,
} as const;
