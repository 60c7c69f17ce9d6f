import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrast } from '../../src/copy/contrast.ts';

fc.configureGlobal({ seed: 7 });
const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

test('contrast is 21 between black and white, and 1 of a colour with itself', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
  fc.assert(fc.property(color, (own) => contrast(own, own) === 1));
});

test('contrast is that of WCAG 2.2', () => {
  // As given by the W3C's own examples and by every public calculator.
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  expect(contrast('#ff0000', '#ffffff')).toBeCloseTo(4.0, 2);
  expect(contrast('#0000ff', '#ffffff')).toBeCloseTo(8.59, 2);
});

test('contrast does not ask which of the two is the text, and stays between 1 and 21', () => {
  fc.assert(
    fc.property(color, color, (a, b) => {
      expect(contrast(a, b)).toBe(contrast(b, a));
      expect(contrast(a, b)).toBeGreaterThanOrEqual(1);
      expect(contrast(a, b)).toBeLessThanOrEqual(21);
    }),
  );
});
