import { expect, test } from 'vitest';
import { stopRule } from '../../src/delivery/stop-rule.ts';

const tell = (results: readonly boolean[], rule = stopRule({ share: 0.2, after: 20 })) => {
  const at = results.findIndex((result) => rule.tell(result) !== undefined);
  return at === -1 ? 'goes on' : at + 1;
};
const times = (count: number, result: boolean) => Array.from({ length: count }, () => result);

test('a run that fails for everybody stops as soon as the share is looked at', () => {
  expect(tell(times(50, false))).toBe(20);
});

test('a few failures at the start do not stop it', () => {
  expect(tell([...times(3, false), ...times(500, true)])).toBe('goes on');
});

test('only the latest hundred count: a run that turns bad stops, however much went well before', () => {
  expect(tell([...times(10_000, true), ...times(100, false)])).toBe(10_020);
});

test('the reason names the figures', () => {
  const rule = stopRule({ share: 0.5, after: 4 });
  const answers = [true, true, false, false].map((result) => rule.tell(result));
  expect(answers.at(-1)).toBe('2 of the last 4 attempts failed, the campaign stops at 50 %');
});
