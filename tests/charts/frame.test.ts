import * as Plot from '@observablehq/plot';
import { describe, expect, it } from 'vitest';
import { clip as cutLabel, isNarrow, plot, roomFor, textWidth, wrap } from '../../src/charts/frame.ts';
import { PRINT } from '../../src/charts/palette.ts';
import { paper } from '../../src/charts/paper.ts';
import { LONG_NAME, scopeOf } from './_gallery.ts';

const pen = { document: paper(), width: 326, palette: PRINT, scope: scopeOf() };

describe('plot', () => {
  const drawn = plot(pen, {
    marks: [Plot.dot([[1, 2]]), Plot.text(['a'], { frameAnchor: 'top', ariaLabel: 'a' })],
  });

  it('draws in the house’s look', () => {
    expect(drawn.getAttribute('width')).toBe('326');
    expect(drawn.getAttribute('style')).toMatch(/Inter.*12px/);
    expect(drawn.getAttribute('font-variant-numeric')).toBe('tabular-nums');
  });

  it('brings no style sheet and says nothing to a screen reader', () => {
    expect(drawn.outerHTML).not.toMatch(/<style|aria-label|aria-description| class="plot/);
    expect(drawn.getAttribute('aria-hidden')).toBe('true');
  });
});

it('a phone is narrow', () => {
  expect(isNarrow({ ...pen, width: 326 })).toBe(true);
  expect(isNarrow({ ...pen, width: 544 })).toBe(false);
});

describe('textWidth', () => {
  it('grows with the text and the size', () => {
    expect(textWidth('')).toBe(0);
    expect(textWidth('wide')).toBeLessThan(textWidth('wider'));
    expect(textWidth('wide', 24)).toBeCloseTo(2 * textWidth('wide', 12));
  });

  it('counts nothing for marks that join', () => {
    expect(textWidth('कि')).toBe(textWidth('क'));
  });
});

describe('roomFor', () => {
  it('is the widest label and some air, up to a limit', () => {
    expect(roomFor(['a', 'wider'], 200)).toBe(Math.ceil(textWidth('wider')) + 10);
    expect(roomFor([LONG_NAME], 90)).toBe(90);
    expect(roomFor([], 90)).toBe(10);
  });
});

describe('clip', () => {
  it('leaves a short label alone', () => expect(cutLabel('Mug', 100)).toBe('Mug'));

  it.each(['An earthenware pot with a lid', LONG_NAME, '👩‍👩‍👧 family pack'])('cuts %s', (name) => {
    for (const width of [200, 120, 60]) {
      const cut = cutLabel(name, width);
      expect(textWidth(cut)).toBeLessThanOrEqual(width);
      if (cut !== name) expect(cut).toMatch(/…$/);
    }
  });

  it('never parts a letter from its marks', () => {
    for (let width = 30; width < 200; width += 7) {
      const [before = ''] = cutLabel(LONG_NAME, width).split('…');
      expect(LONG_NAME.slice(before.trimEnd().length)).not.toMatch(/^\p{M}/u);
    }
  });
});

describe('wrap', () => {
  it('breaks between words', () => {
    const lines = wrap('Pitched to nobody: Clay teapot, Steel bottle and three more', 120);
    expect(lines.join(' ')).toBe('Pitched to nobody: Clay teapot, Steel bottle and three more');
    for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(120);
  });

  it('cuts a word that is too wide', () =>
    expect(wrap('a incomprehensibilities', 60)).toEqual(['a', 'incompre…']));
});
