import { bandOf } from '../../src/analytics/bands.ts';
import type { CohortUnit, Filter, Period } from '../../src/analytics/filter.ts';
import type { Customer } from '../../src/data/customer.ts';
import type { Day } from '../../src/data/days.ts';
import { isResponseKnown } from '../../src/data/derived.ts';
import type { CustomerRecord } from '../../src/store/store.ts';

/** What a plain answer is computed from. */
export interface Asked {
  /** Everybody, in the order of ids. */
  readonly records: readonly CustomerRecord[];
  readonly filter: Filter;
  readonly asOf: Day;
  readonly unit: CohortUnit;
  readonly most: number;
}

/** The answer to every question about customers, written without SQL and without haste. */
export const PLAIN_CUSTOMERS = {
  mix: (asked: Asked) =>
    groups(chosen(asked), ({ customer }) => [customer.segment, customer.buying_behavior]).map(
      ([[segment, behavior], members]) => ({
        segment,
        behavior,
        customers: members.length,
        engagement: precise(members, 'engagement_score'),
        value: worth(members),
      }),
    ),

  lifetimeValue: (asked: Asked) =>
    groups(chosen(asked), ({ customer }) => [customer.segment, bandOf(customer.lifetime_value)]).map(
      ([[segment, band], members]) => ({ segment, band, customers: members.length }),
    ),

  engagementValue: (asked: Asked) =>
    groups(chosen(asked), ({ customer }) => [
      customer.engagement_score === 100 ? 19 : Math.floor(customer.engagement_score / 5),
      bandOf(customer.lifetime_value),
    ]).map(([[step, band], members]) => ({ step, band, customers: members.length })),

  people: (asked: Asked) =>
    chosen(asked)
      .slice(0, asked.most)
      .map(({ customer }) => ({
        segment: customer.segment,
        engagement: customer.engagement_score,
        value: customer.lifetime_value,
      })),

  segmentProfile: (asked: Asked) =>
    groups(chosen(asked), ({ customer }) => [customer.segment]).map(([[segment], members]) => ({
      segment,
      customers: members.length,
      engagement: precise(members, 'engagement_score'),
      response: precise(members, 'response_rate'),
      known: answering(members),
      value: worth(members),
      orders: members.flatMap(orderDays).length,
      recent: members.filter((member) => hasOrdered(member, 90, asked.asOf)).length,
    })),

  journey: (asked: Asked) => {
    const all = chosen(asked);
    const active = all.filter((member) => hasOrdered(member, 365, asked.asOf));
    const returning = active.filter((member) => orderDays(member).length > 1);
    const vip = returning.filter(({ customer }) => customer.segment === 'VIP');
    return Object.entries({ all, active, returning, vip }).map(([step, { length }]) => ({
      step,
      customers: length,
    }));
  },

  painPoints: (asked: Asked) => {
    const all = chosen(asked);
    const named = all.flatMap(({ customer }) =>
      customer.pain_points.map((pain) => ({ segment: customer.segment, pain })),
    );
    return groups(named, ({ segment, pain }) => [segment, pain]).map(([[segment, pain], members]) => ({
      segment,
      pain,
      customers: members.length,
      of: all.filter(({ customer }) => customer.segment === segment).length,
    }));
  },

  contactTimes: (asked: Asked) =>
    groups(chosen(asked), ({ customer }) => [customer.preferred_contact_time, customer.segment]).map(
      ([[time, segment], members]) => ({
        time,
        segment,
        customers: members.length,
        response: precise(members, 'response_rate'),
        known: answering(members),
        squares:
          members.reduce((sum, { customer }) => sum + Math.round(customer.response_rate * 1000) ** 2, 0) /
          1_000_000,
      }),
    ),
};

export function chosen({ records, filter }: Asked): readonly CustomerRecord[] {
  return records.filter(
    ({ customer }) =>
      (filter.segment === '*' || filter.segment === customer.segment) &&
      (filter.behavior === '*' || filter.behavior === customer.buying_behavior) &&
      (filter.city === '*' || filter.city === customer.city),
  );
}

/** The days on which somebody ordered, each once. */
export const orderDays = ({ orders }: CustomerRecord): readonly Day[] => [
  ...new Set(orders.map((order) => order.order_date)),
];

export const isIn = ({ from, to }: Period, day: Day) => day.slice(0, 7) >= from && day.slice(0, 7) <= to;

/** Members by their key, in the order of the keys: text by code unit, numbers by size. */
export function groups<Item, Key extends readonly (string | number)[]>(
  items: readonly Item[],
  keyOf: (item: Item) => readonly [...Key],
): readonly (readonly [Key, readonly Item[]])[] {
  const byKey = new Map<string, [Key, Item[]]>();
  for (const item of items) {
    const key = keyOf(item) as unknown as Key;
    const name = JSON.stringify(key);
    const group = byKey.get(name);
    if (group) group[1].push(item);
    else byKey.set(name, [key, [item]]);
  }
  return [...byKey.values()].sort(([a], [b]) => {
    const at = a.findIndex((part, place) => part !== b[place]);
    return (a[at] as string) < (b[at] as string) ? -1 : 1;
  });
}

const answering = (members: readonly CustomerRecord[]) =>
  members.filter(({ customer }) => isResponseKnown(customer)).length;

/** A sum of scores, which have at most six decimals, without their binary fractions. */
export function precise(
  members: readonly CustomerRecord[],
  column: keyof Customer & ('engagement_score' | 'response_rate'),
): number {
  return members.reduce((sum, { customer }) => sum + Math.round(customer[column] * 1e6), 0) / 1e6;
}

const worth = (members: readonly CustomerRecord[]) =>
  members.reduce((sum, { customer }) => sum + customer.lifetime_value, 0);

/** Whether somebody ordered on one of the days up to and with the analysis date. */
function hasOrdered(member: CustomerRecord, days: number, asOf: Day): boolean {
  return member.orders.some(
    ({ order_date }) => Date.parse(asOf) - Date.parse(order_date) < days * 86_400_000,
  );
}
