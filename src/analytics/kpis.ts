import { z } from 'zod';
import { count, minor, type Question } from './question.ts';

const row = z.object({
  /** The period of the filter, or as many months before it. */
  period: z.enum(['now', 'before']),
  /** Who had joined by the end of the period. */
  customers: count,
  /** Everything these have ever paid up to the end of the period, minor units. */
  value: minor,
  /** Sum of their engagement scores of today: a file keeps no history of scores. */
  engagement: z.number().nonnegative(),
  /** Sum of their response rates of today, 0…1 each. */
  response: z.number().nonnegative(),
  /** Customers whose response rate is known: a mean is of them. */
  known: count,
  /** Paid in the period, minor units. */
  revenue: minor,
  /** Orders in the period; what a customer bought on one day is one order. */
  orders: count,
  /** Of these, the ones that were not a customer's first ever. */
  repeats: count,
});

/** The key figures of a period (first row) and of the one before it (second row). */
export const kpis: Question<KpiRow> = { name: 'kpis', row };
export type KpiRow = Readonly<z.output<typeof row>>;
