const FARTHEST = 2;

/**
 * The name that somebody most likely meant: a slip of the fingers away, or made of the same words.
 * @returns undefined when none is near, or several are equally likely.
 */
export function nearestName(written: string, known: readonly string[]): string | undefined {
  const wrong = written.toLowerCase();
  const [near] = known
    .map((name) => ({ name, steps: distance(wrong, name.toLowerCase()), most: mostSteps(name) }))
    .filter(({ steps, most }) => steps <= most)
    .sort((a, b) => a.steps - b.steps);
  return near?.name ?? sameWords(wrong, known);
}

/** Nearly everything is near to a short name, such as `customer.id`. */
function mostSteps(name: string): number {
  const { length } = name.split('.').at(-1) as string;
  return Math.min(FARTHEST, Math.max(1, Math.floor(length / 3)));
}

/** `customer.firstname`, `first_name` or `customer.name_first` for `customer.first_name`. */
function sameWords(written: string, known: readonly string[]): string | undefined {
  const words = wordsOf(written);
  const holding = known.filter(
    (name) => words.length > 0 && words.every((word) => wordsOf(name).includes(word)),
  );
  const alike = holding.filter((name) => wordsOf(name).length === words.length);
  const [only, ...others] = alike.length > 0 ? alike : holding;
  return others.length === 0 ? only : undefined;
}

const wordsOf = (name: string) => name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');

/** Letters to put in, take out, change, or swap with their neighbour. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  const at = (i: number, j: number) => rows[i]?.[j] as number;
  for (let i = 1; i <= a.length; i += 1) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j += 1) {
      const change = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwapped ? at(i - 2, j - 2) + 1 : change;
      rows[i]?.push(Math.min(change, swap, at(i - 1, j) + 1, at(i, j - 1) + 1));
    }
  }
  return at(a.length, b.length);
}
