import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inlineImages } from '../../src/delivery/inline-images.ts';
import { planInputs } from '../../src/delivery/plan-inputs.ts';
import { briefOf } from '../../src/media/brief.ts';
import { openCache } from '../../src/media/cache.ts';
import { makeMedia } from '../../src/media/make-media.ts';
import { mediaFolder } from '../../src/media/shelf.ts';
import type { CampaignOccasion, Piece, Workshop } from '../../src/render/workshop.ts';
import { openWorkshop } from '../../src/render/workshop.ts';
import { type Inputs, makeInputs } from '../site/_workshop.ts';
import { fakeProvider, orderFor, run } from './_fake-providers.ts';

const SITE = 'https://pitches.example.com';
let inputs: Inputs;
let before: Piece;
let workshop: Workshop;

const openAgain = () => openWorkshop({ ...inputs.env, SITE_URL: SITE });
const first = async (from: Workshop): Promise<Piece> => (await from.pieces().next()).value as Piece;
const occasion = (film: CampaignOccasion['film']): CampaignOccasion => ({
  source: 'content/campaigns/test.yaml',
  template: 'pitch',
  film,
  words: new Map(),
});

beforeAll(async () => {
  inputs = await makeInputs(30);
  const plain = await openAgain();
  before = await first(plain);
  const brief = briefOf(before, before.pitch, plain.model, plain.copy);
  const slides = fakeProvider('slideshow', { kind: 'video' });
  async function* list() {
    yield {
      brief,
      orders: [{ ...orderFor(brief.customerId, 'video'), brief }],
      action: { label: 'See more', url: 'https://shop.example/' },
    };
  }
  await makeMedia(
    list(),
    { of: () => [slides], promptFor: () => '' },
    {
      dataDir: inputs.env.DATA_DIR,
      atOnce: 1,
      cache: openCache(mediaFolder(inputs.env.DATA_DIR)),
      chain: run(),
      onEvent: () => {},
    },
  );
  plain.close();
  workshop = await openAgain();
});
afterAll(async () => {
  workshop.close();
  await inputs.dispose();
});

describe('a mail to somebody with a film', () => {
  test('shows the poster and leads to the page that plays it, in the HTML and in the text', async () => {
    const { message, pitch } = await first(workshop);
    const [film] = pitch.mail.films;
    expect(film?.url).toMatch(/^https:\/\/pitches\.example\.com\/watch\/[0-9a-f]{32}\/$/);
    expect(film?.imageUrl).toMatch(/^https:\/\/pitches\.example\.com\/media\/[0-9a-f]{64}\/poster\.png$/);
    expect(message.html).toContain(`href="${film?.url}"`);
    expect(message.html).toContain(`src="${film?.imageUrl}"`);
    expect(message.html).toContain(`alt="${film?.imageAlt}"`);
    expect(message.text).toContain(film?.url);
    expect(message.text).toContain(film?.label);
    expect(film?.imageAlt).toContain(before.customer.name.split(' ')[0]);
  });

  test('is otherwise the mail it was; and nobody else’s changed', async () => {
    const { pitch } = await first(workshop);
    expect({ ...pitch.mail, films: [] }).toEqual(before.pitch.mail);
    let others = 0;
    for await (const piece of workshop.pieces()) others += piece.pitch.mail.films.length;
    expect(others).toBe(1);
  });

  test('also in the newsletter', async () => {
    const { pitch } = await first(workshop);
    const { html, text } = await workshop.renderer.render(pitch.mail, 'newsletter');
    const [film] = pitch.mail.films;
    expect(html).toContain(`href="${film?.url}"`);
    expect(html).toContain(`src="${film?.imageUrl}"`);
    expect(text).toContain(film?.url);
  });

  test('a campaign chooses the moving preview, or nothing', async () => {
    const preview = await workshop.make(before, occasion('preview'));
    expect(preview.pitch.mail.films[0]?.imageUrl).toMatch(/preview\.gif$/);
    const none = await workshop.make(before, occasion('none'));
    expect(none.pitch.mail.films).toEqual([]);
    expect(none.message.html).not.toContain('/watch/');
  });

  test('a campaign with words of its own keeps the film', async () => {
    const eyebrow = () => 'For one day only';
    const words = new Map([
      ['en', { eyebrow }],
      ['hi', { eyebrow }],
    ]);
    const piece = await workshop.make(before, { ...occasion('poster'), words });
    expect(piece.pitch.mail.hero.eyebrow).toBe('For one day only');
    expect(piece.pitch.mail.films).toHaveLength(1);
  });

  test('the picture goes inside the mail where the campaign wants that', async () => {
    for (const shown of ['poster', 'preview'] as const) {
      const { message } = await workshop.make(before, occasion(shown));
      const placed = inlineImages(workshop)(message, SITE);
      const image = placed.inline.find(({ filename }) => filename.includes(shown));
      expect(image).toMatchObject({ contentType: shown === 'poster' ? 'image/png' : 'image/gif' });
      expect(placed.html).toContain(`src="cid:${image?.cid}"`);
      expect(placed.html).not.toContain('/media/');
      expect(Buffer.from(image?.bytes ?? []).toString()).toContain(shown);
    }
  });

  test('a film that says something else by now is not shown', async () => {
    const moved = { ...before, customer: { ...before.customer, name: 'Somebody Else' } };
    expect((await workshop.make(moved)).pitch.mail.films).toEqual([]);
  });

  test('a brand can play its films elsewhere', async () => {
    const file = join(inputs.env.CONTENT_DIR, 'brand.yaml');
    const brand = await readFile(file, 'utf8');
    await writeFile(
      file,
      brand.replace('\nlinks:\n', '\nlinks:\n  film: https://shop.example/film?c={{ customer.id }}\n'),
    );
    const own = await openAgain();
    const id = before.customer.customer_id;
    expect((await first(own)).pitch.mail.films[0]?.url).toBe(`https://shop.example/film?c=${id}`);
    own.close();
    await writeFile(file, brand);
  });
});

test('a plan depends on the films that were made', async () => {
  const inputsNow = await planInputs({ ...inputs.env, SITE_URL: SITE }, 'vip-early-access');
  expect(inputsNow.media).toMatch(/^[0-9a-f]{64}$/);
  expect(Object.keys(inputsNow)).not.toContain('content/media.yaml');
});
