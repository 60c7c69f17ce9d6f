import type { Standing } from '../analytics/standings.ts';
import { beforeNoun } from '../copy/segment-names.ts';
import { isResponseKnown } from '../data/derived.ts';
import type { Env } from '../env.ts';
import { briefOf } from '../media/brief.ts';
import type { CustomerMedia } from '../media/medium.ts';
import { formatMoney } from '../pitch/money-format.ts';
import type { Choice } from '../pitch/pitch.ts';
import { slot } from '../pitch/slot.ts';
import type { Piece, Workshop } from '../render/workshop.ts';
import { customerProfile } from '../report/customer-profile.ts';
import { ago, printDay } from '../report/day-words.ts';
import { type CustomerHistory, customerHistory } from './customer-history.ts';
import { type DerivedValue, derivedValues, LABELS } from './derived-values.ts';
import { shownAddress } from './mask.ts';
import { type MediaView, mediaView } from './media-view.ts';

/**
 * Everything a customer's page shows, as plain data. The page is a function of this and nothing else, so its digest is
 * the page's cache key: what is not in here cannot go stale.
 */
export interface CustomerView {
  readonly id: string;
  readonly name: string;
  /** Masked unless SITE_PII is `show`. */
  readonly email: string;
  /** Why this mail is never sent, in sentences; undefined when it can be. */
  readonly notMailed: string | undefined;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly segment: string;
  /** The segment in a sentence: `VIP`, `“Gold members”`. */
  readonly segmentWords: string;
  readonly behavior: string;
  readonly tier: string;
  readonly profile: readonly { readonly label: string; readonly value: string }[];
  readonly kpis: readonly { readonly label: string; readonly value: string; readonly note: string }[];
  readonly interests: readonly string[];
  readonly painPoints: readonly string[];
  readonly derived: readonly DerivedValue[];
  readonly choices: readonly Choice[];
  readonly history: CustomerHistory;
  readonly orders: readonly OrderLine[];
  readonly olderOrders: number;
  /** Undefined when none were made. */
  readonly media: MediaView | undefined;
  readonly mail: MailFacts;
}

export interface OrderLine {
  readonly date: string;
  readonly product: string;
  readonly category: string;
  readonly quantity: number;
  readonly amount: string;
}

/** What the preview shows around the frame. */
export interface MailFacts {
  readonly customerId: string;
  readonly from: string;
  readonly fromAddress: string;
  readonly replyTo: string;
  readonly to: string;
  readonly subject: string;
  readonly preheader: string;
  readonly locale: string;
  readonly htmlBytes: number;
  readonly textBytes: number;
  readonly sha256: string;
}

const MOST_ORDERS = 60;

export function viewOf(
  piece: Piece,
  workshop: Workshop,
  env: Env,
  standing: Standing,
  neighbours: { readonly before: string | undefined; readonly after: string | undefined },
  media?: CustomerMedia,
): CustomerView {
  const { copy, model } = workshop;
  const { customer, orders, pitch, message } = piece;
  const profile = customerProfile(piece, standing, workshop);
  const money = (minor: number) => formatMoney(minor, copy.brand.currency, 'en');
  const whole = (minor: number) => formatMoney(minor, copy.brand.currency, 'en', true);
  const email = shownAddress(customer.email, env);
  const { lastOrder } = profile;
  const names = new Map(profile.categories.map(({ category, label }) => [category, label]));
  return {
    id: customer.customer_id,
    name: slot(customer.name),
    email,
    notMailed: customer.email === '' ? NOT_MAILED : undefined,
    ...neighbours,
    segment: customer.segment,
    segmentWords: beforeNoun(copy.segments.names, customer.segment),
    behavior: customer.buying_behavior,
    tier: pitch.tier,
    profile: [
      { label: LABELS.customer_id, value: customer.customer_id },
      { label: LABELS.city, value: slot(customer.city) || 'not known' },
      { label: LABELS.join_date, value: profile.since === undefined ? 'not known' : printDay(profile.since) },
      { label: LABELS.preferred_contact_time, value: customer.preferred_contact_time },
      { label: LABELS.locale, value: LANGUAGES[pitch.mail.shape.locale] ?? pitch.mail.shape.locale },
      { label: LABELS.email_consent, value: customer.email_consent },
    ],
    kpis: [
      {
        label: LABELS.lifetime_value,
        value: whole(customer.lifetime_value),
        note: profile.orders === 0 ? 'nothing yet' : `${whole(profile.averageOrder)} an order`,
      },
      {
        label: 'Orders',
        value: String(profile.orders),
        note: lastOrder ? `last ${ago(lastOrder.daysAgo)}` : 'none yet',
      },
      {
        label: LABELS.engagement_score,
        value: String(customer.engagement_score),
        note: `of 100, ${pitch.tier}`,
      },
      {
        label: LABELS.response_rate,
        value: isResponseKnown(customer) ? `${Math.round(customer.response_rate * 100)} %` : 'not known',
        note: isResponseKnown(customer) ? 'of mails answered' : 'no file says it',
      },
    ],
    interests: customer.interests.map(plain),
    painPoints: customer.pain_points.map(plain),
    derived: derivedValues(customer, copy.segments.rules.length > 0, profile.since !== undefined),
    choices: pitch.choices,
    history: customerHistory(profile, whole),
    orders: orders
      .slice(-MOST_ORDERS)
      .reverse()
      .map((order) => ({
        date: order.order_date,
        product: model.byId.get(order.product_id)?.name ?? order.product_id,
        category: names.get(order.category) ?? order.category,
        quantity: order.quantity,
        amount: money(order.amount),
      })),
    media: media && mediaView(media, briefOf(piece, pitch, model, copy)),
    olderOrders: Math.max(0, orders.length - MOST_ORDERS),
    mail: {
      customerId: customer.customer_id,
      from: copy.brand.sender.name,
      fromAddress: copy.brand.sender.email,
      replyTo: copy.brand.reply_to,
      to: email,
      subject: message.subject,
      preheader: message.preheader,
      locale: pitch.mail.shape.locale,
      htmlBytes: Buffer.byteLength(message.html),
      textBytes: Buffer.byteLength(message.text),
      sha256: message.sha256,
    },
  };
}

/** A person on file without an address. */
const NOT_MAILED =
  'There is no e-mail address on file, so nothing is ever sent: this customer counts in the analytics, and this is the mail they would get. It is theirs once customers.csv has their address.';

export const LANGUAGES: Readonly<Record<string, string>> = { en: 'English', hi: 'Hindi' };

const plain = (term: string) => term.replaceAll('_', ' ');
