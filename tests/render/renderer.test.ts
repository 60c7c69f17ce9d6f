import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Of } from '../../src/digest.ts';
import { choosePitch } from '../../src/pitch/choose.ts';
import type { MailContent } from '../../src/pitch/pitch.ts';
import { newsletterTemplate } from '../../src/render/mjml-template.ts';
import { pitchTemplate } from '../../src/render/react-template.ts';
import { createRenderer, type Renderer } from '../../src/render/renderer.ts';
import { fill, slotsOf, split } from '../../src/render/slots.ts';
import { TEMPLATE_NAMES, type Template } from '../../src/render/template.ts';
import { makeSample, type Sample } from '../_sample.ts';

let sample: Sample;
let templates: readonly Template[];
beforeAll(async () => {
  sample = await makeSample(1000);
  const { colors } = sample.copy.brand;
  templates = [
    pitchTemplate(colors),
    await newsletterTemplate(await readFile('emails/newsletter.mjml', 'utf8'), colors),
  ];
});
afterAll(() => sample.dispose());

const mailOf = (index: number, locale: string, name?: string): MailContent => {
  const record = sample.records[index] as (typeof sample.records)[number];
  const customer = { ...record.customer, locale, ...(name === undefined ? {} : { name, city: name }) };
  return choosePitch({ ...record, customer }, sample.model, sample.copy, {
    siteUrl: 'https://pitches.example.com',
  }).mail;
};

const HOSTILE = [
  '<script>alert(1)</script>',
  `"double" 'single' & <b>`,
  '</title></style><!-- --> ]]> <![endif]-->',
  '😀👨‍👩‍👧‍👦🏳️‍🌈',
  '\u202eevil \u200fمحمد\u200e',
  'आशा राव'.repeat(40),
  'x'.repeat(300),
  '\uE000',
  '\uE001 \uE0003\uE001 \uE00012\uE001',
  '{{ mail.subject }} {% if x %} [[ light.ink ]]',
  '&amp; &#x27; &nbsp;',
  '$& $1 $$ \\',
  '[link](x) http://evil.example/?a=1&b=2',
];

describe.each(TEMPLATE_NAMES)('%s: a filled plan is the direct render, byte for byte', (name) => {
  it.each(['en', 'hi'])('for every customer of the sample, in %s', async (locale) => {
    const renderer = createRenderer(templates);
    for (let index = 0; index < sample.records.length; index += 1) {
      expect(await renderer.verify(mailOf(index, locale), name)).toBe(undefined);
      await renderer.render(mailOf(index, locale), name);
    }
    expect(renderer.report().failures).toEqual([]);
  });

  it('for hostile names', async () => {
    const renderer = createRenderer(templates);
    for (const [index, hostile] of HOSTILE.entries()) {
      for (const locale of ['en', 'hi']) {
        const mail = mailOf(index, locale, hostile);
        const { html } = await renderer.render(mail, name);
        expect(await renderer.verify(mail, name)).toBe(undefined);
        expect(html).not.toContain('<script>alert');
      }
    }
    expect(renderer.report().failures).toEqual([]);
  });

  it('for any text in any slot', async () => {
    const renderer = createRenderer(templates);
    const mail = mailOf(0, 'en');
    const word = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .map((text) => text.replace(/[\s\p{C}\p{Z}]+/gu, '') || 'x');
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(word), async (words) => {
        const texts = words[Symbol.iterator]();
        expect(
          await renderer.verify(
            withText(mail, () => texts.next().value as string),
            name,
          ),
        ).toBe(undefined);
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

/** Every slot but the addresses replaced. */
function withText(mail: MailContent, next: () => string): MailContent {
  return JSON.parse(JSON.stringify(mail), function (key, value) {
    const isSlot = typeof value === 'string' && !/url$/i.test(key) && !('dir' in this);
    return isSlot && value !== '' ? next() : value;
  }) as MailContent;
}

describe('renderer', () => {
  it('compiles one plan for a shape and proves it on its first mail', async () => {
    const renderer = createRenderer(templates);
    await renderer.render(mailOf(0, 'en'));
    await renderer.render(mailOf(0, 'en', 'Somebody Else'));
    expect(renderer.report()).toMatchObject({ messages: 2, plans: 1, proofs: 1 });
  });

  it('proves every 1,000th message again', async () => {
    const renderer = createRenderer(templates);
    const mail = mailOf(0, 'en');
    for (let i = 0; i < 2000; i += 1) await renderer.render(mail);
    expect(renderer.report()).toMatchObject({ messages: 2000, proofs: 3 });
  });

  it('gives subject, preheader, both parts and a digest over what is sent', async () => {
    const mail = mailOf(3, 'en');
    const message = await createRenderer(templates).render(mail);
    expect(message.subject).toBe(mail.subject);
    expect(message.preheader).toBe(mail.preheader);
    expect(message.sha256).toBe(sha256Of([message.subject, message.html, message.text]));
  });

  const spoiled = (change: (mail: MailContent) => MailContent | Promise<MailContent>): Renderer =>
    createRenderer([
      {
        ...(templates[0] as Template),
        render: async (mail) => (templates[0] as Template).render(await change(mail)),
      },
    ]);

  it('renders directly, and says so, when a template alters a slot', async () => {
    const renderer = spoiled((mail) => ({ ...mail, greeting: mail.greeting.slice(0, 2) }));
    const { html } = await renderer.render(mailOf(0, 'en'));
    expect(html).toContain('>He<');
    expect(renderer.report()).toMatchObject({
      plans: 0,
      failures: [{ template: 'pitch', reason: 'the template changes a slot instead of printing it whole' }],
    });
  });

  it('renders directly, and says where, when a template branches on a slot', async () => {
    const renderer = spoiled((mail) => ({
      ...mail,
      opening: mail.greeting.startsWith('Hello') ? 'Yes.' : 'No.',
    }));
    const { html } = await renderer.render(mailOf(0, 'en'));
    expect(html).toContain('Yes.');
    expect(renderer.report().failures[0]?.reason).toMatch(
      /html differs at character \d+: filled ".*No\..*", direct ".*Yes\./,
    );
  });

  it('renders directly for a template that upper-cases a slot', async () => {
    const renderer = spoiled((mail) => ({ ...mail, greeting: mail.greeting.toUpperCase() }));
    expect((await renderer.render(mailOf(0, 'en'))).html).toMatch(/HELLO /);
    expect(renderer.report().failures).toHaveLength(1);
  });
});

describe('slots', () => {
  it('splitting at sentinels and filling gives the text back', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.nat(5))), fc.string(), (parts, end) => {
        const clean = (text: string) => text.replace(/[\uE000\uE001]/g, '');
        const values = ['a', '', '<', '\uE0001\uE001', '$&', 'é'];
        const output = parts.map(([text, slot]) => `${clean(text)}\uE000${slot}\uE001`).join('') + clean(end);
        const plain = parts.map(([text, slot]) => clean(text) + values[slot]).join('') + clean(end);
        expect(fill(split(output, 6) as never, values)).toBe(plain);
      }),
    );
  });

  it('a damaged sentinel is seen', () => {
    for (const output of ['a\uE000', '\uE0001', '1\uE001', '\uE000x\uE001', '\uE0009\uE001'])
      expect(split(output, 3)).toBe(undefined);
  });

  it('are all strings outside shape', () => {
    const mail = mailOf(0, 'en');
    expect(slotsOf(mail)).toContain(mail.picks.items[0]?.name);
    expect(slotsOf(mail)).not.toContain(mail.shape.segment);
  });
});
