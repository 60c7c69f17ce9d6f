import { expect, it } from 'vitest';
import { readCopy } from '../../src/copy/read-copy.ts';
import { categoryLabel, labelIn } from '../../src/pitch/words.ts';

const { locales } = await readCopy('content');
const english = locales.get('en');
if (!english) throw new Error('content/locales/en is missing');

it('a category of the file has the name the copy gives it, or its own', () => {
  expect(categoryLabel('kitchen', english)).toBe('Kitchen');
  expect(categoryLabel('left the catalogue', english)).toBe('left the catalogue');
});

it.each(['constructor', 'toString', 'hasOwnProperty', '__proto__'])(
  'a category may be called %s, like what every object has',
  (name) => {
    expect(categoryLabel(name, english)).toBe(name);
    expect(labelIn(english.labels.interests, name)).toBeUndefined();
  },
);
