import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Standing } from '../../src/analytics/standings.ts';
import type { CustomerContent } from '../../src/report/customer-content.ts';
import { customerPdf } from '../../src/report/pdf/customer-pdf.ts';
import { openPress, type Press } from '../../src/report/pdf/press.ts';
import type { CustomerRecord } from '../../src/store/store.ts';
import { makeSample, type Sample } from '../_sample.ts';
import { readPdf, stringOf } from './_read-pdf.ts';
import { contentOf, standingsOf } from './_workshop.ts';

let sample: Sample;
let standings: ReadonlyMap<string, Standing>;
let press: Press;
beforeAll(async () => {
  sample = await makeSample(120);
  standings = await standingsOf(sample);
  press = openPress(sample.copy);
}, 60_000);
afterAll(() => sample.dispose());

const MOST_BYTES = 150_000;

const somebody = (test: (record: CustomerRecord) => boolean = () => true) =>
  sample.records.find(test) as CustomerRecord;
const contentFor = (record: CustomerRecord): CustomerContent =>
  contentOf(record, standings.get(record.customer.customer_id) as Standing, sample);
const named = (name: string, record = somebody()): CustomerRecord => ({
  ...record,
  customer: { ...record.customer, name },
});
const print = async (record: CustomerRecord) => {
  const content = contentFor(record);
  const printed = await customerPdf(content, press);
  return { content, printed, pdf: readPdf(printed.bytes) };
};

describe('the document', () => {
  it('is the same to the last byte when the content is', async () => {
    const content = contentFor(somebody());
    const [one, other] = [
      await customerPdf(content, press),
      await customerPdf(content, openPress(sample.copy)),
    ];
    expect(Buffer.from(one.bytes).equals(other.bytes)).toBe(true);
  });

  it('names title, author, language and the analysis date', async () => {
    const { pdf, content } = await print(somebody());
    const catalog = pdf.objects.find((body) => body.includes('/Type /Catalog')) ?? '';
    expect(stringOf(catalog, 'Lang')).toBe('en');
    expect(catalog).toContain('/StructTreeRoot');
    expect(pdf.objects.join('\n')).toContain('/Marked true');
    expect(pdf.objects.join('\n')).toContain('/DisplayDocTitle true');
    expect(pdf.objects).toContain('(D:20260630000000Z)');
    expect(pdf.objects.map((body) => stringOf(`/X ${body}`, 'X'))).toContain(content.title);
  });

  it('embeds its fonts and stays small, for everybody', async () => {
    for (const record of sample.records.slice(0, 40)) {
      const { printed, pdf } = await print(record);
      expect(printed.bytes.length).toBeLessThan(MOST_BYTES);
      expect(printed.pages).toBe(pdf.pages);
      expect(pdf.pages).toBeLessThanOrEqual(2);
      expect(pdf.fonts).toEqual(expect.arrayContaining(['Inter-Regular', 'Inter-SemiBold']));
      const files = pdf.objects.filter((body) => body.includes('/FontFile2'));
      expect(files).toHaveLength(pdf.fonts.length);
      expect(printed.missing).toEqual([]);
    }
  });

  it('is tagged: one h1, headings, a table with column heads, and figures with a text', async () => {
    const { pdf, content } = await print(somebody(({ orders }) => orders.length > 3));
    const count = (tag: string) => pdf.tags.filter((each) => each === tag).length;
    expect(count('Document')).toBe(1);
    expect(count('H1')).toBe(1);
    expect(count('H2')).toBeGreaterThanOrEqual(5);
    expect(count('TH')).toBe(5);
    expect(count('TR')).toBe(content.orders.length + 1);
    expect(count('LI')).toBe(content.picks.length);
    expect(count('Figure')).toBe(pdf.alts.length);
    expect(pdf.alts).toContain(content.picks[0]?.imageAlt);
    expect(pdf.alts.every((alt) => alt.length > 0)).toBe(true);
  });
});

