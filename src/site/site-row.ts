import type { Behavior, Segment } from '../data/vocabulary.ts';
import { slot } from '../pitch/slot.ts';
import type { Piece } from '../render/workshop.ts';

/** What the list, the matrix and the summary need of a customer: small, because there may be 100,000. */
export interface SiteRow {
  readonly id: string;
  readonly name: string;
  readonly segment: Segment;
  readonly behavior: Behavior;
  readonly city: string;
  readonly locale: string;
  readonly engagement: number;
  /** Minor units. */
  readonly lifetimeValue: number;
  /** Days on which they ordered, as the mail counts them. */
  readonly orders: number;
  /** UTF-8 bytes of the HTML part. */
  readonly htmlBytes: number;
  /** SHA-256 of the message: the key of its files. */
  readonly sha256: string;
  /** SHA-256 of all that the customer's page shows. */
  readonly pageKey: string;
}

export function rowOf({ customer, orders, message, pitch }: Piece, pageKey: string): SiteRow {
  return {
    id: customer.customer_id,
    name: slot(customer.name),
    segment: customer.segment,
    behavior: customer.buying_behavior,
    city: slot(customer.city),
    locale: pitch.mail.shape.locale,
    engagement: customer.engagement_score,
    lifetimeValue: customer.lifetime_value,
    orders: new Set(orders.map(({ order_date }) => order_date)).size,
    htmlBytes: Buffer.byteLength(message.html),
    sha256: message.sha256,
    pageKey,
  };
}
