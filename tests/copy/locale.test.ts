import { beforeAll, describe, expect, test } from 'vitest';
import { type Copy, localeFor } from '../../src/copy/copy.ts';
import { readCopy } from '../../src/copy/read-copy.ts';

let copy: Copy;
beforeAll(async () => {
  const real = await readCopy('content');
  copy = { ...real, brand: { ...real.brand, locales: ['en', 'hi'], fallbacks: { mr: 'hi', 'en-ZA': 'hi' } } };
});

describe('the language of a mail', () => {
  test.each([
    ['hi', 'hi', 'the customer’s language is hi'],
    ['en', 'en', 'the customer’s language is en'],
    ['hi-IN', 'hi', 'the customer’s language is hi-IN; there is copy for hi'],
    ['hi-Latn-IN', 'hi', 'the customer’s language is hi-Latn-IN; there is copy for hi'],
    ['mr', 'hi', 'the customer’s language is mr; the brand falls back from it'],
    ['mr-IN', 'hi', 'the customer’s language is mr-IN; the brand falls back from it'],
    ['fr', 'en', 'there is no copy for fr; this is the brand’s default'],
    ['fr-CA', 'en', 'there is no copy for fr-CA; this is the brand’s default'],
    ['', 'en', 'the customer has no language set; this is the brand’s default'],
  ])('for %j is %s, because %s', (wanted, chosen, because) => {
    const found = localeFor(copy, wanted);
    expect(found.copy.locale).toBe(chosen);
    expect(found.because).toBe(because);
  });

  test('is the language itself before any fall-back of its region', () => {
    expect(localeFor(copy, 'en-ZA').copy.locale).toBe('en');
  });

  test('does not ask for upper or lower case, as BCP 47 says', () => {
    expect(localeFor(copy, 'HI').copy.locale).toBe('hi');
    expect(localeFor(copy, 'Hi-in').copy.locale).toBe('hi');
    expect(localeFor(copy, 'MR-in').copy.locale).toBe('hi');
  });

  test('is the first of the brand when nothing fits', () => {
    const turned = { ...copy, brand: { ...copy.brand, locales: ['hi', 'en'] } };
    expect(localeFor(turned, 'fr').copy.locale).toBe('hi');
    expect(localeFor(turned, '').copy.locale).toBe('hi');
  });
});
