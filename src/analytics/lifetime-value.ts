import { z } from 'zod';
import { SEGMENTS } from '../data/vocabulary.ts';
import { count, type Question } from './question.ts';

const row = z.object({
  segment: z.enum(SEGMENTS),
  /** Band of lifetime value: see `bands.ts`. */
  band: count,
  customers: count,
});

/** Customers by segment and band of lifetime value, only bands that have some, in the order of segment and band. */
export const lifetimeValue: Question<LifetimeValueRow> = { name: 'lifetime-value', row };
export type LifetimeValueRow = Readonly<z.output<typeof row>>;
