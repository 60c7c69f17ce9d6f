import { beforeNoun, type SegmentNames } from '../copy/segment-names.ts';
import type { Customer } from '../data/customer.ts';
import type { Behavior, PainPoint, Segment } from '../data/vocabulary.ts';

/** What weighs most with whom: a paragraph answers the worries that could stop this purchase first. */
const BY_BEHAVIOR: Readonly<Record<Behavior, readonly PainPoint[]>> = {
  impulse_buyer: ['time', 'delivery', 'complexity'],
  researcher: ['quality', 'trust', 'choice_overload'],
  bargain_hunter: ['budget', 'quality', 'delivery'],
  loyal: ['quality', 'support', 'sustainability'],
  seasonal: ['delivery', 'choice_overload', 'time'],
};
const BY_SEGMENT: Readonly<Record<Segment, readonly PainPoint[]>> = {
  VIP: ['quality', 'support', 'time'],
  Returning: ['delivery', 'quality', 'budget'],
  New: ['trust', 'complexity', 'delivery'],
  'At-Risk': ['support', 'trust', 'budget'],
};

const BUYERS: Readonly<Record<Behavior, string>> = {
  impulse_buyer: 'impulse buyers',
  researcher: 'researchers',
  bargain_hunter: 'bargain hunters',
  loyal: 'loyal customers',
  seasonal: 'seasonal buyers',
};

export const MAX_PARAGRAPHS = 3;

/** The customer's pain points, the most relevant first, at most 3; equal ones keep the order of the file. */
export function relevantPainPoints(customer: Customer): readonly PainPoint[] {
  const weight = (point: PainPoint) =>
    rankWeight(BY_BEHAVIOR[customer.buying_behavior], point) * 2 +
    rankWeight(BY_SEGMENT[customer.segment], point);
  return customer.pain_points
    .map((point, place) => ({ point, place, weight: weight(point) }))
    .sort((a, b) => b.weight - a.weight || a.place - b.place)
    .slice(0, MAX_PARAGRAPHS)
    .map(({ point }) => point);
}

/** Why the first one stands first; empty when there is nothing to say. */
export function whyFirst(customer: Customer, point: PainPoint, names: SegmentNames): string {
  if (BY_BEHAVIOR[customer.buying_behavior].includes(point)) {
    return `it is what ${BUYERS[customer.buying_behavior]} weigh first`;
  }
  if (BY_SEGMENT[customer.segment].includes(point))
    return `it matters most to ${beforeNoun(names, customer.segment)} customers`;
  return 'it is what they named first';
}

function rankWeight(list: readonly PainPoint[], point: PainPoint): number {
  const place = list.indexOf(point);
  return place === -1 ? 0 : list.length - place;
}
