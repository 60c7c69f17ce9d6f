import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inlineImages } from '../../src/delivery/inline-images.ts';
import { readEnv } from '../../src/env.ts';
import { pictures } from '../../src/media/art/pictures.ts';
import { rasterize } from '../../src/media/art/raster.ts';
import { type Message, message } from '../../src/render/message.ts';
import { openWorkshop, type Workshop } from '../../src/render/workshop.ts';
import { type Inputs, makeInputs } from '../site/_workshop.ts';

const SITES = ['https://pitches.example.com/a&b', ''] as const;

let inputs: Inputs;
let workshops: readonly Workshop[];
beforeAll(async () => {
  inputs = await makeInputs(120);
  workshops = await Promise.all(SITES.map((site) => openWorkshop(readEnv({ ...paths(), SITE_URL: site }))));
});
afterAll(async () => {
  for (const workshop of workshops) workshop.close();
  await inputs.dispose();
});
const paths = () => ({ DATA_DIR: inputs.env.DATA_DIR, CONTENT_DIR: inputs.env.CONTENT_DIR });

/** Bytes of the mail, about: base64 makes pictures a third bigger. */
const sizeOf = ({ html, text, inline }: Message) =>
  Buffer.byteLength(html) +
  Buffer.byteLength(text) +
  inline.reduce((sum, { bytes }) => sum + bytes.length * 1.368, 0);

const cidsIn = (html: string) => [...html.matchAll(/src="cid:([^"]+)"/g)].map(([, cid]) => cid);

describe('pictures inside the mail', () => {
  test.for([0, 1])('are those the page shows, in both templates (site %$)', async (index) => {
    const workshop = workshops[index] as Workshop;
    const site = SITES[index] as string;
    const inline = inlineImages(workshop);
    const sizes: number[] = [];
    for await (const piece of workshop.pieces()) {
      for (const hosted of [piece.message, await workshop.renderer.render(piece.pitch.mail, 'newsletter')]) {
        const placed = inline(hosted, site);
        expect(placed.html).not.toContain('/art/');
        expect(placed.text).toBe(hosted.text);
        expect(placed.subject).toBe(hosted.subject);
        const cids = placed.inline.map(({ cid }) => cid);
        expect(new Set(cidsIn(placed.html))).toEqual(new Set(cids));
        expect(new Set(cids).size).toBe(cids.length);
        expect(cids.length).toBeGreaterThanOrEqual(3);
        expect(cidsIn(placed.html)).toHaveLength(hosted.html.match(/\/art\/[\w-]+\.png"/g)?.length ?? 0);
        sizes.push(sizeOf(placed));
      }
    }
    expect(sizes).toHaveLength(240);
    // With base64, the HTML and the text: far below what a mailbox takes, and quick to load.
    expect(Math.max(...sizes)).toBeLessThan(400_000);
  });

  test('are the PNGs of the site, pixel for pixel, and drawn once', () => {
    const inline = inlineImages(workshops[0] as Workshop);
    const [hero] = pictures((workshops[0] as Workshop).copy);
    const mail = message('s', 'p', `<img src="/art/${hero?.name}.png">`, 't');
    const [image] = inline(mail, '').inline;
    expect(image).toMatchObject({ cid: `${hero?.name}@pitchwright`, filename: `${hero?.name}.png` });
    expect(image?.bytes).toEqual(rasterize(hero?.draw() ?? '', { width: hero?.width ?? 0 }));
    expect(inline(mail, '').inline[0]).toBe(image);
  });

  test('are part of what the digest covers', () => {
    const hosted = message('s', 'p', '<img src="/art/hero-vip.png">', 't');
    const placed = inlineImages(workshops[0] as Workshop)(hosted, '');
    expect(placed).toEqual(message('s', 'p', '<img src="cid:hero-vip@pitchwright">', 't', placed.inline));
    expect(placed.sha256).not.toBe(hosted.sha256);
  });
});

describe('every place a picture can stand in', () => {
  const SITE = 'https://pitches.example.com';
  const place = (html: string, site = SITE): Message =>
    inlineImages(workshops[0] as Workshop)(message('s', 'p', html, 't'), site);

  test.for([
    `<img src="${SITE}/art/hero-vip.png">`,
    `<IMG SRC='${SITE}/art/hero-vip.png'>`,
    `<td background="${SITE}/art/hero-vip.png">`,
    `<!--[if mso]><v:fill type="frame" src="${SITE}/art/hero-vip.png"/><![endif]-->`,
    `<p style="background: url('${SITE}/art/hero-vip.png') no-repeat">`,
    `<p style="background:url(&quot;${SITE}/art/hero-vip.png&quot;)">`,
    `<style>.a { background: url(${SITE}/art/hero-vip.png) }</style>`,
    `<img srcset="${SITE}/art/hero-vip.png">`,
  ])('is found: %s', (html) => {
    const placed = place(html);
    expect(placed.html).toBe(html.replace(`${SITE}/art/hero-vip.png`, 'cid:hero-vip@pitchwright'));
    expect(placed.inline).toHaveLength(1);
  });

  test.for([
    '<p>Write src="/art/hero-vip.png" or url(/art/hero-vip.png)</p>',
    '<img src="https://cdn.example.com/a.png">',
    '<img src="cid:chart@x">',
    '<img src="data:image/gif;base64,R0lGOD">',
    `<a href="${SITE}/art/hero-vip.png" title="url(/a)">`,
  ])('is left alone: %s', (html) => {
    expect(place(html).html).toBe(html);
  });

  test.for([
    [`<img src="${SITE}/art/no-such-thing.png">`, `${SITE}/art/no-such-thing.png`],
    [`<img src="${SITE}/art/hero-vip.svg">`, `${SITE}/art/hero-vip.svg`],
    ['<img src="/art/hero-vip.png">', '/art/hero-vip.png'],
    ['<img src="pictures/a.png">', 'pictures/a.png'],
    [
      `<img srcset="${SITE}/art/hero-vip.png 1x, ${SITE}/art/hero-vip.png 2x">`,
      `${SITE}/art/hero-vip.png 1x, ${SITE}/art/hero-vip.png 2x`,
    ],
  ] as const)('is refused by name when it would leave a hole: %s', ([html, name]) => {
    expect(() => place(html)).toThrow(`the mail shows ${name}, which cannot be put inside it`);
  });
});
