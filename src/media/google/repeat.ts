import { MediaFailure } from '../provider.ts';
import { failureOf, ServiceFailure } from './failure.ts';

export interface RepeatOptions {
  /** Whether the call may cost money: what may have been begun is then not asked for again. */
  readonly isPaid: boolean;
  readonly retries: number;
  readonly apiKey: string;
  readonly signal: AbortSignal;
  /** @throws the signal's reason when it is cancelled. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
  readonly random: () => number;
  /** Before each wait. */
  onWait(ms: number): void;
}

/** The service refused before it began. A 500 may come after the work was done, so it is not among them. */
const NOT_BEGUN: readonly number[] = [429, 503];
/** Longer than this nobody waits: the next provider is asked. */
const LONGEST_WAIT = 60_000;
const FIRST_WAIT = 1_000;

/**
 * Calls, and calls again while that can help and costs nothing, with exponential back-off and equal jitter or as long as
 * the service asks for.
 * @throws MediaFailure of the last call; the signal's reason when it is cancelled.
 */
export async function repeat<T>(call: () => Promise<T>, options: RepeatOptions): Promise<T> {
  const { isPaid, retries, signal, sleep, random, onWait, apiKey } = options;
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      signal.throwIfAborted();
      const failure = failureOf(error, { apiKey });
      if (attempt >= retries || !isPassing(failure, isPaid)) throw isPaid ? withCharge(failure) : failure;
      const backoff = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt) * (0.5 + random() / 2);
      const wait = Math.max(backoff, (failure as ServiceFailure).retryAfter ?? 0);
      if (wait > LONGEST_WAIT) throw failure;
      onWait(wait);
      await sleep(wait, signal);
    }
  }
}

function isPassing(failure: MediaFailure, isPaid: boolean): boolean {
  if (!(failure instanceof ServiceFailure)) return false;
  const { status, reason } = failure;
  if (status === undefined) return !isPaid && (reason === 'unreachable' || reason === 'too-slow');
  return NOT_BEGUN.includes(status) || (!isPaid && (status >= 500 || status === 408));
}

/** Whether the work of a call that failed may have been done, or stand on the bill. */
export function mayHaveBegun(failure: MediaFailure): boolean {
  const { reason } = failure;
  if (!(failure instanceof ServiceFailure)) return reason === 'malformed';
  const { status, isUnsent } = failure;
  if (isUnsent) return false;
  if (status === undefined) return ['too-slow', 'unreachable', 'malformed'].includes(reason);
  return status === 408 || (status >= 500 && !NOT_BEGUN.includes(status));
}

/** Nobody knows whether the work was done; then it is said. */
function withCharge(failure: MediaFailure): MediaFailure {
  if (failure.reason !== 'too-slow' && failure.reason !== 'unreachable') return failure;
  if (!mayHaveBegun(failure)) return failure;
  return new MediaFailure(
    failure.reason,
    `${failure.message}; it was not asked again, because it may be charged`,
    {
      ...(failure.hint === undefined ? {} : { hint: failure.hint }),
      cause: failure,
    },
  );
}
