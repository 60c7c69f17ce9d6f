import { z } from 'zod';
import { count, type Question } from './question.ts';

/** 0 for customers who never ordered. */
const score = z.number().int().min(0).max(5);

const row = z.object({
  customer_id: z.string(),
  recency: score,
  frequency: score,
  monetary: score,
  /** Everybody in the customer's segment. */
  peers: count,
  /** Those of the segment of whom somebody counted the answers. */
  response_peers: count,
  /** Peers who spent less, ordered on fewer days, are less engaged, answer less. */
  value_above: count,
  orders_above: count,
  engagement_above: count,
  response_above: count,
});

/** Where each customer stands: RFM scores as in `rfm`, and how many of the segment stand lower. In the order of ids. */
export const standings: Question<Standing> = { name: 'standings', row };
export type Standing = Readonly<z.output<typeof row>>;
