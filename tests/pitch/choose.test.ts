import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Copy, LocaleCopy } from '../../src/copy/copy.ts';
import type { Customer } from '../../src/data/customer.ts';
import { PAIN_POINTS, SEGMENTS } from '../../src/data/vocabulary.ts';
import { choosePitch, tierOf } from '../../src/pitch/choose.ts';
import { relevantPainPoints } from '../../src/pitch/pain-points.ts';
import type { CustomerRecord } from '../../src/store/store.ts';
import { makeSample, type Sample } from '../_sample.ts';

let sample: Sample;
let record: CustomerRecord;
beforeAll(async () => {
  sample = await makeSample(300);
  record = sample.records.find(({ customer }) => customer.segment === 'Returning') as CustomerRecord;
});
afterAll(() => sample.dispose());

const pitchOf = (change: Partial<Customer>, orders = record.orders) =>
  choosePitch({ customer: { ...record.customer, ...change }, orders }, sample.model, sample.copy, {
    siteUrl: '',
  });

describe('choosing', () => {
  it('takes the opening by engagement: 70 and more is high, 40 and more medium', () => {
    expect([100, 70, 69.9, 40, 39.9, 0].map(tierOf)).toEqual([
      'high',
      'high',
      'medium',
      'medium',
      'low',
      'low',
    ]);
    const openings = [90, 50, 10].map((engagement_score) => pitchOf({ engagement_score }).mail.opening);
    expect(new Set(openings).size).toBe(3);
  });

  it('takes the subject by segment, and among several by hash of the id', () => {
    for (const segment of SEGMENTS) {
      const subjects = new Set(
        Array.from({ length: 60 }, (_, i) => {
          const { chosen } =
            pitchOf({ segment, customer_id: `C${i}` }).choices.find(({ part }) => part === 'subject') ?? {};
          return chosen;
        }),
      );
      expect(subjects.size).toBe(sample.copy.locales.get('en')?.subjects[segment].length);
    }
    expect(pitchOf({ engagement_score: 5, city: 'Pune' }).mail.subject).toBe(
      pitchOf({ engagement_score: 95 }).mail.subject,
    );
  });

  it('answers at most 3 pain points, the most relevant first, and says why', () => {
    const all = pitchOf({ pain_points: PAIN_POINTS, buying_behavior: 'bargain_hunter' });
    expect(all.painPoints[0]).toBe('budget');
    expect(all.mail.paragraphs).toHaveLength(3);
    expect(all.choices.find(({ part }) => part === 'paragraphs')?.because).toBe(
      'budget comes first: it is what bargain hunters weigh first; 6 less relevant left out',
    );
    expect(pitchOf({ pain_points: [] }).mail.paragraphs).toEqual([]);
    expect(
      relevantPainPoints({
        ...record.customer,
        buying_behavior: 'loyal',
        segment: 'New',
        pain_points: ['time', 'budget'],
      }),
    ).toEqual(['time', 'budget']);
  });

  it('writes in the customer’s language, and says why', () => {
    const hindi = pitchOf({ locale: 'hi' });
    expect(hindi.mail.shape.locale).toBe('hi');
    expect(hindi.mail.opening).toMatch(/[\u0900-\u097f]/);
    expect(pitchOf({ locale: 'ta' }).choices.find(({ part }) => part === 'locale')).toMatchObject({
      chosen: 'en',
      because: 'there is no copy for ta; this is the brand’s default',
    });
  });

  it('changes the call to action with the buying behaviour', () => {
    const behaviors = ['impulse_buyer', 'researcher', 'bargain_hunter', 'loyal', 'seasonal'] as const;
    const blocks = behaviors.map((buying_behavior) => pitchOf({ buying_behavior }).mail.callToAction);
    expect(new Set(blocks.map(({ title }) => title)).size).toBe(5);
    expect(new Set(blocks.map(({ url }) => url)).size).toBe(5);
    for (const { rows } of blocks) expect(rows.length).toBeLessThanOrEqual(3);
  });

  it('gives every choice a chosen thing and a reason in words', () => {
    for (const each of sample.records) {
      const { choices, recommendations } = choosePitch(each, sample.model, sample.copy, { siteUrl: '' });
      expect(choices.filter(({ part }) => part === 'recommendations')).toHaveLength(recommendations.length);
      for (const { chosen, because } of choices) {
        expect(chosen).not.toBe('');
        expect(because).not.toMatch(/undefined|NaN|_/);
      }
    }
  });

  it('counts what was bought on one day as one order, and calls no aisle a favourite on a tie', () => {
    const [first] = record.orders;
    const buy = (id: string, day: string, product: string) => ({
      ...(first as (typeof record.orders)[number]),
      order_id: id,
      order_date: day,
      product_id: product,
    });
    const facts = (orders: readonly ReturnType<typeof buy>[]) =>
      pitchOf({ segment: 'VIP', locale: 'en' }, orders).mail.facts.map(({ value }) => value);
    const tie = [buy('1', '2026-05-01', 'stoneware-mug'), buy('2', '2026-05-01', 'hill-stories')];
    expect(facts(tie)).toEqual(['1', record.customer.join_date.slice(0, 4)]);
    expect(facts([...tie, buy('3', '2026-05-09', 'clay-teapot')])).toEqual([
      '2',
      record.customer.join_date.slice(0, 4),
      'Kitchen',
    ]);
  });

  it('refuses a mail with a hole, naming customer and part', () => {
    const text = sample.copy.locales.get('en') as LocaleCopy;
    const copy: Copy = {
      ...sample.copy,
      locales: new Map([['en', { ...text, labels: { ...text.labels, greeting: () => ' ' } }]]),
    };
    expect(() =>
      choosePitch({ ...record, customer: { ...record.customer, locale: 'en' } }, sample.model, copy, {
        siteUrl: '',
      }),
    ).toThrow(`the mail to ${record.customer.customer_id} has nothing to say as greeting`);
  });

  it('stands for somebody who never ordered: no facts, and nothing about orders', () => {
    const { mail } = pitchOf({ lifetime_value: 0 }, []);
    expect(mail.facts).toEqual([]);
    expect(mail.picks.items.length).toBeGreaterThanOrEqual(3);
    expect(JSON.stringify(mail)).not.toMatch(/undefined|NaN|null|\{\{/);
  });

  it('prints every slot trimmed, on one line, and empty only where the contract allows it', () => {
    const hostile = [
      '  Asha\t\n Rao  ',
      '<script>alert(1)</script>',
      '"quoted" & \'more\'',
      '{{ customer.email }} {% raw %}',
      '😀👨‍👩‍👧',
      '\u202eoaR ahsA',
      '\uE0000\uE001',
      'न'.repeat(300),
      'a\u0000b',
      '\ud800x',
      'x'.repeat(80),
    ];
    for (const name of hostile) {
      const { mail } = pitchOf({ name, city: name });
      const walk = (value: unknown, path: string): void => {
        if (typeof value === 'string') {
          expect([path, value]).toEqual([path, value.replace(/\s+/g, ' ').trim()]);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for them
          expect([path, /[\u0000-\u001f\u202a-\u202e]/.test(value)]).toEqual([path, false]);
          expect([path, value.isWellFormed()]).toEqual([path, true]);
          if (!/listPrice|saving|imageAlt|shape/.test(path)) expect([path, value]).not.toEqual([path, '']);
        } else if (value && typeof value === 'object') {
          for (const [key, item] of Object.entries(value)) walk(item, `${path}.${key}`);
        }
      };
      walk(mail, 'mail');
    }
  });
});
