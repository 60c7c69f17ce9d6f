import { afterAll, beforeAll, expect, test } from 'vitest';
import { choosePitch } from '../../src/pitch/choose.ts';
import type { ModelCounts } from '../../src/pitch/counts.ts';
import { createTally } from '../../src/pitch/tally.ts';
import { type BrowserKit, createPreviewKit, kitOf } from '../../src/render/browser-kit.ts';
import { pitchTemplate } from '../../src/render/react-template.ts';
import { createRenderer } from '../../src/render/renderer.ts';
import type { Piece } from '../../src/render/workshop.ts';
import { makeSample, type Sample } from '../_sample.ts';

const SITE_URL = 'https://shop.example/mail';

let sample: Sample;
let kit: BrowserKit;
let counts: ModelCounts;

beforeAll(async () => {
  sample = await makeSample(150);
  kit = throughJson(kitOf(sample.copy, { SITE_URL }));
  const tally = createTally(kit.content.catalogue.products.map(({ id }) => id));
  for (const { customer, orders } of sample.records) {
    tally.addCustomer(customer);
    for (const order of orders) tally.addOrder(order);
  }
  counts = throughJson(tally.counts(sample.store.facts.asOf));
});

afterAll(() => sample.dispose());

/** What the workshop of a build makes. */
async function built(unsubscribeSecret?: string): Promise<readonly Piece[]> {
  const { copy, model, records } = sample;
  const renderer = createRenderer([pitchTemplate(copy.brand.colors)]);
  return Promise.all(
    records.map(async (record) => {
      const pitch = choosePitch(record, model, copy, { siteUrl: SITE_URL, unsubscribeSecret });
      return { ...record, pitch, message: await renderer.render(pitch.mail) };
    }),
  );
}

test('a kit that went through JSON makes what the build makes: every choice, every reason, every byte', async () => {
  expect(await createPreviewKit(kit).preview(sample.records, counts)).toEqual(await built());
});

test('the order of customers and of their orders does not matter', async () => {
  const turned = sample.records
    .map(({ customer, orders }) => ({ customer, orders: orders.toReversed() }))
    .toReversed();
  const pieces = await createPreviewKit(kit).preview(turned, counts);
  expect(pieces.toReversed()).toEqual(await built());
});

test('a build that signs with a secret of its own differs in signatures and in nothing else', async () => {
  const secret = 'a secret of forty characters or even more';
  const signed = await built(secret);
  const previews = await createPreviewKit(kit).preview(sample.records, counts);
  const unsigned = (html: string) => html.replaceAll(/(~[\w-]{22}~)[\w-]{22}/g, '$1');
  expect(previews[0]?.message.html).not.toBe(signed[0]?.message.html);
  expect(previews.map(({ message }) => unsigned(message.html))).toEqual(
    signed.map(({ message }) => unsigned(message.html)),
  );
  expect(JSON.stringify(kit)).not.toContain(secret);
});

test('nobody asked for, nothing made', async () => {
  expect(await createPreviewKit(kit).preview([], counts)).toEqual([]);
});

test('a text that has nothing to say to somebody is refused, naming them', async () => {
  const empty: BrowserKit = throughJson(kit);
  for (const { labels } of Object.values(empty.content.locales)) {
    (labels as { greeting: string }).greeting = '{% if false %}x{% endif %}';
  }
  await expect(createPreviewKit(empty).preview(sample.records.slice(0, 1), counts)).rejects.toMatchObject({
    code: 'COPY_EMPTY',
    message: `the mail to ${sample.records[0]?.customer.customer_id} has nothing to say as greeting`,
  });
});

function throughJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
