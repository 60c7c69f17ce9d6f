import { describe, expect, it } from 'vitest';
import { catalogueSchema } from '../../../src/copy/catalogue.ts';
import { parseYaml } from '../../../src/copy/parse-yaml.ts';
import { behaviorOf } from '../../../src/data/import/behavior-rules.ts';
import { printCatalogue } from '../../../src/data/import/catalogue-of-orders.ts';
import { dayNumber } from '../../../src/data/import/dates.ts';
import { contactTimeOf, engagementOf } from '../../../src/data/import/engagement.ts';
import type { Habits } from '../../../src/data/import/habits.ts';
import { highSpendOf, segmentRule } from '../../../src/data/import/segment-rules.ts';
import { ART_SHAPES } from '../../../src/media/art/product-art.ts';
import { importAll, pick } from './_import.ts';

const metrics = { daysSinceJoining: 1000, orders: 5, daysSinceLast: 30, spend: 10_000 };

describe('the segment of an imported customer', () => {
  const segmentOf = segmentRule(10_000);
  it.each([
    ['never bought', { orders: 0, daysSinceLast: undefined, spend: 0 }, 'New'],
    ['silent for half a year', { daysSinceLast: 180 }, 'At-Risk'],
    ['not quite silent', { daysSinceLast: 179 }, 'Returning'],
    ['one order', { orders: 1 }, 'New'],
    ['two orders, joined lately', { orders: 2, daysSinceJoining: 90 }, 'New'],
    ['two orders, joined long ago', { orders: 2 }, 'Returning'],
    ['many orders and much money', {}, 'VIP'],
    ['much money, not of late', { daysSinceLast: 121 }, 'Returning'],
    ['many orders, less money', { spend: 9999 }, 'Returning'],
    ['many orders of free things', { spend: 0 }, 'Returning'],
    ['a total in a file, dates unknown', { daysSinceLast: undefined, daysSinceJoining: undefined }, 'VIP'],
  ] as const)('%s', (_name, part, segment) => {
    expect(segmentOf({ ...metrics, ...part })).toBe(segment);
  });

  it('takes the top fifth of those who bought', () => {
    expect(highSpendOf(Float64Array.from([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]))).toBe(90);
    expect(highSpendOf(new Float64Array())).toBe(0);
  });
});

const habits = (part: Partial<Habits> & { readonly days?: readonly string[] }): Habits => {
  const visits = (part.days ?? ['2025-01-01']).map(dayNumber);
  return {
    lines: visits.length,
    visits,
    spent: 10_000,
    bargains: 0,
    priceLevel: 1,
    repeats: 0,
    times: [0, 0, 0],
    products: new Map(),
    ...part,
  };
};

describe('the buying behaviour of an imported customer', () => {
  it.each([
    ['researcher', habits({ lines: 0, visits: [] })],
    ['impulse_buyer', habits({})],
    ['bargain_hunter', habits({ lines: 4, bargains: 2 })],
    ['impulse_buyer', habits({ lines: 2, bargains: 2 })],
    ['seasonal', habits({ days: ['2023-12-01', '2024-11-20', '2024-12-05', '2025-10-02'] })],
    ['loyal', habits({ days: ['2025-01-01', '2025-02-01', '2025-03-01', '2025-04-01'] })],
    ['loyal', habits({ days: ['2025-01-01', '2025-01-03', '2025-06-01', '2025-06-02'], repeats: 2 })],
    ['impulse_buyer', habits({ days: ['2025-01-01', '2025-01-03', '2025-06-01', '2025-06-02'], lines: 9 })],
    ['researcher', habits({ days: ['2025-01-01', '2025-04-01'], priceLevel: 1.2 })],
    ['impulse_buyer', habits({ days: ['2025-01-01', '2025-04-01'], priceLevel: 0.8 })],
  ] as const)('%s', (behavior, own) => {
    expect(behaviorOf(own)).toBe(behavior);
  });
});

