import { describe, expect, it } from 'vitest';
import { SEGMENTS } from '../../../src/data/vocabulary.ts';
import { ASPECTS } from '../../../src/media/provider.ts';
import { legibleBrief } from '../../../src/media/slides/legible-brief.ts';
import { pageOf } from '../../../src/media/slides/page.ts';
import { paint } from '../../../src/media/slides/paint.ts';
import { drawCard, drawSlide, paintSlide } from '../../../src/media/slides/painting.ts';
import { briefFor, hindiBrief, NAMES } from './_brief.ts';
import { looksLikeGolden } from './_golden-picture.ts';

const written = (...brief: Parameters<typeof briefFor>) => legibleBrief(briefFor(...brief)).brief;

describe('slides', () => {
  it('look as they did: a greeting', async () => {
    const page = pageOf(written(), '16:9');
    await looksLikeGolden('greeting-returning', paint(await drawSlide(page, page.brief.scenes[0]!), 480));
  });

  it('look as they did: a pick in Hindi, tall', async () => {
    const page = pageOf(legibleBrief(hindiBrief()).brief, '9:16');
    await looksLikeGolden('pick-new-hindi', paint(await drawSlide(page, page.brief.scenes[1]!), 270));
  });

  it('look as they did: an offer, square', async () => {
    const page = pageOf(written('Arya', 'New'), '1:1');
    await looksLikeGolden('offer-new', paint(await drawSlide(page, page.brief.scenes[4]!), 360));
  });

  it('look as they did: a card', async () => {
    const page = pageOf(written(), '1:1');
    await looksLikeGolden('card-returning', paint(await drawCard(page), 360));
  });

  it.each(SEGMENTS)('paint every scene of %s in every shape', async (segment) => {
    for (const aspect of ASPECTS) {
      const page = pageOf(written('Arya', segment), aspect);
      for (const scene of page.brief.scenes) {
        const { content, blocks, caption } = await paintSlide(page, scene, 160);
        expect(content.width).toBe(160);
        expect(blocks.length).toBeGreaterThan(1);
        for (const box of blocks) {
          expect(box.left).toBeGreaterThanOrEqual(0);
          expect(box.left + box.width).toBeLessThanOrEqual(content.width + 1);
          expect(box.top + box.height).toBeLessThanOrEqual(content.height + 1);
        }
        expect(caption.rgba.some((value) => value > 0)).toBe(true);
      }
    }
  });

  it.each(Object.entries(NAMES))('show a name with %s as letters, within the slide', async (_, name) => {
    for (const aspect of ASPECTS) {
      const page = pageOf(written(name), aspect);
      const svg = await drawSlide(page, page.brief.scenes[0]!);
      expect(svg).not.toMatch(/<script|<text|NaN|https?:(?!\/\/www\.w3\.org)/);
      expect(paint(svg, 64).width).toBe(64);
      const { content, caption } = await paintSlide(page, page.brief.scenes[0]!, 160);
      // Letters that leave their room would reach the slide's left or right edge.
      for (const { rgba, width, height } of [content, caption]) {
        for (let y = 0; y < height; y += 1) {
          expect(rgba[y * width * 4 + 3]).toBe(0);
          expect(rgba[(y * width + width - 1) * 4 + 3]).toBe(0);
        }
      }
    }
  });

  it('paint equal slides for equal briefs', async () => {
    const once = async () => {
      const page = pageOf(written(), '16:9');
      return paint(await drawSlide(page, page.brief.scenes[2]!), 160).rgba;
    };
    expect(await once()).toEqual(await once());
  });
});
