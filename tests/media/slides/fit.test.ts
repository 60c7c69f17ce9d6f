import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emWidth, fitText } from '../../../src/media/slides/fit.ts';
import { legible } from '../../../src/media/slides/letters.ts';
import { NAMES } from './_brief.ts';

const ROOM = { width: 600, lines: 2, sizes: [120, 90, 60, 40] as const };
const widest = ({ lines, size }: { lines: readonly string[]; size: number }) =>
  Math.max(...lines.map((line) => emWidth(line, 'sans', 'display') * size));

describe('fitText', () => {
  it('takes the largest size at which a text fits', () => {
    expect(fitText('Arya', ROOM, 'sans', 'display')).toEqual({ face: 'display', size: 120, lines: ['Arya'] });
    expect(fitText('Wolfeschlegelstein', ROOM, 'sans', 'display')).toMatchObject({ size: 60 });
  });

  it('breaks lines evenly', () => {
    const { lines } = fitText(
      'Shall we pick up where we left off?',
      { ...ROOM, sizes: [40] },
      'sans',
      'text',
    );
    expect(lines).toEqual(['Shall we pick up', 'where we left off?']);
  });

  it('ends in an ellipsis between words when it must', () => {
    const { lines, size } = fitText('A long name that goes on and on '.repeat(9), ROOM, 'sans', 'display');
    expect(size).toBe(40);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/ \w+…$/);
  });

  it('cuts a word that is wider than the room', () => {
    const { lines } = fitText('x'.repeat(500), ROOM, 'sans', 'display');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^x{10,}…$/);
  });

  it.each(Object.entries(NAMES))('keeps a name with %s within its room', (_, name) => {
    const setting = fitText(legible(name).text, ROOM, 'sans', 'display');
    expect(setting.lines.length).toBeLessThanOrEqual(ROOM.lines);
    expect(widest(setting)).toBeLessThanOrEqual(ROOM.width);
  });

  it('keeps any text within any room', () => {
    const text = fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 12 });
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 120, max: 1200 }),
        fc.integer({ min: 1, max: 4 }),
        (words, width, lines) => {
          const setting = fitText(
            legible(words.join(' ')).text,
            { width, lines, sizes: [90, 50, 30] },
            'sans',
            'display',
          );
          return setting.lines.length <= lines && widest(setting) <= width;
        },
      ),
      { seed: 7, numRuns: 60 },
    );
  });
});
