import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SEGMENTS } from '../../src/data/vocabulary.ts';
import { BONUSES, happinessOf, plainWords, SCORE_WORDS } from '../../src/delivery/happiness.ts';

const run = fc.record({
  bySegment: fc.dictionary(fc.constantFrom(...SEGMENTS, 'Other'), fc.nat(500)),
  failed: fc.nat(500),
});
const sentOf = (bySegment: Readonly<Record<string, number>>) =>
  Object.values(bySegment).reduce((sum, count) => sum + count, 0);

describe('happiness', () => {
  test('lies between 0 and 100, and is 100 only when nothing failed', () => {
    fc.assert(
      fc.property(run, ({ bySegment, failed }) => {
        const sent = sentOf(bySegment);
        const { score } = happinessOf({ sent, failed, bySegment });
        expect(Number.isInteger(score)).toBe(true);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        if (sent + failed > 0) expect(score === 100).toBe(failed === 0);
      }),
      { seed: 4 },
    );
  });

  test('never falls when the same mix is sent with fewer failures', () => {
    fc.assert(
      fc.property(run, fc.nat(500), ({ bySegment, failed }, fewer) => {
        const sent = sentOf(bySegment);
        if (sent === 0) return;
        const better = happinessOf({ sent, failed: Math.max(0, failed - fewer), bySegment });
        expect(better.score).toBeGreaterThanOrEqual(happinessOf({ sent, failed, bySegment }).score);
      }),
      { seed: 4 },
    );
  });

  test('never falls when one more went out in place of failing', () => {
    fc.assert(
      fc.property(run, fc.constantFrom(...SEGMENTS), ({ bySegment, failed }, segment) => {
        const sent = sentOf(bySegment);
        const before = happinessOf({ sent, failed: failed + 1, bySegment });
        const more = { ...bySegment, [segment]: (bySegment[segment] ?? 0) + 1 };
        const best = Math.max(...Object.values(BONUSES));
        // One mail to another segment may thin the bonus out, by no more than its share.
        const thinned = sent === 0 ? 0 : best / (sent + 1);
        const after = happinessOf({ sent: sent + 1, failed, bySegment: more });
        expect(after.score).toBeGreaterThanOrEqual(Math.floor(before.score - thinned));
      }),
      { seed: 4 },
    );
  });

  test.each([
    ['VIP', 75],
    ['At-Risk', 80],
    ['Returning', 70],
    ['New', 65],
    ['Other', 60],
  ])('has a bonus for %s', (segment, score) => {
    expect(happinessOf({ sent: 60, failed: 40, bySegment: { [segment]: 60 } }).score).toBe(score);
  });

  test('weighs the bonus by share: half VIP, half At-Risk is 17.5', () => {
    expect(happinessOf({ sent: 60, failed: 40, bySegment: { VIP: 30, 'At-Risk': 30 } }).score).toBe(77);
  });

  test('lets a bonus make up for half of what failed at most', () => {
    expect(happinessOf({ sent: 90, failed: 10, bySegment: { 'At-Risk': 90 } }).score).toBe(95);
  });

  test.each([
    [100, 0, '🌟 ECSTATIC!', 'ECSTATIC!'],
    [90, 10, '😊 Very Happy', 'Very Happy'],
    [75, 25, '🙂 Happy', 'Happy'],
    [50, 50, '😐 So-So', 'So-So'],
    [0, 10, '😟 Worried', 'Worried'],
    [0, 0, '💤 Nothing Yet', 'Nothing Yet'],
  ])('of %d sent and %d failed is %s', (sent, failed, level, plain) => {
    const happiness = happinessOf({ sent, failed, bySegment: {} });
    expect(happiness.level).toBe(level);
    expect(plainWords(level)).toBe(plain);
    expect(plainWords(happiness.message)).toBe(happiness.message);
  });

  test.each([
    [{ sent: 7, failed: 0 }, 'All 7 went out. It does not get better than this.'],
    [{ sent: 1, failed: 0 }, '1 of 1 went out. It does not get better than this.'],
    [{ sent: 5, failed: 2 }, '5 of 7 went out, 2 could not be reached. The reasons say why.'],
    [
      { sent: 4, failed: 3, unknown: 1 },
      '4 of 7 went out, 2 could not be reached and 1 may have it. The reasons say why.',
    ],
    [{ sent: 6, failed: 1, unknown: 1 }, '6 of 7 went out, 1 may have it. The reasons say why.'],
    [
      { sent: 1, failed: 3 },
      '1 of 4 went out, 3 could not be reached. Look at the reasons before you go on.',
    ],
  ])('of %j it says what became of everybody', (deeds, message) => {
    expect(happinessOf({ ...deeds, bySegment: {} }).message).toBe(message);
  });

  test('never praises the day when somebody is missing', () => {
    fc.assert(
      fc.property(run, ({ bySegment, failed }) => {
        fc.pre(failed > 0);
        const { message } = happinessOf({ sent: sentOf(bySegment), failed, bySegment });
        expect(message).not.toMatch(/better|good/);
      }),
      { seed: 4 },
    );
  });

  test('is explained in one sentence', () => {
    expect(SCORE_WORDS).toContain('share of mails that went out, plus a bonus');
  });
});
