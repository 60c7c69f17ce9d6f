import { describe, expect, test } from 'vitest';
import type { RunSummary } from '../../src/delivery/run-summary.ts';
import { stageOf } from '../../src/site/campaign-stage.ts';

const PLAN = { id: 'a' };
const MOVED = ['customers.csv changed'];
const run = (state: RunSummary['state'], planId = 'a', some: Partial<RunSummary['counts']> = {}) =>
  ({ state, planId, counts: { failed: 0, rejected: 0, unknown: 0, ...some } }) as RunSummary;
const nameOf = (...args: Parameters<typeof stageOf>) => stageOf(...args).name;
const NONE = { outbox: undefined, live: undefined };

describe('a campaign', () => {
  test('is not planned, then planned, then rehearsed, then sent', () => {
    expect(nameOf(undefined, [], NONE)).toBe('not planned');
    expect(nameOf(PLAN, [], NONE)).toBe('planned');
    expect(nameOf(PLAN, [], { ...NONE, outbox: run('finished') })).toBe('rehearsed');
    expect(nameOf(PLAN, [], { outbox: run('finished'), live: run('finished') })).toBe('sent');
  });

  test('is out of date as soon as something moved, rehearsed or not, unless it went out', () => {
    expect(nameOf(PLAN, MOVED, NONE)).toBe('out of date');
    expect(nameOf(PLAN, MOVED, { ...NONE, outbox: run('finished') })).toBe('out of date');
    expect(nameOf(PLAN, MOVED, { ...NONE, live: run('finished') })).toBe('sent');
    expect(nameOf(PLAN, MOVED, { ...NONE, live: run('stopped') })).toBe('stopped');
  });

  test.each([
    ['running', 'sending', 'rehearsing'],
    ['waiting', 'waiting', 'rehearsing'],
    ['interrupted', 'interrupted', 'interrupted'],
    ['stopped', 'stopped', 'stopped'],
  ] as const)('whose run is %s is called %s live and %s in rehearsal', (state, live, outbox) => {
    expect(nameOf(PLAN, [], { ...NONE, live: run(state) })).toBe(live);
    expect(nameOf(PLAN, [], { ...NONE, outbox: run(state) })).toBe(outbox);
  });

  test('that is through is good only when nobody was lost on the way', () => {
    const stage = (some: Partial<RunSummary['counts']>, lane: 'live' | 'outbox' = 'live') =>
      stageOf(PLAN, [], { ...NONE, [lane]: run('finished', 'a', some) });
    expect(stage({ sent: 7, skipped: 3 })).toEqual({ name: 'sent', tone: 'good' });
    expect(stage({ unknown: 1 })).toEqual({ name: 'sent', tone: 'warn', note: '1 unknown' });
    expect(stage({ failed: 1, rejected: 2000 })).toEqual({
      name: 'sent',
      tone: 'warn',
      note: '1 failed, 2,000 rejected',
    });
    expect(stage({ failed: 1 }, 'outbox')).toEqual({ name: 'rehearsed', tone: 'warn', note: '1 failed' });
  });

  test('that is not through keeps its tone, whoever was lost', () => {
    expect(stageOf(PLAN, [], { ...NONE, live: run('running', 'a', { unknown: 1 }) })).toEqual({
      name: 'sending',
      tone: 'busy',
    });
  });

  test('that was planned anew is planned, whatever became of the plan before', () => {
    expect(nameOf(PLAN, [], { outbox: run('finished', 'b'), live: run('stopped', 'b') })).toBe('planned');
  });
});
