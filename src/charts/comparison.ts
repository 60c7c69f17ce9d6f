import type { Words } from './words.ts';

/** 0.12 for 12 % more than before; `undefined` when there was nothing before. */
export function changeOf(now: number, before: number): number | undefined {
  return before === 0 ? undefined : now / before - 1;
}

/** `+12 %`, `−3 %`, `±0 %`. */
export function printChange(change: number, { count }: Words): string {
  const percent = Math.round(Math.abs(change) * 100);
  return `${percent === 0 ? '±' : change > 0 ? '+' : '−'}${count(percent)} %`;
}

/** `12 % more than`, `3.4 times as much as`, `about as much as`: for amounts that were not nothing before. */
export function compare(now: number, before: number, words: Words): string {
  if (now === before) return 'as much as';
  const change = now / before - 1;
  if (change >= 2) return `${words.decimal(now / before)} times as much as`;
  if (Math.abs(change) < 0.005) return 'about as much as';
  return `${words.percent(Math.abs(change))} ${change > 0 ? 'more' : 'less'} than`;
}
