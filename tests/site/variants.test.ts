import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BEHAVIORS, SEGMENTS } from '../../src/data/vocabulary.ts';
import { variantSlug } from '../../src/site/address.ts';
import type { SiteRow } from '../../src/site/site-row.ts';
import { printKilobytes, spread, variants } from '../../src/site/variants.ts';

fc.configureGlobal({ seed: 7 });

const row = fc.record({
  segment: fc.constantFrom(...SEGMENTS),
  behavior: fc.constantFrom(...BEHAVIORS),
  htmlBytes: fc.integer({ min: 1, max: 90_000 }),
});
const rows = fc.array(row, { maxLength: 60 }).map((all) => all as unknown as readonly SiteRow[]);

describe('the variants', () => {
  test('are 20, segment by segment, and every row is in exactly one', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const cells = variants(all);
        expect(cells.map(({ segment, behavior }) => [segment, behavior])).toEqual(
          SEGMENTS.flatMap((segment) => BEHAVIORS.map((behavior) => [segment, behavior])),
        );
        expect(new Set(cells.flatMap((cell) => cell.rows))).toEqual(new Set(all));
        expect(cells.reduce((sum, cell) => sum + cell.rows.length, 0)).toBe(all.length);
        for (const cell of cells) {
          for (const each of cell.rows)
            expect([each.segment, each.behavior]).toEqual([cell.segment, cell.behavior]);
        }
      }),
    );
  });

  test('know their biggest mail, and a typical one that half of the mails do not exceed', () => {
    fc.assert(
      fc.property(rows, (all) => {
        for (const { rows: own, typicalBytes, biggestBytes } of variants(all)) {
          const bytes = own.map(({ htmlBytes }) => htmlBytes);
          expect(biggestBytes).toBe(Math.max(0, ...bytes));
          expect(bytes.length === 0 || bytes.includes(typicalBytes)).toBe(true);
          expect(bytes.filter((each) => each <= typicalBytes).length).toBeGreaterThanOrEqual(
            bytes.length / 2,
          );
          expect(bytes.filter((each) => each >= typicalBytes).length).toBeGreaterThanOrEqual(
            bytes.length / 2,
          );
        }
      }),
    );
  });

  test('have an address each', () => {
    const slugs = SEGMENTS.flatMap((segment) => BEHAVIORS.map((behavior) => variantSlug(segment, behavior)));
    expect(new Set(slugs).size).toBe(20);
    for (const slug of slugs) expect(slug).toMatch(/^[a-z]+(-[a-z]+)+$/);
  });
});

test('spread takes as many as asked, each once, from the first on, in order and evenly', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.integer({ min: 1, max: 20 }), (length, count) => {
      const all = Array.from({ length }, (_, at) => at);
      const taken = spread(all, count);
      expect(taken).toHaveLength(Math.min(length, count));
      expect(taken).toEqual([...new Set(taken)].sort((a, b) => a - b));
      if (length > 0) expect(taken[0]).toBe(0);
      // The way from the last to the end counts too: the end is as near as any other.
      const gaps = [...taken, length].slice(1).map((each, at) => each - (taken[at] as number));
      if (length > 0) expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
    }),
  );
});

test('bytes are told in kilobytes of 1000', () => {
  expect([0, 49, 50, 1000, 102_399].map(printKilobytes)).toEqual([
    '0.0 kB',
    '0.0 kB',
    '0.1 kB',
    '1.0 kB',
    '102.4 kB',
  ]);
});
