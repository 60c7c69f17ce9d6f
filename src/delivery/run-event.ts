import type { ChannelName } from './channels/channel.ts';
import type { State } from './ledger/ledger.ts';

/** What a run has to tell while it goes on. No event holds an address. */
export type RunEvent =
  | {
      readonly kind: 'opened';
      readonly channel: ChannelName;
      readonly place: string;
      readonly quota?: number;
    }
  | {
      readonly kind: 'settled';
      readonly customerId: string;
      readonly state: State;
      readonly channel: ChannelName;
      readonly code: string;
      readonly reason: string;
    }
  | { readonly kind: 'paused'; readonly channel: ChannelName; readonly until: Date; readonly reason: string }
  | { readonly kind: 'recovered'; readonly released: number; readonly unknown: number }
  | { readonly kind: 'waiting'; readonly until: Date; readonly count: number; readonly reason: string }
  /** Asked for once more, and not sent: suppressed, or not in the plan any more. */
  | { readonly kind: 'kept'; readonly count: number }
  | { readonly kind: 'draining' };
