import { z } from 'zod';
import { CONTACT_TIMES, SEGMENTS } from '../data/vocabulary.ts';
import { count, type Question } from './question.ts';

const row = z.object({
  time: z.enum(CONTACT_TIMES),
  segment: z.enum(SEGMENTS),
  customers: count,
  /** Sum of response rates, 0…1 each. */
  response: z.number().nonnegative(),
  /** Customers whose response rate is known: a mean is of them. */
  known: count,
  /** Sum of their squares, each rate rounded to three decimals: for the error of a mean. */
  squares: z.number().nonnegative(),
});

/** Preferred contact time × segment, in the order of time and segment (as text); pairs that nobody has are absent. */
export const contactTimes: Question<ContactTimeRow> = { name: 'contact-times', row };
export type ContactTimeRow = Readonly<z.output<typeof row>>;
