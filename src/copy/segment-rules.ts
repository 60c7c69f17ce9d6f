import { z } from 'zod';
import { BEHAVIORS, CONSENTS, CONTACT_TIMES, PAIN_POINTS, SEGMENTS } from '../data/vocabulary.ts';

const text = z
  .string('write a text; put numbers in quotes')
  .trim()
  .min(1, 'write the text')
  .refine((words) => !words.includes('\0'), 'take out the NUL character');

/** One value or a list of them; `not` turns it around. */
const some = <T extends z.ZodType<string>>(value: T, allowed: string) => {
  const list = z.union([value.transform((one) => [one]), z.array(value).min(1)]);
  return z
    .union([list.transform((any) => ({ any })), z.strictObject({ not: list })], {
      error: `use ${allowed}: one, a list such as [a, b], or { not: … } for everybody else`,
    })
    .optional();
};
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  some(z.enum(values), values.join(', '));

/** A number, or from `min` to `max`, both included; with no more decimals than the files have. */
const range = (low: number, high: number, decimals = 0) => {
  const places = decimals === 0 ? /^\d+$/ : new RegExp(`^\\d+(\\.\\d{1,${decimals}})?$`);
  const error = `use ${low} to ${high}`;
  const number = z
    .number({ error })
    .min(low, { error, abort: true })
    .max(high, { error, abort: true })
    .refine(
      (value) => places.test(String(value)),
      decimals === 0 ? 'use a whole number' : `use at most ${decimals} decimals`,
    );
  return z
    .union(
      [
        number.transform((exact) => ({ min: exact, max: exact })),
        z
          .strictObject({ min: number.optional(), max: number.optional() })
          .refine(({ min, max }) => min !== undefined || max !== undefined, 'give min, max or both')
          .refine(({ min = low, max = high }) => min <= max, 'min is above max, so nobody is meant'),
      ],
      { error: `use a number from ${low} to ${high}, or a range such as { min: ${low} }` },
    )
    .optional();
};

/** Quintile scores of everybody who ever ordered, 5 is best; who never ordered has none, and no condition on them holds. */
const score = range(1, 5);

/** What can be asked of a customer. The names that campaigns also know mean the same there. */
const FIELDS = {
  /** How lately they ordered, how often, and how much they spent, beside everybody else: as in the RFM figure. */
  recency: score,
  frequency: score,
  monetary: score,
  /** Until the analysis date; does not hold for anybody without orders. */
  days_since_last_order: range(0, 100_000),
  days_since_joining: range(0, 100_000),
  /** Days on which they ordered. */
  orders: range(0, 1_000_000),
  /** In currency units: 1499.50. */
  lifetime_value: range(0, 9_999_999_999.99, 2),
  engagement_score: range(0, 100, 6),
  response_rate: range(0, 1, 6),
  /** As customers.csv has it, before any rule. */
  segment: oneOf(SEGMENTS),
  buying_behavior: oneOf(BEHAVIORS),
  preferred_contact_time: oneOf(CONTACT_TIMES),
  email_consent: oneOf(CONSENTS),
  /** At least one of them. */
  interests: some(text, 'interests'),
  pain_points: oneOf(PAIN_POINTS),
  /** Upper and lower case do not matter. */
  city: some(text, 'names of cities'),
  /** `hi` also means `hi-IN`. */
  locale: some(text, 'language tags'),
};

const asking = <T extends z.ZodType<object>>(conditions: T) =>
  conditions.refine((given) => Object.keys(given).length > 0, {
    error: 'name at least one condition',
    // A misspelt one is told as such.
    when: ({ issues }) => issues.length === 0,
  });
const group = asking(z.strictObject(FIELDS));

/** Every condition must hold and, under `any`, at least one of the groups. */
export const whenSchema = asking(
  z.strictObject({ ...FIELDS, any: z.array(group).min(2, 'list at least two groups').optional() }),
);

/** Conditions that must all hold. */
export type Conditions = Readonly<z.output<typeof group>>;
export type When = Readonly<z.output<typeof whenSchema>>;

export type RuleField = keyof typeof FIELDS;
export type Range = NonNullable<Conditions['orders']>;
export type Choice = NonNullable<Conditions['city']>;

/** One segment of `segments.yaml`, in the order of the file: everybody who fits none above it and fits this one. */
export interface SegmentRule {
  readonly segment: (typeof SEGMENTS)[number];
  /** The last one has none: it takes everybody who is left. */
  readonly when: When | undefined;
}
