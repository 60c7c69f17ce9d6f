/**
 * How the import works out what a file does not say, by column; `derived` of a customer names the columns that were
 * worked out for them. Each completes the sentence "Worked out …".
 */
export const DERIVATIONS = {
  customer_id: 'from the e-mail address or, without one, from what else identifies the row',
  name: 'from the id, because no name was given',
  segment: 'from how recently, how often and how much they bought, beside everybody else',
  interests: 'from the categories they bought most',
  city: 'from the address of their orders',
  join_date: 'from their first order or, without one, the day the data was taken',
  engagement_score: 'from how recently and how often they ordered, and how often they answered',
  preferred_contact_time: 'from the time of day at which they ordered or opened mails',
  pain_points: 'from what the file says about them',
  buying_behavior: 'from the pattern of their orders',
  response_rate: 'from the mails they opened or clicked; 0 where nothing is known of that',
  lifetime_value: 'as the exact sum of their orders',
  locale: 'from their country or language',
  time_zone: 'from their country',
  email_consent: 'from their subscription',
} as const;

/** Whether anything says how often somebody answers: a derived 0 stands for "nobody knows". */
export function isResponseKnown(customer: {
  readonly derived: readonly Derivable[];
  readonly response_rate: number;
}): boolean {
  return customer.response_rate > 0 || !customer.derived.includes('response_rate');
}

export type Derivable = keyof typeof DERIVATIONS;
export const DERIVABLE = Object.keys(DERIVATIONS) as readonly Derivable[] as readonly [
  Derivable,
  ...Derivable[],
];
