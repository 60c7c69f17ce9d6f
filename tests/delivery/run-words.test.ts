import { describe, expect, test } from 'vitest';
import { nextSteps } from '../../src/delivery/next-steps.ts';
import { EXCLUSIONS } from '../../src/delivery/plan.ts';
import { happinessOfRun } from '../../src/delivery/run-happiness.ts';
import type { RunSummary } from '../../src/delivery/run-summary.ts';
import { lineOf, reasonWords, sumLine, summaryLines } from '../../src/delivery/run-words.ts';
import { countsOf, SEVEN } from './_run-summary.ts';

const of = (some: Partial<RunSummary>): RunSummary => ({ ...SEVEN, ...some });
const told = (some: Partial<RunSummary>, settledNow?: number) =>
  Object.fromEntries(summaryLines(of(some), settledNow));
const HALF = { state: 'interrupted', counts: countsOf({ sent: 1, queued: 6 }), sentNow: 1 } as const;

describe('happiness of a run', () => {
  test('is a verdict once real mail went to everybody', () => {
    expect(happinessOfRun(SEVEN)).toEqual({
      score: 100,
      level: '🌟 ECSTATIC!',
      message: 'All 7 went out. It does not get better than this.',
    });
    const two = { counts: countsOf({ sent: 5, rejected: 1, unknown: 1 }) };
    expect(happinessOfRun(of(two)).message).toContain('1 could not be reached and 1 may have it');
  });

  test('says how far it is, without a level or a score, while anybody waits', () => {
    expect(happinessOfRun(of(HALF))).toEqual({
      score: undefined,
      level: '⏳ So Far',
      message: '1 of 7 went out, 6 wait.',
    });
    expect(happinessOfRun(of({ counts: countsOf({ sent: 4, failed: 2, sending: 1 }) })).message).toBe(
      '4 of 7 went out, 2 could not be reached, 1 waits.',
    );
    expect(told(HALF).happiness).toBe('⏳ So Far  1 of 7 went out, 6 wait.');
  });

  test.each([
    [{ sent: 111 }, 'All 111 are written; nobody has got anything yet.'],
    [{ sent: 1, skipped: 4 }, '1 of 1 is written; nobody has got anything yet.'],
    [{ sent: 3, queued: 4 }, '3 of 7 are written, 4 to go; nobody has got anything yet.'],
    [{ sent: 5, failed: 2 }, '5 of 7 are written, 2 could not be written; nobody has got anything yet.'],
  ])('of a rehearsal of %j says that nobody got anything', (some, message) => {
    const happiness = happinessOfRun(of({ lane: 'outbox', counts: countsOf(some) }));
    expect(happiness).toMatchObject({ score: undefined, message });
    expect(happiness.level).not.toMatch(/ECSTATIC|Happy/);
  });

  test('has nothing to say of a run without recipients', () => {
    expect(happinessOfRun(of({ counts: countsOf({ skipped: 3 }) })).message).toBe(
      'There was nobody to write to.',
    );
  });
});

describe('the closing summary', () => {
  test('of a run that was through already says so, and is not happy once more', () => {
    const idle = { sentNow: 0, seconds: 0.1 };
    expect(told(idle, 0)['this time']).toBe('nothing was left to do');
    expect(told(idle, 0)).not.toHaveProperty('happiness');
    // Whoever was refused just now was something to do.
    expect(told(idle, 2)['this time']).toBe('nothing sent');
    expect(told({ ...idle, state: 'waiting' }, 0)['this time']).toBe('nothing sent');
  });

  test('of a rehearsal says written, never sent', () => {
    const lines = told({ lane: 'outbox' });
    expect(lines.recipients).toBe('7 = 7 written');
    expect(lines['this time']).toBe('7 written in 2.0 s, 4 a second');
    expect(Object.values(lines).join('\n')).not.toContain('sent');
    expect(sumLine(SEVEN)).toBe('7 = 7 sent');
  });

  test('tells one kind of time, and none that is past', () => {
    const because = '6 due later, the first at 2026-11-23T09:00:00.000Z';
    const waiting = { ...HALF, state: 'waiting', because } as const;
    const lines = told({ ...waiting, next: '2026-11-23T09:00:00.000Z' });
    expect(lines.waiting).toBe('6 due later, the first at 2026-11-23 09:00 UTC');
    expect(lines.next).toBe('2026-11-23 09:00 UTC');
    expect(told({ ...waiting, next: SEVEN.startedAt })).not.toHaveProperty('next');
  });

  test('has words for a reason of which only the code was written down', () => {
    const reasons = [{ state: 'skipped', code: 'no_consent', reason: '', count: 3 }];
    expect(told({ reasons }).skipped).toBe('3  consent is not known');
  });
});

describe('a reason', () => {
  test('falls back to the words of its code, then to the code', () => {
    for (const [code, words] of Object.entries(EXCLUSIONS)) expect(reasonWords(code, '')).toBe(words);
    expect(reasonWords('554 5.0.0', '')).toBe('554 5.0.0');
    expect(reasonWords('', '')).toBe('');
  });

  test('stands before the code, unless it names it itself', () => {
    expect(reasonWords('550 5.1.1', 'no such user')).toBe('no such user (550 5.1.1)');
    expect(reasonWords('550 5.1.1', '550 5.1.1 no such user')).toBe('550 5.1.1 no such user');
    expect(reasonWords('no_consent', 'consent is not known')).toBe('consent is not known');
  });

  test('is told of one recipient as it goes on', () => {
    const event = { kind: 'settled', customerId: 'C1', channel: 'smtp' } as const;
    expect(lineOf({ ...event, state: 'skipped', code: 'capped', reason: '' })?.text).toBe(
      'C1: got enough mail lately',
    );
    expect(lineOf({ ...event, state: 'sent', code: '', reason: '' })).toBeUndefined();
  });
});

describe('what to do next', () => {
  test.each(['interrupted', 'stopped', 'waiting'] as const)(
    'after %s is the command that goes on',
    (state) => {
      expect(nextSteps(of({ ...HALF, state }))).toEqual(['go on with: npm run send -- win-back --live']);
      expect(nextSteps(of({ ...HALF, state, lane: 'outbox' }))).toEqual([
        'go on with: npm run send -- win-back',
      ]);
    },
  );

  test('is nothing when all is done', () => {
    expect(nextSteps(SEVEN)).toEqual([]);
    expect(nextSteps(of({ state: 'stopped' }))).toEqual([]);
  });

  test('with unknown ones is to look who they are', () => {
    const one = of({ counts: countsOf({ sent: 6, unknown: 1 }) });
    expect(nextSteps(one)).toEqual([
      '1 may have gone out: npm run status -- win-back --state unknown says who; --resend-unknown sends again',
    ]);
    expect(nextSteps({ ...one, lane: 'outbox' })[0]).toContain('win-back --lane outbox --state unknown');
  });
});
