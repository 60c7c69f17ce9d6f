import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rfmGroup } from '../../src/analytics/rfm-groups.ts';
import type { Standing } from '../../src/analytics/standings.ts';
import { type CustomerProfile, customerProfile, MOST_MONTHS } from '../../src/report/customer-profile.ts';
import { MEASURES, type Measure } from '../../src/report/positions.ts';
import { RFM_WORDS } from '../../src/report/rfm-words.ts';
import type { CustomerRecord } from '../../src/store/store.ts';
import { makeSample, type Sample } from '../_sample.ts';
import { pitched, standingsOf } from './_workshop.ts';

let sample: Sample;
let standings: ReadonlyMap<string, Standing>;
let people: readonly { readonly record: CustomerRecord; readonly profile: CustomerProfile }[];
beforeAll(async () => {
  sample = await makeSample(600);
  standings = await standingsOf(sample);
  people = sample.records.map((record) => ({ record, profile: profileOf(record) }));
}, 60_000);
afterAll(() => sample.dispose());

const standingOf = ({ customer }: CustomerRecord) => standings.get(customer.customer_id) as Standing;
const profileOf = (record: CustomerRecord, standing = standingOf(record)) =>
  customerProfile(pitched(record, sample), standing, sample);
const daysOf = ({ orders }: CustomerRecord) => new Set(orders.map(({ order_date }) => order_date)).size;

describe('spending', () => {
  it('adds up to the lifetime value, by month and by category', () => {
    for (const { record, profile } of people) {
      const { lifetime_value: value } = record.customer;
      expect(sum(profile.months.map(({ spent }) => spent)) + profile.earlier).toBe(value);
      expect(sum(profile.categories.map(({ spent }) => spent))).toBe(value);
      expect(sum(profile.months.map(({ orders }) => orders))).toBeLessThanOrEqual(profile.orders);
    }
  });

  it('names every month up to the analysis date once, 24 at most', () => {
    for (const { record, profile } of people) {
      const names = profile.months.map(({ month }) => month);
      expect(names.length).toBeLessThanOrEqual(MOST_MONTHS);
      expect(names.at(-1)).toBe(record.orders.length === 0 ? undefined : '2026-06');
      const numbers = names.map((month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)));
      expect(numbers).toEqual(numbers.map((_, at) => (numbers[0] as number) + at));
      if (profile.earlier > 0) expect(names).toHaveLength(MOST_MONTHS);
    }
  });

  it('puts the largest category first', () => {
    for (const { profile } of people) {
      const spent = profile.categories.map((each) => each.spent);
      expect(spent).toEqual(spent.toSorted((a, b) => b - a));
    }
  });

  it('is empty without orders', () => {
    const record = emptied(people[0]?.record as CustomerRecord);
    const profile = profileOf(record, { ...standingOf(record), recency: 0, frequency: 0, monetary: 0 });
    expect(profile).toMatchObject({ months: [], earlier: 0, categories: [], orders: 0, averageOrder: 0 });
    expect(profile.rfm).toBeUndefined();
    expect(profile.lastOrder).toBeUndefined();
    expect(profile.since).toBe(record.customer.join_date);
    const customer = { ...record.customer, derived: ['join_date'] as const };
    expect(profileOf({ ...record, customer }, standingOf(record)).since).toBeUndefined();
  });
});

describe('positions', () => {
  it('count the peers who stand strictly lower', () => {
    const values: Readonly<Record<Measure, (record: CustomerRecord) => number>> = {
      value: ({ customer }) => customer.lifetime_value,
      orders: daysOf,
      engagement: ({ customer }) => customer.engagement_score,
      response: ({ customer }) => customer.response_rate,
    };
    for (const { record, profile } of people) {
      const peers = people.filter((each) => each.record.customer.segment === record.customer.segment);
      for (const { measure, above, percent, peers: counted } of profile.positions) {
        const own = values[measure](record);
        const lower = peers.filter((each) => values[measure](each.record) < own).length;
        expect([counted, above]).toEqual([peers.length, lower]);
        expect(percent).toBe(Math.floor((lower * 100) / peers.length));
      }
      expect(profile.positions.map(({ measure }) => measure)).toEqual(MEASURES);
    }
  });

  it('say nothing of answers that nobody counted', () => {
    const [{ record }] = people as [(typeof people)[number]];
    const customer = { ...record.customer, response_rate: 0, derived: ['response_rate'] as const };
    expect(profileOf({ ...record, customer }, standingOf(record)).positions[3]?.sentence).toBe(
      'Not known: no file says how often they answer mails.',
    );
  });

  const sentence = (above: number, peers: number) => {
    const record = people.find((each) => each.record.customer.segment === 'VIP')?.record as CustomerRecord;
    return profileOf(record, { ...standingOf(record), peers, value_above: above }).positions[0]?.sentence;
  };

  it('never say more than is so', () => {
    expect(sentence(839, 1000)).toBe('Spent more than 83 % of VIP customers.');
    expect(sentence(0, 1000)).toBe('No VIP customer spent less.');
    expect(sentence(3, 1204)).toBe('Spent more than 3 of 1,204 VIP customers.');
    expect(sentence(1203, 1204)).toBe('Spent more than every other VIP customer.');
    expect(sentence(0, 1)).toBe('The only VIP customer.');
  });
});