describe('the engagement of an imported customer', () => {
  const asOf = dayNumber('2025-06-30');
  const nothing = { lastSeen: -1, lastOpen: -1, responseRate: 0 };
  it('is 100 for who orders, often, and answers', () => {
    const days = ['2025-01-01', '2025-02-01', '2025-03-01', '2025-04-01', '2025-05-01', '2025-06-30'];
    expect(engagementOf(habits({ days }), asOf, { ...nothing, responseRate: 1 })).toBe(100);
    expect(engagementOf(habits({ days }), asOf, { ...nothing, lastOpen: asOf - 90 })).toBe(100);
    expect(engagementOf(habits({ days }), asOf, nothing)).toBe(80);
  });

  it('falls within a year', () => {
    expect(engagementOf(habits({ days: ['2024-06-30'] }), asOf, nothing)).toBe(0);
    expect(engagementOf({ visits: [] }, asOf, { ...nothing, lastSeen: asOf })).toBe(40);
    expect(engagementOf({ visits: [] }, asOf, nothing)).toBe(0);
  });

  it('comes with the time of day at which most was ordered', () => {
    expect(contactTimeOf({ times: [1, 5, 2] }, -1)).toBe('afternoon');
    expect(contactTimeOf({ times: [0, 0, 0] }, 20 * 60)).toBe('evening');
    expect(contactTimeOf({ times: [0, 0, 0] }, -1)).toBe('morning');
  });
});

const PRODUCTS = ['Mug', 'Bowl', 'Pan', 'Knife', 'Jar', 'Shears'];
const shop = `order id,customer id,email,date,product,category,quantity,unit price
${PRODUCTS.map((product, at) => `${at},1,ann@example.com,2025-0${at + 1}-03 18:30,${product},${at === 5 ? 'Garden & Patio' : 'Kitchen'},1,${at + 5}.25`).join('\n')}
90,1,ann@example.com,2025-06-20 19:00,Mug,Kitchen,2,4.95
91,1,ann@example.com,2025-06-21 19:00,Gift,,1,0
`;

describe('what a file does not say', () => {
  it('is worked out from the orders, and marked', async () => {
    const made = await importAll({ 'orders.csv': shop }, { asOf: '2025-06-30' });
    expect(made.customers).toHaveLength(1);
    expect(made.customers[0]).toMatchObject({
      customer_id: '1',
      name: 'Customer 1',
      segment: 'VIP',
      interests: 'kitchen|garden_patio',
      join_date: '2025-01-03',
      preferred_contact_time: 'evening',
      buying_behavior: 'loyal',
      lifetime_value: '56.40',
      email_consent: 'unknown',
      derived:
        'name|segment|interests|join_date|engagement_score|preferred_contact_time|buying_behavior|response_rate|lifetime_value',
    });
  });

  it('is not worked out where the file says it', async () => {
    const people =
      'customer id,name,email,segment,join date,time zone,language\n1,Ann,ann@example.com,Returning,2019-01-01,Europe/Vienna,de\n';
    const made = await importAll({ 'people.csv': people, 'orders.csv': shop });
    expect(pick(made.customers, 'segment', 'join_date', 'time_zone', 'locale')).toEqual([
      ['Returning', '2019-01-01', 'Europe/Vienna', 'de'],
    ]);
    expect(made.customers[0]?.derived).not.toMatch(/segment|join_date|time_zone|name/);
  });

  it('follows the tags of the catalogue that has the products', async () => {
    const knownProducts = new Map(
      ['mug', 'bowl', 'pan', 'knife'].map((id) => [id, ['cooking', 'home_decor']] as const),
    );
    const made = await importAll({ 'orders.csv': shop }, { knownProducts });
    expect(pick(made.customers, 'interests')).toEqual([['cooking|home_decor|garden_patio']]);
    expect(made.catalogue).toBeUndefined();
  });
});

