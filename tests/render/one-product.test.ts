import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEHAVIORS, PAIN_POINTS, SEGMENTS } from '../../src/data/vocabulary.ts';
import { readCampaigns } from '../../src/delivery/read-campaign.ts';
import { readEnv } from '../../src/env.ts';
import { openWorkshop, type Workshop } from '../../src/render/workshop.ts';
import { temporaryFolder } from '../_sample.ts';

/** A shop with a single product, once at its list price and once below it, and every kind of customer. */
const catalogue = (listPrice: number) => `
interests: [gardening]
categories: [garden]
products:
  - { id: lamp, name: Paper lamp, names: { hi: काग़ज़ का लैंप }, category: garden, price: 899, list_price: ${listPrice},
      tags: [gardening], margin: medium, art: { shape: lamp, color: "#776655", accent: "#ddccbb" } }
`;

const HEADER =
  'customer_id,name,email,segment,interests,city,join_date,engagement_score,preferred_contact_time,pain_points,buying_behavior,response_rate,lifetime_value,locale,time_zone,email_consent';

/** Days of orders: nobody's, one, some; every subject is drawn by somebody and every worry is somebody's. */
const ORDERED = [[], ['2026-04-20'], ['2026-01-10', '2026-03-01', '2026-06-27']] as const;
const ENGAGEMENTS = [20, 50, 90];
const EACH = 6;

function people() {
  const customers: string[] = [];
  const orders: string[] = [];
  for (const segment of SEGMENTS) {
    for (const behavior of BEHAVIORS) {
      for (const locale of ['en', 'hi']) {
        for (let at = 0; at < EACH; at += 1) {
          const number = customers.length;
          const id = `C${number}`;
          const days = ORDERED[at % 3] ?? [];
          const pains = [0, 1, 2].map((step) => PAIN_POINTS[(number + step * 3) % PAIN_POINTS.length]);
          customers.push(
            `${id},Asha Rao,c${number}@example.com,${segment},${number % 2 ? 'gardening' : ''},Pune,2025-01-02,${ENGAGEMENTS[(at + (at > 2 ? 1 : 0)) % 3]},morning,${pains.join('|')},${behavior},0.5,${days.length * 899}.00,${locale},Asia/Kolkata,subscribed`,
          );
          for (const [place, day] of days.entries())
            orders.push(`${id}-${place},${id},${day},lamp,garden,1,899.00`);
        }
      }
    }
  }
  return {
    'customers.csv': `${HEADER}\n${customers.join('\n')}\n`,
    'orders.csv': `order_id,customer_id,order_date,product_id,category,quantity,amount\n${orders.join('\n')}\n`,
    'dataset.json': '{ "sample": false, "as_of": "2026-06-30" }',
  };
}

const shops: { readonly name: string; readonly workshop: Workshop; readonly folder: string }[] = [];
beforeAll(async () => {
  for (const [name, listPrice] of [
    ['at its list price', 899],
    ['reduced', 1299],
  ] as const) {
    const folder = await temporaryFolder();
    const files = { ...people(), 'catalogue.yaml': catalogue(listPrice) };
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
    shops.push({ name, folder, workshop: await openWorkshop(readEnv({ DATA_DIR: folder })) });
  }
});
afterAll(async () => {
  for (const { workshop, folder } of shops) {
    workshop.close();
    await rm(folder, { recursive: true });
  }
});

describe('a shop with one product', () => {
  it('speaks of one thing in every mail, in both languages, of every campaign and template', async () => {
    const flaws = new Set<string>();
    const said = new Set<string>();
    for (const { workshop, name } of shops) {
      const campaigns = await readCampaigns('content', workshop.copy);
      for await (const { customer, orders, pitch } of workshop.pieces()) {
        const { locale, segment, behavior } = pitch.mail.shape;
        said.add(`${locale} ${segment} ${behavior} ${name}`);
        // Nobody is read a campaign that they cannot be in.
        const theirs = campaigns.filter(
          ({ campaign }) => orders.length >= (campaign.audience.orders?.min ?? 0),
        );
        const pieces = [
          await workshop.make({ customer, orders }),
          await workshop.make({ customer, orders }, newsletter),
          ...(await Promise.all(theirs.map(({ occasion }) => workshop.make({ customer, orders }, occasion)))),
        ];
        for (const { message } of pieces) {
          const lines = [message.subject, message.preheader, ...message.text.split('\n')];
          for (const line of lines)
            if (isPlural(line)) flaws.add(`${locale} ${segment} ${behavior}: ${line}`);
        }
      }
    }
    expect([...flaws]).toEqual([]);
    expect(said.size).toBe(SEGMENTS.length * BEHAVIORS.length * 2 * shops.length);
  });
});

const newsletter = { source: '', template: 'newsletter', film: 'poster', words: new Map() } as const;

/** Sentences about things in general, whatever the shop keeps. */
const GENERAL = [
  'Good things for the home, and for the hours spent in it',
  'Good things at a sensible price',
  'Fewer things, kept longer',
  'how things work',
  'send things back',
  'each other',
  'अच्छी चीज़ें, वाजिब दाम पर',
  'छोटी-छोटी चीज़ें',
  'कम चीज़ें, लंबा साथ',
];

/** Whether a line counts more than the one thing there is, or counts it as a figure does: “1 things”. */
function isPlural(line: string): boolean {
  const own = GENERAL.reduce((text, general) => text.replaceAll(new RegExp(general, 'gi'), ''), line);
  return (
    /(?<![\d.,:–₹])1 \p{L}/u.test(own) ||
    /\b(things|pieces|picks|ideas|products|these|them|each|side by side|selection|a few (?:more|things|ideas)|a little more|list and|list short)\b/i.test(
      own,
    ) ||
    /चीज़ें|चीज़ों|सुझावों|इनमें|इनसे|हर एक|(?<!\p{L})ये(?!\p{L})|कुछ सुझाव|छोटी सूची|सूची छोटी/u.test(own)
  );
}

it('a plural is seen, and what is said in general is none', () => {
  for (const line of [
    '1 things for you',
    'Your selection',
    'ये 1 चीज़ें',
    '1 सुझाव',
    'We would show them first',
  ]) {
    expect([line, isPlural(line)]).toEqual([line, true]);
  }
  for (const line of [
    'One thing for you',
    'This is how things work here',
    '₹1,299',
    'एक चीज़',
    '1.5 litres',
  ]) {
    expect([line, isPlural(line)]).toEqual([line, false]);
  }
});
