import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, marksOf, RANKS, rankAll, rankOf, wordsOf } from '../../src/site/scripts/palette-match.ts';

fc.configureGlobal({ seed: 7 });

/** The text with its marked letters in brackets. */
function bracketed(query: string, text: string): string {
  let shown = '';
  let end = 0;
  for (const [from, to] of marksOf(wordsOf(query), text)) {
    shown += `${text.slice(end, from)}[${text.slice(from, to)}]`;
    end = to;
  }
  return shown + text.slice(end);
}

const rank = (query: string, text: string) => rankAll(wordsOf(query), fold(text));

describe('a word ranks', () => {
  test.for([
    ['as', 'Asha Rao', RANKS.startOfText],
    ['ra', 'Asha Rao', RANKS.startOfWord],
    ['ra', 'Indira Rao', RANKS.startOfWord],
    ['sh', 'Asha Rao', RANKS.inside],
    ['arao', 'Asha Rao', RANKS.scattered],
    ['oar', 'Asha Rao', RANKS.nowhere],
    // Two letters apart are chance.
    ['ar', 'Asha Rao', RANKS.nowhere],
    ['x', 'Asha Rao', RANKS.nowhere],
    ['loy', 'VIP × loyal', RANKS.startOfWord],
    ['12', 'Asha Rao C0000012', RANKS.inside],
    ['c0000012', 'Asha Rao C0000012', RANKS.startOfWord],
  ] as const)('%s in %s as %i', ([word, text, wanted]) => {
    expect(rankOf(word, fold(text))).toBe(wanted);
  });

  test('and what is worse than wanted is nowhere', () => {
    expect(rankOf('arao', 'asha rao', RANKS.inside)).toBe(RANKS.nowhere);
    expect(rankOf('sh', 'asha rao', RANKS.startOfWord)).toBe(RANKS.nowhere);
    expect(rankOf('ra', 'asha rao', RANKS.startOfWord)).toBe(RANKS.startOfWord);
  });
});

describe('a query', () => {
  test('finds only what holds all of its words, in any order', () => {
    expect(rank('rao asha', 'Asha Rao')).toBeGreaterThan(0);
    expect(rank('asha nair', 'Asha Rao')).toBe(0);
  });

  test('ranks the sum of its words', () => {
    expect(rank('asha rao', 'Asha Rao')).toBeGreaterThan(rank('asha ao', 'Asha Rao'));
  });

  test('without words finds everything alike', () => {
    expect(wordsOf('  ')).toEqual([]);
    expect(rank('', 'Asha')).toBe(rank(' ', 'Rao'));
    expect(marksOf([], 'Asha')).toEqual([]);
  });
});

describe('accents and scripts', () => {
  test.for([
    ['Jose', 'José García', '[José] García'],
    ['garcia', 'José García', 'José [García]'],
    ['josé', 'Jose', '[Jose]'],
    // The accent as a mark of its own.
    ['jose', 'Jose\u0301 A', '[Jose\u0301] A'],
    ['strasse', 'Anna Straße', 'Anna [Straße]'],
    ['bjorn', 'Bjørn Åse', '[Bjørn] Åse'],
    ['अशोक', 'डॉ अशोक राव', 'डॉ [अशोक] राव'],
    ['राव अशोक', 'अशोक राव', '[अशोक] [राव]'],
    // A vowel sign is a letter: कि is not का.
    ['कि', 'काव्या', 'काव्या'],
    ['💐', 'Rao 💐', 'Rao [💐]'],
  ] as const)('%s in %s', ([query, text, wanted]) => {
    expect(bracketed(query, text)).toBe(wanted);
    expect(rank(query, text) > 0).toBe(wanted.includes('['));
  });
});

test('the letters marked are those that were found', () => {
  expect(bracketed('ra', 'Indira Rao')).toBe('Indira [Ra]o');
  expect(bracketed('arao', 'Asha Rao')).toBe('[A]sha [Rao]');
  expect(bracketed('nd di', 'Indira')).toBe('I[ndi]ra');
});

describe('of any text', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 });

  test('every stretch of it is found, and its marks are in order, apart and inside it', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (whole, a, b) => {
        const letters = [...whole];
        const [from, to] = [a % (letters.length + 1), b % (letters.length + 1)].toSorted((x, y) => x - y) as [
          number,
          number,
        ];
        const words = wordsOf(letters.slice(from, to).join(''));
        expect(rankAll(words, fold(whole))).toBeGreaterThan(0);
        const marks = marksOf(words, whole);
        expect(marks.length > 0).toBe(words.length > 0);
        for (const [index, [start, end]] of marks.entries()) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(whole.length);
          expect(start).toBeGreaterThan(marks[index - 1]?.[1] ?? -1);
        }
      }),
    );
  });

  test('folding what is folded changes nothing', () => {
    fc.assert(
      fc.property(text, (whole) => {
        expect(fold(fold(whole))).toBe(fold(whole));
      }),
    );
  });
});
