/**
 * The one base of every error a person is meant to read.
 *
 * - `code`: stable and upper-case, for programs (`CSV_INVALID`).
 * - `message`: the fact and its place (`customers.csv line 14: segment is "vipp"`).
 * - `hint`: how to put it right (`use VIP, Returning, New or At-Risk`).
 */
export class PitchwrightError extends Error {
  readonly code: string;
  readonly hint: string | undefined;

  constructor(code: string, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'PitchwrightError';
    this.code = code;
    this.hint = options.hint;
  }
}

/** By name, because the site's bundle and the command that builds it load this class separately. */
export function isPitchwrightError(error: unknown): error is PitchwrightError {
  return error instanceof Error && error.name === 'PitchwrightError';
}

/** One line (or several) for a terminal: the message, then the hint. Unknown errors keep their stack. */
export function describeError(error: unknown): string {
  if (isPitchwrightError(error)) {
    return error.hint ? `${error.message}\n  → ${error.hint}` : error.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
