import { z } from 'zod';

const color = z.string().regex(/^#[0-9a-f]{6}$/, 'use a colour as #rrggbb, lower-case');

/** The colours of one surface: its ground, the text on it, and an accent with the text on that. */
const surface = z.strictObject({ ground: color, text: color, accent: color, on_accent: color });

/** The colours a mail is made of, once for light and once for dark. */
const palette = z.strictObject({
  /** Behind the mail. */
  canvas: color,
  /** The mail itself. */
  paper: color,
  /** A quieter panel on the paper. */
  panel: color,
  /** Body text on paper and panel. */
  ink: color,
  /** Secondary text on paper and panel. */
  muted: color,
  /** Hairlines. */
  line: color,
  /** Buttons and links. */
  primary: color,
  /** Text on a button. */
  on_primary: color,
});

/** Stands in a header. */
const line = z.string().regex(/^[^\n\t]*$/, 'write it on one line');

/** A web address; other schemes are dropped or rewritten by what turns HTML into text. */
const link = z.string().regex(/^https?:\/\/./, 'use an address that begins with https://');

/** `content/brand.yaml`: who writes, in which colours, under which terms. */
export const brandSchema = z.strictObject({
  name: line.min(1).max(60),
  tagline: line.min(1).max(120),
  /** ISO 4217; minor units of two decimals. */
  currency: z
    .string()
    .refine((code) => Intl.supportedValuesOf('currency').includes(code), 'use an ISO 4217 code such as INR'),
  /** Locales with copy under content/locales, the default first. */
  locales: z.array(z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/)).min(1),
  /** Which of `locales` a language without copy of its own reads: `{ mr: hi }`. */
  fallbacks: z.record(z.string(), z.string()).default({}),
  sender: z.strictObject({ name: line.min(1), email: z.email() }),
  reply_to: z.email(),
  /** Who signs; `role` is in labels.yaml of each locale. */
  signature: z.string().min(1),
  /** The postal address that the law asks for, one line. */
  postal_address: z.string().min(10),
  /** Addresses may use {{ customer.id }} and {{ product.id }}. */
  links: z.strictObject({
    home: link,
    product: link,
    /** Where the button of each buying behaviour leads; here {{ product.id }} is the first pick. */
    impulse_buyer: link,
    researcher: link,
    bargain_hunter: link,
    loyal: link,
    seasonal: link,
    help: link,
    /** Where a customer's film plays, in place of this site's own page for it; may use {{ customer.id }}. */
    film: link.optional(),
    /** The page behind the link at the foot of every mail; may use {{ unsubscribe.token }}. It asks before it acts. */
    unsubscribe: link,
    /** RFC 8058: answers POST with 200 or 202, without redirect or cookie. Left out, mails offer the page and the mailbox. */
    one_click: link.startsWith('https://', 'use an address that begins with https://').optional(),
    /** A mailbox whose mails are unsubscribe requests. */
    unsubscribe_mail: z.email().optional(),
  }),
  /** Names the sender to mailbox providers in Feedback-ID: constant, 5 to 15 letters and digits. */
  feedback_id: z
    .string()
    .regex(/^[A-Za-z0-9]{5,15}$/, 'use 5 to 15 letters and digits')
    .optional(),
  /** Terms the copy may promise; nothing else may be promised. Money in whole currency units. */
  policies: z.strictObject({
    free_delivery_from: z.number().int().nonnegative(),
    delivery_days: z.string().min(1),
    return_days: z.number().int().positive(),
    warranty_months: z.number().int().positive(),
    support_hours: z.string().min(1),
  }),
  colors: z.strictObject({
    light: palette,
    dark: palette,
    /** The hero of each segment, the same in light and dark. */
    segments: z.strictObject({ VIP: surface, Returning: surface, New: surface, 'At-Risk': surface }),
  }),
});

export type Brand = z.output<typeof brandSchema>;
export type BrandColors = Brand['colors'];
export type Palette = z.output<typeof palette>;
export type Surface = z.output<typeof surface>;
