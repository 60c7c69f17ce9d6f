import { expect, test } from 'vitest';
import { nearestName } from '../../src/copy/nearest-name.ts';
import { VARIABLES } from '../../src/copy/variables.ts';

test.each([
  ['shout', undefined],
  ['fi', 'if'],
  ['upcaze', 'upcase'],
])('%s was most likely meant to be %s among tags and filters', (written, meant) => {
  expect(nearestName(written, ['if', 'unless', 'sort', 'upcase'])).toBe(meant);
});

test.each([
  ['customer.frist_name', 'customer.first_name'],
  ['custmer.city', 'customer.city'],
  ['Customer.First_Name', 'customer.first_name'],
  ['customer.name_first', 'customer.first_name'],
  ['customer.first-name', 'customer.first_name'],
  ['customer.first', 'customer.first_name'],
  ['first_name', 'customer.first_name'],
  ['orders.cuont', 'orders.count'],
  // Several would do, or none is near.
  ['name', undefined],
  ['orders.last', undefined],
  ['customer.nickname', undefined],
  ['customer.ab', undefined],
  ['', undefined],
])('%s was most likely meant to be %s', (written, meant) => {
  expect(nearestName(written, VARIABLES.text)).toBe(meant);
});
