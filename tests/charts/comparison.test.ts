import { describe, expect, it } from 'vitest';
import { changeOf, compare, printChange } from '../../src/charts/comparison.ts';
import { wordsFor } from '../../src/charts/words.ts';

const words = wordsFor('INR');

describe('compare', () => {
  it.each([
    [112, 100, '12 % more than'],
    [88, 100, '12 % less than'],
    [0, 100, '100 % less than'],
    [100, 100, 'as much as'],
    [1001, 1000, 'about as much as'],
    [299, 100, '199 % more than'],
    [340, 100, '3.4 times as much as'],
  ])('%i after %i is %s', (now, before, said) => expect(compare(now, before, words)).toBe(said));
});

describe('printChange', () => {
  it.each([
    [0.12, '+12 %'],
    [-0.12, '−12 %'],
    [0.001, '±0 %'],
    [12.5, '+1,250 %'],
  ])('%d is %s', (change, printed) => expect(printChange(change, words)).toBe(printed));
});

it('there is no change on nothing', () => expect(changeOf(5, 0)).toBeUndefined());
