import { z } from 'zod';
import { DERIVABLE } from './derived.ts';
import { dateSchema, folderIdSchema, listSchema, moneySchema, textSchema } from './fields.ts';
import { BEHAVIORS, CONSENTS, CONTACT_TIMES, PAIN_POINTS, SEGMENTS } from './vocabulary.ts';

const decimal = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d{1,3}(\.\d{1,6})?$/, `use a number from ${low} to ${high}`)
    .transform(Number)
    .pipe(
      z
        .number()
        .min(low, `use a number from ${low} to ${high}`)
        .max(high, `use a number from ${low} to ${high}`),
    );

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `use ${either(values)}` });

const either = (values: readonly string[]) => `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;

/** One row of `customers.csv`. Keys are its columns; the table of README.md beside it is printed from the descriptions. */
export const customerSchema = z.object({
  customer_id: folderIdSchema.describe('Unique; becomes the page address and the file name.'),
  name: textSchema
    .regex(/[\p{L}\p{N}\p{S}]/u, 'give a name')
    .max(300, 'use at most 300 characters')
    .describe('As the person writes it, in any script.'),
  email: z
    .string()
    .max(254, 'use at most 254 characters')
    .regex(
      /^([^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+\.[^\s@<>(),;:"[\]\\.]+)?$/,
      'use one address such as asha@example.com, or leave it empty',
    )
    .describe('One address, without a display name. Empty: counted in the analytics, never mailed.'),
  segment: oneOf(SEGMENTS).describe(`${either(SEGMENTS)}.`),
  interests: listSchema(
    z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'use lower-case words such as home_decor'),
  ).describe(
    'Lower-case words joined with `|`, such as `home_decor|cooking`; they match the tags of products. May be empty.',
  ),
  city: textSchema.max(100, 'use at most 100 characters').describe('May be empty.'),
  join_date: dateSchema.describe('The day they became a customer, YYYY-MM-DD.'),
  engagement_score: decimal(0, 100).describe('0 to 100.'),
  preferred_contact_time: oneOf(CONTACT_TIMES).describe(`${either(CONTACT_TIMES)}.`),
  pain_points: listSchema(oneOf(PAIN_POINTS)).describe(
    `Any of ${either(PAIN_POINTS)}, joined with \`|\`. May be empty.`,
  ),
  buying_behavior: oneOf(BEHAVIORS).describe(`${either(BEHAVIORS)}.`),
  response_rate: decimal(0, 1).describe('Share of mails answered or clicked, 0 to 1.'),
  lifetime_value: moneySchema.describe("The exact sum of the customer's order amounts, such as 1499.50."),
  locale: z
    .string()
    .regex(/^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$/, 'use a language tag such as en or hi')
    .default('')
    .describe("Language of the mail as a BCP 47 tag such as en or hi; the brand's default when empty."),
  time_zone: z
    .string()
    .refine((zone) => zone === '' || isTimeZone(zone), 'use a zone such as Asia/Kolkata')
    .default('')
    .describe('IANA time zone such as Asia/Kolkata. May be empty.'),
  email_consent: z
    .union([z.literal('').transform(() => 'unknown' as const), oneOf(CONSENTS)])
    .default('unknown')
    .describe(`${either(CONSENTS)}; unknown when empty.`),
  derived: listSchema(z.enum(DERIVABLE, { error: 'use names of columns, such as interests' }))
    .default([])
    .describe('The columns of this row that the import worked out itself, joined with `|`. May be empty.'),
});

export type Customer = z.output<typeof customerSchema>;

export const CUSTOMER_COLUMNS = Object.keys(customerSchema.shape) as readonly (keyof Customer)[];
export const OPTIONAL_CUSTOMER_COLUMNS = ['locale', 'time_zone', 'email_consent', 'derived'] as const;

const knownZones = new Map<string, boolean>();

function isTimeZone(zone: string): boolean {
  let known = knownZones.get(zone);
  if (known === undefined) {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      known = true;
    } catch {
      known = false;
    }
    knownZones.set(zone, known);
  }
  return known;
}
