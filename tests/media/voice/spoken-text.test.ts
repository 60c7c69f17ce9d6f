import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { numberInWords } from '../../../src/media/voice/english-number.ts';
import { spokenText } from '../../../src/media/voice/spoken-text.ts';

describe('a text as it is said', () => {
  test.each([
    [
      'en',
      'From ₹1,499, with you in days.',
      'From one thousand four hundred ninety-nine rupees, with you in days.',
    ],
    ['en', '₹1,49,900', 'one lakh forty-nine thousand nine hundred rupees'],
    ['en', '$149,900', 'one hundred forty-nine thousand nine hundred dollars'],
    [
      'en',
      '₹ 499.50 or $0.05 or £1',
      'four hundred ninety-nine rupees fifty paise or five cents or one pound',
    ],
    ['en', '1,499₹', 'one thousand four hundred ninety-nine rupees'],
    ['en', 'Up to 18% off & more', 'Up to 18 percent off and more'],
    ['en', 'Q&A', 'Q and A'],
    ['en', '12 orders since 2023', '12 orders since 2023'],
    [
      'en',
      '1,49,900 visits, 1,234,567 stars, 4.5 each',
      'one lakh forty-nine thousand nine hundred visits, one million two hundred thirty-four thousand five hundred sixty-seven stars, 4.5 each',
    ],
    ['en', 'Tea ☕️ for you 👩‍👩‍👧🇮🇳 1️⃣!', 'Tea for you!'],
    ['en', 'See https://www.kachnarlane.example/p/42?x=1.', 'See kachnarlane dot example.'],
    ['en', 'KachnarLane', 'Kachnar Lane'],
    ['en', '[[h@l@U]] <b>bold</b>', 'h@l@U b bold /b'],
    ['en-GB', '€2', 'two euros'],
    ['hi', '₹1,49,900 से शुरू, 18% तक', '149900 रुपये से शुरू, 18 प्रतिशत तक'],
    ['hi', '₹२,५०० & ₹1', '2500 रुपये और 1 रुपया'],
    ['hi', 'क्‍षमा ❤️', 'क्‍षमा'],
    ['en', 'for\u00adever \u202eours', 'forever ours'],
    ['de', 'ab 1.499,50 € am 3.10.2024', 'ab 1499,5 Euro am 3.10.2024'],
    ['fr', 'dès 1 499 €, 12 500 pièces', 'dès 1499 euros, 12500 pièces'],
    ['ta', '₹5', '5 இந்திய ரூபாய்கள்'],
  ])('in %s: %s', (language, written, said) => {
    expect(spokenText(written, language)).toBe(said);
  });

  it('keeps a number too long to be counted, digit by digit', () => {
    expect(spokenText('₹1234567890123', 'en')).toBe('1 2 3 4 5 6 7 8 9 0 1 2 3 rupees');
  });

  const pieces = fc.constantFrom(
    ...[
      'a',
      ' ',
      '1',
      ',',
      '&',
      '%',
      '₹',
      '<',
      '>',
      '[[',
      ']]',
      '`',
      '|',
      '\\',
      '\0',
      '\n',
      '\u202e',
      '\u200d',
      '\ufe0f',
    ],
    ...['😀', '👍🏽', '🇮🇳', '\ud83d', '\udc4d', '\ue000', 'क्', 'é', 'https://', 'www.', '-o'],
  );

  it('never holds a control, a mark of a markup language or a picture, whatever was written', () => {
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 20 }).map((all) => all.join('')),
        fc.constantFrom('en', 'hi', 'de', 'zz', '-'),
        (text, language) => {
          expect(spokenText(text, language)).not.toMatch(
            /[\p{Cc}\p{Co}\p{Cs}<>[\]{}\\|`]|\p{Emoji_Presentation}/u,
          );
        },
      ),
    );
  });

  it('says again what it said: words stay words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('tea', '₹1,499', '&', '18%', ', ', '☕', '7'), { maxLength: 8 }),
        (parts) => {
          const once = spokenText(parts.join(' '), 'en');
          expect(spokenText(once, 'en')).toBe(once);
        },
      ),
    );
  });
});

describe('a number in English words', () => {
  test.each([
    [0, 'western', 'zero'],
    [13, 'western', 'thirteen'],
    [40, 'western', 'forty'],
    [101, 'western', 'one hundred one'],
    [1_000_000, 'western', 'one million'],
    [100_000, 'indian', 'one lakh'],
    [12_345_678, 'indian', 'one crore twenty-three lakh forty-five thousand six hundred seventy-eight'],
  ] as const)('%i on the %s scale', (value, scale, words) => {
    expect(numberInWords(value, scale)).toBe(words);
  });

  it('is another for every number', () => {
    const several = fc.uniqueArray(fc.integer({ min: 0, max: 999_999_999_999 }), {
      minLength: 2,
      maxLength: 2,
    });
    fc.assert(
      fc.property(several, fc.constantFrom('western' as const, 'indian' as const), ([a, b], scale) => {
        expect(numberInWords(a as number, scale)).not.toBe(numberInWords(b as number, scale));
      }),
    );
  });
});
