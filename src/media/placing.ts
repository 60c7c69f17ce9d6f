import { type Bench, MediaFailure } from './provider.ts';
import type { Purse } from './purse.ts';

/** What is kept as the name of an operation while it is not known yet whether the service has begun it. */
export const PLACING = '?';

export interface WatchedOperation {
  readonly operation: Bench['operation'];
  /** Whether this run has paid, or may have. */
  isCharged(): boolean;
}

/**
 * The operation of an order with an eye on the money: it is taken when the order is placed, and given back when the
 * service is known not to have begun.
 */
export function watchOperation(
  operation: Bench['operation'],
  cost: number,
  purse: Purse | undefined,
): WatchedOperation {
  let state: 'none' | 'placing' | 'begun' = 'none';
  return {
    isCharged: () => state !== 'none',
    operation: {
      read: () => operation.read(),
      async write(name) {
        if (name === PLACING) {
          purse?.take(cost);
          state = 'placing';
        }
        await operation.write(name);
        if (name === '' && state === 'placing') {
          purse?.giveBack(cost);
          state = 'none';
        } else if (name !== '' && name !== PLACING) state = 'begun';
      },
    },
  };
}

/** An earlier run ended, by force or by Ctrl-C, between asking and hearing the answer. */
export const unknownOrder = () =>
  new MediaFailure(
    'expired',
    'an order was under way when a run ended; nobody knows whether it was charged',
    { hint: '--retry orders again' },
  );
