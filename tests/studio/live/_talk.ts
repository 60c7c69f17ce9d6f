import type { Order } from '../../../src/studio/live/actions.ts';

/** An order of the command in `_project`. */
export function talk(args: readonly string[], order: Partial<Order> = {}): Order {
  return {
    action: 'plan',
    title: `Talk ${args[0]}`,
    script: 'talk',
    args,
    holds: ['ledger'],
    isExclusive: false,
    page: '/there/',
    whenStopped: 'Nothing is lost.',
    ...order,
  };
}
