import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Copy, localeFor } from '../../src/copy/copy.ts';
import { readCopy } from '../../src/copy/read-copy.ts';
import type { Customer } from '../../src/data/customer.ts';
import type { Order } from '../../src/data/order.ts';
import { BEHAVIORS, PAIN_POINTS, SEGMENTS } from '../../src/data/vocabulary.ts';
import { briefOf } from '../../src/media/brief.ts';
import { videoPrompt } from '../../src/media/prompt.ts';
import { choosePitch } from '../../src/pitch/choose.ts';
import { learnModel, type Model } from '../../src/pitch/model.ts';
import { createTally } from '../../src/pitch/tally.ts';
import { makeSample, type Sample } from '../_sample.ts';

/** A shop as the import makes one: products without a category, and people of whom hardly anything is known. */
const AS_OF = '2026-06-28';
const IDS = ['chain-lube', 'brake-pads', 'inner-tube', 'bar-tape', 'bottle-cage', 'saddle-bag', 'pump'];

const product = (id: string, at: number) => `
  - { id: ${id}, name: ${id.replace('-', ' ')}, category: other, price: ${at + 5}.5, list_price: ${at + 5}.5, tags: [other],
      margin: medium, art: { shape: basket, color: "#776655", accent: "#ddccbb" } }`;

const order = (product_id: string, day: string, at: number): Order => ({
  order_id: `O${at}`,
  customer_id: 'c-1',
  order_date: day,
  product_id,
  category: 'other',
  quantity: 1,
  amount: 550,
});

const person = (over: Partial<Customer>): Customer => ({
  customer_id: 'c-1',
  name: 'Anna Müller',
  email: 'anna@mail.example',
  segment: 'New',
  interests: [],
  city: '',
  join_date: AS_OF,
  engagement_score: 50,
  preferred_contact_time: 'morning',
  pain_points: [],
  buying_behavior: 'loyal',
  response_rate: 0,
  lifetime_value: 0,
  locale: 'en',
  time_zone: '',
  email_consent: 'subscribed',
  derived: ['customer_id', 'segment', 'join_date', 'response_rate'],
  ...over,
});

const nameless = (over: Partial<Customer> = {}) =>
  person({ name: 'Customer c-1', derived: ['customer_id', 'name', 'segment', 'join_date'], ...over });

let sample: Sample;
let copy: Copy;
const models: Model[] = [];
beforeAll(async () => {
  sample = await makeSample(20);
  const text = `interests: [other]\ncategories: [other]\nproducts:${IDS.map(product).join('')}\n`;
  await writeFile(join(sample.folder, 'catalogue.yaml'), text);
  copy = await readCopy('content', sample.folder);
  for (const buyers of [0, 9]) {
    const tally = createTally(IDS);
    tally.addCustomer(person({}));
    for (let at = 0; at < buyers; at += 1) {
      tally.addCustomer(person({ customer_id: `B${at}` }));
      for (const id of IDS.slice(0, 2 + (at % 5)))
        tally.addOrder({ ...order(id, '2026-05-01', at), customer_id: `B${at}` });
    }
    models.push(learnModel(tally.counts(AS_OF), copy.catalogue.products));
  }
});
afterAll(() => sample.dispose());

const pitchOf = (customer: Customer, orders: readonly Order[] = [], model = models[1] as Model) =>
  choosePitch({ customer, orders }, model, copy, { siteUrl: '' });
const twice = [order('pump', '2026-02-01', 1), order('bar-tape', '2026-05-09', 2)];

describe('somebody of whom no file says since when', () => {
  test('is told of no day on which they came', () => {
    for (const locale of ['en', 'hi'])
      for (const buying_behavior of BEHAVIORS)
        for (const segment of SEGMENTS)
          for (const engagement_score of [10, 50, 90]) {
            const { mail } = pitchOf(person({ locale, segment, buying_behavior, engagement_score }));
            expect(JSON.stringify({ ...mail, picks: [] })).not.toMatch(/\b2026\b/);
          }
    expect(pitchOf(person({})).mail.footer.why).toBe(
      'You receive this mail because you are on the list of Kachnar Lane. We chose the products from what other customers buy.',
    );
    expect(pitchOf(person({}), [], models[0]).mail.footer.why).toMatch(
      /We chose the products from all that we keep\.$/,
    );
  });

  test('is a customer since their first order', () => {
    expect(pitchOf(person({}), twice).mail.footer.why).toContain(
      'you have been a customer of Kachnar Lane since 2026.',
    );
    const { facts } = pitchOf(person({ segment: 'VIP' }), twice).mail;
    expect(facts.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'Orders with us: 2',
      'With us since: 2026',
    ]);
  });

  test('is on the list since the day that the file gives', () => {
    expect(pitchOf(person({ join_date: '2019-03-04', derived: [] })).mail.footer.why).toContain(
      'you have been on the list of Kachnar Lane since 2019.',
    );
  });
});

