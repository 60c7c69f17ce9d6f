import { z } from 'zod';
import { count, minor, type Question } from './question.ts';

const score = z.number().int().min(1).max(5);

const row = z.object({
  recency: score,
  frequency: score,
  customers: count,
  /** Sum of lifetime values, minor units. */
  value: minor,
});

/**
 * Customers by recency and frequency score on the analysis date, 5 is best, only cells that have some. Quintiles of
 * everybody who ever ordered, whatever the filter: mid-ranks are cut, so that equal customers get equal scores. Recency is
 * the last order day, frequency the number of order days.
 */
export const rfm: Question<RfmRow> = { name: 'rfm', row };
export type RfmRow = Readonly<z.output<typeof row>>;
