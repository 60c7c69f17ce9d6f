/** One line of the table: a thing of ours beside its yardstick, measured in the same run. */
export interface Figure {
  readonly what: string;
  readonly ours: string;
  readonly yardstick: string;
  readonly theirs: string;
  /** Said so that its direction is plain: "31 × faster", "1.4 × the time". */
  readonly ratio: string;
}

export interface BenchContext {
  /** For files; removed afterwards. */
  readonly folder: string;
  readonly large: boolean;
}

export async function timed<T>(
  work: () => Promise<T> | T,
): Promise<{ readonly ms: number; readonly value: T }> {
  const started = performance.now();
  const value = await work();
  return { ms: performance.now() - started, value };
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

export function seconds(ms: number): string {
  return ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
