import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { PRINT } from '../../src/charts/palette.ts';
import { paper, printPng } from '../../src/charts/paper.ts';
import { printFile, printInline, printSheet } from '../../src/charts/print-svg.ts';

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

  it('is XML whatever the words: no-break spaces, controls, half characters', () => {
    for (const words of ['CHF\u00a01,200', 'a\u0001b\u001bc', 'x\ufffey', 'half \ud800 pair', 'a\tb\nc']) {
      const svg = printFile(drawing(words), words);
      expect(svg).not.toContain('&nbsp;');
      expect(() => new Resvg(svg), JSON.stringify(words)).not.toThrow();
      const sheet = printSheet(drawing(words), { title: words, finding: words, note: words }, PRINT);
      expect(() => new Resvg(sheet), JSON.stringify(words)).not.toThrow();
    }
  });

  it('leaves the drawing as it was', () => {
    const one = drawing('Pots');
    const before = printInline(one);
    printFile(one, 'Pots');
    expect(printInline(one)).toBe(before);
    expect(before).not.toContain('xmlns=');
  });
});

describe('printSheet', () => {
  const around = {
    title: 'How far customers come',
    finding: `A finding ${'that goes on '.repeat(12)}to the end.`,
    note: 'Kachnar Lane & co, 1,000 customers, as of 30 Jun 2026',
  };
  const svg = printSheet(drawing('Pots'), around, PRINT);

  it('says what the drawing is, what it finds and whom it is about, inside its box', () => {
    const words = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, each]) => each);
    expect(words[0]).toBe(around.title);
    expect(words.slice(1, -2).join(' ')).toBe(around.finding);
    expect(words.at(-1)).toBe('Kachnar Lane &amp; co, 1,000 customers, as of 30 Jun 2026');
    const box = new Resvg(svg).getBBox();
    expect(svg).toContain(`width="${box?.width}"`);
    expect(svg).toContain(`height="${box?.height}"`);
  });

  it('holds the drawing between them', () => {
    expect(svg.match(/<svg/g)).toHaveLength(2);
    expect(svg).toMatch(/<svg[^>]* x="28" y="\d+"/);
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
