/** What stands left and right: customers' ids, or names of variants (`vip-loyal`), each standing for a typical customer. */
export interface Pair {
  readonly a: string;
  readonly b: string;
}

/** The pair an address asks for; a side it leaves open is taken from `usual`, without showing one mail twice. */
export function readPair(search: string, usual: Pair): Pair {
  const values = new URLSearchParams(search);
  const [a, b] = [values.get('a') || undefined, values.get('b') || undefined];
  return {
    a: a ?? (b === usual.a ? usual.b : usual.a),
    b: b ?? (a === usual.b ? usual.a : usual.b),
  };
}

export function writePair({ a, b }: Pair): string {
  return `?${new URLSearchParams({ a, b })}`;
}
