/**
 * Exponential back-off with equal jitter (Brooker, "Exponential Backoff and Jitter", AWS 2015): between half and all of
 * first · 2ⁿ milliseconds, at most `most`.
 * @param attempt 0 for the first.
 */
export function backoff(
  attempt: number,
  { first, most }: { readonly first: number; readonly most: number },
  random: () => number = Math.random,
): number {
  const ceiling = Math.min(most, first * 2 ** Math.min(attempt, 30));
  return Math.round(ceiling * (0.5 + random() / 2));
}

/** Between attempts at one recipient: a minute, then two, four… at most two hours. */
export const RECIPIENT = { first: 60_000, most: 7_200_000 } as const;
/** When a whole channel is too busy or cannot be reached. */
export const CHANNEL = { first: 5_000, most: 300_000 } as const;
