import type { WireCode } from '../src/delivery/wire.ts';

/** Why a request is not carried out, in words for people. Unless its code is `unknown`, nothing was sent. */
export class Refusal extends Error {
  readonly code: WireCode;
  /** Whether the same request may work later. */
  readonly retryable: boolean;

  constructor(code: WireCode, message: string, retryable = false) {
    super(message);
    this.code = code;
    this.retryable = retryable;
  }
}

export const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
