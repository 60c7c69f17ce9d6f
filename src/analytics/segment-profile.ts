import { z } from 'zod';
import { SEGMENTS } from '../data/vocabulary.ts';
import { count, minor, type Question } from './question.ts';

const row = z.object({
  segment: z.enum(SEGMENTS),
  customers: count,
  /** Sum of engagement scores, 0…100 each. */
  engagement: z.number().nonnegative(),
  /** Sum of response rates, 0…1 each. */
  response: z.number().nonnegative(),
  /** Customers whose response rate is known: a mean is of them. */
  known: count,
  /** Sum of lifetime values, minor units. */
  value: minor,
  /** All orders ever; what a customer bought on one day is one order. */
  orders: count,
  /** Customers who ordered in the 90 days up to the analysis date. */
  recent: count,
});

/** What sets the segments apart, in the order of segment (as text); only segments that have customers. */
export const segmentProfile: Question<SegmentProfileRow> = { name: 'segment-profile', row };
export type SegmentProfileRow = Readonly<z.output<typeof row>>;
