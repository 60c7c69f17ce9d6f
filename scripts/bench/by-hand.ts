import { readFileSync } from 'node:fs';
import { group, max, min, rollup, sum } from 'd3';
import Papa from 'papaparse';
import { bandOf } from '../../src/analytics/bands.ts';
import type { Parameters } from '../../src/analytics/question.ts';

type Row = Readonly<Record<string, string>>;

/** The report's questions as one writes them with papaparse and d3: the yardstick of the store's answers. */
export function answersByHand(
  paths: { readonly customers: string; readonly orders: string },
  parameters: Parameters,
): readonly number[] {
  const customers = parse(paths.customers);
  const orders = parse(paths.orders);
  const until = String(parameters.until);
  const from = String(parameters.from);
  const yearAgo =
    String(Number(String(parameters.as_of).slice(0, 4)) - 1) + String(parameters.as_of).slice(4);
  const visits = rollup(
    orders,
    (own) => {
      const days = new Set(own.map((order) => order.order_date as string));
      return { days: days.size, first: min(days) as string, last: max(days) as string };
    },
    (order) => order.customer_id as string,
  );
  const segmentOf = (each: Row) => each.segment as string;
  const mix = rollup(
    customers,
    (each) => [
      each.length,
      sum(each, (one) => Number(one.engagement_score)),
      sum(each, (one) => cents(one.lifetime_value)),
    ],
    segmentOf,
    (each) => each.buying_behavior,
  );
  const isActive = (each: Row) => (visits.get(each.customer_id as string)?.last ?? '') > yearAgo;
  const journey = [
    customers.length,
    customers.filter(isActive).length,
    customers.filter((each) => isActive(each) && (visits.get(each.customer_id as string)?.days ?? 0) > 1)
      .length,
  ];
  const values = rollup(
    customers,
    (each) => each.length,
    segmentOf,
    (each) => bandOf(cents(each.lifetime_value)),
  );
  const scatter = rollup(
    customers,
    (each) => each.length,
    (each) => Math.floor(Number(each.engagement_score) / 5),
    (each) => bandOf(cents(each.lifetime_value)),
  );
  const profile = rollup(
    customers,
    (each) => sum(each, (one) => visits.get(one.customer_id as string)?.days ?? 0),
    segmentOf,
  );
  const categories = rollup(
    orders.filter((order) => (order.order_date as string) >= from && (order.order_date as string) <= until),
    (own) => sum(own, (order) => cents(order.amount)),
    (order) => order.category,
  );
  const months = rollup(
    orders,
    (own) => [
      sum(own, (order) => cents(order.amount)),
      new Set(own.map((order) => `${order.customer_id} ${order.order_date}`)).size,
    ],
    (order) => (order.order_date as string).slice(0, 7),
  );
  const cohorts = rollup(
    orders,
    (own) => new Set(own.map((order) => order.customer_id)).size,
    (order) => visits.get(order.customer_id as string)?.first.slice(0, 7),
    (order) => (order.order_date as string).slice(0, 7),
  );
  const ranked = [...visits.values()].sort((a, b) => a.days - b.days);
  const rfm = group(
    ranked.map(({ days }, at) => ({ days, score: Math.ceil(((at + 1) * 5) / ranked.length) })),
    ({ score }) => score,
  );
  const pains = rollup(
    customers.flatMap((each) =>
      (each.pain_points as string).split('|').map((pain) => ({ segment: each.segment, pain })),
    ),
    (own) => own.length,
    ({ segment }) => segment,
    ({ pain }) => pain,
  );
  const times = rollup(
    customers,
    (each) => sum(each, (one) => Number(one.response_rate)),
    (each) => each.preferred_contact_time,
    segmentOf,
  );
  return [mix, values, scatter, profile, categories, months, cohorts, rfm, pains, times]
    .map((answer) => answer.size)
    .concat(journey);
}

const cents = (amount: string | undefined) => Math.round(Number(amount) * 100);

function parse(path: string): readonly Row[] {
  return Papa.parse<Row>(readFileSync(path, 'utf8'), { header: true, skipEmptyLines: true }).data;
}
