import { daysBetween } from '../data/days.ts';
import type { Env } from '../env.ts';
import { formatMoney } from '../pitch/money-format.ts';
import type { Choice } from '../pitch/pitch.ts';
import { slot } from '../pitch/slot.ts';
import type { Piece, Workshop } from '../render/workshop.ts';
import { maskAddress } from './mask.ts';

/**
 * Everything a customer's page shows, as plain data. The page is a function of this and nothing else, so its digest is
 * the page's cache key: what is not in here cannot go stale.
 */
export interface CustomerView {
  readonly id: string;
  readonly name: string;
  /** Masked unless SITE_PII is `show`. */
  readonly email: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly segment: string;
  readonly behavior: string;
  readonly tier: string;
  readonly profile: readonly { readonly label: string; readonly value: string }[];
  readonly kpis: readonly { readonly label: string; readonly value: string; readonly note: string }[];
  readonly interests: readonly string[];
  readonly painPoints: readonly string[];
  readonly choices: readonly Choice[];
  readonly orders: readonly OrderLine[];
  readonly olderOrders: number;
  readonly mail: MailFacts;
}

export interface OrderLine {
  readonly date: string;
  readonly product: string;
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

const RECENT = 8;

export function viewOf(
  piece: Piece,
  { copy, model, store }: Workshop,
  env: Env,
  neighbours: { readonly before: string | undefined; readonly after: string | undefined },
): CustomerView {
  const { customer, orders, pitch, message } = piece;
  const money = (minor: number) => formatMoney(minor, copy.brand.currency, 'en');
  const whole = (minor: number) => formatMoney(minor, copy.brand.currency, 'en', true);
  const email = env.SITE_PII === 'show' ? customer.email : maskAddress(customer.email);
  const last = orders.at(-1);
  const days = new Set(orders.map(({ order_date }) => order_date)).size;
  const average = days === 0 ? 0 : Math.round(customer.lifetime_value / days);
  return {
    id: customer.customer_id,
    name: slot(customer.name),
    email,
    ...neighbours,
    segment: customer.segment,
    behavior: customer.buying_behavior,
    tier: pitch.tier,
    profile: [
      { label: 'Customer id', value: customer.customer_id },
      { label: 'City', value: slot(customer.city) || 'not known' },
      { label: 'Customer since', value: printDay(customer.join_date) },
      { label: 'Preferred time', value: customer.preferred_contact_time },
      { label: 'Language', value: LANGUAGES[pitch.mail.shape.locale] ?? pitch.mail.shape.locale },
      { label: 'Consent', value: customer.email_consent },
    ],
    kpis: [
      { label: 'Lifetime value', value: whole(customer.lifetime_value), note: `${whole(average)} an order` },
      {
        label: 'Orders',
        value: String(days),
        note: last ? `last ${daysBetween(last.order_date, store.facts.asOf)} days ago` : 'none yet',
      },
      { label: 'Engagement', value: String(customer.engagement_score), note: `of 100, ${pitch.tier}` },
      {
        label: 'Response rate',
        value: `${Math.round(customer.response_rate * 100)} %`,
        note: 'of mails answered',
      },
    ],
    interests: customer.interests.map(plain),
    painPoints: customer.pain_points.map(plain),
    choices: pitch.choices,
    orders: orders
      .slice(-RECENT)
      .reverse()
      .map((order) => ({
        date: order.order_date,
        product: model.byId.get(order.product_id)?.name ?? order.product_id,
        quantity: order.quantity,
        amount: money(order.amount),
      })),
    olderOrders: Math.max(0, orders.length - RECENT),
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

export const LANGUAGES: Readonly<Record<string, string>> = { en: 'English', hi: 'Hindi' };

const plain = (term: string) => term.replaceAll('_', ' ');

const dayFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** `2026-06-30` → `30 Jun 2026`. */
export function printDay(day: string): string {
  return dayFormat.format(Date.parse(day));
}
