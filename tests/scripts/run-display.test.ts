import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runDisplay } from '../../scripts/_run-display.ts';
import type { State } from '../../src/delivery/ledger/ledger.ts';
import { countsOf, SEVEN } from '../delivery/_run-summary.ts';

let lines: string[];
beforeEach(() => {
  lines = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
});
afterEach(() => vi.restoreAllMocks());

const running = (sent: number, queued: number) => ({
  ...SEVEN,
  state: 'running' as const,
  counts: countsOf({ sent, queued }),
});
const settled = (customerId: string, state: State) =>
  ({ kind: 'settled', customerId, state, channel: 'smtp', code: '', reason: 'busy' }) as const;
const progress = () => lines.filter((line) => / of \d+$/.test(line));

describe('plain lines', () => {
  test('count up to what there was to do when it began, however far the ledger lags behind', () => {
    const display = runDisplay('plain');
    display.show(running(0, 111));
    for (let at = 1; at <= 111; at += 1) {
      display.tell(settled(`C${at}`, 'sent'));
      // As it is written while it goes on: seven that were told are not in the ledger yet.
      display.show(running(Math.max(0, at - 7), Math.min(111, 118 - at)));
    }
    expect(progress()).toHaveLength(10);
    for (const line of progress()) expect(line).toMatch(/ of 111$/);
    expect(progress()[0]).toBe('12 of 111');
    expect(progress().at(-1)).toBe('111 of 111');
  });

  test('do not count whoever goes back into the queue', () => {
    const display = runDisplay('plain');
    display.show(running(0, 2));
    for (const state of ['queued', 'sent', 'queued', 'rejected'] as const) display.tell(settled('C1', state));
    expect(progress()).toEqual(['1 of 2', '2 of 2']);
  });

  test('begin again after an interruption, with what is left', () => {
    const display = runDisplay('plain');
    display.show(running(1, 6));
    for (let at = 2; at <= 7; at += 1) display.tell(settled(`C${at}`, 'sent'));
    expect(lines[0]).toBe('going on: 6 left');
    expect(progress()).toEqual(['1 of 6', '2 of 6', '3 of 6', '4 of 6', '5 of 6', '6 of 6']);
  });

  test('grow with what others put into the queue meanwhile', () => {
    const display = runDisplay('plain');
    display.show(running(0, 1));
    display.tell(settled('C1', 'sent'));
    display.tell(settled('C2', 'sent'));
    expect(progress()).toEqual(['1 of 1', '2 of 2']);
  });

  test('begin anew with the next run', () => {
    const display = runDisplay('plain');
    for (const _run of [1, 2]) {
      display.show(running(0, 1));
      display.tell(settled('C1', 'sent'));
      display.end(SEVEN);
    }
    expect(progress()).toEqual(['1 of 1', '1 of 1']);
  });
});

describe('the end', () => {
  test('names the next step', () => {
    runDisplay('plain').end({ ...running(1, 6), state: 'interrupted' });
    expect(lines.at(-1)).toBe('go on with: npm run send -- win-back --live');
    expect(lines.join('\n')).toContain('So Far  1 of 7 went out, 6 wait.');
  });

  test('of a run without anything to do says so', () => {
    const display = runDisplay('plain');
    display.show(running(7, 0));
    display.end({ ...SEVEN, sentNow: 0 });
    expect(lines.join('\n')).toContain('nothing was left to do');
    expect(lines.join('\n')).not.toContain('ECSTATIC');
  });

  test('in JSON holds the happiness that people are shown', () => {
    runDisplay('json').end({ ...SEVEN, lane: 'outbox' });
    expect(JSON.parse(lines[0] as string).happiness).toEqual({
      level: '📝 Rehearsed',
      message: 'All 7 are written; nobody has got anything yet.',
    });
  });
});
