import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rateOf } from '../../src/delivery/ledger/rate.ts';
import { MIGRATIONS } from '../../src/delivery/ledger/schema.ts';

let database: PGlite;
let buckets = 0;

beforeAll(async () => {
  database = await PGlite.create();
  await database.query('CREATE SCHEMA pitchwright_ledger');
  for (const statement of MIGRATIONS.flat()) await database.query(statement);
}, 60_000);
afterAll(() => database.close());

/** The rate at a time, in milliseconds from some start. */
const at = (ms: number) =>
  rateOf(
    async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await database.query<Row>(sql, [...values])).rows,
    `(timestamptz '2026-01-01 00:00Z' + interval '${ms} ms')`,
  );
const newBucket = () => {
  buckets += 1;
  return `bucket ${buckets}`;
};

describe('a bucket of tokens', () => {
  it('is full at first, then gives what has come in since', async () => {
    const bucket = newBucket();
    const rate = { perSecond: 2, burst: 5 };
    expect(await at(0).take(bucket, 3, rate)).toEqual({ granted: 3, waitMs: 0 });
    expect(await at(0).take(bucket, 3, rate)).toEqual({ granted: 2, waitMs: 0 });
    expect(await at(0).take(bucket, 3, rate)).toEqual({ granted: 0, waitMs: 500 });
    expect(await at(300).take(bucket, 3, rate)).toEqual({ granted: 0, waitMs: 200 });
    expect(await at(500).take(bucket, 3, rate)).toEqual({ granted: 1, waitMs: 0 });
    expect(await at(60_000).take(bucket, 9, rate)).toEqual({ granted: 5, waitMs: 0 });
  });

  it('gives nothing for a clock that is set back', async () => {
    const bucket = newBucket();
    const rate = { perSecond: 1, burst: 1 };
    expect((await at(10_000).take(bucket, 1, rate)).granted).toBe(1);
    expect(await at(0).take(bucket, 1, rate)).toEqual({ granted: 0, waitMs: 1000 });
    expect((await at(10_999).take(bucket, 1, rate)).granted).toBe(0);
    expect((await at(11_000).take(bucket, 1, rate)).granted).toBe(1);
  });

  it('holds at least one token, however slow it is', async () => {
    const bucket = newBucket();
    const rate = { perSecond: 1 / 3600, burst: 1 / 3600 };
    expect((await at(0).take(bucket, 5, rate)).granted).toBe(1);
    expect(await at(0).take(bucket, 5, rate)).toEqual({ granted: 0, waitMs: 3_600_000 });
    expect((await at(3_600_000).take(bucket, 5, rate)).granted).toBe(1);
  });

  it('does what a bucket of a few lines does, and never gives more than rate × time + burst', async () => {
    const asked = fc.record({
      after: fc.integer({ min: 0, max: 5_000 }),
      count: fc.integer({ min: 1, max: 40 }),
    });
    const rates = fc.record({
      // Parts that a double holds exactly: what is compared is the rule, not the rounding.
      perSecond: fc.constantFrom(0.125, 0.5, 1, 4, 16),
      burst: fc.integer({ min: 1, max: 32 }),
    });
    const law = fc.asyncProperty(rates, fc.array(asked, { maxLength: 12 }), async (rate, questions) => {
      const bucket = newBucket();
      let [now, tokens, total] = [0, rate.burst, 0];
      for (const { after, count } of questions) {
        now += after;
        tokens = Math.min(rate.burst, tokens + (after / 1000) * rate.perSecond);
        const { granted, waitMs } = await at(now).take(bucket, count, rate);
        expect(Math.abs(granted - Math.min(count, tokens))).toBeLessThan(1 + 1e-6);
        expect(granted).toBeLessThanOrEqual(Math.min(count, tokens + 1e-6));
        tokens -= granted;
        total += granted;
        expect(total).toBeLessThanOrEqual(rate.burst + (now / 1000) * rate.perSecond + 1e-6);
        if (granted === 0) expect(waitMs).toBeGreaterThanOrEqual(((1 - tokens) / rate.perSecond) * 1000 - 1);
        else expect(waitMs).toBe(0);
      }
    });
    await fc.assert(law, { seed: 4, numRuns: 40 });
  });
});
