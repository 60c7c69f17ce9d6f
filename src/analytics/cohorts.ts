import { z } from 'zod';
import { count, type Question } from './question.ts';

const row = z.object({
  /** The month (`YYYY-MM`) in which the month or quarter of the first order starts. */
  cohort: z.string().regex(/^\d{4}-\d{2}$/),
  /** Months or quarters since then. */
  age: count,
  /** Members of the cohort who ordered in that month or quarter. Age 0: everybody whose first order it was. */
  customers: count,
});

/** Who comes back, by the month or quarter (`$unit`) of the first order; cells without customers are absent. */
export const cohorts: Question<CohortRow> = { name: 'cohorts', row };
export type CohortRow = Readonly<z.output<typeof row>>;
