import { z } from 'zod';
import { minor, type Question } from './question.ts';

const row = z.object({
  category: z.string(),
  /** Paid in the period, minor units. */
  revenue: minor,
  /** Paid in the period before, minor units. */
  before: minor,
});

/** Revenue by category as bought: every category with revenue in either period, the largest of the period first, then by name. */
export const categories: Question<CategoryRow> = { name: 'categories', row };
export type CategoryRow = Readonly<z.output<typeof row>>;