describe('the text', () => {
  it('says everything of the content, in the order of reading', async () => {
    for (const record of sample.records.slice(0, 30)) {
      const { pdf, content } = await print(record);
      const said = collapsed(pdf.text);
      expect(said).not.toMatch(/undefined|NaN|null|\[object|\uFFFD/);
      const parts = [
        content.brand,
        content.name,
        content.segment,
        ...content.facts,
        ...content.figures.flatMap((figure) => [figure.label, figure.value, figure.note, figure.position]),
        content.profile.nextAction.title,
        content.profile.nextAction.because,
        ...(content.spendingFinding === undefined ? [] : [content.spendingFinding]),
        ...(content.profile.rfm === undefined
          ? []
          : [content.profile.rfm.group, content.profile.rfm.sentence]),
        ...content.picks.flatMap((pick) => [pick.name, pick.reason, pick.price]),
        ...content.orders.flatMap((order) => [order.day, order.paid]),
        ...content.method,
        `1 of ${pdf.pages}`,
      ];
      let from = 0;
      for (const part of parts.slice(0, -1)) {
        const at = said.indexOf(collapsed(part), from);
        expect(at, `${content.id}: ${part}`).toBeGreaterThanOrEqual(0);
        from = part === content.brand ? 0 : at;
      }
      expect(said).toContain(collapsed(parts.at(-1) as string));
    }
  });

  it('holds no e-mail address', async () => {
    for (const record of sample.records.slice(0, 30)) {
      const { pdf } = await print(record);
      expect(pdf.text).not.toContain('@');
    }
  });

  it('can be copied in Devanagari, letter by letter', async () => {
    const name = 'क्षितिज श्रीवास्तव (पर्यावरण-अनुकूल) Kumar';
    const { pdf } = await print(named(name));
    expect(pdf.fonts).toContain('NotoSansDevanagari-SemiBold');
    expect(squeezed(pdf.text)).toContain(squeezed(name));
  });

  it('names letters that no font has, and keeps them for readers who copy', async () => {
    const { pdf, printed } = await print(named('அருண் 😀 Kumar 山田'));
    expect(printed.missing).toEqual(['Han', 'Tamil', 'emoji']);
    expect(squeezed(pdf.text)).toContain(squeezed('அருண் 😀 Kumar 山田'));
  });
});

describe('anybody has a report', () => {
  it.each([
    ['a name of 300 letters', () => named('Wolfeschlegelsteinhausenbergerdorff '.repeat(9).slice(0, 300))],
    ['a name without blanks', () => named('x'.repeat(300))],
    ['a long name in Devanagari', () => named('श्रीवास्तव '.repeat(27))],
    ['a name that turns around', () => named('\u202eevil \u200fمحمد\u200e')],
    ['an empty city', () => cityOf('')],
    ['a city of 100 letters', () => cityOf('Thiruvananthapuram '.repeat(5).trim())],
    ['no orders', () => ordering(0)],
    ['one free order', () => ordering(1, 0)],
    ['200 orders', () => ordering(200)],
    ['the highest values', () => ordering(12, 99_999_999_999)],
    ['a category of 100 letters', () => ordering(3, 1000, 'Wolle '.repeat(17).slice(0, 100))],
    ['a product that has left the catalogue', () => ordering(3, 1000, 'old', 'gone-for-ever')],
  ])('%s', async (_name, make) => {
    const record = make();
    const { pdf, printed, content } = await print(record);
    expect(pdf.pages).toBeLessThanOrEqual(3);
    expect(printed.bytes.length).toBeLessThan(MOST_BYTES);
    expect(squeezed(pdf.text)).toContain(squeezed(content.name));
    expect(pdf.text).not.toMatch(/undefined|NaN|null|\uFFFD/);
  });

  it('says how many lines are not shown', async () => {
    const { pdf, content } = await print(ordering(200));
    expect(content.orders).toHaveLength(12);
    expect(squeezed(pdf.text)).toContain(squeezed('188 earlier lines not shown'));
  });

  it('says that there is nothing to draw', async () => {
    const { pdf } = await print(ordering(0));
    expect(squeezed(pdf.text)).toContain(squeezed('No orders yet'));
    expect(pdf.tags).not.toContain('Table');
  });
});

function cityOf(city: string): CustomerRecord {
  const record = somebody();
  return { ...record, customer: { ...record.customer, city } };
}

function ordering(
  count: number,
  amount = 1000,
  category = 'kitchen',
  product = 'stoneware-mug',
): CustomerRecord {
  const record = somebody();
  const orders = Array.from({ length: count }, (_, at) => ({
    order_id: `o${at}`,
    customer_id: record.customer.customer_id,
    order_date: new Date(Date.parse('2026-06-29') - (count - at) * 5 * 86_400_000).toISOString().slice(0, 10),
    product_id: product,
    category,
    quantity: 1 + (at % 3),
    amount,
  }));
  return { customer: { ...record.customer, lifetime_value: count * amount }, orders };
}

/** Without white space, because how lines are broken is the layout's matter, and without marks that are not seen. */
const squeezed = (text: string) => text.replace(/[\s\p{Default_Ignorable_Code_Point}]+/gu, '');

/** As a screen reader says it: lines follow each other with one blank. */
const collapsed = (text: string) => text.replace(/\s+/g, ' ');
