import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../src/data/days.ts';
import { choosePitch } from '../../src/pitch/choose.ts';
import { countsOf } from '../../src/pitch/counts.ts';
import { learnModel, percentOff } from '../../src/pitch/model.ts';
import type { Claim, Pitch } from '../../src/pitch/pitch.ts';
import { MAX_PICKS, MIN_PICKS, WEIGHTS } from '../../src/pitch/recommend.ts';
import { openDuckDb } from '../../src/store/duckdb.ts';
import { pages } from '../../src/store/store.ts';
import { makeSample, type Sample, temporaryFolder } from '../_sample.ts';

let sample: Sample;
let pitches: readonly Pitch[];
beforeAll(async () => {
  sample = await makeSample(1000);
  pitches = sample.records.map((record) => choosePitch(record, sample.model, sample.copy, { siteUrl: '' }));
});
afterAll(() => sample.dispose());

describe('recommendations', () => {
  it('are 3 to 5 different products of the catalogue', () => {
    for (const { recommendations, mail } of pitches) {
      expect(recommendations.length).toBeGreaterThanOrEqual(MIN_PICKS);
      expect(recommendations.length).toBeLessThanOrEqual(MAX_PICKS);
      expect(new Set(recommendations.map(({ productId }) => productId)).size).toBe(recommendations.length);
      for (const { productId } of recommendations) expect(sample.copy.products.has(productId)).toBe(true);
      expect(mail.picks.items).toHaveLength(recommendations.length);
    }
  });

  it('are not owned, except consumables that are due', () => {
    pitches.forEach(({ recommendations }, index) => {
      const { orders } = sample.records[index] as (typeof sample.records)[number];
      for (const { productId } of recommendations) {
        const bought = orders.filter((order) => order.product_id === productId);
        if (bought.length === 0) continue;
        const product = sample.copy.products.get(productId);
        const last = bought
          .map(({ order_date }) => order_date)
          .sort()
          .at(-1) as string;
        expect(daysBetween(last, '2026-06-30')).toBeGreaterThanOrEqual(
          (product?.refill_days as number) * 0.8,
        );
        // Who has not bought it for three times as long has given it up.
        expect(daysBetween(last, '2026-06-30')).toBeLessThanOrEqual((product?.refill_days as number) * 3);
      }
    });
  });

  it('differ: no product is pitched to more than a quarter, and most are pitched to somebody', () => {
    const readers = new Map<string, number>();
    for (const { recommendations } of pitches) {
      for (const { productId } of recommendations) readers.set(productId, (readers.get(productId) ?? 0) + 1);
    }
    expect(Math.max(...readers.values())).toBeLessThan(pitches.length / 4);
    expect(readers.size).toBeGreaterThan(sample.copy.products.size * 0.9);
  });

  it('carry scores that are the weighted sum of their parts, within 0 and 1', () => {
    for (const { recommendations } of pitches) {
      for (const { score, parts } of recommendations) {
        const sum = Object.entries(parts).reduce(
          (total, [part, value]) => total + WEIGHTS[part as keyof typeof WEIGHTS] * value,
          0,
        );
        expect(score).toBeCloseTo(sum, 12);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        for (const part of Object.values(parts)) expect(part >= 0 && part <= 1).toBe(true);
      }
    }
  });

  it('show somebody who owns everything products again, and say so', () => {
    const [first] = sample.records as readonly [(typeof sample.records)[number]];
    const orders = sample.copy.catalogue.products.map((product, index) => ({
      ...(first.orders[0] as (typeof first.orders)[number]),
      order_id: `all-${index}`,
      order_date: '2026-06-25',
      product_id: product.id,
    }));
    const { recommendations, mail } = choosePitch({ ...first, orders }, sample.model, sample.copy, {
      siteUrl: '',
    });
    expect(recommendations.length).toBe(MIN_PICKS);
    for (const { claims } of recommendations) expect(claims[0]?.kind).toBe('again');
    expect(mail.picks.items.every(({ reason }) => reason !== '')).toBe(true);
  });
});

