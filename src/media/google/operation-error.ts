import { type FailureReason, MediaFailure } from '../provider.ts';
import { quoteService } from './failure.ts';

/** By the numbers of google.rpc.Code, or by the names that stand in their place with Omni. */
const REASONS: readonly (readonly [code: RegExp, reason: FailureReason])[] = [
  [/^4$|deadline|timeout/i, 'too-slow'],
  [/^5$|not.?found/i, 'expired'],
  [/^(7|16)$|permission|unauthenticated|api.?key/i, 'refused'],
  [/^8$|exhausted|quota|rate.?limit/i, 'quota'],
];

const SAFETY = /\b(safety|polic(y|ies)|blocked|prohibited|violat\w+|responsible ai|sensitive|filtered)\b/i;

/** Why a film that was begun was not made: it is over with it. */
export function failureOfOperation(
  error: { readonly code?: unknown; readonly message?: unknown },
  apiKey: string,
): MediaFailure {
  const said = quoteService(typeof error.message === 'string' ? error.message : '', apiKey);
  if (SAFETY.test(`${said} ${String(error.code ?? '')}`)) return blocked(said);
  const reason = REASONS.find(([code]) => code.test(String(error.code ?? '')))?.[1] ?? 'malformed';
  return new MediaFailure(reason, `Gemini began the film and did not finish it${said && `: “${said}”`}`, {
    hint: 'with --retry it is ordered anew',
  });
}

/** @param why in the words of the service, cleaned. */
export function blocked(why: string): MediaFailure {
  return new MediaFailure('blocked', `Gemini's safety rules stopped it${why && `: “${why}”`}`, {
    hint: 'the next provider makes it; look at the names of the products if it happens often',
  });
}
