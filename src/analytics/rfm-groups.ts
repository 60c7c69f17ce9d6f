/**
 * The named groups of the grid of recency × frequency, the best first. The field also says “Loyal”, “New” and “At risk”: here
 * these are names of segments and behaviours, so three groups have others.
 */
export const RFM_GROUPS = [
  'Champions',
  'Steady',
  'Potential loyalists',
  'First-timers',
  'Promising',
  'Need attention',
  'About to sleep',
  'Slipping',
  'Cannot lose',
  'Hibernating',
] as const;
/** Stands in the place of a group for customers who never ordered: they have no scores. */
export const NO_ORDERS = 'No orders';
export type RfmGroup = (typeof RFM_GROUPS)[number];

/** Rows are recency 1…5, columns frequency 1…5; 5 is best. The usual map of the field, each cell in one group. */
const GRID: readonly (readonly RfmGroup[])[] = [
  ['Hibernating', 'Hibernating', 'Slipping', 'Slipping', 'Cannot lose'],
  ['Hibernating', 'Hibernating', 'Slipping', 'Slipping', 'Cannot lose'],
  ['About to sleep', 'About to sleep', 'Need attention', 'Steady', 'Steady'],
  ['Promising', 'Potential loyalists', 'Potential loyalists', 'Steady', 'Steady'],
  ['First-timers', 'Potential loyalists', 'Potential loyalists', 'Champions', 'Champions'],
];

/** @param recency 1…5 @param frequency 1…5 */
export function rfmGroup(recency: number, frequency: number): RfmGroup {
  return GRID[recency - 1]?.[frequency - 1] as RfmGroup;
}