describe('every claim is true against the orders', () => {
  const holds: {
    [K in Claim['kind']]: (claim: Extract<Claim, { kind: K }>, productId: string, index: number) => void;
  } = {
    discount: ({ price, listPrice, percent }, productId) => {
      const product = sample.copy.products.get(productId);
      expect([price, listPrice]).toEqual([product?.price, product?.list_price]);
      expect(percent).toBe(Math.floor(((listPrice - price) * 100) / listPrice));
      expect(percent).toBeGreaterThanOrEqual(1);
    },
    interest: ({ interest }, productId, index) => {
      expect(sample.records[index]?.customer.interests).toContain(interest);
      expect(sample.copy.products.get(productId)?.tags).toContain(interest);
    },
    together: (claim, productId, index) => {
      expect(sample.records[index]?.orders.some(({ product_id }) => product_id === claim.withProductId)).toBe(
        true,
      );
      const other = buyersOf(claim.withProductId);
      const own = buyersOf(productId);
      const both = [...own].filter((id) => other.has(id)).length;
      expect([claim.buyersOfBoth, claim.buyersOfOther]).toEqual([both, other.size]);
      expect(claim.lift).toBeCloseTo((both * sample.records.length) / (own.size * other.size), 10);
      expect(both).toBeGreaterThanOrEqual(5);
    },
    trend: ({ windowDays, recent, previous }, productId) => {
      const count = (from: string, to: string) =>
        allOrders().filter((o) => o.product_id === productId && o.order_date > from && o.order_date <= to)
          .length;
      const [start, before] = [addDays('2026-06-30', -windowDays), addDays('2026-06-30', -2 * windowDays)];
      expect([recent, previous]).toEqual([count(start, '2026-06-30'), count(before, start)]);
      expect(recent).toBeGreaterThan(previous);
    },
    refill: ({ lastBought, daysAgo }, productId, index) => bought(productId, index, lastBought, daysAgo),
    again: ({ lastBought, daysAgo }, productId, index) => bought(productId, index, lastBought, daysAgo),
    popular: ({ segment, buyers }, productId, index) => {
      expect(segment).toBe(sample.records[index]?.customer.segment);
      const owners = buyersOf(productId);
      const here = sample.records.filter(
        ({ customer }) => customer.segment === segment && owners.has(customer.customer_id),
      );
      expect(buyers).toBe(here.length);
    },
    shelf: ({ category }, productId) => expect(sample.copy.products.get(productId)?.category).toBe(category),
    // Of products without a shelf: see imported-shop.test.ts.
    bought: () => expect.fail(),
    shop: () => expect.fail(),
  };
  const owners = new Map<string, Set<string>>();
  const allOrders = () => sample.records.flatMap(({ orders }) => orders);
  const buyersOf = (productId: string) => {
    const known = owners.get(productId);
    if (known) return known;
    const found = new Set(
      allOrders()
        .filter(({ product_id }) => product_id === productId)
        .map(({ customer_id }) => customer_id),
    );
    owners.set(productId, found);
    return found;
  };
  const bought = (productId: string, index: number, last: string, daysAgo: number) => {
    const dates = sample.records[index]?.orders
      .filter((o) => o.product_id === productId)
      .map((o) => o.order_date);
    expect(dates?.sort().at(-1)).toBe(last);
    expect(daysAgo).toBe(daysBetween(last, '2026-06-30'));
  };

  it.each(Object.keys(holds) as Claim['kind'][])('%s', (kind) => {
    let seen = 0;
    pitches.forEach(({ recommendations }, index) => {
      if (kind === 'trend' && index % 20 !== 0) return;
      for (const { productId, claims } of recommendations) {
        for (const claim of claims) {
          if (claim.kind !== kind) continue;
          seen += 1;
          holds[kind](claim as never, productId, index);
        }
      }
    });
    // Nobody of the sample owns nearly everything, and each of its products has a shelf.
    if (!['again', 'bought', 'shop'].includes(kind)) expect(seen).toBeGreaterThan(0);
  });

  it('the printed saving is the real one, and the list price is struck out only when there is one', () => {
    for (const { recommendations, mail } of pitches) {
      recommendations.forEach(({ productId }, index) => {
        const percent = percentOff(sample.copy.products.get(productId) as never);
        const { saving, listPrice } = mail.picks.items[index] as (typeof mail.picks.items)[number];
        if (percent < 1) expect([saving, listPrice]).toEqual(['', '']);
        else expect(saving).toContain(String(percent));
      });
    }
  });
});

it('the order of rows in the files does not matter', async () => {
  const folder = await temporaryFolder();
  for (const name of ['customers.csv', 'orders.csv']) {
    const [header, ...rows] = (await readFile(join(sample.folder, name), 'utf8')).trimEnd().split('\n');
    const shuffled = rows
      .map((row, index) => [(index * 7919) % rows.length, row] as const)
      .sort(([a], [b]) => a - b);
    await writeFile(join(folder, name), `${[header, ...shuffled.map(([, row]) => row)].join('\n')}\n`);
  }
  await writeFile(join(folder, 'dataset.json'), await readFile(join(sample.folder, 'dataset.json')));
  const store = await openDuckDb(folder);
  const model = learnModel(await countsOf(store), sample.copy.catalogue.products);
  const again: Pitch[] = [];
  for await (const page of pages(store)) {
    for (const record of page) again.push(choosePitch(record, model, sample.copy, { siteUrl: '' }));
  }
  store.close();
  await rm(folder, { recursive: true });
  expect(again).toEqual(pitches);
});
