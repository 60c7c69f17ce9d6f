import type { WireCode } from '../src/delivery/wire.ts';
import { Refusal, wordsOf } from './refusal.ts';

interface Fault {
  readonly code: WireCode;
  readonly retryable: boolean;
}

// In this order: "Rate Limit Exceeded" must not pass for "Limit Exceeded: Email …", nor a day for a short time.
const FAULTS: readonly (readonly [RegExp, Fault])[] = [
  [/too many times for one day|daily limit exceeded/i, { code: 'quota_exhausted', retryable: false }],
  [/^(exception: )?limit exceeded: email|argument too large/i, { code: 'too_big', retryable: false }],
  [/invalid email|no recipient/i, { code: 'invalid_address', retryable: false }],
  [/authorization is required|do not have permission/i, { code: 'authorization', retryable: false }],
  [/bad request|not found|invalid argument/i, { code: 'refused', retryable: false }],
  [
    /server error occurred|service unavailable|service error|backend error|rate limit exceeded|too many times in a short time|too many scripts running simultaneously|too many LockService operations/i,
    { code: 'busy', retryable: true },
  ],
];

// Google words its errors in the account's language.
/** What an error of Google's says about a mail; what is not recognised may have been sent. */
export function faultOf(message: string): Fault {
  const found = FAULTS.find(([pattern]) => pattern.test(message));
  return found ? found[1] : { code: 'unknown', retryable: false };
}

const PAUSES = [1000, 4000];

/**
 * Tries up to three times, as long as Google says it may work in a moment.
 * @throws Refusal with the last fault.
 */
export function attempt(work: () => void, log: string[]): void {
  for (let tries = 1; ; tries += 1) {
    try {
      work();
      return;
    } catch (error) {
      const message = wordsOf(error);
      const { code, retryable } = faultOf(message);
      const pause = PAUSES[tries - 1];
      if (!retryable || pause === undefined) throw new Refusal(code, message, retryable);
      log.push(`⏳ ${message} Trying again in ${pause / 1000} s.`);
      Utilities.sleep(pause);
    }
  }
}
