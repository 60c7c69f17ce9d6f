import type { WireFailure } from '../wire.ts';
import type { Receipt } from './channel.ts';

/** What the web app's "no" means. */
export function receiptOfFailure({ code, error: reason }: WireFailure): Receipt {
  switch (code) {
    case 'bad_request':
    case 'bad_signature':
    case 'skewed':
    case 'not_configured':
    case 'authorization':
      return { kind: 'stop', code, reason };
    case 'busy':
      return { kind: 'busy', code, reason };
    case 'quota_exhausted':
      return { kind: 'exhausted', code, reason };
    case 'attachment_unreachable':
    case 'internal':
      return { kind: 'deferred', code, reason };
    case 'unsubscribed':
      return { kind: 'rejected', code, reason, suppress: true };
    case 'invalid_address':
    case 'too_big':
    case 'attachment_refused':
    case 'refused':
      return { kind: 'rejected', code, reason, suppress: false };
    case 'replayed':
    case 'unknown':
      return { kind: 'unknown', code, reason };
  }
}
