import { z } from 'zod';
import { count, minor, type Question } from './question.ts';

const row = z.object({
  /** `YYYY-MM`. */
  month: z.string().regex(/^\d{4}-\d{2}$/),
  /** Minor units. */
  revenue: minor,
  /** What a customer bought on one day is one order. */
  orders: count,
  /** Revenue of the same month of the year before, minor units; 0 also where the dataset does not reach. */
  year_before: minor,
});

/** Every month of the period, also those without orders, the earliest first. */
export const monthlyRevenue: Question<MonthRow> = { name: 'monthly-revenue', row };
export type MonthRow = Readonly<z.output<typeof row>>;
