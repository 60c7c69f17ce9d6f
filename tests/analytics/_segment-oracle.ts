import { standings } from '../../src/analytics/standings.ts';
import type { Choice, Conditions, Range, RuleField, SegmentRule } from '../../src/copy/segment-rules.ts';
import { daysBetween } from '../../src/data/days.ts';
import type { Segment } from '../../src/data/vocabulary.ts';
import { lastOrderOf } from '../../src/delivery/audience.ts';
import type { CustomerRecord } from '../../src/store/store.ts';
import type { Asked } from './_plain.ts';
import { PLAIN_ORDERS } from './_plain-orders.ts';

/** Who is in which segment by the rules, worked out one customer at a time without any SQL. */
export function plainSegments(rules: readonly SegmentRule[], asked: Asked): ReadonlyMap<string, Segment> {
  const scores = new Map(
    PLAIN_ORDERS.standings(asked).map((row) => [row.customer_id, standings.row.parse(row)]),
  );
  return new Map(
    asked.records.map((record) => {
      const id = record.customer.customer_id;
      const facts = { ...factsOf(record, asked.asOf), ...positive(scores.get(id)) };
      const rule = rules.find(({ when }) => when === undefined || holds(facts, when));
      return [id, rule?.segment as Segment];
    }),
  );
}

type Facts = Readonly<Partial<Record<RuleField, number | string | readonly string[]>>>;

/** Nobody without orders has scores; the question says 0. */
const positive = (scores: Readonly<Record<'recency' | 'frequency' | 'monetary', number>> | undefined) =>
  scores && scores.recency > 0
    ? { recency: scores.recency, frequency: scores.frequency, monetary: scores.monetary }
    : {};

function factsOf({ customer, orders }: CustomerRecord, asOf: string): Facts {
  const last = lastOrderOf(orders);
  const parts = customer.locale.toLowerCase().split('-');
  return {
    ...customer,
    ...(last === undefined ? {} : { days_since_last_order: daysBetween(last, asOf) }),
    days_since_joining: daysBetween(customer.join_date, asOf),
    orders: new Set(orders.map(({ order_date }) => order_date)).size,
    lifetime_value: customer.lifetime_value / 100,
    city: fold(customer.city),
    locale: parts.map((_, at) => parts.slice(0, at + 1).join('-')),
  };
}

const fold = (text: string) => text.normalize('NFC').trim().toLowerCase();

function holds(
  facts: Facts,
  { any, ...conditions }: Conditions & { readonly any?: readonly Conditions[] | undefined },
): boolean {
  const all = (Object.entries(conditions) as [RuleField, Range | Choice][]).every(([field, condition]) =>
    'any' in condition || 'not' in condition
      ? hasOne(facts, field, condition)
      : isWithin(facts[field] as number | undefined, condition),
  );
  return all && (any === undefined || any.some((group) => holds(facts, group)));
}

function isWithin(value: number | undefined, { min = -1, max = Number.POSITIVE_INFINITY }: Range): boolean {
  return value !== undefined && value >= min && value <= max;
}

function hasOne(facts: Facts, field: RuleField, choice: Choice): boolean {
  const own = [facts[field]].flat().map(String);
  const isFree = field === 'city' || field === 'locale' || field === 'interests';
  const wanted = ('not' in choice ? choice.not : choice.any).map((value) => (isFree ? fold(value) : value));
  return wanted.some((value) => own.includes(value)) !== 'not' in choice;
}
