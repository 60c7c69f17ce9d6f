import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Counts, STATES } from '../../src/delivery/ledger/ledger.ts';
import { EXCLUSIONS, type Excluded, type Exclusion, type Recipient } from '../../src/delivery/plan.ts';
import { planSum, runSum } from '../../src/site/campaign-sum.ts';

fc.configureGlobal({ seed: 7 });

const CODES = Object.keys(EXCLUSIONS) as Exclusion[];
const recipients = (count: number) => Array.from({ length: count }, () => ({}) as Recipient);
const excluded = (codes: readonly Exclusion[]) =>
  codes.map((code, at): Excluded => ({ id: `C${at}`, segment: 'VIP', code, detail: '' }));

describe('the sum of a plan', () => {
  test('takes away each reason once, in the order they are tried, and comes to those who get a mail', () => {
    const sum = planSum({
      audience: 8,
      recipients: recipients(4),
      excluded: excluded(['duplicate', 'no_consent', 'unsubscribed', 'no_consent']),
    });
    expect(sum.lines.map(({ label, count }) => [label, count])).toEqual([
      ['Unsubscribed', 1],
      ['Consent is not known', 2],
      ['Another customer with the same address gets it', 1],
    ]);
    expect(sum).toMatchObject({ total: 4, isRight: true });
  });

  test('has a meaning for every reason', () => {
    const { lines } = planSum({ audience: CODES.length, recipients: [], excluded: excluded(CODES) });
    expect(lines.map(({ key }) => key)).toEqual(CODES);
    expect(lines.filter(({ meaning }) => !/^[A-Z].*\.$/.test(meaning))).toEqual([]);
  });

  test('adds up for every plan, and says when one does not', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.array(fc.constantFrom(...CODES), { maxLength: 50 }), (count, codes) => {
        const plan = { recipients: recipients(count), excluded: excluded(codes) };
        const audience = count + codes.length;
        expect(planSum({ ...plan, audience }).isRight).toBe(true);
        expect(planSum({ ...plan, audience: audience + 1 }).isRight).toBe(false);
      }),
    );
  });
});

describe('the sum of a run', () => {
  const lane = 'live';
  const someCounts = fc
    .tuple(...STATES.map(() => fc.nat(1000)))
    .map((counts) => Object.fromEntries(STATES.map((state, at) => [state, counts[at]])) as Counts);

  test('holds every state once: sent + failed + rejected + skipped + unknown + waiting = total', () => {
    fc.assert(
      fc.property(someCounts, (counts) => {
        const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
        const { lines, isRight } = runSum({ counts, total, lane });
        expect(lines.map(({ key }) => key)).toEqual([
          'sent',
          'failed',
          'rejected',
          'skipped',
          'unknown',
          'waiting',
        ]);
        expect(lines.reduce((sum, { count }) => sum + count, 0)).toBe(total);
        expect(isRight).toBe(true);
        expect(runSum({ counts, total: total + 1, lane }).isRight).toBe(false);
      }),
    );
  });

  test('counts those in the hands of a worker as waiting', () => {
    const none = Object.fromEntries(STATES.map((state) => [state, 0])) as Counts;
    const { lines } = runSum({ counts: { ...none, queued: 3, claimed: 2, sending: 1 }, total: 6, lane });
    expect(lines.filter(({ count }) => count > 0).map(({ key, count }) => [key, count])).toEqual([
      ['waiting', 6],
    ]);
  });
});
