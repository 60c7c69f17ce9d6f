import { NO_ORDERS, type RfmGroup, rfmGroup } from '../analytics/rfm-groups.ts';
import type { Standing } from '../analytics/standings.ts';
import type { Customer } from '../data/customer.ts';
import { isResponseKnown } from '../data/derived.ts';
import type { Behavior, Consent, PainPoint, Segment } from '../data/vocabulary.ts';
import { slot } from '../pitch/slot.ts';
import type { Piece } from '../render/workshop.ts';

/** What the list, the matrix and the summary need of a customer: small, because there may be 100,000. */
export interface SiteRow {
  readonly id: string;
  readonly name: string;
  readonly segment: Segment;
  readonly behavior: Behavior;
  /** Whether there is an address to write to. */
  readonly reach: 'address' | 'none';
  readonly city: string;
  /** As the file spells it, which is how the store knows it. */
  readonly cityOnFile: string;
  readonly locale: string;
  readonly engagement: number;
  /** Minor units. */
  readonly lifetimeValue: number;
  /** The named group of their recency and frequency. */
  readonly group: RfmGroup | typeof NO_ORDERS;
  /** Days on which they ordered, as the mail counts them. */
  readonly orders: number;
  /** The products the mail recommends, by id. */
  readonly picks: readonly string[];
  readonly painPoints: readonly PainPoint[];
  /** Day of joining, YYYY-MM-DD. */
  readonly joined: string;
  readonly consent: Consent;
  /** What no file says of them, in words: `city`, `interests`. */
  readonly lacks: readonly string[];
  /** Fields that the import worked out. */
  readonly workedOut: number;
  /** Characters of the mail's subject. */
  readonly subjectLength: number;
  /** Whether the mail leads to a film of their own. */
  readonly hasFilm: boolean;
  /** UTF-8 bytes of the HTML part. */
  readonly htmlBytes: number;
  /** SHA-256 of the message: the key of its files. */
  readonly sha256: string;
  /** SHA-256 of all that the customer's page shows. */
  readonly pageKey: string;
}

export function rowOf(
  { customer, orders, message, pitch }: Piece,
  { recency, frequency }: Standing,
  pageKey: string,
): SiteRow {
  return {
    id: customer.customer_id,
    name: slot(customer.name),
    segment: customer.segment,
    behavior: customer.buying_behavior,
    reach: customer.email === '' ? 'none' : 'address',
    city: slot(customer.city),
    cityOnFile: customer.city,
    locale: pitch.mail.shape.locale,
    engagement: customer.engagement_score,
    lifetimeValue: customer.lifetime_value,
    group: recency === 0 ? NO_ORDERS : rfmGroup(recency, frequency),
    orders: new Set(orders.map(({ order_date }) => order_date)).size,
    picks: pitch.recommendations.map(({ productId }) => productId),
    painPoints: pitch.painPoints,
    joined: customer.join_date,
    consent: customer.email_consent,
    lacks: lacksOf(customer),
    workedOut: customer.derived.length,
    subjectLength: [...message.subject].length,
    hasFilm: pitch.mail.films.length > 0,
    htmlBytes: Buffer.byteLength(message.html),
    sha256: message.sha256,
    pageKey,
  };
}

const NOTHING: readonly string[] = [];

function lacksOf(customer: Customer): readonly string[] {
  const lacks = LACKS.filter(([isLacking]) => isLacking(customer)).map(([, words]) => words);
  return lacks.length === 0 ? NOTHING : lacks;
}

/** What a mail or its sending could use, from the most to the least missed. */
const LACKS: readonly (readonly [(customer: Customer) => boolean, string])[] = [
  [({ email }) => email === '', 'e-mail address'],
  [({ interests }) => interests.length === 0, 'interests'],
  [({ pain_points }) => pain_points.length === 0, 'pain points'],
  [({ city }) => city === '', 'city'],
  [({ locale }) => locale === '', 'language'],
  [({ time_zone }) => time_zone === '', 'time zone'],
  [({ email_consent }) => email_consent === 'unknown', 'consent'],
  [(customer) => !isResponseKnown(customer), 'response rate'],
];
