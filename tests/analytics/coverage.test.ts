import { expect, it } from 'vitest';
import { coverageRows } from '../../src/analytics/coverage.ts';

it('the catalogue, the most pitched first, then by id; products that nobody is pitched have 0', () => {
  const product = (id: string) => ({ id, name: `The ${id}`, category: 'tea' });
  const rows = coverageRows(
    ['pot', 'cup', 'mug', 'jar'].map(product),
    new Map([
      ['mug', 2],
      ['pot', 7],
      ['gone', 3],
    ]),
  );
  expect(rows).toEqual([
    { product: 'pot', name: 'The pot', category: 'tea', customers: 7 },
    { product: 'mug', name: 'The mug', category: 'tea', customers: 2 },
    { product: 'cup', name: 'The cup', category: 'tea', customers: 0 },
    { product: 'jar', name: 'The jar', category: 'tea', customers: 0 },
  ]);
});
