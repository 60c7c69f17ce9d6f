import type { Customer } from '../data/customer.ts';
import { daysBetween } from '../data/days.ts';
import type { CustomerRecord } from '../store/store.ts';
import type { Audience } from './campaign.ts';

/**
 * An audience ready to be asked about many customers: every condition must hold, and the orders of one day count as one.
 * It also notices conditions that fit nobody.
 */
export interface OpenAudience {
  includes(record: CustomerRecord): boolean;
  /** What no customer seen by `includes` has, in sentences: most likely a slip of spelling. */
  unmet(): readonly string[];
}

export function openAudience(audience: Audience, asOf: string): OpenAudience {
  const conditions = [
    ...TERMS.flatMap((key) => termCondition(key, audience[key])),
    ...NUMBERS.flatMap((key) => rangeCondition(key, audience[key], asOf)),
    ...joinCondition(audience.join_date),
  ];
  return {
    includes(record) {
      let holds = true;
      // Every one is asked, so that each sees all customers.
      for (const condition of conditions) if (!condition.meets(record)) holds = false;
      return holds;
    },
    unmet: () => conditions.flatMap((condition) => condition.unmet()),
  };
}

interface Condition {
  meets(record: CustomerRecord): boolean;
  unmet(): readonly string[];
}

const TERMS = [
  'segment',
  'buying_behavior',
  'city',
  'locale',
  'preferred_contact_time',
  'email_consent',
  'customer_id',
  'interests',
  'pain_points',
] as const;
type Term = (typeof TERMS)[number];

function termCondition(key: Term, wanted: Audience[Term]): readonly Condition[] {
  if (wanted === undefined) return [];
  const values = 'any' in wanted ? wanted.any : wanted.not;
  const isMeant = 'any' in wanted;
  const set = new Set(values.map(FOLDED.has(key) ? fold : String));
  const unseen = new Map(values.map((value) => [FOLDED.has(key) ? fold(value) : value, value]));
  return [
    {
      meets({ customer }) {
        let isFound = false;
        for (const value of termsOf(key, customer)) {
          if (!set.has(value)) continue;
          isFound = true;
          unseen.delete(value);
        }
        return isFound === isMeant;
      },
      unmet: () => [...unseen.values()].map((value) => `audience › ${key}: nobody has "${value}"`),
    },
  ];
}

/** What people write freely: upper and lower case do not matter there. */
const FOLDED: ReadonlySet<Term> = new Set<Term>(['city', 'locale', 'interests']);

const fold = (text: string) => text.normalize('NFC').trim().toLowerCase();

function termsOf(key: Term, customer: Customer): readonly string[] {
  if (key === 'interests' || key === 'pain_points') return customer[key];
  if (key === 'city') return [fold(customer.city)];
  if (key === 'locale') {
    const parts = fold(customer.locale).split('-');
    return parts.map((_, at) => parts.slice(0, at + 1).join('-'));
  }
  return [customer[key]];
}

const NUMBERS = [
  'engagement_score',
  'response_rate',
  'lifetime_value',
  'orders',
  'days_since_last_order',
] as const;
type NumberKey = (typeof NUMBERS)[number];

function rangeCondition(key: NumberKey, range: Audience[NumberKey], asOf: string): readonly Condition[] {
  if (range === undefined) return [];
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = range;
  const isWithin = (record: CustomerRecord) => {
    const value = numberOf(key, record, asOf);
    return value !== undefined && value >= min && value <= max;
  };
  const words = [
    min > Number.NEGATIVE_INFINITY && `min ${min}`,
    max < Number.POSITIVE_INFINITY && `max ${max}`,
  ];
  return [condition(isWithin, `audience › ${key}: nobody is within ${words.filter(Boolean).join(', ')}`)];
}

function numberOf(key: NumberKey, { customer, orders }: CustomerRecord, asOf: string): number | undefined {
  if (key === 'orders') return new Set(orders.map(({ order_date }) => order_date)).size;
  if (key === 'days_since_last_order') {
    const last = lastOrderOf(orders);
    return last === undefined ? undefined : daysBetween(last, asOf);
  }
  // Divided, not multiplied: 29 / 100 is the same number as the 0.29 of the file; 0.29 * 100 is not 29.
  return key === 'lifetime_value' ? customer.lifetime_value / 100 : customer[key];
}

/** The day of the latest order, in whatever order they come. */
export function lastOrderOf(orders: CustomerRecord['orders']): string | undefined {
  let last: string | undefined;
  for (const { order_date } of orders) if (last === undefined || order_date > last) last = order_date;
  return last;
}

function joinCondition(days: Audience['join_date']): readonly Condition[] {
  if (days === undefined) return [];
  const { from = '', to = '9' } = days;
  const isWithin = ({ customer }: CustomerRecord) => customer.join_date >= from && customer.join_date <= to;
  return [condition(isWithin, 'audience › join_date: nobody joined in that time')];
}

function condition(meets: (record: CustomerRecord) => boolean, sentence: string): Condition {
  let isMet = false;
  return {
    meets(record) {
      const holds = meets(record);
      isMet ||= holds;
      return holds;
    },
    unmet: () => (isMet ? [] : [sentence]),
  };
}
