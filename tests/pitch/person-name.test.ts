import { expect, test } from 'vitest';
import { personName } from '../../src/pitch/person-name.ts';

const called = (name: string) => personName({ name, derived: [] });

test.each([
  ['Asha Rao', 'Asha', 'Rao'],
  ['Asha', 'Asha', ''],
  ['अनुराधा चतुर्वेदी', 'अनुराधा', 'चतुर्वेदी'],
  ['Eva Maria Koch', 'Eva', 'Maria Koch'],
  ['Müller, Anna', 'Anna', 'Müller'],
  ['Müller,Anna', 'Anna', 'Müller'],
  ['van der Berg, Dr. Tom', 'Tom', 'van der Berg'],
  ['Anna Müller, MD', 'Anna', 'Müller'],
  ['Anna Müller, Ph.D., MBA', 'Anna', 'Müller'],
  ['Dr. Jonas Weber', 'Jonas', 'Weber'],
  ['Prof. Dr. Jonas Weber', 'Jonas', 'Weber'],
  ['Herr Jonas Weber', 'Jonas', 'Weber'],
  ['Shri Ram Prasad', 'Ram', 'Prasad'],
  ['श्रीमती आशा राव', 'आशा', 'राव'],
  ['J. Robert Braun', 'Robert', 'Braun'],
  ['Kumari Jha', 'Kumari', 'Jha'],
  ['Kumari Anita Jha', 'Anita', 'Jha'],
])('%s is called %s', (name, first, last) => {
  expect(called(name)).toMatchObject({ first, last });
});

test.each(['Frau Müller', 'Mrs Smith', 'Dr. Weber', 'R. Narayan', 'R. K. Narayan', 'श्री राव'])(
  'of %s the first name is not known',
  (name) => {
    expect(called(name).first).toBe('');
    expect(called(name).last).not.toBe('');
  },
);

test.each(['Mrs', 'J.', '0815', '☺', 'anna@mail.example', ','])(
  '%s is no name to call anybody by',
  (name) => {
    expect(called(name).first).toBe('');
  },
);

test('a name that the import made up is none', () => {
  const made = personName({ name: 'Customer c-b4b031bc8625f00a', derived: ['name'] });
  expect(made).toEqual({ full: '', first: '', last: '' });
});
