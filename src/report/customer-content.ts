import type { Standing } from '../analytics/standings.ts';
import { BEHAVIOR_NAMES } from '../charts/palette.ts';
import { type Words, wordsFor } from '../charts/words.ts';
import type { Day } from '../data/days.ts';
import { isResponseKnown } from '../data/derived.ts';
import type { Segment } from '../data/vocabulary.ts';
import type { MailPick, Pitch } from '../pitch/pitch.ts';
import { slot } from '../pitch/slot.ts';
import type { Workshop } from '../render/workshop.ts';
import type { CustomerRecord } from '../store/store.ts';
import { type CustomerProfile, customerProfile } from './customer-profile.ts';
import { ago, printDay } from './day-words.ts';
import type { Measure } from './positions.ts';
import { namesIn } from './whole-report.ts';

/** Everything a customer's report prints, as plain data. The address is not part of it: a report travels. */
export interface CustomerContent {
  readonly id: string;
  readonly title: string;
  readonly brand: string;
  readonly asOf: Day;
  readonly name: string;
  readonly segment: Segment;
  /** `Bargain hunter`, `With us since 12 Feb 2023`, `Lucknow`. */
  readonly facts: readonly string[];
  readonly figures: readonly KeyFigure[];
  readonly profile: CustomerProfile;
  /** What the two charts say; undefined where there is nothing to draw. */
  readonly spendingFinding: string | undefined;
  readonly categoriesFinding: string | undefined;
  readonly picks: readonly PrintedPick[];
  /** The language of the picks: they are printed in the words of the mail. */
  readonly locale: string;
  readonly picksNote: string;
  /** The latest first. */
  readonly orders: readonly OrderLine[];
  readonly olderOrders: number;
  /** How it was computed. */
  readonly method: readonly string[];
  readonly isSample: boolean;
  readonly words: Words;
}

export interface KeyFigure {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  /** Peers that stand lower, whole percent. */
  readonly percent: number;
  readonly position: string;
}

export interface PrintedPick
  extends Pick<MailPick, 'name' | 'price' | 'listPrice' | 'saving' | 'reason' | 'imageAlt'> {
  readonly productId: string;
}

export interface OrderLine {
  readonly day: string;
  readonly product: string;
  readonly category: string;
  readonly pieces: string;
  readonly paid: string;
}

export const MOST_ORDERS = 12;

export function customerContent(
  piece: CustomerRecord & { readonly pitch: Pitch },
  standing: Standing,
  { copy, model, store }: Pick<Workshop, 'copy' | 'model' | 'store'>,
): CustomerContent {
  const { customer, orders, pitch } = piece;
  const words = wordsFor(copy.brand.currency, namesIn(copy));
  const profile = customerProfile(piece, standing, { copy, model });
  const name = slot(customer.name);
  const city = slot(customer.city);
  const { locale } = pitch.mail.shape;
  const labels = new Map(profile.categories.map(({ category, label }) => [category, label]));
  return {
    id: customer.customer_id,
    title: `${name}: customer report`,
    brand: slot(copy.brand.name),
    asOf: model.asOf,
    name,
    segment: customer.segment,
    facts: [
      BEHAVIOR_NAMES[customer.buying_behavior],
      ...(profile.since === undefined ? [] : [`With us since ${printDay(profile.since)}`]),
      ...(city === '' ? [] : [city]),
      ...(customer.derived.includes('preferred_contact_time')
        ? []
        : [`Prefers the ${customer.preferred_contact_time}`]),
      ...(customer.email_consent === 'unsubscribed' ? ['Unsubscribed'] : []),
      ...(customer.email === '' ? ['No address: analytics only'] : []),
    ],
    figures: keyFigures(piece, profile, words),
    profile,
    spendingFinding: spendingFinding(profile, words),
    categoriesFinding: categoriesFinding(profile, customer.lifetime_value, words),
    picks: pitch.recommendations.map(({ productId }, at) => ({
      ...(pitch.mail.picks.items[at] as MailPick),
      productId,
    })),
    locale,
    picksNote:
      locale === 'en'
        ? 'In the words of their mail.'
        : `In the words of their mail, in ${languageName(locale)}.`,
    orders: orders
      .slice(-MOST_ORDERS)
      .reverse()
      .map((order) => ({
        day: printDay(order.order_date),
        product: slot(model.byId.get(order.product_id)?.name ?? order.product_id),
        category: labels.get(order.category) ?? slot(order.category),
        pieces: words.count(order.quantity),
        paid: words.money(order.amount),
      })),
    olderOrders: Math.max(0, orders.length - MOST_ORDERS),
    method: methodOf(standing, words.quoted(customer.segment), store.facts.asOf, words),
    isSample: store.facts.isSample,
    words,
  };
}

