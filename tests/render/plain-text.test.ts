import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tidy } from '../../src/render/tidy.ts';

it('tidying leaves no trailing blanks, one empty line at most, one newline at the end, and every word', () => {
  const piece = fc.constantFrom(
    'a',
    'é',
    ' ',
    '  ',
    '\t',
    '\u00a0',
    '\u2003',
    '\n',
    '\n\n',
    '\n\n\n',
    'word',
    '·',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const text = pieces.join('');
      const plain = `${text
        .replace(/[ \t\u00a0]+\n/g, '\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim()}\n`;
      expect(tidy(text)).toBe(plain);
      expect(tidy(`${text}\n`)).toBe(plain);
    }),
    { numRuns: 5000, seed: 11 },
  );
});
