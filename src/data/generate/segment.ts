import type { Segment } from '../vocabulary.ts';

/** What a segment is decided by. Days count back from the analysis date. */
export interface Standing {
  readonly daysSinceJoining: number;
  readonly orders: number;
  readonly daysSinceLastOrder: number;
  /** Everything paid, in minor units. */
  readonly spend: number;
}

/** In days and orders, each figure included. */
export const RULES = {
  New: { joinedWithin: 90, mostOrders: 2 },
  VIP: { fewestOrders: 5, lastOrderWithin: 120 },
  Returning: { fewestOrders: 2 },
  'At-Risk': { silentFor: 180 },
} as const;

/**
 * The segment that sample data calls a standing; `undefined` when none fits, such as a single order 100 days ago.
 * @param highSpend minor units from which a frequent and recent buyer is a VIP.
 */
export function segmentOf(standing: Standing, highSpend: number): Segment | undefined {
  const { daysSinceJoining, orders, daysSinceLastOrder, spend } = standing;
  if (orders === 0) return undefined;
  if (daysSinceLastOrder >= RULES['At-Risk'].silentFor) return 'At-Risk';
  if (daysSinceJoining <= RULES.New.joinedWithin && orders <= RULES.New.mostOrders) return 'New';
  const isFrequent = orders >= RULES.VIP.fewestOrders && daysSinceLastOrder <= RULES.VIP.lastOrderWithin;
  if (isFrequent && spend >= highSpend) return 'VIP';
  return orders >= RULES.Returning.fewestOrders ? 'Returning' : undefined;
}
