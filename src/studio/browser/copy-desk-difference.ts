import { element } from '../../site/scripts/element.ts';

/** Lines that are only in one of two texts, or in both. */
type Line = readonly ['-' | '+' | ' ', string];

/** Beyond that many pairs of lines everything in the middle is shown as taken out and put in. */
const MOST_PAIRS = 1_000_000;

/** What turns one text into another, by the longest common lines. */
export function differenceOf(one: string, other: string): readonly Line[] {
  const [a, b] = [one.split(/\r?\n/), other.split(/\r?\n/)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const same = (lines: readonly string[]) => lines.map((line): Line => [' ', line]);
  return [
    ...same(a.slice(0, start)),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...same(a.slice(a.length - end)),
  ];
}

function middle(a: readonly string[], b: readonly string[]): readonly Line[] {
  const all: readonly Line[] = [...a.map((line): Line => ['-', line]), ...b.map((line): Line => ['+', line])];
  if (a.length * b.length > MOST_PAIRS) return all;
  // lengths[i][j]: of the longest common lines of a from i and b from j.
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      (lengths[i] as number[])[j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push([' ', a[i] as string]);
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push(['-', a[i] as string]);
      i += 1;
    } else {
      lines.push(['+', b[j] as string]);
      j += 1;
    }
  }
  return lines;
}

const SAID = { '-': 'only on disk: ', '+': 'only yours: ', ' ': '' } as const;

/** The lines that differ, each with the one before and after it. */
export function drawDifference(lines: readonly Line[]): HTMLElement {
  const isNear = (at: number) => [at - 1, at, at + 1].some((each) => (lines[each]?.[0] ?? ' ') !== ' ');
  const rows = lines.flatMap(([sign, text], at) =>
    isNear(at)
      ? [
          element(
            'li',
            { 'data-sign': sign },
            element('span', { class: 'visually-hidden' }, SAID[sign]),
            text || ' ',
          ),
        ]
      : [],
  );
  return element('ul', { class: 'difference', tabindex: 0, 'aria-label': 'What differs' }, ...rows);
}
