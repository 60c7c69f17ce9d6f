import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { en_IN } from '@faker-js/faker';
import fc from 'fast-check';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Catalogue, catalogueSchema } from '../../src/copy/catalogue.ts';
import { printCsvField } from '../../src/data/csv-field.ts';
import { type Customer, customerSchema } from '../../src/data/customer.ts';
import { datasetSchema } from '../../src/data/dataset.ts';
import { addDays, type Day, daysBetween } from '../../src/data/days.ts';
import { stockAssortment } from '../../src/data/generate/assortment.ts';
import { drawUpCalendar } from '../../src/data/generate/calendar.ts';
import { CITIES, TOWNS } from '../../src/data/generate/cities.ts';
import { diwali } from '../../src/data/generate/demand.ts';
import { type CustomerWithOrders, generateCustomers } from '../../src/data/generate/generate.ts';
import { Random } from '../../src/data/generate/random.ts';
import { replaceFiles } from '../../src/data/generate/replace-files.ts';
import { SAMPLE_COLUMNS, writeSample } from '../../src/data/generate/write-sample.ts';
import { ORDER_COLUMNS, type Order, orderSchema } from '../../src/data/order.ts';
import { BEHAVIORS, SEGMENTS } from '../../src/data/vocabulary.ts';

const AS_OF = '2026-06-30';
const FILES = ['customers.csv', 'dataset.json', 'orders.csv'];
const catalogue = makeCatalogue();

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'pitchwright-generate-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('a random stream', () => {
  test('depends on its whole path', () => {
    const first = (...path: number[]) => new Random(...path).next();
    const paths = [[1], [2], [1, 0], [0, 1], [1, 1], [-1], [2 ** 32 + 1], [Number.MAX_SAFE_INTEGER]];
    expect(new Set(paths.map((path) => first(...path))).size).toBe(paths.length);
    expect(first(42, 7)).toBe(first(42, 7));
  });

  test('has the means and deviations it is asked for', () => {
    const random = new Random(1);
    const sample = (draw: () => number) => Array.from({ length: 20_000 }, draw);
    const uniform = sample(() => random.next());
    expect(mean(uniform)).toBeCloseTo(0.5, 1);
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...uniform)).toBeLessThan(1);
    const normal = sample(() => random.normal());
    expect(mean(normal)).toBeCloseTo(0, 1);
    expect(mean(normal.map((x) => x * x))).toBeCloseTo(1, 1);
    expect(mean(sample(() => random.exponential(3)))).toBeCloseTo(3, 0);
    for (const shape of [0.5, 1, 4]) {
      const gamma = sample(() => random.gamma(shape, 2));
      const average = mean(gamma);
      expect(average).toBeCloseTo(2, 0);
      expect(mean(gamma.map((x) => (x - average) ** 2)) / (4 / shape)).toBeCloseTo(1, 0);
    }
  });

  test('picks in proportion to the weights, and never what has none', () => {
    const random = new Random(2);
    const counts = [0, 0, 0];
    for (let i = 0; i < 10_000; i += 1) counts[random.weightedIndex([1, 0, 3])]! += 1;
    expect(counts[1]).toBe(0);
    expect(counts[2]! / counts[0]!).toBeCloseTo(3, 0);
    expect(random.weightedIndex([0, 0])).toBe(-1);
    expect(random.weightedKeys({ a: 1, b: 0, c: 1 }, 3).sort()).toEqual(['a', 'c']);
  });
});

describe('a CSV field', () => {
  test('is read back as it was, by a reader that is not ours', () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'आ', ',', '"', '\n', '\r', ' ', ';', '|', '😀') });
    fc.assert(
      fc.property(fc.array(field, { minLength: 2, maxLength: 6 }), (fields) => {
        const { data } = Papa.parse(fields.map(printCsvField).join(','), { delimiter: ',', newline: '\r\n' });
        expect(data).toEqual([fields]);
      }),
    );
  });

  test('is quoted only when it must be', () => {
    expect(printCsvField('आशा शर्मा')).toBe('आशा शर्मा');
    expect(printCsvField('a "b", c')).toBe('"a ""b"", c"');
    expect(printCsvField('')).toBe('');
  });
});