function keyFigures(
  { customer }: CustomerRecord,
  profile: CustomerProfile,
  words: Words,
): readonly KeyFigure[] {
  const { orders, lastOrder, averageOrder } = profile;
  const printed: Readonly<Record<Measure, Pick<KeyFigure, 'label' | 'value' | 'note'>>> = {
    value: {
      label: 'Lifetime value',
      value: words.whole(customer.lifetime_value),
      note: orders === 0 ? 'nothing yet' : `${words.whole(averageOrder)} an order`,
    },
    orders: {
      label: 'Orders',
      value: words.count(orders),
      note: lastOrder ? `last ${ago(lastOrder.daysAgo)}` : 'none yet',
    },
    engagement: {
      label: 'Engagement',
      value: words.count(customer.engagement_score),
      note: 'of 100',
    },
    response: {
      label: 'Response rate',
      value: isResponseKnown(customer) ? words.percent(customer.response_rate) : 'not known',
      note: isResponseKnown(customer) ? 'of mails answered' : '',
    },
  };
  return profile.positions.map(({ measure, percent, sentence }) => ({
    ...printed[measure],
    percent,
    position: sentence,
  }));
}

function spendingFinding({ months, earlier }: CustomerProfile, words: Words): string | undefined {
  const [first] = months;
  if (!first) return undefined;
  const spent = months.reduce((sum, month) => sum + month.spent, 0);
  const before = earlier > 0 ? ` Before that: ${words.whole(earlier)}.` : '';
  if (spent === 0) return `Nothing paid since ${words.month(first.month)}.${before}`;
  const best = months.reduce((high, month) => (month.spent > high.spent ? month : high));
  if (best.spent === spent)
    return `All of ${words.whole(spent)} was paid in ${words.month(best.month)}.${before}`;
  if (months.filter((month) => month.spent === best.spent).length > 1)
    return `${words.whole(spent)} since ${words.month(first.month)}, never more than ${words.whole(best.spent)} in a month.${before}`;
  return `${words.whole(spent)} since ${words.month(first.month)}, most of all in ${words.month(best.month)}: ${words.whole(best.spent)}.${before}`;
}

function categoriesFinding({ categories }: CustomerProfile, value: number, words: Words): string | undefined {
  const [first] = categories;
  if (!first || value === 0) return undefined;
  if (first.spent === value) return `Everything went to ${first.label}.`;
  const equals = categories.filter((category) => category.spent === first.spent).map(({ label }) => label);
  if (equals.length > 1)
    return `${words.list(equals)} share the lead with ${words.percent(first.spent / value)} of ${words.whole(value)} each.`;
  return `${first.label} comes first with ${words.percent(first.spent / value)} of ${words.whole(value)}.`;
}

function methodOf({ peers }: Standing, segment: string, asOf: Day, words: Words): readonly string[] {
  return [
    `Computed from the orders up to ${printDay(asOf)}, the analysis date. What was bought on one day is one order; paid is after discounts.`,
    `Positions: how many of the ${words.plural(peers, `${segment} customer`)} stand strictly lower, in whole percent, rounded down.`,
    'RFM: quintiles of everybody who ever ordered, 5 is best, by the day of the last order, the number of orders and the sum paid.',
  ];
}

function languageName(locale: string): string {
  return new Intl.DisplayNames('en', { type: 'language' }).of(locale) ?? locale;
}
