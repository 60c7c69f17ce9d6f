import { describe, expect, it } from 'vitest';
import type { CoverageRow } from '../../src/analytics/coverage.ts';
import { coverage } from '../../src/charts/coverage.ts';
import { draw, LONG_NAME, matchesGolden, scopeOf, WIDTHS } from './_gallery.ts';

const row = (name: string, customers: number): CoverageRow => ({
  product: name.toLowerCase(),
  name,
  category: 'kitchen',
  customers,
});
const catalogue = (count: number, nobody: number) =>
  Array.from({ length: count }, (_, at) =>
    row(`Product ${at + 1}`, at >= count - nobody ? 0 : Math.round(300 / (1 + at * 0.1)) + 1),
  );
const say = (...rows: readonly CoverageRow[]) => coverage.finding(rows, scopeOf({ customers: 10 }));

describe('what it says', () => {
  it('counts the products that are pitched, and names the most pitched', () => {
    expect(say(row('Mug', 4), row('Bowl', 1), row('Rug', 0))).toBe(
      '2 of the catalogue’s 3 products are pitched; most often Mug, to 4 customers (40 %).',
    );
    expect(say(row('Mug', 1), row('Rug', 0))).toBe(
      '1 of the catalogue’s 2 products is pitched; most often Mug, to 1 customer (10 %).',
    );
    expect(say(row('Mug', 4), row('Rug', 3))).toContain(
      'All 2 products of the catalogue are pitched; most often Mug',
    );
  });

  it('says ties', () => {
    expect(say(row('Mug', 4), row('Rug', 4), row('Pan', 1))).toContain(
      'most often Mug and Rug, to 4 customers each (40 %).',
    );
    expect(say(...'abcd'.split('').map((name) => row(name, 2)), row('e', 1))).toContain(
      'most often 4 of them, to',
    );
    expect(say(row('Mug', 4), row('Rug', 4))).toBe(
      'All 2 products of the catalogue are pitched, to 4 customers each (40 %).',
    );
    expect(say(row('Mug', 4))).toBe('The only product of the catalogue is pitched, to 4 customers (40 %).');
  });

  it('is empty when nobody is pitched anything', () => {
    expect(coverage.isEmpty([row('Mug', 0)])).toBe(true);
    expect(coverage.isEmpty([])).toBe(true);
  });
});

it('lists the whole catalogue', () => {
  const { body } = coverage.table(catalogue(72, 4), scopeOf());
  expect(body).toHaveLength(72);
  expect(body[0]?.map(({ text }) => text)).toEqual(['Product 1', 'Kitchen', '301', '30 %']);
});

describe.each(WIDTHS)('at %i', (width) => {
  it('draws the catalogue', () =>
    matchesGolden(`coverage-${width}`, draw(coverage, catalogue(72, 4), width)));

  it('names five of the products that nobody is pitched', () => {
    const svg = draw(coverage, catalogue(72, 9), width).replace(/<[^>]+>/g, ' ');
    expect(svg.replace(/\s+/g, ' ')).toContain(
      'Product 64, Product 65, Product 66, Product 67, Product 68 and 4 more.',
    );
    expect(draw(coverage, catalogue(72, 0), width)).not.toContain('nobody');
  });

  it('draws one product, thousands, long names', () => {
    draw(coverage, [row('Mug', 1)], width);
    draw(coverage, catalogue(5000, 300), width);
    draw(
      coverage,
      [row(LONG_NAME, 5), row(LONG_NAME.repeat(4), 2), ...Array(7).fill(row(LONG_NAME, 0))],
      width,
    );
  });
});
