import { z } from 'zod';
import { PAIN_POINTS, SEGMENTS } from '../data/vocabulary.ts';
import { count, type Question } from './question.ts';

const row = z.object({
  segment: z.enum(SEGMENTS),
  pain: z.enum(PAIN_POINTS),
  /** Who named it. */
  customers: count,
  /** Everybody in the segment. */
  of: count,
});

/** Pain points by segment, in the order of segment and pain (as text); pairs that nobody has are absent. */
export const painPoints: Question<PainRow> = { name: 'pain-points', row };
export type PainRow = Readonly<z.output<typeof row>>;
