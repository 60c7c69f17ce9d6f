/**
 * How alike two words are, 0 to 1: the share of letter pairs that they have in common (Dice, 1945). Short words are the
 * same or have nothing in common.
 */
export function likeness(one: string, other: string): number {
  if (one === other) return 1;
  if (one.length < SHORT || other.length < SHORT) return 0;
  const pairs = new Map<string, number>();
  for (let at = 0; at < one.length - 1; at += 1) {
    const pair = one.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let common = 0;
  for (let at = 0; at < other.length - 1; at += 1) {
    const pair = other.slice(at, at + 2);
    const left = pairs.get(pair) ?? 0;
    if (left === 0) continue;
    pairs.set(pair, left - 1);
    common += 1;
  }
  return (2 * common) / (one.length + other.length - 2);
}

const SHORT = 5;
