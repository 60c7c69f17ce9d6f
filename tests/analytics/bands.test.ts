import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandFrom, bandOf, bandTo, ENGAGEMENT_STEP, ENGAGEMENT_STEPS } from '../../src/analytics/bands.ts';
import { engagementValue } from '../../src/analytics/engagement-value.ts';
import { EVERYBODY } from '../../src/analytics/filter.ts';
import { lifetimeValue } from '../../src/analytics/lifetime-value.ts';
import { ask } from '../../src/analytics/question.ts';
import { openDuckDb } from '../../src/store/duckdb.ts';
import { temporaryFolder } from '../_sample.ts';
import { type Buyer, writeDataset } from './_write-dataset.ts';

/** The most that a file can state, minor units. */
const MOST = 999_999_999_999;
const BANDS = Array.from({ length: bandOf(MOST) + 1 }, (_, band) => band);
const amount = fc.oneof(
  fc.nat(1000),
  fc.nat(10_000_000),
  fc.maxSafeNat().map((n) => n % (MOST + 1)),
);

describe('bands of lifetime value', () => {
  it('go 0, below 1, 1, 1.5, 2, 3, 5, 7, 10…', () => {
    expect(BANDS.slice(0, 16).map(bandFrom)).toEqual([
      0, 1, 100, 150, 200, 300, 500, 700, 1000, 1500, 2000, 3000, 5000, 7000, 10000, 15000,
    ]);
  });

  it('follow each other without a gap', () => {
    for (const band of BANDS) {
      expect(bandTo(band)).toBe(bandFrom(band + 1));
      expect(bandOf(bandFrom(band))).toBe(band);
      expect(bandOf(bandTo(band) - 1)).toBe(band);
    }
  });

  it('hold every amount', () => {
    fc.assert(
      fc.property(amount, (minor) => {
        const band = bandOf(minor);
        expect(bandFrom(band)).toBeLessThanOrEqual(minor);
        expect(bandTo(band)).toBeGreaterThan(minor);
      }),
    );
  });

  it('are the same in the store: on every edge, just below it, and anywhere', async () => {
    const edges = BANDS.flatMap((band) => [bandFrom(band), bandTo(band) - 1]);
    const amounts = [...edges, MOST, ...fc.sample(amount, { seed: 42, numRuns: 500 })];
    const counts = new Map<number, number>();
    for (const minor of amounts) counts.set(bandOf(minor), (counts.get(bandOf(minor)) ?? 0) + 1);
    const rows = await inStore(
      amounts.map((minor) => ({ bought: [{ on: '2026-05-01', category: 'tea', amount: minor }] })),
    );
    expect(rows.values.map(({ band, customers }) => [band, customers])).toEqual(
      [...counts].sort(([a], [b]) => a - b),
    );
  });
});

describe('steps of engagement', () => {
  it('are of 5; 100 is in the last', async () => {
    const scores = [
      0, 0.000001, 4.999999, 5, 9.999999, 10, 34.999999, 35, 64.9, 65, 94.999999, 95, 99.999999, 100,
    ];
    const { steps } = await inStore(scores.map((engagement_score) => ({ engagement_score, bought: [] })));
    const expected = scores.map((score) =>
      Math.min(Math.floor(score / ENGAGEMENT_STEP), ENGAGEMENT_STEPS - 1),
    );
    expect(steps.flatMap(({ step, customers }) => Array(customers).fill(step))).toEqual(expected);
  });
});

async function inStore(buyers: readonly Omit<Buyer, 'customer_id'>[]) {
  const folder = await temporaryFolder();
  await writeDataset(
    folder,
    buyers.map((buyer, at) => ({ customer_id: `c${at}`, ...buyer })),
    '2026-06-30',
  );
  const store = await openDuckDb(folder);
  const values = await ask(store, lifetimeValue, EVERYBODY);
  const steps = await ask(store, engagementValue, EVERYBODY);
  store.close();
  await rm(folder, { recursive: true, force: true });
  return { values, steps };
}