describe('somebody without a name', () => {
  test('is greeted without one, in mail and film', () => {
    for (const locale of ['en', 'hi']) {
      const record = { customer: nameless({ locale }), orders: twice };
      const pitch = pitchOf(record.customer, twice);
      expect(JSON.stringify(pitch.mail)).not.toMatch(/Customer c|Customer,|c-1,/);
      const brief = briefOf(record, pitch, models[1] as Model, copy);
      expect(brief.firstName).toBe('');
      expect(videoPrompt(brief, '16:9', 8, 'allow')).toBe(videoPrompt(brief, '16:9', 8));
      expect([brief.title, ...brief.scenes.map(({ spoken }) => spoken)].join(' ')).not.toMatch(
        /Customer|\s[,.!?]/,
      );
    }
    expect(pitchOf(nameless()).mail.greeting).toBe('Hello,');
    expect(pitchOf(nameless({ locale: 'hi' })).mail.greeting).toBe('नमस्ते,');
    const subjects = Array.from(
      { length: 30 },
      (_, at) => pitchOf(nameless({ customer_id: `c-${at}`, segment: 'Returning' }), twice).mail.subject,
    );
    expect(new Set(subjects)).toContain('5 ideas for you'.replace('5', '4'));
  });

  test.each([
    ['Müller, Anna', 'Hello Anna,'],
    ['Dr. Jonas Weber', 'Hello Jonas,'],
    ['Frau Müller', 'Hello,'],
  ])('%s reads %s', (name, greeting) => {
    expect(pitchOf(person({ name })).mail.greeting).toBe(greeting);
  });
});

describe('a shop whose products have no category', () => {
  test('says nothing of an aisle, and another true thing of each pick', () => {
    const { mail, recommendations } = pitchOf(person({ buying_behavior: 'loyal' }), [
      ...twice,
      order('pump', '2026-06-01', 3),
    ]);
    expect(JSON.stringify(mail)).not.toMatch(/\bother\b(?! customers)|aisle/i);
    expect(mail.picks.items.map(({ category }) => category)).toEqual(mail.picks.items.map(() => ''));
    expect(new Set(mail.picks.items.map(({ reason }) => reason)).size).toBeGreaterThan(1);
    for (const { productId, claims } of recommendations) {
      for (const claim of claims) {
        if (claim.kind === 'bought') expect(claim.buyers).toBe((models[1] as Model).buyers(productId));
        if (claim.kind === 'shop') expect(claim.products).toBe(IDS.length);
        expect(claim.kind).not.toBe('shelf');
        expect(claim.kind).not.toBe('interest');
      }
    }
  });

  test('shows an impulse buyer a reason where the aisle would stand', () => {
    const { rows } = pitchOf(person({ buying_behavior: 'impulse_buyer' })).mail.callToAction;
    expect(rows[0]?.note).toMatch(/^Chosen by \d (of our customers|customers much like you)$/);
  });

  test('with two categories names the one, and never the rest', () => {
    const [first, ...rest] = copy.catalogue.products as [Model['products'][number], ...Model['products']];
    const model = learnModel({ asOf: AS_OF, customers: 1, buyers: [], pairs: [], trends: [] }, [
      { ...first, category: 'Tools' },
      ...rest,
    ]);
    expect(model.isAisle('Tools')).toBe(true);
    for (const word of ['other', 'Other', 'uncategorized', 'Misc']) expect(model.isAisle(word)).toBe(false);
    expect(models[1]?.isAisle('Tools')).toBe(false);
  });
});

test('no mail and no film of such a shop has a hole, whatever is known', () => {
  const anybody = fc.record({
    customer_id: fc.integer({ min: 0, max: 40 }).map((at) => `c-${at}`),
    name: fc.constantFrom('Anna Müller', 'Müller, Anna', 'Frau Müller', '☺', 'J.', 'anna@mail.example', ','),
    segment: fc.constantFrom(...SEGMENTS),
    buying_behavior: fc.constantFrom(...BEHAVIORS),
    engagement_score: fc.constantFrom(10, 50, 90),
    locale: fc.constantFrom('en', 'hi'),
    city: fc.constantFrom('', 'Köln'),
    interests: fc.constantFrom([], ['other']),
    pain_points: fc.subarray([...PAIN_POINTS]),
    derived: fc.subarray(['name', 'join_date', 'segment'] as const),
  });
  fc.assert(
    fc.property(anybody, fc.constantFrom(0, 1, 2), fc.constantFrom(0, 1), (over, bought, at) => {
      const record = { customer: person(over), orders: twice.slice(0, bought) };
      const model = models[at] as Model;
      const pitch = choosePitch(record, model, copy, { siteUrl: '' });
      const brief = briefOf(record, pitch, model, copy);
      const { locale } = localeFor(copy, record.customer.locale).copy;
      const said = textsIn({ mail: pitch.mail, film: { ...brief, surface: '' } });
      expect(
        said.filter((text) => /\s[,.;:!?।]|^[,.;]|,,|undefined|null|\{\{/.test(text)),
        locale,
      ).toEqual([]);
      expect(said.filter((text) => /^other$|Other\b/.test(text))).toEqual([]);
    }),
    { seed: 11, numRuns: 300 },
  );
});

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
