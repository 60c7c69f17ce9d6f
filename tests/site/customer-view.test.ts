import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Standing } from '../../src/analytics/standings.ts';
import { CUSTOMER_COLUMNS, type Customer } from '../../src/data/customer.ts';
import { addDays } from '../../src/data/days.ts';
import { DERIVABLE } from '../../src/data/derived.ts';
import { ORDER_COLUMNS, type Order } from '../../src/data/order.ts';
import { BEHAVIORS, CONSENTS, CONTACT_TIMES, PAIN_POINTS, SEGMENTS } from '../../src/data/vocabulary.ts';
import type { Env } from '../../src/env.ts';
import { openWorkshop, type Workshop } from '../../src/render/workshop.ts';
import { printDay } from '../../src/report/day-words.ts';
import { viewOf } from '../../src/site/customer-view.ts';
import type { CustomerRecord } from '../../src/store/store.ts';
import { type Inputs, makeInputs } from './_workshop.ts';

fc.configureGlobal({ seed: 7 });

const PEOPLE = 20;
const NEIGHBOURS = { before: 'C1', after: 'C3' };
/** Orders that a page shows one by one. */
const SHOWN = 60;
const STANDING: Standing = {
  customer_id: 'C2',
  recency: 5,
  frequency: 4,
  monetary: 3,
  peers: 200,
  value_above: 83,
  orders_above: 120,
  engagement_above: 1,
  response_peers: 200,
  response_above: 199,
};

let inputs: Inputs;
let workshop: Workshop;
let records: readonly CustomerRecord[];
beforeAll(async () => {
  inputs = await makeInputs(PEOPLE);
  workshop = await openWorkshop(inputs.env);
  records = await workshop.store.customers('', PEOPLE);
});
afterAll(async () => {
  workshop.close();
  await inputs.dispose();
});

/** Another value of each column that a page shows, one that a reader sees as another. */
const OTHER: { readonly [K in keyof Omit<Customer, 'time_zone'>]: (customer: Customer) => Customer[K] } = {
  customer_id: ({ customer_id }) => `${customer_id}x`,
  name: ({ name }) => `${name}a`,
  email: ({ email }) => `#${email}`,
  segment: ({ segment }) => otherOf(SEGMENTS, segment),
  interests: ({ interests }) => (interests.length > 0 ? interests.slice(1) : ['cooking']),
  city: ({ city }) => `${city}a`,
  join_date: ({ join_date }) => addDays(join_date, -1),
  engagement_score: ({ engagement_score }) => (engagement_score + 1) % 100,
  preferred_contact_time: ({ preferred_contact_time }) => otherOf(CONTACT_TIMES, preferred_contact_time),
  pain_points: ({ pain_points }) => (pain_points.length > 0 ? pain_points.slice(1) : [PAIN_POINTS[0]]),
  buying_behavior: ({ buying_behavior }) => otherOf(BEHAVIORS, buying_behavior),
  response_rate: ({ response_rate }) => (response_rate > 0.5 ? response_rate - 0.01 : response_rate + 0.01),
  lifetime_value: ({ lifetime_value }) => lifetime_value + 100,
  locale: ({ locale }) => (locale === 'hi' ? 'en' : 'hi'),
  email_consent: ({ email_consent }) => otherOf(CONSENTS, email_consent),
  derived: ({ derived }) => (derived.includes('city') ? [] : ['city']),
};
const SHOWN_COLUMNS = Object.keys(OTHER) as (keyof typeof OTHER)[];

/** The same of an order; its id only orders a day's rows. */
const OTHER_ORDER: {
  readonly [K in 'order_date' | 'product_id' | 'category' | 'quantity' | 'amount']: (
    order: Order,
  ) => Order[K];
} = {
  order_date: ({ order_date }) => addDays(order_date, -1),
  product_id: ({ product_id }) =>
    workshop.model.products[0]?.id === product_id
      ? (workshop.model.products[1]?.id as string)
      : (workshop.model.products[0]?.id as string),
  category: ({ category }) => `${category} a`,
  quantity: ({ quantity }) => quantity + 1,
  amount: ({ amount }) => amount + 100,
};
const SHOWN_ORDER_COLUMNS = Object.keys(OTHER_ORDER) as (keyof typeof OTHER_ORDER)[];

const person = fc.nat(PEOPLE - 1);
const pii = fc.constantFrom('mask' as const, 'show' as const);

