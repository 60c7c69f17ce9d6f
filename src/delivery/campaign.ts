import { z } from 'zod';
import { dateSchema } from '../data/fields.ts';
import { BEHAVIORS, CONSENTS, CONTACT_TIMES, PAIN_POINTS, SEGMENTS } from '../data/vocabulary.ts';
import { TEMPLATE_NAMES } from '../render/template.ts';
import { CHANNELS } from './channels/channel.ts';

/** `content/campaigns/<name>.yaml`. Every key a marketer can set, and what it means. */

const text = z.string().trim().min(1, 'write the text');

/** One value or a list of them; `not` turns it around. */
const some = <T extends z.ZodType>(value: T) => {
  const list = z.union([value.transform((one) => [one]), z.array(value).min(1)]);
  return z.union([list.transform((any) => ({ any })), z.strictObject({ not: list })]);
};

const range = (low: number, high: number) =>
  z
    .strictObject({
      min: z.number().min(low).max(high).optional(),
      max: z.number().min(low).max(high).optional(),
    })
    .refine(({ min, max }) => min !== undefined || max !== undefined, 'give min, max or both');

const days = z
  .strictObject({ from: dateSchema.optional(), to: dateSchema.optional() })
  .refine(({ from, to }) => from !== undefined || to !== undefined, 'give from, to or both');

/** Who is meant: every condition must hold. */
export const audienceSchema = z.strictObject({
  segment: some(z.enum(SEGMENTS)).optional(),
  buying_behavior: some(z.enum(BEHAVIORS)).optional(),
  city: some(text).optional(),
  locale: some(text).optional(),
  preferred_contact_time: some(z.enum(CONTACT_TIMES)).optional(),
  email_consent: some(z.enum(CONSENTS)).optional(),
  customer_id: some(text).optional(),
  /** At least one of them. */
  interests: some(text).optional(),
  pain_points: some(z.enum(PAIN_POINTS)).optional(),
  engagement_score: range(0, 100).optional(),
  response_rate: range(0, 1).optional(),
  /** In whole currency units, as in the file: 1499.50. */
  lifetime_value: range(0, 9_999_999_999).optional(),
  join_date: days.optional(),
  /** Days on which they ordered. */
  orders: range(0, 1_000_000).optional(),
  /** Until the analysis date; nobody without orders is meant by it. */
  days_since_last_order: range(0, 100_000).optional(),
});

/** What a campaign says in place of the copy; every key that is left out stays as the copy has it. */
const wordsSchema = z.strictObject({
  subjects: z
    .array(z.strictObject({ subject: text, preheader: text }))
    .min(1)
    .optional(),
  eyebrow: text.optional(),
  headline: text.optional(),
  opening: text.optional(),
});

const attachmentSchema = z
  .strictObject({
    /** Below the project folder; may hold {{ customer.id }}: `data/media/{{ customer.id }}.mp4`. */
    path: text.optional(),
    /** https only, host in ATTACHMENT_HOSTS; may hold {{ customer.id }}. */
    url: text.optional(),
    /** The name the reader sees; by default that of the file. */
    name: text.optional(),
    /** A customer without this file: left out of the campaign (`required`) or mailed without it. */
    required: z.boolean().default(true),
  })
  .refine(({ path, url }) => (path === undefined) !== (url === undefined), 'give either path or url');

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'use a time such as 09:00');

const scheduleSchema = z
  .union([
    z.enum(['now', 'preferred']),
    z.strictObject({
      at: z.enum(['now', 'preferred']).default('now'),
      /** Not before this wall-clock time in the recipient's own zone: `2026-12-01 09:00`. */
      from: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d$/, 'use a time such as 2026-12-01 09:00')
        .optional(),
      /** Nobody gets mail between these times of their own day; what falls into them waits for the end. */
      quiet_hours: z.strictObject({ from: clock, to: clock }).optional(),
      /** For customers without a zone of their own. */
      time_zone: text.optional(),
      /** When each preferred time begins. */
      times: z.strictObject({ morning: clock, afternoon: clock, evening: clock }).partial().optional(),
    }),
  ])
  .default('now')
  .transform((schedule) => (typeof schedule === 'string' ? { at: schedule } : schedule));

const UNITS = { second: 1, minute: 60, hour: 3600, day: 86_400 } as const;

/** `10 per second`, `90 per minute`: mails per second. */
const rateSchema = z
  .string()
  .regex(/^[1-9]\d{0,5} per (second|minute|hour|day)$/, 'write a rate such as 10 per second')
  .transform((words) => {
    const [count, , unit] = words.split(' ') as [string, string, keyof typeof UNITS];
    return { words, perSecond: Number(count) / UNITS[unit] };
  });

/** `1 per 7 days`: how many live mails one address may get in a span of days, other campaigns included. */
const capSchema = z
  .string()
  .regex(/^[1-9]\d? per ([1-9]\d{0,2} days|day)$/, 'write a cap such as 1 per 7 days')
  .transform((words) => {
    const [count, , span] = words.split(' ') as [string, string, string];
    return { words, count: Number(count), days: span === 'day' ? 1 : Number(span) };
  });

export const campaignSchema = z.strictObject({
  title: text.max(120),
  description: text.max(500).optional(),
  template: z.enum(TEMPLATE_NAMES).default('pitch'),
  audience: audienceSchema.default({}),
  /** By locale. A customer whose locale has no words here, while others have, is left out: missing copy. */
  words: z.record(z.string(), wordsSchema).default({}),
  attachments: z.array(attachmentSchema).max(10).default([]),
  /** Where pictures come from: the published site (SITE_URL), or inside the mail. */
  images: z.enum(['hosted', 'inline']).default('hosted'),
  /** In the order they are tried with --live; without it, everything goes to the outbox. */
  channels: z.array(z.enum(CHANNELS)).min(1).default(['outbox']),
  /** In place of brand.yaml. */
  sender: z
    .strictObject({ name: text.optional(), email: z.email().optional(), reply_to: z.email().optional() })
    .default({}),
  schedule: scheduleSchema,
  rate: rateSchema.optional(),
  cap: capSchema.optional(),
  /** Attempts at one recipient before giving up. */
  attempts: z.number().int().min(1).max(20).default(4),
  /** When this share of the last attempts failed, once there were so many, the run stops. */
  stop: z
    .strictObject({ share: z.number().gt(0).max(1).default(0.2), after: z.number().int().min(1).default(20) })
    .prefault({}),
});

export type Campaign = z.output<typeof campaignSchema> & { readonly name: string };
export type Audience = z.output<typeof audienceSchema>;
export type CampaignAttachment = z.output<typeof attachmentSchema>;
export type Schedule = z.output<typeof scheduleSchema>;
export type Rate = z.output<typeof rateSchema>;
