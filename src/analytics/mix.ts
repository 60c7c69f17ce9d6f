import { z } from 'zod';
import { BEHAVIORS, SEGMENTS } from '../data/vocabulary.ts';
import { count, minor, type Question } from './question.ts';

const row = z.object({
  segment: z.enum(SEGMENTS),
  behavior: z.enum(BEHAVIORS),
  customers: count,
  /** Sum of engagement scores, 0…100 each. */
  engagement: z.number().nonnegative(),
  /** Sum of lifetime values, minor units. */
  value: minor,
});

/** Segment × buying behaviour, only pairs that have customers, in the order of segment and behaviour (as text). */
export const mix: Question<MixRow> = { name: 'mix', row };
export type MixRow = Readonly<z.output<typeof row>>;
