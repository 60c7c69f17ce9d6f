import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostUnlike } from '../../src/site/compare-traits.ts';
import { anyRows, siteRow } from './_site-rows.ts';

fc.configureGlobal({ seed: 7 });

describe('the mails that differ most', () => {
  test('begin with the most ordinary one and say in what the next is another', () => {
    const usual = ['C1', 'C2', 'C3'].map((id) => siteRow({ id }));
    const other = siteRow({ id: 'C0', segment: 'New', locale: 'hi', painPoints: ['trust'] });
    const [first, second, ...rest] = mostUnlike([other, ...usual]);
    expect(first?.row.id).toBe('C1');
    expect(first?.nearest).toBeUndefined();
    expect(second?.row.id).toBe('C0');
    expect(second?.nearest?.id).toBe('C1');
    expect(second?.differsIn).toEqual(['segment', 'language', 'pain points']);
    expect(second?.distance).toBeCloseTo(3 / 9);
    // The others are made of the same as the first.
    expect(rest).toEqual([]);
  });

  test('are nobody in an empty dataset, and one where there is one', () => {
    expect(mostUnlike([])).toEqual([]);
    expect(mostUnlike([siteRow()])).toHaveLength(1);
  });

  test('are ten at most, distinct, and the same in whatever order the rows come', () => {
    fc.assert(
      fc.property(anyRows(30), (rows) => {
        const ids = mostUnlike(rows).map(({ row }) => row.id);
        expect(ids.length).toBeLessThanOrEqual(10);
        expect(new Set(ids).size).toBe(ids.length);
        expect(mostUnlike(rows.toReversed()).map(({ row }) => row.id)).toEqual(ids);
      }),
    );
  });

  test('are apart by a share, never more than the one before', () => {
    fc.assert(
      fc.property(anyRows(30), (rows) => {
        const distances = mostUnlike(rows).map(({ distance }) => distance);
        for (const [at, distance] of distances.entries()) {
          expect(distance).toBeGreaterThan(0);
          expect(distance).toBeLessThanOrEqual(at === 0 ? 1 : (distances[at - 1] as number));
        }
      }),
    );
  });
});
