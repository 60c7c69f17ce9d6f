import type { Customer } from '../data/customer.ts';
import { DERIVATIONS, type Derivable, isResponseKnown } from '../data/derived.ts';

/** Something about a customer that no file says: the import worked it out. */
export interface DerivedValue {
  /** What the page calls it, wherever it shows it. */
  readonly label: string;
  /** Completes "Worked out …". */
  readonly how: string;
}

export const LABELS = {
  customer_id: 'Customer id',
  name: 'Name',
  segment: 'Segment',
  interests: 'Interests',
  city: 'City',
  join_date: 'Customer since',
  engagement_score: 'Engagement',
  preferred_contact_time: 'Preferred time',
  pain_points: 'Pain points',
  buying_behavior: 'Buying behaviour',
  response_rate: 'Response rate',
  lifetime_value: 'Lifetime value',
  locale: 'Language',
  time_zone: 'Time zone',
  email_consent: 'Consent',
} as const satisfies Readonly<Record<Derivable, string>>;

/**
 * What the page shows as worked out; what it calls "not known" was not.
 * @param hasRules whether `segments.yaml` says the segment anew, whatever the import thought of it.
 * @param isSinceKnown whether there is a first day.
 */
export function derivedValues(
  customer: Pick<Customer, 'derived' | 'response_rate'>,
  hasRules: boolean,
  isSinceKnown: boolean,
): readonly DerivedValue[] {
  return customer.derived
    .filter((column) => !(hasRules && column === 'segment'))
    .filter((column) => isSinceKnown || column !== 'join_date')
    .filter((column) => column !== 'response_rate' || isResponseKnown(customer))
    .map((column) => ({ label: LABELS[column], how: DERIVATIONS[column] }));
}
