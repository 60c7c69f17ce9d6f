import { z } from 'zod';
import { ASPECTS, FAILURE_REASONS, FILE_ROLES, MEDIA_KINDS, PROVIDERS } from './provider.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const color = z.string().regex(/^#[0-9a-f]{6}$/);

const file = z.strictObject({
  role: z.enum(FILE_ROLES),
  /** In the folder of the entry. */
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  bytes: z.number().int().positive(),
  sha256,
});

const span = z.strictObject({ from: z.number(), to: z.number() });

/** What lies in the cache under one key. */
export const entrySchema = z.strictObject({
  key: sha256,
  provider: z.enum(PROVIDERS),
  model: z.string(),
  prompt: z.string(),
  seconds: z.number().positive().optional(),
  lines: z.array(span).optional(),
  remarks: z.array(z.string()),
  /** US dollars by the price list of the day. */
  cost: z.number().nonnegative(),
  madeAt: z.iso.datetime(),
  files: z.array(file).min(1),
});
export type Entry = z.output<typeof entrySchema>;
export type EntryFile = z.output<typeof file>;

const attempt = z.strictObject({
  provider: z.enum(PROVIDERS),
  reason: z.enum(FAILURE_REASONS),
  message: z.string(),
  hint: z.string().optional(),
});
/** A provider that was preferred and did not deliver. */
export type Attempt = z.output<typeof attempt>;

export const mediumSchema = z.strictObject({
  kind: z.enum(MEDIA_KINDS),
  aspect: z.enum(ASPECTS),
  /** Those that came before in order of preference, and why it was not them. */
  attempts: z.array(attempt),
  /** The address of the page that plays a film, below `watch/`. */
  watch: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  entry: entrySchema,
});
export type Medium = z.output<typeof mediumSchema>;

/** `data/media/customers/<id>/media.json`: what was made for one customer. */
export const customerMediaSchema = z.strictObject({
  format: z.literal(1),
  customer: z.string(),
  /** Of the brief it was made from: another one today means that the mail says something else by now. */
  brief: sha256,
  media: z.array(mediumSchema),
});
export type CustomerMedia = z.output<typeof customerMediaSchema>;

/** `data/media/watch/<token>.json`: the page that a mail leads to, for as long as mails with it are around. */
export const watchSchema = z.strictObject({
  format: z.literal(1),
  customer: z.string(),
  key: sha256,
  aspect: z.enum(ASPECTS),
  title: z.string(),
  locale: z.string(),
  dir: z.enum(['ltr', 'rtl']),
  brand: z.string(),
  surface: z.strictObject({ ground: color, text: color, accent: color, on_accent: color }),
  label: z.string(),
  url: z.string().regex(/^https?:\/\/./),
});
export type WatchPage = z.output<typeof watchSchema>;