describe("a customer's page becomes another when", () => {
  test.each(SHOWN_COLUMNS)('its %s does', async (column) => {
    await fc.assert(
      fc.asyncProperty(person, pii, async (at, SITE_PII) => {
        const record = records[at] as CustomerRecord;
        const changed = {
          ...record,
          customer: { ...record.customer, [column]: OTHER[column](record.customer) },
        };
        expect(await shown(changed, { SITE_PII })).not.toBe(await shown(record, { SITE_PII }));
      }),
      { numRuns: 5 },
    );
  });

  test.each(SHOWN_ORDER_COLUMNS)('the %s of one of its latest orders does', async (column) => {
    await fc.assert(
      fc.asyncProperty(person, fc.nat(SHOWN - 1), async (at, back) => {
        const record = records[at] as CustomerRecord;
        const place = Math.max(0, record.orders.length - 1 - back);
        const orders = record.orders.map((order, index) =>
          index === place ? { ...order, [column]: OTHER_ORDER[column](order) } : order,
        );
        expect(await shown({ ...record, orders })).not.toBe(await shown(record));
      }),
      { numRuns: 20 },
    );
  });

  test('an order is added or taken away, however old', async () => {
    await fc.assert(
      fc.asyncProperty(person, fc.nat(), async (at, random) => {
        const record = records[at] as CustomerRecord;
        const place = random % record.orders.length;
        const fewer = record.orders.filter((_, index) => index !== place);
        const more = record.orders.flatMap((order, index) => (index === place ? [order, order] : [order]));
        const views = await Promise.all(
          [record.orders, fewer, more].map((orders) => shown({ ...record, orders })),
        );
        expect(new Set(views).size).toBe(3);
      }),
      { numRuns: 50 },
    );
  });

  test('a neighbour does', async () => {
    const record = records[0] as CustomerRecord;
    const views = [
      await shown(record),
      await shown(record, {}, { before: 'C1', after: undefined }),
      await shown(record, {}, { before: undefined, after: 'C3' }),
      await shown(record, {}, { before: 'C0', after: 'C3' }),
    ];
    expect(new Set(views).size).toBe(4);
  });

  test('addresses are shown instead of masked', async () => {
    for (const record of records) {
      const [masked, full] = [
        await shown(record, { SITE_PII: 'mask' }),
        await shown(record, { SITE_PII: 'show' }),
      ];
      expect(masked).not.toBe(full);
      expect(masked).not.toContain(record.customer.email);
      expect(full).toContain(record.customer.email);
    }
  });

  test('the site moves', async () => {
    const moved = await openWorkshop({ ...inputs.env, SITE_URL: 'https://pitches.example.com' });
    try {
      for (const record of records.slice(0, 3))
        expect(await shown(record, {}, NEIGHBOURS, moved)).not.toBe(await shown(record));
    } finally {
      moved.close();
    }
  });

  test.each([
    ['brand.yaml', 'the signature', /^signature: .*$/m, 'signature: Somebody Else'],
    ['brand.yaml', 'the sender', /(sender:\s+name: ).*$/m, '$1Another Name'],
    ['brand.yaml', 'the address for replies', /^reply_to: .*$/m, 'reply_to: other@kachnarlane.example'],
    ['brand.yaml', 'a colour of the mail', /^( {4}canvas: )"#\w{6}"/m, '$1"#ffffff"'],
    ['brand.yaml', 'a link', /^( {2}unsubscribe: ).*$/m, '$1https://other.example/{{ customer.id }}'],
    ['brand.yaml', 'the currency', /^currency: .*$/m, 'currency: USD'],
    ['locales/*/labels.yaml', 'a word', /^closing: .*$/m, 'closing: Yours truly,'],
  ])('%s changes: %s', async (file, _name, pattern, change) => {
    const other = await workshopWith(file.replace('*', 'en'), pattern, change, file.replace('*', 'hi'));
    try {
      for (const record of records.slice(0, 3)) {
        expect(await shown(record, {}, NEIGHBOURS, other)).not.toBe(await shown(record));
      }
    } finally {
      other.close();
    }
  });
});

describe("a customer's page stays the same when", () => {
  test('nothing changes', async () => {
    for (const record of records) expect(await shown(structuredClone(record))).toBe(await shown(record));
  });

  test('what it does not show changes', async () => {
    await fc.assert(
      fc.asyncProperty(person, async (at) => {
        const record = records[at] as CustomerRecord;
        const customer = { ...record.customer, time_zone: 'Europe/Paris' };
        expect(await shown({ ...record, customer })).toBe(await shown(record));
      }),
      { numRuns: 30 },
    );
  });

  test('every column of both files is either shown or known not to be', () => {
    expect([...SHOWN_COLUMNS, 'time_zone'].sort()).toEqual([...CUSTOMER_COLUMNS].sort());
    expect([...SHOWN_ORDER_COLUMNS, 'order_id', 'customer_id'].sort()).toEqual([...ORDER_COLUMNS].sort());
  });
});

