/** Far more than the shapes of a dataset; a process that lives for days does not grow without end. */
const MOST = 5000;

/**
 * A function of one text that works out each text once. What it works out may depend on that text and on nothing else, so
 * a remembered answer is the answer.
 */
export function remembered<T>(workOut: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const answer = workOut(text);
    if (known.size >= MOST) known.clear();
    known.set(text, answer);
    return answer;
  };
}
