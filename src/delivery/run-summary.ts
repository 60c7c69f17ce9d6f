import type { ChannelName } from './channels/channel.ts';
import type { Counts, Lane } from './ledger/ledger.ts';

/**
 * How a run stands, written beside the plan while it runs and when it ends (`data/runs/<campaign>.<lane>.json`), so that
 * the site and `status` can show it without opening the ledger.
 */
export interface RunSummary {
  readonly campaign: string;
  readonly lane: Lane;
  readonly planId: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly state: 'running' | 'finished' | 'waiting' | 'stopped' | 'interrupted';
  /** Why it waits or stopped, in a sentence; '' when there is nothing to say. */
  readonly because: string;
  /** Of all recipients of this run, skipped ones included: adds up to `total`. */
  readonly counts: Counts;
  readonly total: number;
  readonly channels: readonly { readonly name: ChannelName; readonly sent: number; readonly place: string }[];
  readonly reasons: readonly {
    readonly state: string;
    readonly code: string;
    readonly reason: string;
    readonly count: number;
  }[];
  readonly segments: readonly { readonly segment: string; readonly sent: number; readonly failed: number }[];
  readonly happiness: { readonly score: number; readonly level: string; readonly message: string };
  /** Of this session: seconds and mails sent. */
  readonly seconds: number;
  readonly sentNow: number;
  /** When the next wave is due; ISO 8601. */
  readonly next: string | undefined;
}
