import type { Period } from '../../src/analytics/filter.ts';
import { isResponseKnown } from '../../src/data/derived.ts';
import type { Order } from '../../src/data/order.ts';
import type { CustomerRecord } from '../../src/store/store.ts';
import { type Asked, chosen, groups, isIn, orderDays, precise } from './_plain.ts';

/** The answer to every question about orders and scores, written without SQL and without haste. */
export const PLAIN_ORDERS = {
  kpis: (asked: Asked) =>
    [asked.filter.period, before(asked.filter.period)].map((period, at) => {
      const members = chosen(asked).filter(({ customer }) => customer.join_date.slice(0, 7) <= period.to);
      const days = chosen(asked).flatMap((member) =>
        orderDays(member).map((day) => ({ day, isRepeat: day !== member.orders[0]?.order_date })),
      );
      const within = days.filter(({ day }) => isIn(period, day));
      return {
        period: at === 0 ? 'now' : 'before',
        customers: members.length,
        value: paid(members, (order) => order.order_date.slice(0, 7) <= period.to),
        engagement: precise(members, 'engagement_score'),
        response: precise(members, 'response_rate'),
        known: members.filter(({ customer }) => isResponseKnown(customer)).length,
        revenue: paid(chosen(asked), (order) => isIn(period, order.order_date)),
        orders: within.length,
        repeats: within.filter(({ isRepeat }) => isRepeat).length,
      };
    }),

  categories: (asked: Asked) => {
    const all = chosen(asked);
    const names = new Set(all.flatMap(({ orders }) => orders.map(({ category }) => category)));
    return [...names]
      .map((category) => {
        const revenueIn = (period: Period) =>
          paid(all, (order) => order.category === category && isIn(period, order.order_date));
        return {
          category,
          revenue: revenueIn(asked.filter.period),
          before: revenueIn(before(asked.filter.period)),
        };
      })
      .filter((row) => row.revenue > 0 || row.before > 0)
      .sort((a, b) => b.revenue - a.revenue || (a.category < b.category ? -1 : 1));
  },

  monthlyRevenue: (asked: Asked) => {
    const rows = [];
    const { from, to } = asked.filter.period;
    for (let month = from; month <= to; month = shift(month, 1)) {
      const revenueOf = (one: string) => paid(chosen(asked), ({ order_date }) => order_date.startsWith(one));
      rows.push({
        month,
        revenue: revenueOf(month),
        orders: chosen(asked)
          .flatMap(orderDays)
          .filter((day) => day.startsWith(month)).length,
        year_before: revenueOf(shift(month, -12)),
      });
    }
    return rows;
  },

  cohorts: (asked: Asked) => {
    const size = asked.unit === 'month' ? 1 : 3;
    const placeOf = (day: string) =>
      Math.floor((Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1) / size);
    const seen = chosen(asked).flatMap((member) => {
      const places = [...new Set(orderDays(member).map(placeOf))];
      const first = Math.min(...places);
      return places.map((place) => ({ first, age: place - first }));
    });
    return groups(seen, ({ first, age }) => [first, age]).map(([[first, age], members]) => ({
      cohort: shift('0000-01', first * size),
      age,
      customers: members.length,
    }));
  },

  rfm: (asked: Asked) => {
    const scored = chosen(asked).filter(({ orders }) => orders.length > 0);
    const scores = scoresOf(asked);
    return groups(scored, ({ customer }) => scores(customer.customer_id).slice(0, 2)).map(
      ([[recency, frequency], members]) => ({
        recency,
        frequency,
        customers: members.length,
        value: paid(members, () => true),
      }),
    );
  },

  standings: (asked: Asked) => {
    const scores = scoresOf(asked);
    return asked.records.map((record) => {
      const { customer } = record;
      const peers = asked.records.filter((peer) => peer.customer.segment === customer.segment);
      const above = (measure: (peer: CustomerRecord) => number) =>
        peers.filter((peer) => measure(peer) < measure(record)).length;
      const [recency, frequency, monetary] = scores(customer.customer_id);
      const answering = peers.filter((peer) => isResponseKnown(peer.customer));
      return {
        customer_id: customer.customer_id,
        recency,
        frequency,
        monetary,
        peers: peers.length,
        value_above: above((peer) => peer.customer.lifetime_value),
        orders_above: above((peer) => orderDays(peer).length),
        engagement_above: above((peer) => peer.customer.engagement_score),
        response_peers: answering.length,
        response_above: answering.includes(record)
          ? answering.filter((peer) => peer.customer.response_rate < customer.response_rate).length
          : 0,
      };
    });
  },
};

/** Recency, frequency and monetary score by id: the places of equals are averaged, then cut into fifths. */
function scoresOf({ records }: Asked): (id: string) => readonly number[] {
  const buyers = records.filter(({ orders }) => orders.length > 0);
  const measures = [
    (record: CustomerRecord) => Date.parse(record.orders.at(-1)?.order_date as string),
    (record: CustomerRecord) => orderDays(record).length,
    (record: CustomerRecord) => record.customer.lifetime_value,
  ].map((measure) => {
    const sorted = buyers.map(measure).sort((a, b) => a - b);
    return { measure, sorted };
  });
  const byId = new Map(buyers.map((record) => [record.customer.customer_id, record]));
  return (id) => {
    const record = byId.get(id);
    return measures.map(({ measure, sorted }) => {
      if (!record) return 0;
      const value = measure(record);
      // Places count from 1: the mean of the first and the last place of equals.
      const twice = sorted.indexOf(value) + 1 + sorted.lastIndexOf(value) + 1;
      const fifths = [1, 2, 3, 4, 5];
      return fifths.find((score) => 5 * twice <= score * 2 * sorted.length) as number;
    });
  };
}

function paid(members: readonly CustomerRecord[], counts: (order: Order) => boolean): number {
  return members
    .flatMap(({ orders }) => orders)
    .filter(counts)
    .reduce((sum, { amount }) => sum + amount, 0);
}

function shift(month: string, count: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${`${Math.floor(months / 12)}`.padStart(4, '0')}-${`${(months % 12) + 1}`.padStart(2, '0')}`;
}

/** As many months, ending where a period starts. */
function before({ from, to }: Period): Period {
  let length = 0;
  for (let month = from; month <= to; month = shift(month, 1)) length += 1;
  return { from: shift(from, -length), to: shift(from, -1) };
}