describe('a catalogue made from orders', () => {
  it('is one that the copy can read: latest prices, nothing reduced, the best sold first', async () => {
    const made = await importAll({ 'orders.csv': shop });
    const text = printCatalogue(made.catalogue as NonNullable<typeof made.catalogue>);
    expect(text).not.toMatch(/[&*]a1/);
    const catalogue = parseYaml(text, 'catalogue.yaml', catalogueSchema);
    expect(catalogue.categories).toEqual(['garden_patio', 'kitchen']);
    expect(catalogue.products[0]).toMatchObject({
      id: 'mug',
      name: 'Mug',
      price: 495,
      list_price: 495,
      tags: ['kitchen'],
    });
    // What was only ever given away has no price.
    expect(catalogue.products.map(({ id }) => id).sort()).toEqual([
      'bowl',
      'jar',
      'knife',
      'mug',
      'pan',
      'shears',
    ]);
    expect(ART_SHAPES).toContain(catalogue.products[0]?.art.shape);
    expect(made.report.catalogue).toEqual({ products: 6, of: 7 });
  });

  const sold = (names: readonly string[]) => {
    const lines = names.map((name, at) => `${at},1,2025-01-01,"${name.replaceAll('"', '""')}",1,9.00`);
    return importAll({
      'orders.csv': `order id,customer id,date,product,quantity,total\n${lines.join('\n')}\n`,
    });
  };

  it('draws what the name says, and else a parcel: no picture claims what is not there', async () => {
    const shapes = {
      'Desk Lamp "Nova"': 'lamp',
      'Ceramic Mug, blue': 'mug',
      'Travel Backpack 30L': 'backpack',
      'Wool Scarf': 'scarf',
      'Steak knives (set)': 'knife',
      'Yoga mat for beginners': 'mat',
      'Clock with alarm': 'clock',
      'Linen Shirt': 'parcel',
      'Lamp shade': 'parcel',
      'Candle holder': 'parcel',
      'Door mat': 'parcel',
      'Mug rack': 'parcel',
      'Hot water bottle': 'parcel',
      Lampion: 'parcel',
      लैंप: 'parcel',
    };
    const made = await sold(Object.keys(shapes));
    const drawn = made.catalogue?.products.map(({ name, art }) => [name, art.shape]) ?? [];
    expect(Object.fromEntries(drawn)).toEqual(shapes);
    for (const [, shape] of drawn) expect(ART_SHAPES).toContain(shape);
    expect(made.report.notes).toContain(
      '8 products have a neutral picture; give them their own `art` in data/catalogue.yaml.',
    );
  });

  it('says nothing of pictures when every name says what the thing is', async () => {
    const { report } = await sold(['Mug', 'Tea bowl', 'Blue vase']);
    expect(report.notes.join()).not.toContain('picture');
  });

  it('gives parcels different colours, the same in every import', async () => {
    const art = async () =>
      (await sold(Array.from({ length: 10 }, (_, at) => `Part ${at}`))).catalogue?.products.map(
        (product) => product.art,
      ) ?? [];
    const [drawn, again] = [await art(), await art()];
    expect(again).toEqual(drawn);
    // Eleven pairs of colours, all used before one is used again.
    expect(new Set(drawn.map(({ color }) => color)).size).toBe(10);
  });

  it('has no gift cards', async () => {
    const names = [
      'Gift card',
      'E-Gift',
      '€50 Gutschein',
      'Geschenkgutschein',
      'Carte cadeau',
      'Giftwrap',
      'Card game',
    ];
    const lines = [...names, 'Mug', 'Pan', 'Jar'].map((name, at) => `${at},1,2025-01-01,${name},1,9.00`);
    const made = await importAll({
      'orders.csv': `order id,customer id,date,product,quantity,total\n${lines.join('\n')}\n`,
    });
    const kept = made.catalogue?.products.map(({ name }) => name).sort();
    expect(kept).toEqual(['Card game', 'Giftwrap', 'Jar', 'Mug', 'Pan']);
  });

  it('holds 500 products at most, and says so', async () => {
    const lines = Array.from({ length: 600 }, (_, at) => `${at},1,2025-01-01,Thing ${at},1,9.00`);
    const made = await importAll({
      'orders.csv': `order id,customer id,date,product,quantity,total\n${lines.join('\n')}\n`,
    });
    expect(made.catalogue?.products).toHaveLength(500);
    expect(made.report.notes.join()).toContain('holds 500 of 600 products');
  });

  it('is not made where the one that somebody corrected still fits', async () => {
    const ownProducts = new Map(PRODUCTS.map((name) => [name.toLowerCase(), ['cooking']] as const));
    const made = await importAll({ 'orders.csv': shop }, { ownProducts });
    expect([made.catalogue, made.keepsCatalogue]).toEqual([undefined, true]);
    expect(pick(made.customers, 'interests')).toEqual([['cooking']]);
  });
});

describe('a shop of few products', () => {
  const orders = (...names: readonly string[]) =>
    `order id,email,date,sku,product,total\n${names.map((name, at) => `${at},a@example.com,2026-01-0${at + 1},S${at},${name},5.00\n`).join('')}`;

  it.each([1, 4])('has a catalogue of %d', async (count) => {
    const names = ['Tea', 'Cup', 'Pot', 'Tray'].slice(0, count);
    const { catalogue } = await importAll({ 'orders.csv': orders(...names) });
    expect(catalogue?.products.map(({ name }) => name)).toEqual(names);
    expect(catalogueSchema.safeParse(catalogue).success).toBe(true);
  });

  it('or none is told that mails would show the products of the sample', async () => {
    for (const files of [
      { 'orders.csv': orders('', '') },
      { 'people.csv': 'Email,Name\na@example.com,A\n' },
    ]) {
      const { catalogue, report } = await importAll(files);
      expect(catalogue).toBeUndefined();
      expect(report.notes.join()).toContain("which are the sample shop's until you change them");
    }
  });
});