describe('the calendar', () => {
  test('knows Diwali to a day', () => {
    const known =
      '2019-10-27 2020-11-14 2021-11-04 2022-10-24 2023-11-12 2024-10-31 2025-10-20 2026-11-08 2027-10-29';
    for (const day of known.split(' ')) {
      const off = daysBetween(day, new Date(diwali(Number(day.slice(0, 4)))).toISOString().slice(0, 10));
      expect(Math.abs(off), day).toBeLessThanOrEqual(1);
    }
  });
});

describe('people', () => {
  test('live in cities that Faker lists', () => {
    for (const { name } of CITIES) expect(en_IN.location?.city_name).toContain(name);
    expect(TOWNS.length).toBeGreaterThan(1000);
  });
});

describe('generated customers', () => {
  test('are the same for the same seed, and others for another', () => {
    expect(generate({ customers: 50 })).toEqual(generate({ customers: 50 }));
    expect(generate({ customers: 50 })).not.toEqual(generate({ customers: 50, seed: 43 }));
  });

  test('do not depend on how many follow', () => {
    const many = generate({ customers: 450 });
    for (const customers of [0, 1, 199, 200, 201])
      expect(generate({ customers })).toEqual(many.slice(0, customers));
  });

  test('come one by one', () => {
    const endless = generateCustomers({
      customers: Number.MAX_SAFE_INTEGER,
      seed: 1,
      asOf: AS_OF,
      catalogue,
    });
    expect(endless.next().value?.customer.customer_id).toBe('C0000001');
    endless.return();
  });

  test('do not disturb each other when two samples are generated by turns', () => {
    const options = { customers: 20, asOf: AS_OF, catalogue };
    const [one, two] = [
      generateCustomers({ ...options, seed: 1 }),
      generateCustomers({ ...options, seed: 2 }),
    ];
    const turns = Array.from({ length: 20 }, () => [one.next().value, two.next().value]);
    expect(turns.map(([first]) => first)).toEqual(generate({ customers: 20, seed: 1 }));
    expect(turns.map(([, second]) => second)).toEqual(generate({ customers: 20, seed: 2 }));
  });

  test('are true to their segment, whatever the seed and the date', () => {
    const day = fc.integer({ min: 0, max: 9000 }).map((days) => addDays('2012-02-29', days));
    fc.assert(
      fc.property(fc.maxSafeInteger(), day, (seed, asOf) => {
        expect(generate({ customers: 12, seed, asOf }).flatMap((row) => faultsOf(row, asOf))).toEqual([]);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  test('need no more than five products alike', () => {
    const five = catalogue.products.slice(0, 5).map((product, at) => {
      return { ...product, id: `p${at}`, price: 10_000, list_price: 10_000, tags: [catalogue.interests[0]!] };
    });
    const rows = generate({ customers: 200, catalogue: { ...catalogue, products: five } });
    expect(rows.flatMap((row) => faultsOf(row, AS_OF))).toEqual([]);
  });
});

describe.each([42, 7])('a sample of 1,000 with seed %i', (seed) => {
  let folder: string;
  let customers: Customer[];
  let orders: Order[];
  let rows: CustomerWithOrders[];

  beforeAll(async () => {
    folder = join(home, `sample-${seed}`);
    await writeSample({ customers: 1000, seed, asOf: AS_OF, catalogue, folder });
    customers = (await readRows(folder, 'customers.csv', SAMPLE_COLUMNS)).map((row) =>
      customerSchema.parse(row),
    );
    orders = (await readRows(folder, 'orders.csv', ORDER_COLUMNS)).map((row) => orderSchema.parse(row));
    const ordersOf = Map.groupBy(orders, (order) => order.customer_id);
    rows = customers.map((customer) => ({ customer, orders: ordersOf.get(customer.customer_id) ?? [] }));
  });

  const share = (has: (customer: Customer) => boolean) => customers.filter(has).length / customers.length;

  test('reads back as what was generated', () => {
    expect(rows).toEqual(generate({ customers: 1000, seed }));
  });

  test('is announced by dataset.json', async () => {
    const dataset = JSON.parse(await readFile(join(folder, 'dataset.json'), 'utf8'));
    expect(dataset).toEqual({ sample: true, as_of: AS_OF, seed, customers: 1000, orders: orders.length });
    expect(datasetSchema.parse(dataset)).toEqual(dataset);
  });

  test('is UTF-8 with LF and no byte order mark', async () => {
    for (const file of FILES) {
      const bytes = await readFile(join(folder, file));
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      expect(text).not.toMatch(/[\r\uFEFF\uFFFD]/);
      expect(text).toMatch(/[^\n]\n$/);
    }
  });

  test('has unique ids in order', () => {
    const ids = customers.map(({ customer_id }) => customer_id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(new Set(orders.map(({ order_id }) => order_id)).size).toBe(orders.length);
    expect(new Set(customers.map(({ email }) => email)).size).toBe(1000);
    const keys = orders.map(
      ({ customer_id, order_date, order_id }) => `${customer_id} ${order_date} ${order_id}`,
    );
    expect(keys).toEqual([...keys].sort());
  });

  test('has orders of products that exist, at prices that were asked', () => {
    const products = new Map(catalogue.products.map((product) => [product.id, product]));
    const wrong = orders.filter(({ product_id, category, quantity, amount }) => {
      const product = products.get(product_id);
      if (product?.category !== category) return true;
      return amount > product.list_price * quantity || amount < product.price * 0.8 * quantity;
    });
    expect(wrong).toEqual([]);
    expect(orders.filter(({ amount }) => amount % 100 === 0).length / orders.length).toBeGreaterThan(0.6);
  });

  test('reconciles lifetime values to the cent, from the text of the files', async () => {
    const sums = new Map<string, bigint>();
    for (const row of await readRows(folder, 'orders.csv', ORDER_COLUMNS)) {
      sums.set(row.customer_id!, (sums.get(row.customer_id!) ?? 0n) + BigInt(row.amount!.replace('.', '')));
    }
    const values = (await readRows(folder, 'customers.csv', SAMPLE_COLUMNS)).map(
      (row) => row.lifetime_value!,
    );
    expect(values.filter((value) => !/^\d+\.\d\d$/.test(value))).toEqual([]);
    expect(values.map((value) => BigInt(value.replace('.', '')))).toEqual([...sums.values()]);
  });

  test('is true to its segments', () => {
    expect(rows.flatMap((row) => faultsOf(row, AS_OF))).toEqual([]);
    const spend = (segment: string) =>
      mean(
        customers
          .filter((customer) => customer.segment === segment)
          .map(({ lifetime_value }) => lifetime_value),
      );
    expect(spend('VIP')).toBeGreaterThan(2 * spend('Returning'));
  });

  test('can reach nobody', () => {
    const reserved = /^[a-z._]+\d+@(example\.(com|org|net)|(mail|inbox|post)\.example)$/;
    expect(customers.filter(({ email }) => !reserved.test(email))).toEqual([]);
  });

  test('has the shares and means that the analytics are designed for', () => {
    const segments = { VIP: 0.12, Returning: 0.38, New: 0.22, 'At-Risk': 0.28 };
    for (const segment of SEGMENTS)
      expect(share((c) => c.segment === segment)).toBeCloseTo(segments[segment], 5);
    for (const segment of SEGMENTS) {
      for (const behavior of BEHAVIORS) {
        const cell = customers.filter((c) => c.segment === segment && c.buying_behavior === behavior);
        expect(cell.length, `${segment} ${behavior}`).toBeGreaterThanOrEqual(5);
      }
    }
    expectBetween(orders.length / 1000, 3.7, 4.3);
    expectBetween(mean(customers.map(({ engagement_score }) => engagement_score)), 57, 63);
    expectBetween(
      share((c) => c.locale === 'hi'),
      0.13,
      0.23,
    );
    expectBetween(
      share((c) => c.email_consent === 'subscribed'),
      0.9,
      0.96,
    );
    expectBetween(
      share((c) => c.email_consent === 'unsubscribed'),
      0.02,
      0.06,
    );
    expectBetween(
      share((c) => c.pain_points.length === 0),
      0.02,
      0.07,
    );
    expectBetween(
      share(({ name }) => name.length > 32 || /[^ -~]/.test(name)),
      0.015,
      0.06,
    );
  });

  test('has behaviours that show', () => {
    const of = (behavior: string) => customers.filter((c) => c.buying_behavior === behavior);
    const has = (group: Customer[], test: (c: Customer) => boolean) =>
      group.filter(test).length / group.length;
    expect(has(of('bargain_hunter'), (c) => c.pain_points.includes('budget'))).toBeGreaterThan(0.5);
    expect(has(of('researcher'), (c) => c.pain_points.includes('budget'))).toBeLessThan(0.25);
    expect(has(of('loyal'), (c) => c.preferred_contact_time === 'morning')).toBeGreaterThan(0.5);
    expect(has(of('impulse_buyer'), (c) => c.preferred_contact_time === 'evening')).toBeGreaterThan(0.5);
    const correlation = correlate(customers.map((c) => [c.engagement_score, c.response_rate]));
    expectBetween(correlation, 0.7, 0.97);
  });

  test('sells more at the festival, every year, and grows', () => {
    const revenue = (from: Day, to: Day) =>
      sum(orders.filter((o) => o.order_date >= from && o.order_date < to));
    const festivals = [2023, 2024, 2025].map((year) => revenue(`${year}-10-01`, `${year}-12-01`));
    [2023, 2024, 2025].forEach((year, at) => {
      expect(festivals[at]! / revenue(`${year}-08-01`, `${year}-10-01`)).toBeGreaterThan(1.3);
    });
    const years = [2023, 2024, 2025].map((year) => revenue(`${year}-07-01`, `${year + 1}-07-01`));
    expect(years[2]).toBeGreaterThan(Math.max(years[0]!, years[1]!));
  });

  test('has pairs of products that are bought together, with enough buyers to tell', () => {
    const buyers = new Map<string, Set<string>>();
    for (const { product_id, customer_id } of orders) {
      buyers.set(product_id, (buyers.get(product_id) ?? new Set()).add(customer_id));
    }
    const { companions, products } = stockAssortment(catalogue, drawUpCalendar(AS_OF));
    const lifts = companions.flatMap((partners, at) =>
      partners.map((partner) => {
        const one = buyers.get(products[at]!.id)!;
        const other = buyers.get(products[partner]!.id)!;
        const both = [...one].filter((buyer) => other.has(buyer)).length;
        return { both, lift: (both * 1000) / (one.size * other.size) };
      }),
    );
    expect(lifts.filter(({ both, lift }) => both >= 8 && lift >= 2).length / lifts.length).toBeGreaterThan(
      0.7,
    );
  });

  test('has products that rise in the last 60 days', () => {
    const { rising, products } = stockAssortment(catalogue, drawUpCalendar(AS_OF));
    const ids = new Set(rising.map((at) => products[at]!.id));
    const growth = (has: boolean) => {
      const ages = orders
        .filter((o) => ids.has(o.product_id) === has)
        .map((o) => daysBetween(o.order_date, AS_OF));
      return ages.filter((age) => age < 60).length / ages.filter((age) => age >= 60 && age < 120).length;
    };
    expect(growth(true)).toBeGreaterThan(1.6 * growth(false));
  });

  test('has loyal people who buy again when something is used up', () => {
    const lasts = new Map(catalogue.products.map(({ id, refill_days }) => [id, refill_days]));
    const inTime = rows
      .filter(({ customer }) => customer.buying_behavior === 'loyal')
      .flatMap(({ orders: bought }) =>
        bought.flatMap((order, at) => {
          const days = lasts.get(order.product_id);
          if (days === undefined || daysBetween(order.order_date, AS_OF) < days * 1.5) return [];
          return bought.slice(at + 1).some((later) => {
            const passed = daysBetween(order.order_date, later.order_date);
            return later.product_id === order.product_id && passed >= days * 0.8 && passed <= days * 1.35;
          });
        }),
      );
    expect(inTime.filter(Boolean).length / inTime.length).toBeGreaterThan(0.3);
  });
});

describe('writing a sample', () => {
  const options = { customers: 1200, seed: 42, asOf: AS_OF, catalogue };
  const bytesOf = async (folder: string) =>
    Promise.all(FILES.map(async (file) => (await readFile(join(folder, file))).toString('base64')));

  test('gives the same bytes for the same seed, others for another, and leaves nothing else', async () => {
    const [one, two, three] = ['one', 'two', 'three'].map((name) => join(home, 'deep', name)) as [
      string,
      string,
      string,
    ];
    expect(await writeSample({ ...options, folder: one })).toMatchObject({ sample: true, customers: 1200 });
    await writeSample({ ...options, folder: two });
    await writeSample({ ...options, seed: 43, folder: three });
    expect(await bytesOf(two)).toEqual(await bytesOf(one));
    const other = await bytesOf(three);
    for (const [at, bytes] of (await bytesOf(one)).entries()) expect(bytes).not.toBe(other[at]);
    await writeSample({ ...options, seed: 43, folder: one });
    expect(await bytesOf(one)).toEqual(await bytesOf(three));
    for (const folder of [one, two, three]) expect((await readdir(folder)).sort()).toEqual(FILES);
  });

  test('of nobody writes the columns', async () => {
    const folder = join(home, 'empty');
    const seen: number[][] = [];
    await writeSample({ ...options, customers: 0, folder, onProgress: (...counts) => seen.push(counts) });
    expect(await readFile(join(folder, 'orders.csv'), 'utf8')).toBe(`${ORDER_COLUMNS.join(',')}\n`);
    expect(await readFile(join(folder, 'customers.csv'), 'utf8')).toBe(`${SAMPLE_COLUMNS.join(',')}\n`);
    expect(seen).toEqual([[0, 0]]);
  });

  test('tells how far it is', async () => {
    const seen: number[][] = [];
    const onProgress = (...counts: number[]) => seen.push(counts);
    await writeSample({ ...options, folder: join(home, 'progress'), onProgress });
    expect(seen.at(-1)).toEqual([1200, 1200]);
    expect(seen.length).toBeGreaterThan(1);
  });

  test('keeps the old files when it is interrupted', async () => {
    const folder = join(home, 'interrupted');
    await writeSample({ ...options, customers: 20, folder });
    const before = await bytesOf(folder);
    const breaking: typeof generateCustomers = function* (given) {
      for (const row of generateCustomers(given)) {
        if (row.customer.customer_id === 'C0001100') throw new Error('lightning');
        yield row;
      }
    };
    await expect(writeSample({ ...options, folder }, breaking)).rejects.toThrow('lightning');
    expect(await bytesOf(folder)).toEqual(before);
    expect((await readdir(folder)).sort()).toEqual(FILES);
  });

  test('keeps the old files when one of them cannot be replaced', async () => {
    const folder = join(home, 'blocked');
    await writeSample({ ...options, customers: 20, folder });
    const before = await readFile(join(folder, 'customers.csv'), 'utf8');
    await rm(join(folder, 'orders.csv'));
    await mkdir(join(folder, 'orders.csv'));
    await expect(writeSample({ ...options, folder })).rejects.toMatchObject({ code: 'SAMPLE_UNWRITABLE' });
    expect(await readFile(join(folder, 'customers.csv'), 'utf8')).toBe(before);
    expect((await readdir(folder)).sort()).toEqual(FILES);
  });

  test('gives replaced files their old content back when a later one fails', async () => {
    const folder = join(home, 'undone');
    await mkdir(folder);
    const drafts = ['a', 'b', 'c'].map((name) => ({
      path: join(folder, name),
      draft: join(folder, `${name}.tmp`),
    }));
    await writeFile(drafts[0]!.path, 'old');
    for (const { draft } of drafts.slice(0, 2)) await writeFile(draft, 'new');
    // The third draft is missing.
    await expect(replaceFiles(drafts)).rejects.toThrow('ENOENT');
    expect(await readFile(drafts[0]!.path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a']);
  });

  test('says which folder cannot be written', async () => {
    const file = join(home, 'a-file');
    await writeFile(file, 'precious');
    const failure = writeSample({ ...options, folder: join(file, 'data') });
    await expect(failure).rejects.toMatchObject({
      code: 'SAMPLE_UNWRITABLE',
      message: expect.stringContaining(join(file, 'data')),
      hint: expect.stringContaining('folder'),
    });
    expect(await readFile(file, 'utf8')).toBe('precious');
  });
});

function generate(options: Partial<Parameters<typeof generateCustomers>[0]>): CustomerWithOrders[] {
  return [...generateCustomers({ customers: 100, seed: 42, asOf: AS_OF, catalogue, ...options })];
}

/** What does not hold between a customer, the orders and the analysis date: nothing, it is hoped. */
function faultsOf({ customer, orders }: CustomerWithOrders, asOf: Day): string[] {
  const days = orders.map(({ order_date }) => order_date);
  const first = days[0] ?? '';
  const last = days.at(-1) ?? '';
  const tenure = daysBetween(customer.join_date, asOf);
  const silence = daysBetween(last, asOf);
  const segmentRules = {
    VIP: orders.length >= 5 && silence <= 120,
    Returning: orders.length >= 2 && silence < 180,
    New: tenure <= 90 && orders.length <= 2,
    'At-Risk': silence >= 180,
  };
  const rules = {
    'has an order': orders.length > 0,
    'has orders by date': days.every((day, at) => at === 0 || days[at - 1]! <= day),
    'joined before the first order': customer.join_date <= first,
    'ordered nothing after the analysis date': last <= asOf,
    'joined within the history': tenure <= 1095,
    'is worth the sum of the orders': customer.lifetime_value === sum(orders),
    'has only orders of their own': orders.every(({ customer_id }) => customer_id === customer.customer_id),
    [`is ${customer.segment}`]: segmentRules[customer.segment],
  };
  return Object.entries(rules).flatMap(([rule, holds]) =>
    holds ? [] : [`not true: ${customer.customer_id} ${rule}`],
  );
}

async function readRows(folder: string, file: string, columns: readonly string[]) {
  const text = await readFile(join(folder, file), 'utf8');
  const { data, errors } = Papa.parse<string[]>(text.trimEnd(), { delimiter: ',', newline: '\n' });
  expect(errors).toEqual([]);
  const [head, ...rows] = data;
  expect(head).toEqual(columns);
  expect(rows.filter((row) => row.length !== columns.length)).toEqual([]);
  return rows.map((row): Record<string, string> => {
    return Object.fromEntries(columns.map((column, at) => [column, row[at]!]));
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

function sum(orders: readonly Order[]): number {
  return orders.reduce((total, { amount }) => total + amount, 0);
}

function correlate(pairs: readonly (readonly [number, number])[]): number {
  const x = mean(pairs.map(([a]) => a));
  const y = mean(pairs.map(([, b]) => b));
  const covariance = mean(pairs.map(([a, b]) => (a - x) * (b - y)));
  return (
    covariance / Math.sqrt(mean(pairs.map(([a]) => (a - x) ** 2)) * mean(pairs.map(([, b]) => (b - y) ** 2)))
  );
}

function expectBetween(value: number, low: number, high: number): void {
  expect(value).toBeGreaterThanOrEqual(low);
  expect(value).toBeLessThanOrEqual(high);
}

/** Six interests with five products each: dear and cheap, lasting and used up, for all year and for a season. */
function makeCatalogue(): Catalogue {
  const interests = ['cooking', 'gardening', 'wellness', 'tech', 'reading', 'home_decor'];
  const kinds = [
    { price: 249, refill_days: 40 },
    { price: 499 },
    { price: 899, seasons: ['festive', 'winter'] },
    { price: 1499, seasons: ['summer'] },
    { price: 2999 },
  ] as const;
  return catalogueSchema.parse({
    interests,
    categories: ['home', 'life'],
    products: interests.flatMap((interest, row) =>
      kinds.map((kind, column) => ({
        id: `${interest}-${column + 1}`,
        name: `${interest} ${column + 1}`,
        category: row % 2 === 0 ? 'home' : 'life',
        list_price: Math.round(kind.price * (column % 2 === 0 ? 1.2 : 1)),
        tags: [interest, interests[(row + column + 1) % interests.length]!].filter(
          (tag, at, all) => all.indexOf(tag) === at,
        ),
        margin: 'medium',
        art: { shape: 'jar', color: '#112233', accent: '#445566' },
        ...kind,
      })),
    ),
  });
}
