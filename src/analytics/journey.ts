import { z } from 'zod';
import { count, type Question } from './question.ts';

export const STEPS = ['all', 'active', 'returning', 'vip'] as const;

const row = z.object({
  step: z.enum(STEPS),
  customers: count,
});

/**
 * How far customers have come, in the order of the steps; each step is a part of the one before it.
 * - `all`: on file
 * - `active`: ordered in the 365 days up to the analysis date
 * - `returning`: active, and ordered on two or more days ever
 * - `vip`: returning, and in the segment VIP
 */
export const journey: Question<JourneyRow> = { name: 'journey', row };
export type JourneyRow = Readonly<z.output<typeof row>>;