describe('RFM', () => {
  it('is the group of the scores, and none without orders', () => {
    for (const { record, profile } of people) {
      const { recency, frequency, monetary } = standingOf(record);
      expect(profile.rfm).toEqual(
        record.orders.length === 0
          ? undefined
          : {
              recency,
              frequency,
              monetary,
              group: rfmGroup(recency, frequency),
              sentence: expect.any(String),
            },
      );
    }
  });

  it('says "most" only where it is most', () => {
    const buyers = people.filter(({ record }) => record.orders.length > 0);
    const lastOf = ({ orders }: CustomerRecord) => orders.at(-1)?.order_date ?? '';
    const most = (count: number) => count > (buyers.length - 1) / 2;
    const others = (record: CustomerRecord, test: (other: CustomerRecord) => boolean) =>
      buyers.filter((other) => other.record !== record && test(other.record)).length;
    const facts: readonly (readonly [RegExp, (own: CustomerRecord, other: CustomerRecord) => boolean])[] = [
      [/Ordered more recently than most/, (own, other) => lastOf(other) < lastOf(own)],
      [/Ordered at least as recently as most/, (own, other) => lastOf(other) <= lastOf(own)],
      [/last no more recently than most/, (own, other) => lastOf(other) >= lastOf(own)],
      [/at least as often as most/, (own, other) => daysOf(other) <= daysOf(own)],
      [/Ordered more often than most/, (own, other) => daysOf(other) < daysOf(own)],
      [/Ordered no more often than most/, (own, other) => daysOf(other) >= daysOf(own)],
    ];
    for (const { record, profile } of buyers) {
      for (const [pattern, test] of facts) {
        if (!pattern.test(profile.rfm?.sentence ?? '')) continue;
        expect(most(others(record, (other) => test(record, other))), profile.rfm?.sentence).toBe(true);
      }
    }
    expect(Object.keys(RFM_WORDS)).toHaveLength(10);
  });
});

describe('the next best action', () => {
  it('never asks for a mail to somebody who unsubscribed', () => {
    for (const { record, profile } of people) {
      const isOut = record.customer.email_consent === 'unsubscribed';
      expect(profile.nextAction.title === 'Do not write').toBe(isOut);
      const isUnknown = record.customer.email_consent === 'unknown';
      expect(profile.nextAction.title.startsWith('Ask whether you may write')).toBe(isUnknown);
    }
  });

  it('reminds of a refill that is due, by its days', () => {
    const reminded = people.filter(({ profile }) => profile.nextAction.title.startsWith('Remind them of'));
    expect(reminded.length).toBeGreaterThan(0);
    for (const { record, profile } of reminded) {
      const { title, because } = profile.nextAction;
      const product = sample.copy.catalogue.products.find(
        ({ name }) => title === `Remind them of the ${name}`,
      );
      const bought = record.orders.filter((order) => order.product_id === product?.id).at(-1);
      const days = (Date.parse('2026-06-30') - Date.parse(bought?.order_date ?? '')) / 86_400_000;
      expect(because).toContain(`They last bought it ${days} days ago`);
      expect(because).toContain(`lasts about ${product?.refill_days} days`);
    }
  });

  it('helps to a first order where there is none', () => {
    const record = emptied(subscriber());
    const profile = profileOf(record, { ...standingOf(record), recency: 0, frequency: 0, monetary: 0 });
    expect(profile.nextAction.title).toMatch(/^Help them to a first order: the /);
    expect(profile.nextAction.because).toContain('have not ordered yet');
  });

  it('names the first pick, the group and the preferred time', () => {
    for (const { record, profile } of people) {
      const { title, because } = profile.nextAction;
      if (/^(Remind|Do not|Ask whether)/.test(title)) continue;
      expect(because).toContain(`“${profile.rfm?.group}”`);
      expect(because).toContain(`in the ${record.customer.preferred_contact_time}`);
      const first = pitched(record, sample).pitch.recommendations[0]?.productId ?? '';
      expect(title).toContain(sample.model.byId.get(first)?.name);
    }
  });
});

const emptied = ({ customer }: CustomerRecord): CustomerRecord => ({
  customer: { ...customer, lifetime_value: 0 },
  orders: [],
});

const subscriber = () =>
  sample.records.find(({ customer }) => customer.email_consent === 'subscribed') as CustomerRecord;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
