import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contrast } from '../../src/copy/contrast.ts';
import { sha256Of } from '../../src/digest.ts';
import { readEnv } from '../../src/env.ts';
import { type Message, message } from '../../src/render/message.ts';
import { openWorkshop, type Workshop } from '../../src/render/workshop.ts';
import { digestOf } from '../../src/report/digest.ts';
import { digestMessage, standalone } from '../../src/report/digest-mail.ts';
import { matchesGolden } from '../_golden.ts';
import { type Inputs, makeInputs } from '../site/_workshop.ts';

const SITE = 'https://pitches.example.com';

let inputs: Inputs;
let workshop: Workshop;
let mail: Message;
let document: Document;
beforeAll(async () => {
  inputs = await makeInputs(200);
  workshop = await openWorkshop(inputs.env);
  mail = await digestMessage(workshop, SITE);
  document = new JSDOM(mail.html).window.document;
}, 60_000);
afterAll(async () => {
  workshop.close();
  await inputs.dispose();
});

const texts = (selector: string) =>
  [...document.querySelectorAll(selector)].map(({ textContent }) =>
    (textContent ?? '').replace(/\s+/g, ' ').trim(),
  );

describe('the digest as a mail', () => {
  it('is far from being clipped, and has no hole', () => {
    expect(Buffer.byteLength(mail.html)).toBeLessThan(90_000);
    for (const part of [
      mail.subject,
      mail.preheader,
      mail.html.replace(/<style[\s\S]*?<\/style>/g, ''),
      mail.text,
    ]) {
      expect(part).not.toMatch(/\{\{|\{%|undefined|NaN|\[object|\bnull\b/);
    }
    expect(mail.preheader).not.toBe(mail.subject);
  });

  it('has a language, one title, both colour metas, one h1 and headings in order', () => {
    expect(document.documentElement.lang).toBe('en');
    expect(texts('title')).toEqual([mail.subject]);
    for (const name of ['color-scheme', 'supported-color-schemes']) {
      expect(document.querySelector(`meta[name="${name}"]`)?.getAttribute('content')).toBe('light dark');
    }
    const levels = [...document.querySelectorAll('h1, h2, h3')].map(({ tagName }) => Number(tagName[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.slice(1).forEach((level, at) => {
      expect(level - (levels[at] as number)).toBeLessThanOrEqual(1);
    });
  });

  it('lays out with tables that say so, and keeps one for the figures', () => {
    const data = [...document.querySelectorAll('table')].filter(
      (table) => table.getAttribute('role') !== 'presentation',
    );
    expect(data).toHaveLength(1);
    expect(data[0]?.querySelectorAll('th[scope="row"]')).toHaveLength(8);
  });

  it('shows the preheader first, where nobody sees it', () => {
    expect(document.body.textContent?.trim().startsWith(mail.preheader)).toBe(true);
  });

  it('can be read in both themes', () => {
    const { light, dark } = workshop.copy.brand.colors;
    for (const { ink, muted, primary, paper, panel, canvas } of [light, dark]) {
      for (const ground of [paper, panel]) {
        for (const text of [ink, muted, primary]) expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrast(muted, canvas)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('says the same as text', () => {
    const flat = mail.text.replace(/\s+/g, ' ');
    const said = [
      ...texts('h1, h2, h3'),
      ...texts('th p'),
      ...texts('td b'),
      ...texts('td p'),
      ...texts('a'),
    ];
    expect(said.length).toBeGreaterThan(40);
    for (const words of said) if (words !== '') expect(flat).toContain(words);
  });
});

describe('its charts', () => {
  it('travel inside, each with its finding as text', () => {
    const images = [...document.querySelectorAll('img')];
    expect(images.length).toBeGreaterThanOrEqual(4);
    expect(images.map((image) => image.getAttribute('src'))).toEqual(
      mail.inline.map(({ cid }) => `cid:${cid}`),
    );
    for (const image of images) {
      const alt = image.getAttribute('alt') ?? '';
      expect(alt).toMatch(/\S.*\.$/);
      expect(mail.text).toContain(alt.replace(/\u00a0/g, ' '));
    }
  });

  it('are PNG files of twice the pixels they are shown with, on white', () => {
    mail.inline.forEach(({ bytes, contentType }, at) => {
      const png = Buffer.from(bytes);
      const image = document.querySelectorAll('img')[at];
      expect(contentType).toBe('image/png');
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      expect(png.readUInt32BE(16)).toBe(2 * Number(image?.getAttribute('width')));
      expect(Math.abs(png.readUInt32BE(20) - 2 * Number(image?.getAttribute('height')))).toBeLessThanOrEqual(
        2,
      );
      expect(bytes.length).toBeLessThan(200_000);
      expect(image?.closest('table')?.getAttribute('bgcolor')).toBe('#ffffff');
    });
  });

  it('are in the page for looking, which needs no other file', () => {
    const page = standalone(mail);
    expect(page).not.toContain('cid:');
    expect(page.match(/src="data:image\/png;base64,/g)).toHaveLength(mail.inline.length);
  });
});

describe('its links', () => {
  it('lead to the figures of the published report', () => {
    const links = [...document.querySelectorAll('a')].map(({ href }) => href);
    expect(links).toEqual([
      ...mail.inline.map(({ cid }) => `${SITE}/analytics/#${cid.replace('@digest', '')}`),
      `${SITE}/analytics/`,
    ]);
  });

  it('are left out when nothing is published', async () => {
    const unpublished = await digestMessage(workshop, undefined);
    expect(unpublished.html).not.toContain('<a ');
    expect(unpublished.text).not.toContain('http');
  });
});

describe('what to do next', () => {
  it('counts what there is', async () => {
    const { content } = await digestOf(workshop, undefined);
    const [row] = await workshop.store.query<{ unknown: number }>(
      "SELECT CAST(count(*) AS DOUBLE PRECISION) AS unknown FROM customers WHERE email_consent = 'unknown'",
    );
    const titles = content.actions.map(({ title }) => title);
    expect(titles).toContain(`Ask ${row?.unknown} customers whether you may write`);
    const used = new Set<string>();
    for await (const { pitch } of workshop.pieces()) {
      for (const { productId } of pitch.recommendations) used.add(productId);
    }
    const unused = workshop.model.products.filter(({ id }) => !used.has(id));
    const said = titles.find((title) => title.includes('that no mail pitches'));
    expect(said).toBe(
      unused.length === 0
        ? undefined
        : `Look at ${unused.length} product${unused.length === 1 ? '' : 's'} that no mail pitches`,
    );
    expect(content.actions.map(({ number }) => number)).toEqual(content.actions.map((_, at) => `${at + 1}.`));
  });
});

it('is the same to the last byte when the data is', async () => {
  const again = await digestMessage(workshop, SITE);
  expect(again).toEqual(mail);
});

it('keeps its place among the golden mails', async () => {
  const eight = await openWorkshop(readEnv({ DATA_DIR: 'tests/golden' }));
  try {
    const { subject, preheader, html, text } = await digestMessage(eight, SITE);
    await matchesGolden('digest.html', html);
    await matchesGolden('digest.txt', `Subject: ${subject}\nPreheader: ${preheader}\n\n${text}`);
  } finally {
    eight.close();
  }
});

describe('a message', () => {
  it('without pictures has the digest of subject, html and text', () => {
    const plain = message('s', 'p', 'h', 't');
    expect(plain).toEqual({
      subject: 's',
      preheader: 'p',
      html: 'h',
      text: 't',
      inline: [],
      sha256: sha256Of(['s', 'h', 't']),
    });
  });

  it('has another when a picture changes', () => {
    const withPixel = (byte: number, cid = 'a@digest') =>
      message('s', 'p', 'h', 't', [
        { cid, filename: 'a.png', contentType: 'image/png', bytes: new Uint8Array([byte]) },
      ]).sha256;
    expect(
      new Set([withPixel(1), withPixel(2), withPixel(1, 'b@digest'), message('s', 'p', 'h', 't').sha256])
        .size,
    ).toBe(4);
  });
});
