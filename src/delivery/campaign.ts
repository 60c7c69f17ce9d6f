import { z } from 'zod';
import { dateSchema } from '../data/fields.ts';
import { BEHAVIORS, CONSENTS, CONTACT_TIMES, PAIN_POINTS, SEGMENTS } from '../data/vocabulary.ts';
import { FILM_SHOWN } from '../media/films.ts';
import { TEMPLATE_NAMES } from '../render/template.ts';
import { CHANNELS } from './channels/channel.ts';

const text = z.string('write a text; put numbers in quotes').trim().min(1, 'write the text');

/** One value or a list of them; `not` turns it around. */
const some = <T extends z.ZodType>(value: T, allowed: string) => {
  const list = z.union([value.transform((one) => [one]), z.array(value).min(1)]);
  return z.union([list.transform((any) => ({ any })), z.strictObject({ not: list })], {
    error: `use ${allowed}: one, a list such as [a, b], or { not: … } for everybody else`,
  });
};

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  some(z.enum(values), values.join(', '));
const words = (of: string) => some(text, of);

const range = (low: number, high: number) => {
  const number = z.number().min(low, `use ${low} to ${high}`).max(high, `use ${low} to ${high}`);
  return z
    .strictObject({ min: number.optional(), max: number.optional() }, 'write it as { min: 1, max: 5 }')
    .refine(({ min, max }) => min !== undefined || max !== undefined, 'give min, max or both')
    .refine(({ min = low, max = high }) => min <= max, 'min is above max, so nobody is meant');
};

const days = z
  .strictObject(
    { from: dateSchema.optional(), to: dateSchema.optional() },
    'write it as { from: 2026-01-01, to: 2026-06-30 }',
  )
  .refine(({ from, to }) => from !== undefined || to !== undefined, 'give from, to or both')
  .refine(({ from = '', to = '9' }) => from <= to, 'from is after to, so nobody is meant');

/** Who is meant: every condition must hold. */
export const audienceSchema = z.strictObject({
  segment: oneOf(SEGMENTS).optional(),
  buying_behavior: oneOf(BEHAVIORS).optional(),
  /** Upper and lower case do not matter. */
  city: words('names of cities').optional(),
  /** `hi` also means `hi-IN`. */
  locale: words('language tags').optional(),
  preferred_contact_time: oneOf(CONTACT_TIMES).optional(),
  email_consent: oneOf(CONSENTS).optional(),
  customer_id: words('customer ids').optional(),
  /** At least one of them. */
  interests: words('interests').optional(),
  /** At least one of them. */
  pain_points: oneOf(PAIN_POINTS).optional(),
  engagement_score: range(0, 100).optional(),
  response_rate: range(0, 1).optional(),
  /** In whole currency units, as in the file: 1499.50. */
  lifetime_value: range(0, 9_999_999_999.99).optional(),
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

const attachmentSchema = z.preprocess(
  (written) =>
    typeof written !== 'string' ? written : /^https:/.test(written) ? { url: written } : { path: written },
  z
    .strictObject({
      /** Below the project folder; may hold {{ customer.id }}: `data/media/customers/{{ customer.id }}/film.mp4`. */
      path: text.optional(),
      /** https only, host in ATTACHMENT_HOSTS; may hold {{ customer.id }}. */
      url: text.optional(),
      /** The name the reader sees; by default that of the file. */
      name: text.optional(),
      /** A customer without this file: left out of the campaign (`required`) or mailed without it. */
      required: z.boolean().default(true),
    })
    .refine(({ path, url }) => (path === undefined) !== (url === undefined), 'give either path or url'),
);

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'use a time such as 09:00');

const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d$/, 'use a time such as 2026-12-01 09:00')
  .refine((at) => dateSchema.safeParse(at.slice(0, 10)).success, 'use a day that exists');

const zone = z.string().refine(isTimeZone, 'use a zone such as Asia/Kolkata');

/** When mail may leave. Times are wall-clock times in the recipient's own zone. */
const scheduleSchema = z
  .preprocess(
    (schedule) => (typeof schedule === 'string' ? { at: schedule } : schedule),
    z.strictObject({
      at: z.enum(['now', 'preferred'], { error: 'use now or preferred' }).default('now'),
      /** Not before this time: `2026-12-01 09:00`. */
      from: moment.optional(),
      /** Nobody gets mail between these times; what falls into them waits for the end. May go past midnight. */
      quiet_hours: z
        .strictObject({ from: clock, to: clock })
        .refine(({ from, to }) => from !== to, 'from and to are the same, so there would be no time to send')
        .optional(),
      /** For customers without a zone of their own. */
      time_zone: zone.default('UTC'),
      /** When each preferred time begins; it lasts two hours. */
      times: z
        .strictObject({
          morning: clock.default('09:00'),
          afternoon: clock.default('14:00'),
          evening: clock.default('18:30'),
        })
        .prefault({}),
    }),
  )
  .prefault({});

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

/** `content/campaigns/<name>.yaml`: every key a marketer can set, and what it means. */
export const campaignSchema = z.strictObject({
  /** For the plan and its page; readers of the mail do not see it. */
  title: text.max(120),
  description: text.max(500).optional(),
  template: z.enum(TEMPLATE_NAMES).default('pitch'),
  audience: audienceSchema.default({}),
  /** By locale. A customer whose locale has no words here, while others have, is left out: missing copy. */
  words: z.record(z.string(), wordsSchema).default({}),
  attachments: z.array(attachmentSchema).max(10).default([]),
  /** Where pictures come from: the published site (SITE_URL), or inside the mail. */
  images: z.enum(['hosted', 'inline']).default('hosted'),
  /** What leads to the film of a customer who has one: its poster, its moving preview (up to 1 MB), or nothing. */
  film: z.enum(FILM_SHOWN, { error: `use ${FILM_SHOWN.join(', ')}` }).default('poster'),
  /** In the order they are tried with --live; without it, everything goes to the outbox. */
  channels: z
    .array(z.enum(CHANNELS, { error: `use ${CHANNELS.join(', ')}` }))
    .min(1)
    .refine((list) => new Set(list).size === list.length, 'name each channel once')
    .default(['outbox']),
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

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
