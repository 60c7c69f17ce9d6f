import type { Segment } from '../vocabulary.ts';

/** What a segment is decided by: recency, frequency and money on the analysis date. */
export interface Metrics {
  /** `undefined` when nobody knows since when. */
  readonly daysSinceJoining: number | undefined;
  /** Days on which they ordered; what the file says where that is more. */
  readonly orders: number;
  /** Since the last order or, where no orders are known, since they were last seen. */
  readonly daysSinceLast: number | undefined;
  /** Minor units. */
  readonly spend: number;
}

export type SegmentRule = (metrics: Metrics) => Segment;

export const RULES = {
  atRisk: { silentFor: 180 },
  new: { joinedWithin: 90, mostOrders: 2 },
  vip: { fewestOrders: 3, lastWithin: 120, topShare: 0.2 },
} as const;

/**
 * The segments of imported customers, the first rule that fits:
 *
 * 1. never bought → New;
 * 2. silent for 180 days or more → At-Risk;
 * 3. one order, or at most two and joined within 90 days → New;
 * 4. three orders or more, the last within 120 days, and among the top fifth of buyers by what they spent → VIP;
 * 5. everybody else → Returning.
 *
 * @param highSpend minor units from which somebody is in the top fifth: `highSpendOf`.
 */
export function segmentRule(highSpend: number): SegmentRule {
  return ({ daysSinceJoining, orders, daysSinceLast, spend }) => {
    if (orders === 0) return 'New';
    if (daysSinceLast !== undefined && daysSinceLast >= RULES.atRisk.silentFor) return 'At-Risk';
    const isRecent = daysSinceJoining !== undefined && daysSinceJoining <= RULES.new.joinedWithin;
    if (orders === 1 || (isRecent && orders <= RULES.new.mostOrders)) return 'New';
    const isActive = daysSinceLast === undefined || daysSinceLast <= RULES.vip.lastWithin;
    if (orders >= RULES.vip.fewestOrders && isActive && spend > 0 && spend >= highSpend) return 'VIP';
    return 'Returning';
  };
}

/** The spend from which a buyer is in the top fifth (nearest rank). @param spends of all buyers, in any order. */
export function highSpendOf(spends: Float64Array): number {
  if (spends.length === 0) return 0;
  const sorted = spends.slice().sort();
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * (1 - RULES.vip.topShare)))] as number;
}
