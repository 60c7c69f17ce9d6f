import type { RfmGroup } from '../analytics/rfm-groups.ts';

/**
 * What each group says about a customer, beside everybody who ever ordered. Scores are quintiles of mid-ranks, so that
 * with a score of 5 most others stand strictly lower, from 4 most stand no higher, up to 2 most stand no lower.
 */
export const RFM_WORDS: Readonly<Record<RfmGroup, string>> = {
  Champions: 'Ordered more recently than most, and at least as often as most.',
  Steady: 'Orders at least as often as most, and the last order is among the middle or newer.',
  'Potential loyalists': 'Ordered at least as recently as most, though not yet often.',
  'First-timers': 'Ordered more recently than most, and only seldom so far.',
  Promising: 'Ordered at least as recently as most, and only seldom so far.',
  'Need attention': 'In the middle of the field, both in how recently and in how often.',
  'About to sleep': 'Ordered no more often than most, and the last order slips towards the older half.',
  Slipping: 'Ordered as often as the middle or more, but last no more recently than most.',
  'Cannot lose': 'Ordered more often than most, but last no more recently than most.',
  Hibernating: 'Ordered no more often than most, and last no more recently than most.',
};
