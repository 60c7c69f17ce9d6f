import { z } from 'zod';
import { SEGMENTS } from '../data/vocabulary.ts';
import { count, type Question } from './question.ts';

const row = z.object({
  /** Engagement in steps of 5: 0…19, see `bands.ts`. */
  step: z.number().int().min(0).max(19),
  /** Band of lifetime value: see `bands.ts`. */
  band: count,
  customers: count,
});

/** How many customers have which engagement and which lifetime value, in the order of step and band. */
export const engagementValue: Question<EngagementValueRow> = { name: 'engagement-value', row };
export type EngagementValueRow = Readonly<z.output<typeof row>>;

const person = z.object({
  segment: z.enum(SEGMENTS),
  engagement: z.number().min(0).max(100),
  /** Lifetime value, minor units. */
  value: z.number().int().nonnegative(),
});

/** The same, one row a customer, in the order of ids, at most `$most` of them: for drawing when there are few. */
export const people: Question<PersonRow> = { name: 'people', row: person };
export type PersonRow = Readonly<z.output<typeof person>>;
