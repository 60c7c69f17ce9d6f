import { backoff, RECIPIENT } from './backoff.ts';
import type { ChannelName, Receipt } from './channels/channel.ts';
import type { Delivery, Outcome } from './ledger/ledger.ts';

export interface Attempting {
  /** Attempts at one recipient before it counts as failed. */
  readonly attempts: number;
  readonly now: Date;
  readonly random: () => number;
  /** Between attempts at one recipient. */
  readonly waits?: { readonly first: number; readonly most: number };
}

/** What the ledger records for a receipt. Whatever says nothing about the recipient does not count as an attempt at them. */
export function outcomeOf(
  delivery: Pick<Delivery, 'customerId' | 'attempts'>,
  channel: ChannelName,
  receipt: Receipt,
  { attempts, now, random, waits = RECIPIENT }: Attempting,
): Outcome {
  const base = { customerId: delivery.customerId, channel };
  if (receipt.kind === 'accepted') {
    return { ...base, state: 'sent', receipt: receipt.id, reason: receipt.detail };
  }
  const { code, reason } = receipt;
  switch (receipt.kind) {
    case 'rejected':
    case 'unknown':
      return { ...base, state: receipt.kind, code, reason };
    case 'deferred': {
      if (delivery.attempts + 1 >= attempts) {
        return { ...base, state: 'failed', code, reason: `${reason} (given up after ${attempts} attempts)` };
      }
      const wait = receipt.afterMs ?? backoff(delivery.attempts, waits, random);
      return { ...base, state: 'queued', due: new Date(now.getTime() + wait), code, reason, counts: true };
    }
    default:
      return { ...base, state: 'queued', due: now, code, reason, counts: false };
  }
}
