import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { paper, printFile, printInline, printPng } from '../../src/charts/paper.ts';

const drawing = (words: string) => {
  const svg = paper().createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [name, value] of Object.entries({ width: '400', height: '60', viewBox: '0 0 400 60' })) {
    svg.setAttribute(name, value);
  }
  svg.setAttribute('aria-hidden', 'true');
  const text = paper().createElementNS('http://www.w3.org/2000/svg', 'text');
  text.setAttribute('x', '10');
  text.setAttribute('y', '40');
  text.setAttribute('font-size', '24');
  text.setAttribute('font-family', "Inter, 'Noto Sans Devanagari', sans-serif");
  text.textContent = words;
  svg.append(text);
  return svg;
};

describe('paper', () => {
  it('is one document', () => expect(paper()).toBe(paper()));
});

describe('printFile', () => {
  it('stands alone: namespace, role, finding as title, everything escaped', () => {
    const svg = printFile(drawing('Pots & <pans>'), 'Up 5 % & "more" <than> before');
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).toContain('role="img"');
    expect(svg).not.toContain('aria-hidden');
    expect(svg).toContain('<title>Up 5 % &amp; "more" &lt;than&gt; before</title>');
    expect(svg).toContain('Pots &amp; &lt;pans&gt;');
    expect(() => new Resvg(svg)).not.toThrow();
  });

  it('leaves the drawing as it was', () => {
    const one = drawing('Pots');
    const before = printInline(one);
    printFile(one, 'Pots');
    expect(printInline(one)).toBe(before);
    expect(before).not.toContain('xmlns=');
  });
});

describe('printPng', () => {
  const picture = (words: string) => Buffer.from(printPng(printFile(drawing(words), words), '#ffffff'));

  it('is a PNG, twice as many pixels as CSS pixels', () => {
    const png = picture('Revenue');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([800, 120]);
  });

  // A font without a letter draws every missing one as the same box.
  it.each([
    ['Latin', 'Revenue', 'Returns'],
    ['Devanagari', 'रसोई', 'बगीचा'],
    ['rupees', '₹12', '€12'],
    ['arrows', '→', '↑'],
  ])('draws %s, not boxes', (_, one, other) => {
    expect(picture(one).equals(picture(' '))).toBe(false);
    expect(picture(one).equals(picture(other))).toBe(false);
    const missing = '\u{10FFFD}'.repeat([...one].length);
    expect(picture(one).equals(picture(missing))).toBe(false);
  });
});