describe('a view', () => {
  test('is plain data: what JSON keeps of it is all of it', async () => {
    for (const record of records) {
      const view = viewOf(await workshop.make(record), workshop, inputs.env, STANDING, NEIGHBOURS);
      expect(JSON.parse(JSON.stringify(view))).toEqual(view);
    }
  });

  test('names the bytes of the mail and its digest', async () => {
    const piece = await workshop.make(records[0] as CustomerRecord);
    const { mail } = viewOf(piece, workshop, inputs.env, STANDING, NEIGHBOURS);
    expect(mail.sha256).toBe(piece.message.sha256);
    expect(mail.htmlBytes).toBe(new TextEncoder().encode(piece.message.html).length);
    expect(mail.textBytes).toBe(new TextEncoder().encode(piece.message.text).length);
  });

  test('lists the latest orders first, and counts the others', async () => {
    const [first] = records as readonly [CustomerRecord];
    const [order] = first.orders as readonly [Order];
    const orders = Array.from({ length: SHOWN + 3 }, (_, at) => ({
      ...order,
      order_id: `O${at}`,
      quantity: at + 1,
    }));
    const view = viewOf(
      await workshop.make({ ...first, orders }),
      workshop,
      inputs.env,
      STANDING,
      NEIGHBOURS,
    );
    expect(view.orders.map(({ quantity }) => quantity)).toEqual(
      Array.from({ length: SHOWN }, (_, at) => SHOWN + 3 - at),
    );
    expect(view.olderOrders).toBe(3);
  });

  test('of somebody without orders says so', async () => {
    const [first] = records as readonly [CustomerRecord];
    const customer = { ...first.customer, lifetime_value: 0, city: '' };
    const view = viewOf(
      await workshop.make({ customer, orders: [] }),
      workshop,
      inputs.env,
      STANDING,
      NEIGHBOURS,
    );
    expect(view.orders).toEqual([]);
    expect(view.olderOrders).toBe(0);
    expect(view.kpis.map(({ value, note }) => `${value}, ${note}`)).toContain('0, none yet');
    expect(view.profile).toContainEqual({ label: 'City', value: 'not known' });
    expect(JSON.stringify(view)).not.toMatch(/NaN|Infinity/);
  });

  test('of somebody without an address says that nothing is mailed, shows the mail, and names nobody to unsubscribe', async () => {
    const [first] = records as readonly [CustomerRecord];
    const nobody = { ...first, customer: { ...first.customer, email: '' } };
    const piece = await workshop.make(nobody);
    for (const SITE_PII of ['mask', 'show'] as const) {
      const view = viewOf(piece, workshop, { ...inputs.env, SITE_PII }, STANDING, NEIGHBOURS);
      expect(view.email).toBe('no address: analytics only');
      expect(view.notMailed).toMatch(/^There is no e-mail address on file, so nothing is ever sent/);
      expect(view.history.nextAction.title).toBe('Ask for their address, at the next occasion');
      expect(view.mail.htmlBytes).toBeGreaterThan(5000);
    }
    expect(piece.pitch.mail.footer.unsubscribeUrl).toBe('https://kachnarlane.example/unsubscribe?t=');
    const known = viewOf(await workshop.make(first), workshop, inputs.env, STANDING, NEIGHBOURS);
    expect(known.notMailed).toBeUndefined();
  });

  test('says of each value that was worked out how, under the label that it has in the page', async () => {
    const [first] = records as readonly [CustomerRecord];
    const viewWith = async (derived: Customer['derived']) => {
      const piece = await workshop.make({ ...first, customer: { ...first.customer, derived } });
      return viewOf(piece, workshop, inputs.env, STANDING, NEIGHBOURS);
    };
    expect((await viewWith([])).derived).toEqual([]);
    const all = await viewWith(DERIVABLE);
    expect(all.derived).toContainEqual({ label: 'Lifetime value', how: 'as the exact sum of their orders' });
    // Besides these the page itself has the name, the segment, the behaviour and two lists; the time zone it does not show.
    const labels = [...all.profile, ...all.kpis].map(({ label }) => label);
    const others = ['Name', 'Segment', 'Buying behaviour', 'Interests', 'Pain points', 'Time zone'];
    expect(
      all.derived
        .map(({ label }) => label)
        .filter((label) => !labels.includes(label))
        .sort(),
    ).toEqual(others.sort());
  });

  test('prints days as people write them', () => {
    expect(printDay('2026-06-30')).toBe('30 Jun 2026');
    expect(printDay('2026-01-01')).toBe('1 Jan 2026');
  });
});

/** All that a customer's page shows, as the text that its key is made of. */
async function shown(
  record: CustomerRecord,
  env: Partial<Env> = {},
  neighbours: { readonly before: string | undefined; readonly after: string | undefined } = NEIGHBOURS,
  by = workshop,
): Promise<string> {
  return JSON.stringify(viewOf(await by.make(record), by, { ...inputs.env, ...env }, STANDING, neighbours));
}

/** A workshop over the same data with one change of the copy, which is taken back at once. */
async function workshopWith(
  file: string,
  pattern: RegExp,
  change: string,
  ...others: string[]
): Promise<Workshop> {
  const paths = [...new Set([file, ...others])].map((name) => join(inputs.env.CONTENT_DIR, name));
  const before = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  for (const [at, path] of paths.entries()) {
    const text = before[at] as string;
    if (!pattern.test(text)) throw new Error(`nothing to change in ${path}`);
    await writeFile(path, text.replace(pattern, change));
  }
  try {
    return await openWorkshop(inputs.env);
  } finally {
    for (const [at, path] of paths.entries()) await writeFile(path, before[at] as string);
  }
}

function otherOf<T>(list: readonly T[], own: T): T {
  return list[(list.indexOf(own) + 1) % list.length] as T;
}
