import { expect, test } from 'vitest';
import { resultOf, stateAtEnd } from '../../../src/studio/live/job.ts';

const progress = (done: number) => ({ unit: 'mails', done, total: 6 });

test.each([
  ['ended well', 0, false, undefined, 'done'],
  ['ended well, though it counted less than it said', 0, false, progress(5), 'done'],
  ['was stopped on its way, and ended in order', 0, true, progress(4), 'stopped'],
  ['was through before it heard that it should stop', 0, true, progress(6), 'done'],
  ['was stopped', 130, true, progress(4), 'stopped'],
  ['was killed', null, true, undefined, 'stopped'],
  ['did not reach everybody', 3, false, progress(6), 'partly'],
  ['failed', 1, false, undefined, 'failed'],
] as const)('a command that %s', (_words, code, wasStopped, far, state) => {
  expect(stateAtEnd(code, wasStopped, far)).toBe(state);
});

const line = (text: string, isError = false, at = 1) => ({ at, text, isError });

test('what it said at its end is kept: what it did, or what is wrong and how to mend it', () => {
  const said = [
    line('✓ 24 customers in data/'),
    line('the whole account: data/import-report.json'),
    line(''),
  ];
  expect(resultOf(said, 'done')).toBe('24 customers in data/');
  expect(resultOf(said.slice(1), 'done')).toBe('the whole account: data/import-report.json');
  const wrong = [line('reading'), line('✗ a.csv line 3: no address', true), line('  → add one', true)];
  expect(resultOf([...wrong, line('bye')], 'failed')).toBe('a.csv line 3: no address → add one');
  expect(resultOf([], 'done')).toBe('');
});
