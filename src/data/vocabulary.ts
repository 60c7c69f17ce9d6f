/** The closed lists of the domain. Each is spelled as it stands in the CSV files. */

export const SEGMENTS = ['VIP', 'Returning', 'New', 'At-Risk'] as const;
export type Segment = (typeof SEGMENTS)[number];

export const isSegment = (text: string): text is Segment => (SEGMENTS as readonly string[]).includes(text);

export const BEHAVIORS = ['impulse_buyer', 'researcher', 'bargain_hunter', 'loyal', 'seasonal'] as const;
export type Behavior = (typeof BEHAVIORS)[number];

export const PAIN_POINTS = [
  'budget',
  'time',
  'quality',
  'trust',
  'choice_overload',
  'delivery',
  'support',
  'sustainability',
  'complexity',
] as const;
export type PainPoint = (typeof PAIN_POINTS)[number];

export const CONTACT_TIMES = ['morning', 'afternoon', 'evening'] as const;
export type ContactTime = (typeof CONTACT_TIMES)[number];

export const CONSENTS = ['subscribed', 'unsubscribed', 'unknown'] as const;
export type Consent = (typeof CONSENTS)[number];

/** Engagement tiers, by engagement score: high ≥ 70, medium ≥ 40, low below. */
export const TIERS = ['high', 'medium', 'low'] as const;
export type Tier = (typeof TIERS)[number];

export const MARGIN_CLASSES = ['high', 'medium', 'low'] as const;

/** `At-Risk` → `at-risk`, `bargain_hunter` → `bargain-hunter`: the form used in page addresses. */
export function slugOf(term: Segment | Behavior): string {
  return term.toLowerCase().replaceAll('_', '-');
}
